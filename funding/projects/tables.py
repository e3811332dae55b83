"""Tables of the page of a project."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from funding.models import Project, ProjectReturn
from funding.money.amounts import format_money
from plans.govuk import Cell, Column, Table, number_column


def returns_table(project: Project, returns: Iterable[ProjectReturn]) -> Table:
    """Return the approved returns of the project, each with links to its documents."""
    place = (project.grant.partnership.slug, project.grant.slug, project.number)
    rows = (
        (
            row.for_quarter.label,
            format_money(row.spent),
            format_money(row.forecast),
            Cell(
                template="funding/_return_downloads.html",
                values={
                    "label": row.for_quarter.label,
                    "pdf": reverse("return_download", args=[*place, row.for_quarter, "pdf"]),
                    "word": reverse("return_download", args=[*place, row.for_quarter, "docx"]),
                },
            ),
        )
        for row in returns
    )
    return Table(
        f"Approved returns of {project}",
        (Column("Quarter"), number_column("Spent"), number_column("Forecast"), Column("Download")),
        rows,
        caption_size="hidden",
        css_class="grant-table",
        empty="There are no approved returns yet.",
        is_cards=True,
    )
