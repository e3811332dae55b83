"""The tables of reports, packs and plans, for templates: `{% table grant|grant_pots_table %}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django import template

from plans.govuk import Column, Table, number_column
from reports.exceptions import tables as report_tables
from reports.exceptions.display import ReportDisplay
from reports.plan import tables as plan_tables

register = template.Library()

# A column whose every cell has at most this many characters is narrow, so that the others get the width.
MAX_NARROW_LENGTH = 14

register.filter("priorities_table", report_tables.priorities_table)
register.filter("grant_pots_table", report_tables.grant_pots_table)
register.filter("public_exceptions_table", report_tables.public_exceptions_table)
register.filter("versions_table", plan_tables.versions_table)
register.filter("risks_table", plan_tables.risks_table)
register.filter("actions_table", plan_tables.actions_table)


@register.filter
def annex_table(report: ReportDisplay, actions_url: str = "") -> Table:
    """Return every action of a report, with links to their pages if `actions_url` is given."""
    return report_tables.annex_table(report.content, report.annex, actions_url)


@register.filter
def text_table(passage: Mapping) -> Table:
    """Return a table that was written in the text of a section."""
    columns = tuple(
        (number_column if _is_of_amounts(cells) else Column)(heading, width)
        for heading, width, *cells in zip(
            passage["head"], _column_widths(passage), *passage["rows"], strict=True
        )
    )
    return Table(passage["caption"], columns, passage["rows"], css_class="passage__table")


def _is_of_amounts(cells: Iterable[str]) -> bool:
    """Return whether a column has only amounts of money and blank cells; they are aligned to the right."""
    filled = [cell.strip() for cell in cells if cell.strip() not in ("", "–")]
    return bool(filled) and all(re.fullmatch("[−-]?£[0-9,]+([.][0-9]{2})?", cell) for cell in filled)


def _column_widths(passage: Mapping) -> list[str]:
    columns = zip(passage["head"], *passage["rows"], strict=True)
    longest = [max(len(cell) for cell in column) for column in columns]
    if all(length <= MAX_NARROW_LENGTH for length in longest):
        return ["" for _ in longest]
    return ["w12" if length <= MAX_NARROW_LENGTH else "" for length in longest]
