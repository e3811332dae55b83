"""Requests to move money as a user sees them, with their effect on pots and projects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from funding.ledger import entries
from funding.models import Grant, TransferRequest
from funding.money.amounts import format_money
from plans.access import Access
from plans.govuk import Column, Row, Table, number_column
from plans.prepared_queries import prepared


@dataclass(frozen=True, slots=True)
class TransferRequestDisplay:
    """A request, with the names of its pots or projects as the user can see them."""

    request: TransferRequest
    source: str
    target: str

    @property
    def became(self) -> str:
        """Return the outcome in a sentence; "" before the decision."""
        return self.request.outcome


@dataclass(frozen=True, slots=True)
class PotEffect:
    """What is left of a pot now and after the movement, in pence."""

    name: str
    before: int
    after: int

    @property
    def over(self) -> int:
        """Return by how much the pot would be over-committed."""
        return max(-self.after, 0)

    @property
    def words(self) -> str:
        """Return a sentence about a pot that would be over-committed."""
        name = _capitalise(self.name)
        if self.before < 0:
            return f"{name} is over-committed by {format_money(-self.before)} now. It would be over-committed by {format_money(self.over)}."
        return f"{name} would be over-committed by {format_money(self.over)}."


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
        """Return how much of the amount to move has already been paid."""
        return max(self.paid - self.after, 0)

    @property
    def missing_words(self) -> str:
        """Return a sentence about the amount that cannot be moved."""
        missing = format_money(self.missing)
        return f"You cannot move {missing} of this, because it has already been paid to the project."


@dataclass(frozen=True, slots=True)
class TransferEffect:
    """The effect of the movement on the current amounts."""

    pots: tuple[PotEffect, ...]
    projects: tuple[ProjectEffect, ...]

    @property
    def pots_table(self) -> Table:
        """Return the amounts left in the pots now and after the movement."""
        rows = []
        for pot in self.pots:
            rows.append((_capitalise(pot.name), format_money(pot.before), format_money(pot.after)))
            if pot.over:
                rows.append(Row((pot.words,), css_class="grant-table__over"))
        columns = (Column("Pot"), number_column("Now"), AFTER)
        return _table("Amounts left in the pots", columns, rows, id="pots-after")

    @property
    def projects_table(self) -> Table:
        """Return the amounts approved for the projects now and after the movement."""
        rows = []
        for project in self.projects:
            amounts = map(format_money, (project.paid, project.before, project.after))
            rows.append((project.name, _capitalise(project.pot), *amounts))
            if project.missing:
                rows.append(Row((project.missing_words,), css_class="grant-table__over"))
        columns = (
            Column("Project"),
            Column("Pot"),
            number_column("Paid"),
            number_column("Approved now"),
            AFTER,
        )
        return _table("Amounts approved for the projects", columns, rows, id="projects-after")


AFTER = number_column("After the movement", label="After")


def _table(caption: str, columns, rows, *, id: str) -> Table:
    return Table(caption, columns, rows, id=id, caption_size="m", css_class="grant-table", is_cards=True)


def _capitalise(name: str) -> str:
    return name[:1].upper() + name[1:]


def can_view_requests(access: Access) -> bool:
    """Return whether the user can request consent or decide it."""
    return access.can("request_transfer") or access.can("decide_transfer")


@prepared
def _requests(grants: list[int]):
    return TransferRequest.objects.filter(grant__in=grants).order_by().values_list("pk")


def visible_requests(access: Access, grants: Iterable[Grant]) -> list[TransferRequest]:
    """Return the requests of these grants that the user can view, undecided first, then newest first.

    A second query reads them with both ends, which takes seven tables, where there are any.
    """
    if not can_view_requests(access):
        return []
    keys = [grant.pk for grant in grants]
    if not _requests(keys):
        return []
    rows = TransferRequest.objects.filter(grant__in=keys).select_related(
        "source_pot", "target_pot", "source_project", "target_project", "requested_by", "decided_by"
    )
    return sorted(rows, key=lambda asked: not asked.is_waiting)


def request_shown(asked: TransferRequest) -> TransferRequestDisplay:
    """Return the request with the names of both ends."""
    if asked.is_of_projects:
        return TransferRequestDisplay(asked, f"“{asked.source_project}”", f"“{asked.target_project}”")
    return TransferRequestDisplay(asked, f"the {asked.source_pot} pot", f"the {asked.target_pot} pot")


def get_transfer_effect(shown: TransferRequestDisplay) -> TransferEffect:
    """Return the amounts of both pots, and of both projects if there are any, before and after."""
    asked = shown.request
    left = {pot.name: pot.left for pot in entries.get_position(asked.grant).pots}
    if not asked.is_of_projects:
        pots = {asked.source_pot.name: -asked.amount, asked.target_pot.name: asked.amount}
        return TransferEffect(_pots(left, pots), ())
    source, target = asked.source_project, asked.target_project
    # The first project releases what is committed to the second, so within one pot nothing changes.
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
