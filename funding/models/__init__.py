from funding.models.assessment import Assessment, Criterion, CriterionPoints, Scorer
from funding.models.attachment import BidFile, ClarificationQuestion
from funding.models.bid import Bid, BidAnswers, BidPartner, BidPriority, amount_answers
from funding.models.bid_import import BidImport, PrintedTotal
from funding.models.bid_record import BidAuthor, BidTransition, BidVersion
from funding.models.grant import Funder, Grant, Pot
from funding.models.ledger import LedgerEntry
from funding.models.project import ChangePartner, ChangePriority, Project, ProjectAction, ProjectChange
from funding.models.project_report import Evaluation, ProjectReturn, SubmissionState
from funding.models.transfer_request import TransferRequest

__all__ = [
    "Assessment",
    "Bid",
    "BidAnswers",
    "BidAuthor",
    "BidFile",
    "BidImport",
    "BidPartner",
    "BidPriority",
    "BidTransition",
    "BidVersion",
    "ChangePartner",
    "ChangePriority",
    "ClarificationQuestion",
    "Criterion",
    "CriterionPoints",
    "Evaluation",
    "Funder",
    "Grant",
    "LedgerEntry",
    "Pot",
    "PrintedTotal",
    "Project",
    "ProjectAction",
    "ProjectChange",
    "ProjectReturn",
    "Scorer",
    "SubmissionState",
    "TransferRequest",
    "amount_answers",
]
