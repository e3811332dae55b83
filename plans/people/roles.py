"""Changes to the roles of people who already belong to a partnership."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from plans.models import Membership, Role, User
from plans.people.invitations import _refuse_second_chair
from plans.records import OperationError, WriteResult, add_row, locked, write_row


def change_role(
    membership: Membership, changes: Mapping[str, object], *, base_revision: int, by: User
) -> WriteResult:
    """Give a member another role, body or additional role. Raises OperationError and EditConflict."""
    with _locked_role(membership) as held:
        _refuse_own_and_chair(held, by)
        role = changes.get("role", held.role)
        if role != held.role:
            _refuse_second_chair(held.partnership, role)
            _refuse_last_officer(held)
        return write_row(held, changes, base_revision=base_revision, by=by)


def end_membership(membership: Membership, *, by: User) -> WriteResult:
    """End a member's role; what they wrote stays. Raises OperationError when a rule prevents it."""
    with _locked_role(membership) as held:
        _refuse_own_and_chair(held, by)
        _refuse_last_officer(held)
        return write_row(held, {"is_withdrawn": True}, base_revision=held.revision, by=by)


def appoint_chair(
    chair: Membership, *, to: User, stays_as_executive: bool, by: User, now: datetime
) -> Membership:
    """Make another member the chair in place of the current chair. Raises OperationError."""
    partnership = chair.partnership
    with locked(partnership):
        members = partnership.memberships.current()
        if to.pk == by.pk or not members.filter(person=to).exists():
            raise OperationError("Select another member of the partnership.")
        if not members.filter(pk=chair.pk, person=by, role=Role.CHAIR).exists():
            raise OperationError("Only the chair can make someone else the chair.")
        write_row(chair, {"is_withdrawn": True}, base_revision=chair.revision, by=by)
        if stays_as_executive and not members.filter(person=by, role=Role.EXECUTIVE).exists():
            add_row(
                Membership(person=by, partnership=partnership, role=Role.EXECUTIVE, granted_at=now), by=by
            )
        successor = Membership(person=to, partnership=partnership, role=Role.CHAIR, granted_at=now)
        add_row(successor, by=by)
    return successor


@contextmanager
def _locked_role(membership: Membership) -> Iterator[Membership]:
    """Return the role as it is saved now, with the partnership's roles locked.

    The form may have changed its copy, which must not decide. Only one change of roles runs at a time, so that two
    officers cannot end each other's role at the same time.
    """
    with locked(membership) as held:
        if held.is_withdrawn:
            raise OperationError("This role has already ended.")
        yield held


def _refuse_own_and_chair(membership: Membership, by: User) -> None:
    if membership.person_id == by.pk:
        raise OperationError("You cannot change your own role. Ask another officer.")
    if membership.role == Role.CHAIR:
        raise OperationError(
            "Only the chair can make someone else the chair. An officer cannot change or end this role."
        )


def _refuse_last_officer(membership: Membership) -> None:
    officers = membership.partnership.memberships.current().filter(role=Role.OFFICER)
    if membership.role == Role.OFFICER and not officers.exclude(pk=membership.pk).exists():
        raise OperationError("This is the last officer. Make someone else an officer first.")
