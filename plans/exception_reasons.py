"""Reasons why an action is an exception: the codes that data and reports use, and their labels in the settings."""

from __future__ import annotations

REASONS = {
    "off_track": "Off track",
    "at_risk": "At risk",
    "overdue_milestone": "A milestone is overdue",
    "no_update": "No update for the quarter",
    "no_lead": "No lead, or lead to be confirmed",
    "date_moved": "A date moved later since the last report",
    "closed": "Closed without completing",
    "added": "Added since the last report",
    "withdrawn": "Withdrawn since the last report",
    "repeated_words": "Comment is the same as last quarter",
}
"""Code → label, most serious first (design §5)."""

ALWAYS_COUNT = ("off_track", "at_risk")
"""These are always in the report; no setting excludes them."""

GRANT_REASONS = {
    "pot_over": "A pot is over-committed",
    "return_not_in": "A project's return for the quarter has not been received",
    "underspend": "A project is forecast to spend less than was approved",
}
"""Code → text of each matter about grants in the report; none of them makes an action an exception."""
