from funding.models.bid import Bid, BidMove, BidPriority, CostLine
from funding.models.following import BidFile, Evaluation, Measure, ProjectAction, Return
from funding.models.grant import Funder, Grant, Pot
from funding.models.ledger import Entry
from funding.models.question import Question
from funding.models.scoring import Criterion, Interest, Score, Scorer

__all__ = [
    "Bid",
    "BidFile",
    "BidMove",
    "BidPriority",
    "CostLine",
    "Criterion",
    "Entry",
    "Evaluation",
    "Funder",
    "Grant",
    "Interest",
    "Measure",
    "Pot",
    "ProjectAction",
    "Question",
    "Return",
    "Score",
    "Scorer",
]
