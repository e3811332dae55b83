from actions.models.action import RUNNING, STATUS_CHOICES, UPDATE_STATUSES, Action, ActionLead
from actions.models.milestone import DateMove, Milestone, MilestoneLead
from actions.models.plan_import import PlanImport
from actions.models.update import Update
from actions.statuses import Status

__all__ = [
    "RUNNING",
    "STATUS_CHOICES",
    "UPDATE_STATUSES",
    "Action",
    "ActionLead",
    "DateMove",
    "Milestone",
    "MilestoneLead",
    "PlanImport",
    "Status",
    "Update",
]
