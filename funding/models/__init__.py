from funding.models.bid import Bid, BidAction, BidPartner, BidPriority
from funding.models.grant import Funder, Grant, Pot
from funding.models.ledger import Entry
from funding.models.movement_request import MovementRequest
from funding.models.papers import BidFile, Question
from funding.models.project import Evaluation, ProjectReturn, Sent
from funding.models.record import BidAuthor, BidEdition, BidMove
from funding.models.scoring import Criterion, Mark, Scorer, Scoring
from funding.models.sheet import KeptSheet, PrintedTotal

__all__ = [
    "Bid",
    "BidAction",
    "BidAuthor",
    "BidEdition",
    "BidFile",
    "BidMove",
    "BidPartner",
    "BidPriority",
    "Criterion",
    "Entry",
    "Evaluation",
    "Funder",
    "Grant",
    "KeptSheet",
    "Mark",
    "MovementRequest",
    "Pot",
    "PrintedTotal",
    "ProjectReturn",
    "Question",
    "Scorer",
    "Scoring",
    "Sent",
]
