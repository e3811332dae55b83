"""The final report of a grant for its funder: spent against approved, what came back, and what was achieved."""

from __future__ import annotations

from collections.abc import Iterable

from funding.money.amounts import money
from funding.telling.told import GrantTold, ProjectTold
from reports.paper_returns import grant_facts, over_words, pots_table, project_words
from reports.papers import Paper, PaperSection, PaperTable, Words, amount, column, results_table

EVALUATION = (
    ("achieved", "What it achieved"),
    ("difference", "Who is better off, and how it is known"),
    ("learned", "What was learned"),
    ("next_steps", "What happens next"),
)


def final_paper(grant: GrantTold, owner: str) -> Paper:
    """The final report; a draft while a project still runs."""
    running = [project for project in grant.projects if project.is_running]
    return Paper(
        title="Final report of the grant",
        owner=owner,
        facts=grant_facts(grant, (("State", _state(running)),)),
        sections=(
            PaperSection("Pots", (pots_table(grant), *over_words(grant))),
            PaperSection("Projects", (_projects_table(grant), *_unspent(grant))),
            *_printed(grant),
            *(_achieved(project) for project in grant.projects),
            *(
                [PaperSection("The funder's conditions", (Words(grant.conditions),))]
                if grant.conditions
                else []
            ),
        ),
        is_draft=bool(running),
    )


def _state(running: list[ProjectTold]) -> str:
    if not running:
        return "Every project is closed"
    return f"{len(running)} project{'s' if len(running) > 1 else ''} not closed yet"


def _projects_table(grant: GrantTold) -> PaperTable:
    columns = (
        column("Project"),
        *(amount(name, "w12") for name in ("Approved", "Paid", "Spent", "Paid back", "To pay back")),
    )
    rows = [(project_words(each), *map(money, _sums([each]))) for each in grant.projects]
    total = ("Total", *map(money, _sums(grant.projects)))
    return PaperTable("Spent against approved", columns, (*rows, total), has_total=True)


def _sums(projects: Iterable[ProjectTold]) -> tuple[int, ...]:
    projects = list(projects)
    return (
        sum(each.stands.approved for each in projects),
        # What was paid, before what came back is taken off.
        sum(each.stands.paid + each.returned for each in projects),
        sum(each.stands.spent for each in projects),
        sum(each.returned for each in projects),
        sum(each.stands.to_return for each in projects),
    )


def _unspent(grant: GrantTold) -> tuple[Words, ...]:
    whole, spent = grant.where.whole, grant.where.whole.spent
    returned = sum(each.returned for each in grant.projects)
    given_back = f" {money(whole.given_back)} of it was given back to the funder." if whole.given_back else ""
    return (
        Words(
            f"{money(whole.approved)} was approved of {money(grant.award)}, and {money(spent)} is spent by approved "
            f"returns. {money(returned)} of unspent money came back from projects; "
            f"{money(grant.left + whole.given_back)} of the award was never approved.{given_back}"
        ),
    )


def _printed(grant: GrantTold) -> Iterable[PaperSection]:
    """Totals that sheets and reports printed, beside ours."""
    if grant.printed:
        columns = (column("Total"), *(amount(name, "w18") for name in ("Printed", "Ours", "Difference")))
        rows = tuple((each.label, *map(money, (each.printed, each.computed, each.difference))) for each in grant.printed)  # fmt: skip
        yield PaperSection("Printed totals", (PaperTable("Printed totals beside ours", columns, rows),))


def _achieved(project: ProjectTold) -> PaperSection:
    heading = f"{project.number}: {project.title}"
    if project.evaluation is None:
        state = "It still runs." if project.is_running else "Its evaluation is not approved yet."
        return PaperSection(heading, (Words(state),))
    parts: list[Words | PaperTable] = []
    for name, label in EVALUATION:
        if words := getattr(project.evaluation, name):
            parts += [Words(label, is_heading=True), Words(words)]
    return PaperSection(heading, (*parts, *results_table(project.evaluation.results, project.title)))
