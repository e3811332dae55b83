from actions.models.action import (
    OPEN_STATUSES,
    PRINTED_ORDER,
    STATUS_CHOICES,
    UPDATE_STATUSES,
    Action,
    ActionLead,
)
from actions.models.milestone import DueDateChange, Milestone, MilestoneLead, is_overdue
from actions.models.plan_import import PlanImport
from actions.models.update import Update
from actions.statuses import Status

__all__ = [
    "OPEN_STATUSES",
    "PRINTED_ORDER",
    "STATUS_CHOICES",
    "UPDATE_STATUSES",
    "Action",
    "ActionLead",
    "DueDateChange",
    "Milestone",
    "MilestoneLead",
    "PlanImport",
    "Status",
    "Update",
    "is_overdue",
]
