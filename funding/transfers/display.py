"""Requests to move money as a person reads them: from where to where, and what they would do to the pots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from funding.ledger import entries
from funding.models import Grant, TransferRequest
from funding.money.amounts import format_money
from plans.access import Access


@dataclass(frozen=True, slots=True)
class StatementRequest:
    """A request, with the names of both ends as the person may know them."""

    request: TransferRequest
    source: str
    target: str

    @property
    def became(self) -> str:
        """What became of it, in a sentence; "" while it waits."""
        return self.request.outcome


@dataclass(frozen=True, slots=True)
class PotEffect:
    """What is left of a pot now and after the movement, in pence."""

    name: str
    before: int
    after: int

    @property
    def over(self) -> int:
        """By how much more is approved than the pot would hold."""
        return max(-self.after, 0)

    @property
    def words(self) -> str:
        """What is said of a pot that would be over."""
        name = self.name[:1].upper() + self.name[1:]
        if self.before < 0:
            return f"{name} is over by {format_money(-self.before)} now, and would be over by {format_money(self.over)}."
        return (
            f"{name} would be over by {format_money(self.over)}: more is approved of it than it would hold."
        )


@dataclass(frozen=True, slots=True)
class ProjectEffect:
    """What is approved of a project now and after the movement, and what was paid to it, in pence."""

    name: str
    pot: str
    before: int
    after: int
    paid: int

    @property
    def missing(self) -> int:
        """What was paid already of what is to move."""
        return max(self.paid - self.after, 0)


@dataclass(frozen=True, slots=True)
class TransferEffect:
    """What the movement would do as the grant stands now."""

    pots: tuple[PotEffect, ...]
    projects: tuple[ProjectEffect, ...]


def can_view_requests(access: Access) -> bool:
    """Whether the person asks for consent or gives it."""
    return access.can("request_transfer") or access.can("decide_transfer")


def visible_requests(access: Access, grants: Iterable[Grant]) -> list[TransferRequest]:
    """The requests of these grants, those that wait first and then the newest, in one statement; none for others."""
    if not can_view_requests(access):
        return []
    rows = TransferRequest.objects.filter(grant__in=grants)
    rows = rows.select_related(
        "source_pot", "target_pot", "source_project", "target_project", "requested_by", "decided_by"
    )
    return sorted(rows, key=lambda asked: not asked.is_waiting)


def request_shown(asked: TransferRequest) -> StatementRequest:
    """Return the request with the names of both ends."""
    if asked.is_of_projects:
        return StatementRequest(asked, f"“{asked.source_project}”", f"“{asked.target_project}”")
    return StatementRequest(asked, f"the {asked.source_pot} pot", f"the {asked.target_pot} pot")


def get_transfer_effect(shown: StatementRequest) -> TransferEffect:
    """Where both pots stand before and after, and both projects where it is between two."""
    asked = shown.request
    left = {pot.name: pot.left for pot in entries.get_position(asked.grant).pots}
    if not asked.is_of_projects:
        pots = {asked.source_pot.name: -asked.amount, asked.target_pot.name: asked.amount}
        return TransferEffect(_pots(left, pots), ())
    source, target = asked.source_project, asked.target_project
    # The first project frees what the second takes: within one pot nothing changes.
    pots = dict.fromkeys((source.pot.name, target.pot.name), 0)
    pots[source.pot.name] += asked.amount
    pots[target.pot.name] -= asked.amount
    ends = ((source, shown.source, -asked.amount), (target, shown.target, asked.amount))
    projects = []
    for project, quoted, change in ends:
        approved, paid = entries.committed_amount(project), entries.paid_amount(project)
        projects.append(ProjectEffect(quoted[1:-1], project.pot.name, approved, approved + change, paid))
    return TransferEffect(_pots(left, pots), tuple(projects))


def _pots(left: Mapping[str, int], changes: Mapping[str, int]) -> tuple[PotEffect, ...]:
    return tuple(
        PotEffect(name, left.get(name, 0), left.get(name, 0) + change) for name, change in changes.items()
    )
