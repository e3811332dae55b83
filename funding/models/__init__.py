from funding.models.assessment import Assessment, Criterion, CriterionPoints, Scorer
from funding.models.attachment import BidFile, ClarificationQuestion
from funding.models.bid import Bid, BidActionLink, BidPartner, BidPriority
from funding.models.bid_import import BidImport, PrintedTotal
from funding.models.bid_record import BidAuthor, BidTransition, BidVersion
from funding.models.grant import Funder, Grant, Pot
from funding.models.ledger import LedgerEntry
from funding.models.project_report import Evaluation, ProjectReturn, SubmissionState
from funding.models.transfer_request import TransferRequest

__all__ = [
    "Assessment",
    "Bid",
    "BidActionLink",
    "BidAuthor",
    "BidFile",
    "BidImport",
    "BidPartner",
    "BidPriority",
    "BidTransition",
    "BidVersion",
    "ClarificationQuestion",
    "Criterion",
    "CriterionPoints",
    "Evaluation",
    "Funder",
    "Grant",
    "LedgerEntry",
    "Pot",
    "PrintedTotal",
    "ProjectReturn",
    "Scorer",
    "SubmissionState",
    "TransferRequest",
]
