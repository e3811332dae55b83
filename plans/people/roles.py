"""Changes to the roles of people who belong to a partnership already."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from plans.models import Membership, Role, User
from plans.people.errors import MembershipError
from plans.people.invitations import _refuse_second_chair, _take_turn
from plans.writing import WriteResult, add_row, write_row


def change_role(
    membership: Membership, changes: Mapping[str, object], *, base_revision: int, by: User
) -> WriteResult:
    """Gives a member another role, body or hat. Raises Refused when a rule stands against it, and Clash."""
    with transaction.atomic():
        held = _take_turn_on(membership)
        _refuse_own_and_chair(held, by)
        role = changes.get("role", held.role)
        if role != held.role:
            _refuse_second_chair(held.partnership, role)
            _refuse_last_officer(held)
        return write_row(held, changes, base_revision=base_revision, by=by)


def end_membership(membership: Membership, *, by: User) -> WriteResult:
    """Ends a member's role; what they wrote stays. Raises Refused when a rule stands against it."""
    with transaction.atomic():
        held = _take_turn_on(membership)
        _refuse_own_and_chair(held, by)
        _refuse_last_officer(held)
        return write_row(held, {"is_withdrawn": True}, base_revision=held.revision, by=by)


def appoint_chair(
    chair: Membership, *, to: User, stays_as_executive: bool, by: User, now: datetime
) -> Membership:
    """Makes another member the chair, in place of the one who names them. Raises Refused."""
    partnership = chair.partnership
    with transaction.atomic():
        _take_turn(partnership)
        members = partnership.memberships.current()
        if to.pk == by.pk or not members.filter(person=to).exists():
            raise MembershipError("Choose another member of the partnership.")
        if not members.filter(pk=chair.pk, person=by, role=Role.CHAIR).exists():
            raise MembershipError("Only the chair names the next chair.")
        write_row(chair, {"is_withdrawn": True}, base_revision=chair.revision, by=by)
        if stays_as_executive and not members.filter(person=by, role=Role.EXECUTIVE).exists():
            add_row(
                Membership(person=by, partnership=partnership, role=Role.EXECUTIVE, granted_at=now), by=by
            )
        successor = Membership(person=to, partnership=partnership, role=Role.CHAIR, granted_at=now)
        add_row(successor, by=by)
    return successor


def _take_turn_on(membership: Membership) -> Membership:
    """The role as it is stored, once it is our turn: what a form has made of it must not decide."""
    _take_turn(membership.partnership)
    held = Membership.objects.current().filter(pk=membership.pk).first()
    if held is None:
        raise MembershipError("This role was ended meanwhile.")
    return held


def _refuse_own_and_chair(membership: Membership, by: User) -> None:
    if membership.person_id == by.pk:
        raise MembershipError("Nobody changes their own role: ask another officer.")
    if membership.role == Role.CHAIR:
        raise MembershipError("The chair names the next chair: no officer can change or end that role.")


def _refuse_last_officer(membership: Membership) -> None:
    officers = membership.partnership.memberships.current().filter(role=Role.OFFICER)
    if membership.role == Role.OFFICER and not officers.exclude(pk=membership.pk).exists():
        raise MembershipError("This is the last officer: make somebody else an officer first.")
