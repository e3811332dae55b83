"""Make a project of a bid that the funder approved, and apply an approved change to its project."""

from __future__ import annotations

from funding.bids.versions import get_version
from funding.ledger import entries
from funding.models import Bid, BidVersion, Project, ProjectChange
from plans.records import add_row, write_row

COPIED = ("title", "lead_id", "quarters", "measures")
"""Columns of a project that are those of its approved version."""


def create_project(bid: Bid, *, by, reason: str, overcommit_reason: str = "") -> Project:
    """Make a project of the bid that was just approved, commit its money, and return it; within a transaction."""
    version = get_version(bid, bid.version)
    project = Project(
        grant=bid.grant,
        bid=bid,
        number=bid.number,
        pot=bid.pot,
        version=version,
        lead_as_printed=bid.lead_as_printed,
        **_copied(version),
    )
    add_row(project, by=by)
    amount = bid.asked if bid.recommended_amount is None else bid.recommended_amount
    return entries.record_commitment(
        project, amount, version=bid.version, by=by, reason=reason, overcommit_reason=overcommit_reason
    )


def apply_change(change: ProjectChange, *, by, reason: str, overcommit_reason: str = "") -> Project:
    """Copy the change that was just approved to its project, commit or release the difference, and return it."""
    version = get_version(change, change.version)
    project = change.project
    copied = _copied(version) | {"version_id": version.pk}
    project = write_row(project, copied, base_revision=project.revision, by=by, why=reason).row
    return entries.record_commitment(
        project,
        change.recommended_amount,
        version=change.version,
        by=by,
        reason=reason,
        overcommit_reason=overcommit_reason,
    )


def _copied(version: BidVersion) -> dict[str, object]:
    return {name: version.values[name] for name in COPIED}
