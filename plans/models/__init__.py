from plans.models.body import Body, BodyName
from plans.models.history import Change, Draft
from plans.models.membership import Invitation, Membership, Role
from plans.models.partnership import Partnership, PartnershipName
from plans.models.plan import Plan, PlanVersion, Priority, PriorityLead, Risk
from plans.models.user import User

__all__ = [
    "Body",
    "BodyName",
    "Change",
    "Draft",
    "Invitation",
    "Membership",
    "Partnership",
    "PartnershipName",
    "Plan",
    "PlanVersion",
    "Priority",
    "PriorityLead",
    "Risk",
    "Role",
    "User",
]
