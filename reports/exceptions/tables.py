"""Tables of an exception report, made from its content for page, PDF and pack."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.text import slugify

from funding.money.amounts import format_money
from plans.govuk import Cell, Column, Row, Table, group_heading, number_column, status_cell
from reports.exceptions.report_comparison import ComparedAction

NO_NUMBER = "–"
POT_AMOUNTS = ("allocated", "approved", "paid", "spent", "forecast", "left")


def priorities_table(content: Mapping) -> Table:
    """Return how many actions of each priority have each status."""
    columns = (
        Column("Priority"),
        Column("Worst status", "w14"),
        number_column("Actions", "w12"),
        number_column("Exceptions", "w15"),
        Column("All statuses", "w24"),
    )
    rows = (
        (
            row["heading"],
            _status_cell(row["worst_words"]),
            str(row["all"]),
            str(row["exceptions"]),
            ", ".join(f"{each['count']} {each['words'].lower()}" for each in row["statuses"]),
        )
        for row in content["priorities"]
    )
    return Table("Actions and exceptions of each priority", columns, rows)


def annex_table(content: Mapping, groups: list[dict], actions_url: str) -> Table:
    """Return every action under its priority, linked to its page if `actions_url` is given.

    `groups` are those of `by_priority`, and `actions_url` the part of an action's web address before its key.
    """
    columns = (
        Column("No.", "w6"),
        Column("Action", "w24"),
        Column("Status", "w12"),
        Column("Lead", "w14"),
        Column("Milestones", "w24"),
        Column("Comment this quarter"),
    )
    rows: list[Row | tuple] = []
    for group in groups:
        rows.append(group_heading(group["heading"]))
        rows += [_annex_row(row, actions_url) for row in group["rows"]]
    count = content["counts"]["all"]
    caption = f"All {count} action{'' if count == 1 else 's'} on {content['as_at_words']}"
    return Table(caption, columns, rows, css_class="annex", empty="There are no actions in this plan.")


def grant_pots_table(grant: Mapping) -> Table:
    """Return the amounts of each pot of a grant, and of the whole grant in the last row."""
    columns = (Column("Pot", "w16"), *(number_column(name.capitalize(), "w14") for name in POT_AMOUNTS))
    last = len(grant["pots"]) - 1
    rows = (
        Row((pot["name"], *(format_money(pot[name]) for name in POT_AMOUNTS)), is_total=place == last)
        for place, pot in enumerate(grant["pots"])
    )
    return Table(f"Pots of {grant['title']}", columns, rows)


def public_exceptions_table(report: Mapping) -> Table:
    """Return the exceptions of a report that the public can read."""
    columns = (Column("No.", "w8"), Column("Action"), Column("Status", "w15"), Column("Reasons", "w40"))
    rows = (
        (
            row["number"] or NO_NUMBER,
            row["action"],
            _public_status_cell(row["status"], row["status_words"]),
            Cell(
                paragraphs=(
                    *(reason["words"] for reason in row["reasons"]),
                    *(f"Paid by: {project}" for project in row["paid_by"]),
                )
            ),
        )
        for row in report["exceptions"]
    )
    return Table("Exceptions with their reasons", columns, rows, empty="There are no exceptions.")


def counts_comparison_table(counts: list[tuple[str, int, int]]) -> Table:
    """Return each count of two reports: its name, then and now."""
    columns = (Column("Status"), number_column("Before"), number_column("After"))
    rows = ((name, str(then), str(now)) for name, then, now in counts)
    return Table("Number of actions", columns, rows, id="figures-compared")


def actions_comparison_table(
    caption: str, rows: tuple[ComparedAction, ...], *, shows_then: bool = True, shows_now: bool = True
) -> Table:
    """Return what is different about each action in two reports."""
    columns = (Column("Action"), *([Column("Before")] if shows_then else []), *([Column("After")] if shows_now else []))  # fmt: skip
    body = (
        (
            f"{row.number} {row.action}",
            *([row.was or "None"] if shows_then else []),
            *([row.now or "None"] if shows_now else []),
        )
        for row in rows
    )
    return Table(caption, columns, body, caption_size="hidden", empty="None.")


def _annex_row(row: Mapping, actions_url: str) -> tuple[Cell | str, ...]:
    number = row["number"] or NO_NUMBER
    if actions_url and not row["is_withdrawn"]:
        number = Cell(number, href=f"{actions_url}id-{row['key']}/", hidden=row["action"])
    status = row["status_words"]
    return (
        number,
        row["action"],
        _status_cell(status, f"{status}\n(exception)" if row["is_exception"] else status),
        row["leads"] or "None",
        Cell(paragraphs=tuple(_milestone_text(step) for step in row["milestones"])),
        row["words"],
    )


def _milestone_text(step: Mapping) -> str:
    """Return "Open the hub: June 2024, due 30 June 2024 (Medway Council)", without the parts that are empty."""
    when = ", ".join(filter(None, (step["timescale"], step["state"])))
    leads = f" ({step['leads']})" if step["leads"] else ""
    return f"{step['words']}{': ' if step['words'] else ''}{when}{leads}"


def _status_cell(status: str, text: str = "") -> Cell:
    # In a PDF a class of the cell is laid out faster than an element inside it.
    return Cell(text or status, css_class=f"status status-{slugify(status)}")


def _public_status_cell(status: str, text: str) -> Cell:
    cell = status_cell(status, text)
    return Cell(text, tag=f"{cell.tag} status status-{slugify(text)}")
