from funding.models.assessment import Criterion, Mark, Scorer, Scoring
from funding.models.attachment import BidFile, Question
from funding.models.bid import Bid, BidAction, BidPartner, BidPriority
from funding.models.bid_import import KeptSheet, PrintedTotal
from funding.models.bid_record import BidAuthor, BidEdition, BidMove
from funding.models.grant import Funder, Grant, Pot
from funding.models.ledger import Entry
from funding.models.project_report import Evaluation, ProjectReturn, Sent
from funding.models.transfer_request import MovementRequest

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
