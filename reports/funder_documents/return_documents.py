"""Quarterly returns for the funder: of one project, and of the whole grant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Min
from django.utils import timezone

from funding.models import LedgerEntry, Project, ProjectReturn, SubmissionState
from funding.money.amounts import format_money
from funding.projects.progress import return_figures, sums_by_project
from funding.projects.spending import spending, spent_before
from funding.statement.values import GrantStatement, ProjectStatement
from plans.govuk import Column, Table, total
from plans.periods import Quarter, format_date
from plans.wording import join_with_and
from reports.funder_documents.document import (
    DocumentSection,
    DocumentText,
    FunderDocument,
    amount_column,
    document_table,
    nonblank_details,
    results_table,
)


def build_return_document(
    project: Project, row: ProjectReturn, others: Iterable[ProjectReturn]
) -> FunderDocument:
    """Return the document of a project's return for one quarter.

    `others` are its returns that the reader can see, with this one.
    """
    quarter = row.for_quarter
    rows = [each for each in others if each.for_quarter <= quarter]
    day = counted_to(project, quarter)
    approved, paid = sums_by_project(Project.objects.filter(pk=project.pk), to=day).get(project.pk, (0, 0))
    stands = spending(approved, paid, return_figures(rows))
    before = spent_before(return_figures(rows), quarter)
    figures = (
        ("Approved", format_money(approved)),
        (f"Paid by {format_date(day)}", format_money(paid)),
        ("Spent before this quarter", format_money(before)),
        ("Spent in this quarter", format_money(row.spent)),
        ("Spent in total", format_money(before + row.spent)),
        ("Forecast for the whole project", format_money(row.forecast)),
        ("Underspend forecast", format_money(stands.underspend) if stands.underspend else ""),
        ("Overspend forecast", format_money(stands.overspend) if stands.overspend else ""),
    )
    money_table = document_table(
        "Money for the project", (Column("Item"), amount_column("Amount", "w25")), nonblank_details(figures)
    )
    files = row.files.filter(is_withdrawn=False).values_list("filename", flat=True)
    sections = [
        DocumentSection("Money", (money_table,)),
        DocumentSection("What was done", (DocumentText(row.words or "No report was written."),)),
    ]
    if row.results:
        sections.append(
            DocumentSection("Measures against targets", results_table(map(tuple, row.results), str(project)))
        )
    if files:
        sections.append(DocumentSection("Evidence", (DocumentText("\n".join(files)),)))
    return FunderDocument(
        title=f"Quarterly return, {quarter.label}: {project}",
        owner=project.partnership.name,
        facts=nonblank_details(
            (
                ("Grant", project.grant.title),
                ("Funder", str(project.grant.funder or "")),
                ("Project", f"{project.number}: {project}"),
                ("Lead organisation", project.lead_words),
                ("Quarter", f"{quarter.label}, {quarter.months}"),
                ("Status", _state(row)),
            )
        ),
        sections=tuple(sections),
    )


def counted_to(project: Project, quarter: Quarter) -> date:
    """Return the day up to which the project's ledger entries count: the quarter's last.

    A project without a ledger entry by then was approved before it was added here: the day of its first entry.
    """
    first = LedgerEntry.objects.filter(project=project).aggregate(first=Min("on"))["first"]
    return max(quarter.ends, first or quarter.ends)


def build_grant_return_document(grant: GrantStatement, owner: str, quarter: Quarter) -> FunderDocument:
    """Return the document of the grant's return for one quarter: its pots, its projects, and each project's report."""
    return FunderDocument(
        title=f"Quarterly return of the grant, {quarter.label}",
        owner=owner,
        facts=grant_facts(grant, (("Quarter", f"{quarter.label}, {quarter.months}"), _as_at(grant, quarter))),
        sections=(
            DocumentSection("Pots", (pots_table(grant), *over_words(grant))),
            DocumentSection("Projects", (_projects_table(grant, quarter), *_not_in(grant))),
            *_told(grant, quarter),
        ),
    )


def _as_at(grant: GrantStatement, quarter: Quarter) -> tuple[str, str]:
    """Return the day up to which the ledger counts: the quarter's last, or the day of its first entry here."""
    until = max(quarter.ends, grant.last_line_on or quarter.ends)
    return "Money as at", format_date(until)


