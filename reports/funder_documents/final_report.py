"""The final report of a grant for its funder: spent against approved, repayments, and what was achieved."""

from __future__ import annotations

from collections.abc import Iterable

from funding.money.amounts import format_money
from funding.statement.values import GrantStatement, ProjectStatement
from plans.govuk import Column, Table, total
from reports.funder_documents.document import (
    DocumentSection,
    DocumentText,
    FunderDocument,
    amount_column,
    document_table,
    results_table,
)
from reports.funder_documents.return_documents import grant_facts, over_words, pots_table, project_words

EVALUATION = (
    ("achieved", "What the project achieved"),
    ("difference", "Who benefited, and the evidence for it"),
    ("learned", "What was learned"),
    ("next_steps", "What happens next"),
)


def build_final_report(grant: GrantStatement, owner: str) -> FunderDocument:
    """Return the final report; a draft until all projects are closed."""
    running = [project for project in grant.projects if project.is_running]
    return FunderDocument(
        title="Final report of the grant",
        owner=owner,
        facts=grant_facts(grant, (("Status", _state(running)),)),
        sections=(
            DocumentSection("Pots", (pots_table(grant), *over_words(grant))),
            DocumentSection("Projects", (_projects_table(grant), *_unspent(grant))),
            *_printed(grant),
            *(_achieved(project) for project in grant.projects),
            *(
                [DocumentSection("The funder's conditions", (DocumentText(grant.conditions),))]
                if grant.conditions
                else []
            ),
        ),
        is_draft=bool(running),
    )


def _state(running: list[ProjectStatement]) -> str:
    if not running:
        return "All projects closed"
    return f"{len(running)} project{'s' if len(running) > 1 else ''} not closed yet"


def _projects_table(grant: GrantStatement) -> Table:
    columns = (
        Column("Project"),
        *(amount_column(name, "w12") for name in ("Approved", "Paid", "Spent", "Repaid", "To be repaid")),
    )
    rows = [(project_words(each), *map(format_money, _sums([each]))) for each in grant.projects]
    totals = total("Total", *map(format_money, _sums(grant.projects)))
    return document_table("Spent against approved", columns, (*rows, totals))


def _sums(projects: Iterable[ProjectStatement]) -> tuple[int, ...]:
    projects = list(projects)
    return (
        sum(each.spending.approved for each in projects),
        # The amount paid, before repayments are subtracted.
        sum(each.spending.paid + each.returned for each in projects),
        sum(each.spending.spent for each in projects),
        sum(each.returned for each in projects),
        sum(each.spending.to_return for each in projects),
    )


def _unspent(grant: GrantStatement) -> tuple[DocumentText, ...]:
    whole, spent = grant.whole, grant.whole.spent
    returned = sum(each.returned for each in grant.projects)
    given_back = (
        f" {format_money(whole.given_back)} of that was returned to the funder." if whole.given_back else ""
    )
    return (
        DocumentText(
            f"{format_money(whole.approved)} of the award of {format_money(grant.award)} was approved. "
            f"{format_money(spent)} has been spent, according to approved returns. Projects repaid "
            f"{format_money(returned)}. {format_money(grant.left + whole.given_back)} of the award was not approved "
            f"for projects.{given_back}"
        ),
    )


def _printed(grant: GrantStatement) -> Iterable[DocumentSection]:
    """Return totals published in spreadsheets and reports, next to the calculated totals."""
    totals = [(f"{each.label} ({each.filename}, {each.cell})", each) for each in grant.printed]
    rows = [
        (label, *map(format_money, (each.printed, each.computed, each.difference))) for label, each in totals
    ]
    if grant.printed_left is not None:
        left = map(format_money, (grant.printed_left, grant.left, grant.difference))
        rows.insert(0, ("Left to approve", *left))
    if rows:
        columns = (
            Column("Total"),
            *(amount_column(name, "w18") for name in ("Published", "Calculated", "Difference")),
        )
        yield DocumentSection(
            "Published totals", (document_table("Published and calculated totals", columns, tuple(rows)),)
        )


def _achieved(project: ProjectStatement) -> DocumentSection:
    heading = f"{project.number}: {project.title}"
    if project.evaluation is None:
        state = (
            "The project is not closed yet."
            if project.is_running
            else "The evaluation has not been approved."
        )
        return DocumentSection(heading, (DocumentText(state),))
    parts: list[DocumentText | Table] = []
    for name, label in EVALUATION:
        if words := getattr(project.evaluation, name):
            parts += [DocumentText(label, is_heading=True), DocumentText(words)]
    return DocumentSection(heading, (*parts, *results_table(project.evaluation.results, project.title)))
