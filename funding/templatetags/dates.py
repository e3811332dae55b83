"""Dates and times in templates."""

from datetime import datetime

from django import template

from funding.bids.submission import format_datetime

register = template.Library()


@register.filter
def date_and_time(moment: datetime) -> str:
    """Return a moment as "5:30pm on 5 April 2024"."""
    return format_datetime(moment)
