from plans.models.body import Body, BodyName
from plans.models.history import FormDraft, HistoryEntry
from plans.models.membership import Invitation, Membership, Role
from plans.models.partnership import Partnership, PartnershipName
from plans.models.plan import Plan, Priority, PriorityLead, Risk, VersionTableRow
from plans.models.user import User

__all__ = [
    "Body",
    "BodyName",
    "FormDraft",
    "HistoryEntry",
    "Invitation",
    "Membership",
    "Partnership",
    "PartnershipName",
    "Plan",
    "Priority",
    "PriorityLead",
    "Risk",
    "Role",
    "User",
    "VersionTableRow",
]