def grant_facts(grant: GrantStatement, more: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the facts below the title of a document on a whole grant."""
    return nonblank_details(
        (
            ("Grant", grant.title),
            ("Funder", grant.funder),
            ("Period", f"{format_date(grant.starts)} to {format_date(grant.ends)}"),
            ("Award", format_money(grant.award) + (", provisional" if grant.is_provisional else "")),
            *more,
            ("Last entry in the ledger", format_date(grant.last_line_on) if grant.last_line_on else ""),
        )
    )


def pots_table(grant: GrantStatement) -> Table:
    """Return the amounts of each pot and of the whole grant."""
    columns = (Column("Pot"), *(amount_column(name) for name in ("Allocated", "Approved", "Paid", "Spent", "Forecast", "Left")))  # fmt: skip
    pots = [(pot.name.capitalize(), pot) for pot in grant.pots]
    *rows, whole = (
        (name, *map(format_money, (pot.allocated, pot.approved, pot.paid, pot.spent, pot.forecast, pot.left)))
        for name, pot in [*pots, ("The whole grant", grant.whole)]
    )
    return document_table("Balance of each pot", columns, (*rows, total(*whole)))


def over_words(grant: GrantStatement) -> tuple[DocumentText, ...]:
    """Return a sentence for each over-committed pot."""
    return tuple(
        DocumentText(
            f"The {pot.name} pot is over-committed by {format_money(pot.over)}."
            + (f" Reason recorded: {pot.over_why.strip().rstrip('.')}." if pot.over_why.strip() else "")
        )
        for pot in grant.over
    )


def _projects_table(grant: GrantStatement, quarter: Quarter) -> Table:
    columns = (
        Column("Project"),
        *(
            amount_column(name, "w12")
            for name in ("Approved", "Paid", f"In Q{quarter.number}", "Spent", "Forecast")
        ),
        Column("Return", "w12"),
    )
    rows = [
        (
            project_words(each),
            format_money(each.spending.approved),
            format_money(each.spending.paid),
            format_money(each.sent.spent) if each.sent else "",
            format_money(each.spending.spent),
            format_money(each.spending.forecast),
            _return_words(each),
        )
        for each in grant.projects
    ]
    whole = grant.whole
    in_quarter = sum(each.sent.spent for each in grant.projects if each.sent)
    totals = total(
        "Total",
        *map(format_money, (whole.approved, whole.paid, in_quarter, whole.spent, grant.forecast)),
        "",
    )
    return document_table(f"Projects in {quarter.label}", columns, (*rows, totals))


def project_words(project: ProjectStatement) -> str:
    """Return the name of a project in a table: "1: Training (A charity, upfront)"."""
    aside = ", ".join(filter(None, (project.lead, project.pot)))
    return f"{project.number}: {project.title} ({aside})"


def _return_words(project: ProjectStatement) -> str:
    if project.sent is None:
        return "Not received" if project.is_missing else "None due"
    return "Approved" if project.sent.is_approved else "Sent"


def _not_in(grant: GrantStatement) -> tuple[DocumentText, ...]:
    notes = [
        DocumentText(
            "Spent is the total of approved returns. Forecast is the forecast in the latest return, or the amount "
            "spent if that is more. Before the first return, the forecast is the amount approved."
        )
    ]
    late = [row for row in grant.projects if any(each.quarter != grant.quarter for each in row.missing)]
    if late:
        each = "; ".join(f"{row.title}, {join_with_and(_earlier(row, grant))}" for row in late)
        notes.append(DocumentText(f"Returns not received for earlier quarters: {each}."))
    if grant.underspent:
        each = "; ".join(f"{row.title}, {format_money(row.spending.underspend)}" for row in grant.underspent)
        notes.append(DocumentText(f"Underspend is forecast for: {each}."))
    return tuple(notes)


def _earlier(project: ProjectStatement, grant: GrantStatement) -> list[str]:
    return [each.quarter.label for each in project.missing if each.quarter != grant.quarter]


def _told(grant: GrantStatement, quarter: Quarter) -> Iterable[DocumentSection]:
    """Return the report of each project for the quarter."""
    for project in grant.projects:
        if project.sent:
            words = DocumentText(project.sent.words or "No report was written.")
            yield DocumentSection(
                f"{project.number}: {project.title}",
                (words, *results_table(project.sent.results, project.title)),
            )


def _state(row: ProjectReturn) -> str:
    if row.state == SubmissionState.APPROVED:
        return f"Approved on {_day(row.decided_at)}"
    return f"Sent on {_day(row.submitted_at)}, not approved yet"


def _day(moment) -> str:
    return format_date(timezone.localtime(moment).date())
