"""The one reader of a plan: a snapshot in plain values for pages, documents, exports and reports."""

from actions.snapshot.printed import action_lead_text, milestone_lead_text
from actions.snapshot.queries import read_directory, read_snapshot
from actions.snapshot.updates_due import PlanUpdatesDue, get_updates_due
from actions.snapshot.values import (
    NO_HEADING,
    NO_LEAD,
    TO_BE_CONFIRMED,
    ActionSnapshot,
    DateChangeSnapshot,
    Lead,
    MilestoneSnapshot,
    PlanSnapshot,
    PrioritySnapshot,
    UpdateSnapshot,
)

__all__ = [
    "NO_HEADING",
    "NO_LEAD",
    "TO_BE_CONFIRMED",
    "ActionSnapshot",
    "DateChangeSnapshot",
    "Lead",
    "MilestoneSnapshot",
    "PlanSnapshot",
    "PlanUpdatesDue",
    "PrioritySnapshot",
    "UpdateSnapshot",
    "action_lead_text",
    "get_updates_due",
    "milestone_lead_text",
    "read_directory",
    "read_snapshot",
]
