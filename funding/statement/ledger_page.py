"""The entries of a grant's ledger as a user sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from funding.access.selectors import sees_approved_only, sees_own_bids_only, visible_projects
from funding.models import Grant, LedgerEntry
from funding.transfers.requests import consent_without_name
from plans.access import Access
from plans.models import HistoryEntry

Kind = LedgerEntry.Kind


@dataclass(frozen=True, slots=True)
class LedgerEntryDisplay:
    """An entry with the details that the user can see."""

    line: LedgerEntry
    project: str
    reason: str
    consent: str


def visible_entries(access: Access, grant: Grant) -> QuerySet[LedgerEntry]:
    """Return the entries that the user can view: all, or those of their own bids."""
    if sees_own_bids_only(access):
        return grant.entries.filter(project__in=visible_projects(access, grant).order_by().values("pk"))
    return grant.entries.all()


def build_entry_displays(access: Access, lines: Iterable[LedgerEntry]) -> list[LedgerEntryDisplay]:
    """Return the lines as the person can see them.

    A person who sees only what is approved gets the reasons that account for the grant's own money.
    """
    is_agreed_only = sees_approved_only(access)
    return [
        LedgerEntryDisplay(
            line,
            str(line.project) if line.project_id else "",
            line.reason if not is_agreed_only or accounts_for_grant(line) else "",
            consent_without_name(line) if is_agreed_only else line.consent,
        )
        for line in lines
    ]


@dataclass(frozen=True, slots=True)
class AwardConfirmation:
    """The date on which an award became confirmed or provisional, and why."""

    created_at: datetime
    created_by: str
    is_provisional: bool
    why: str


def confirmations_of(grant: Grant) -> list[AwardConfirmation]:
    """Return when the award became confirmed or provisional at the same amount, newest first."""
    changes = HistoryEntry.objects.of_row(f"grant:{grant.pk}").filter(
        fields__has_key="is_provisional", act=HistoryEntry.Act.CHANGED
    )
    return [
        AwardConfirmation(
            change.created_at, str(change.created_by or ""), change.fields["is_provisional"][1], change.why
        )
        for change in changes.select_related("created_by").order_by("-pk")
    ]


def accounts_for_grant(line: LedgerEntry) -> bool:
    """Return whether the entry's reason explains a change of the award or pots, or an over-committed pot."""
    if line.kind in (Kind.AWARD, Kind.MOVEMENT) or line.consent:
        return True
    return line.kind == Kind.RETURNED_TO_FUNDER or line.overcommits_pot
