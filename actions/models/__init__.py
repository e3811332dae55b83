from actions.models.action import RUNNING, UPDATE_STATUSES, Action, ActionLead, Status
from actions.models.importing import PlanImport
from actions.models.milestone import DateMove, Milestone, MilestoneLead
from actions.models.update import Update

__all__ = [
    "RUNNING",
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
