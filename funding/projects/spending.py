"""Calculate what projects spend: spent so far, forecast, underspend, and which returns are due.

A pot has spent what its approved returns report; a return that was sent but not approved does not count yet. For
the forecast both count, and the latest quarter's is used. A project that has sent no return is forecast to spend
what is approved for it. All amounts are whole pence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from plans.periods import Period, Quarter

DAYS_TO_RETURN = 14
"""Days after a quarter's end in which its return is due.

No published report that we read names the day: two weeks is what lets an officer approve the returns before the
partnership reports the quarter to its funder within the month.
"""
COUNTS_AS_SPENT = frozenset({"approved"})
COUNTS_FOR_FORECAST = frozenset({"sent", "approved"})


@dataclass(frozen=True, slots=True)
class ReturnFigures:
    """The amounts of one return, in pence; `state` is draft, sent, sent_back or approved."""

    quarter: Quarter
    state: str
    spent: int | None = None
    forecast: int | None = None


@dataclass(frozen=True, slots=True)
class Spending:
    """The spending of one project, or of several together, in pence."""

    approved: int = 0
    """The amount committed to it now."""
    paid: int = 0
    spent: int = 0
    """The amount in approved returns."""
    waiting: int = 0
    """The amount in returns that are awaiting the officer's approval."""
    forecast: int = 0
    """The amount that it will have spent at the end."""
    underspend: int = 0
    """Approved less forecast, if that is more than £0."""
    overspend: int = 0
    """Forecast less approved, if that is more than £0."""
    not_foreseen: int = 0
    """By how much `spent` and `waiting` exceed the latest forecast; a closed project has no forecast."""

    @property
    def to_return(self) -> int:
        """What was paid and not spent by approved returns: it is repaid when the project ends."""
        return max(self.paid - self.spent, 0)

    @property
    def to_release(self) -> int:
        """What was approved and neither paid nor spent: it can be released when the project ends."""
        return max(self.approved - max(self.paid, self.spent), 0)


def spending(
    approved: int, paid: int, returns: Iterable[ReturnFigures], *, is_closed: bool = False
) -> Spending:
    """Return the spending of one project from its returns, in any order."""
    returns = sorted(returns, key=lambda each: each.quarter)
    said = [each for each in returns if each.state in COUNTS_FOR_FORECAST]
    spent = sum(each.spent for each in said if each.state in COUNTS_AS_SPENT)
    waiting = sum(each.spent for each in said if each.state not in COUNTS_AS_SPENT)
    foreseen = said[-1].forecast if said else approved
    forecast = spent + waiting if is_closed else max(foreseen, spent + waiting)
    return Spending(
        approved=approved,
        paid=paid,
        spent=spent,
        waiting=waiting,
        forecast=forecast,
        underspend=max(approved - forecast, 0),
        overspend=max(forecast - approved, 0),
        not_foreseen=0 if is_closed else max(spent + waiting - foreseen, 0),
    )


def sum_spending(several: Iterable[Spending]) -> Spending:
    """Return the totals of several projects: one project's underspend does not cancel another's overspend."""
    several = list(several)
    return Spending(*(sum(getattr(each, name) for each in several) for name in Spending.__slots__))


def spent_before(returns: Iterable[ReturnFigures], quarter: Quarter) -> int:
    """Return what was spent by the returns of earlier quarters that were sent or approved."""
    return sum(each.spent for each in returns if each.quarter < quarter and each.state in COUNTS_FOR_FORECAST)


# --- Which returns are due.


def quarters_of_project(runs_in: Iterable[Quarter], period: Period) -> tuple[Quarter, ...]:
    """Return the quarters for which a project sends a return: those in its bid, otherwise all of the grant's.

    The date of the record does not matter: a bid from a spreadsheet was often approved long before.
    """
    return tuple(sorted(set(runs_in))) or period.quarters


def quarters_owed(
    quarters: Iterable[Quarter], on: date, *, closed_on: date | None = None
) -> tuple[Quarter, ...]:
    """Return those that have ended by that date; none that started after the project was closed."""
    return tuple(
        quarter
        for quarter in quarters
        if quarter.ends < on and (closed_on is None or quarter.starts <= closed_on)
    )


def due_by(quarter: Quarter) -> date:
    """Return the last date on which the quarter's return is in time: 14 July for April to June."""
    return quarter.ends + timedelta(days=DAYS_TO_RETURN)


def days_late(quarter: Quarter, on: date) -> int:
    """Return by how many days a missing return is late; 0 up to its due date."""
    return max((on - due_by(quarter)).days, 0)
