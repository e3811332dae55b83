"""Colours of the statuses of bids, projects and changes."""

from django import template

register = template.Library()
COLOURS = {
    "approved": "green", "live": "green", "evaluated": "green", "clarification": "yellow", "draft": "grey",
    "declined": "grey", "withdrawn": "grey", "cancelled": "grey", "closed": "grey",
}  # fmt: skip


@register.filter
def state_colour(state: str) -> str:
    """Return the colour of the tag of a status: blue while it awaits a decision."""
    return COLOURS.get(state, "blue")
