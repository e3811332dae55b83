"""Filters for documents: dates and formatted text."""

from __future__ import annotations

from datetime import date

from django import template

from plans.formatted_text import captioned, parse_formatted_text
from plans.periods import format_date

register = template.Library()


@register.filter
def long_date(day: date | str | None) -> str:
    """Return "31 March 2025" for a date, or for one in content ("2025-03-31"); "" for none."""
    if not day:
        return ""
    return format_date(date.fromisoformat(day) if isinstance(day, str) else day)


@register.filter
def passages(words: str) -> list[dict]:
    """Return a text's paragraphs, lists and tables, for templates/reports/_formatted_text.html."""
    return [each.content() for each in captioned(parse_formatted_text(words), "")]
