"""Open and close partnerships, which only the site administrator can do."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from plans.models import Invitation, Partnership, Role, User
from plans.people.invitations import invite
from plans.records import WriteResult, add_row, write_row


def open_partnership(
    partnership: Partnership, *, email: str, name: str, by: User, now: datetime
) -> Invitation:
    """Save a new partnership and invite its first officer. Raises OperationError and InvitationEmailError."""
    with transaction.atomic():
        add_row(partnership, by=by)
        return invite(partnership, email=email, name=name, role=Role.OFFICER, body=None, by=by, now=now)


def close_partnership(partnership: Partnership, *, on: date, by: User) -> WriteResult:
    """Close a partnership: its members lose access, its published pages stay, nothing is deleted."""
    return write_row(partnership, {"closed_on": on}, base_revision=partnership.revision, by=by)


def reopen_partnership(partnership: Partnership, *, by: User) -> WriteResult:
    """Reopen a closed partnership, unchanged."""
    return write_row(partnership, {"closed_on": None}, base_revision=partnership.revision, by=by)
