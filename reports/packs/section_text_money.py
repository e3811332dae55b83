"""The text of a cover report about money, from the partnership's grants."""

from __future__ import annotations

from collections.abc import Iterable

from funding.ledger.pots import PotStatement
from funding.money.amounts import format_money
from funding.money.pot_names import REST, TACTICAL, UPFRONT
from funding.statement.values import GrantStatement, ProjectStatement
from plans.formatted_text import list_lines, table_line
from plans.periods import Period

POTS = {
    UPFRONT: "for projects planned from the start, the upfront pot",
    TACTICAL: "for needs that come up during the year, the tactical pot",
}


def money_text(grants: Iterable[GrantStatement]) -> str:
    """Return the text about each grant; "" if there are none."""
    return "\n\n".join(part for grant in grants for part in _grant(grant))


def format_pounds(pence: int) -> str:
    """Return an amount in a committee's style: "£106,460", "£106,460.50"."""
    return format_money(pence).removesuffix(".00")


def _grant(grant: GrantStatement) -> Iterable[str]:
    yield _award(grant)
    if grant.projects:
        yield f"These projects have been approved from the {grant.title}:"
        yield _projects(grant)
    yield " ".join(_left(grant))
    if grant.whole.spent:
        yield " ".join(_spent(grant))
    closed = [project for project in grant.projects if project.evaluation]
    if closed:
        yield f"Achievements of the closed projects:\n{list_lines(map(_achieved, closed))}"


def _award(grant: GrantStatement) -> str:
    period = Period(grant.starts, grant.ends).label
    provisional = ", which is not confirmed yet" if grant.is_provisional else ""
    given = f" by {grant.funder}" if grant.funder else ""
    words = f"{format_pounds(grant.award)} was granted to the partnership{given} for {period}{provisional}."
    if len(grant.pots) < 2:
        return words
    shares = [_share(pot) for pot in grant.pots if pot.allocated >= 0]
    split = f"{words} Of this {', and '.join(shares)}."
    more = sum(-pot.allocated for pot in grant.pots if pot.name == REST and pot.allocated < 0)
    return f"{split} Together the pots are {format_pounds(more)} more than the award." if more else split


def _share(pot: PotStatement) -> str:
    if pot.name == REST:
        return f"{format_pounds(pot.allocated)} is not allocated yet"
    return f"{format_pounds(pot.allocated)} is {POTS.get(pot.name) or f'for {pot.name}'}"


def _projects(grant: GrantStatement) -> str:
    order = [pot.name for pot in grant.pots]
    projects = sorted(grant.projects, key=lambda each: order.index(each.pot))
    rows = [
        table_line(
            (each.title, each.lead or "–", each.pot.capitalize(), format_pounds(each.spending.approved))
        )
        for each in projects
    ]
    total = table_line(("All projects", "", "", format_pounds(grant.whole.approved)))
    return "\n".join([table_line(("Project", "Lead", "Pot", "Amount")), *rows, total])


def _left(grant: GrantStatement) -> Iterable[str]:
    whole = grant.whole
    yield (
        f"{format_pounds(whole.approved)} of {format_pounds(whole.allocated)} has been approved, and "
        f"{format_pounds(grant.left)} is left."
    )
    if whole.given_back:
        yield f"{format_pounds(whole.given_back)} that no project needed was returned to the funder."
    if len(grant.pots) > 1:
        for pot in grant.pots:
            if pot.name != REST:
                yield _left_of(pot)


def _left_of(pot: PotStatement) -> str:
    if not pot.over:
        return f"The {pot.name} pot has {format_pounds(pot.left)} left."
    why = f". Reason: {' '.join(pot.over_why.split()).rstrip('.')}" if pot.over_why.strip() else ""
    return (
        f"The {pot.name} pot is over-committed by {format_pounds(pot.over)}: {format_pounds(pot.approved)} "
        f"approved, {format_pounds(pot.allocated)} available{why}."
    )


def _spent(grant: GrantStatement) -> Iterable[str]:
    yield (
        f"According to the quarterly returns approved so far, {format_pounds(grant.whole.spent)} has been spent. "
        f"{format_pounds(grant.forecast)} is the forecast for the whole grant."
    )
    if grant.underspent:
        less = ", ".join(
            f"{each.title} ({format_pounds(each.spending.underspend)} less)" for each in grant.underspent
        )
        yield f"Projects forecast to spend less than was approved: {less}."


def _achieved(project: ProjectStatement) -> str:
    spending = project.spending
    spent = f"{format_pounds(spending.spent)} spent of {format_pounds(spending.approved)}"
    results = "; ".join(
        f"{measure}: {result} (target {target})" for measure, target, result in project.evaluation.results
    )
    said = f"{project.title}, {spent}. {project.evaluation.achieved}"
    return f"{said} {results}." if results else said
