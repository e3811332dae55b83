"""Reasons about grants in the exception report, as text: over-committed pots, missing returns, underspend (design §5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from funding.ledger.pots import PotStatement
from funding.money.amounts import format_money
from funding.statement.values import GrantStatement, ProjectStatement
from plans.periods import format_date
from plans.wording import join_with_and
from reports.exceptions.reasons import Reason


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A grant with every reason that the Executive must see, most serious first; often none."""

    grant: GrantStatement
    reasons: tuple[Reason, ...]


def grant_reasons(grant: GrantStatement, counting: Iterable[str]) -> tuple[Reason, ...]:
    """Return every reason that counts, pot by pot and project by project."""
    found = [pot_over(pot) for pot in grant.over]
    found += [return_not_in(project) for project in grant.owing]
    found += [underspend(project) for project in grant.underspent]
    return tuple(reason for reason in found if reason.code in counting)


def pot_over(pot: PotStatement) -> Reason:
    words = (
        f"The {pot.name} pot is over-committed by {format_money(pot.over)}: {format_money(pot.approved)} approved, "
        f"{format_money(pot.allocated)} available"
    )
    why = (
        f". Reason: “{' '.join(pot.over_why.split())}”"
        if pot.over_why.strip()
        else ". No reason was recorded"
    )
    return Reason("pot_over", words + why, words)


def return_not_in(project: ProjectStatement) -> Reason:
    days = join_with_and(format_date(each.due_by) for each in project.missing)
    words = f"{_not_in(project)}: {_named(project)}, due by {days}"
    return Reason("return_not_in", words, words)


def underspend(project: ProjectStatement) -> Reason:
    spending = project.spending
    words = (
        f"Underspend of {format_money(spending.underspend)} forecast: {_named(project)}, "
        f"{format_money(spending.forecast)} of {format_money(spending.approved)} approved"
    )
    return Reason("underspend", words, words)


def paid_by(grants: Iterable[GrantStatement], counting: Iterable[str]) -> dict[int, tuple[str, ...]]:
    """Return action → the current projects that pay for it, each with its amount and its issues."""
    found: dict[int, tuple[str, ...]] = {}
    for grant in grants:
        for project in grant.projects:
            if project.is_running:
                for action in project.actions:
                    found[action] = (*found.get(action, ()), _paying(project, counting))
    return found


def _paying(project: ProjectStatement, counting: Iterable[str]) -> str:
    said = [f"{project.title}, {format_money(project.spending.approved)}"]
    if project.missing and "return_not_in" in counting:
        words = _not_in(project)
        said.append(words[0].lower() + words[1:])
    if project.spending.underspend and "underspend" in counting:
        said.append(f"underspend of {format_money(project.spending.underspend)} forecast")
    return "; ".join(said)


def _not_in(project: ProjectStatement) -> str:
    """ "Returns for Q1 2024/25 and Q2 2024/25 not received"."""
    noun = "Return" if len(project.missing) == 1 else "Returns"
    return f"{noun} for {join_with_and(each.quarter.label for each in project.missing)} not received"


def _named(project: ProjectStatement) -> str:
    return f"{project.title} ({project.lead})" if project.lead else project.title
