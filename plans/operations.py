"""Changes to who belongs to a partnership: each is one transaction, and its letter goes out once it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from plans.models import Body, Invitation, Membership, Partnership, Role, User
from plans.models.membership import ROLES_FOR_A_BODY
from plans.writing import Written, add_row, write_row


class Refused(Exception):
    """A rule about people stands against it; the message says which, and nothing was changed."""


class LetterNotSent(Exception):
    """The invitation is stored, but the mail server did not take the letter."""


# --- Partnerships: the site administrator's.


def open_partnership(
    partnership: Partnership, *, email: str, name: str, by: User, now: datetime
) -> Invitation:
    """Stores a new partnership and invites its first officer. Raises Refused and LetterNotSent."""
    with transaction.atomic():
        add_row(partnership, by=by)
        return invite(partnership, email=email, name=name, role=Role.OFFICER, body=None, by=by, now=now)


def close_partnership(partnership: Partnership, *, on: date, by: User) -> Written:
    """Closes a partnership: its people find it no more, its published pages stay, nothing is deleted."""
    return write_row(partnership, {"closed_on": on}, base_version=partnership.version, by=by)


def reopen_partnership(partnership: Partnership, *, by: User) -> Written:
    """Opens a closed partnership again, as it was."""
    return write_row(partnership, {"closed_on": None}, base_version=partnership.version, by=by)


# --- Invitations.


def invite(
    partnership: Partnership,
    *,
    email: str,
    name: str,
    role: str,
    body: Body | None,
    by: User,
    now: datetime,
) -> Invitation:
    """Invites somebody into a partnership in a role, by a letter to that address.

    Raises Refused when a rule stands against it, and LetterNotSent when only the letter did not go.
    """
    email = User.objects.normalize_email(email.strip())
    body = body if role in ROLES_FOR_A_BODY else None
    with transaction.atomic():
        _take_turn(partnership)
        if email.casefold() == by.email.casefold():
            raise Refused("Nobody gives themselves a role: ask another officer.")
        _refuse_second_chair(partnership, role)
        waiting = partnership.invitations.waiting().filter(role=role)
        if role == Role.CHAIR and waiting.exists():
            raise Refused("Somebody is already invited as chair: cancel that invitation first.")
        if waiting.filter(email__iexact=email, body=body).exists():
            raise Refused(
                f"{email} is already invited in that role: send the invitation again from the list."
            )
        if (
            partnership.memberships.current()
            .filter(person__email__iexact=email, role=role, body=body)
            .exists()
        ):
            raise Refused(f"{email} already has that role here.")
        invitation = Invitation(
            partnership=partnership, email=email, name=name, role=role, body=body, made_by=by
        )
        token = invitation.renew(now)
        invitation.save()
        _send_on_commit(invitation, token)
    return invitation


def renew_invitation(invitation: Invitation, *, now: datetime) -> None:
    """Sends the letter again with a new link, good for two weeks; the old link stops working.

    Raises Refused when it was taken up or cancelled meanwhile, and LetterNotSent.
    """
    with transaction.atomic():
        token = invitation.renew(now)
        _change_waiting(invitation, token_hash=invitation.token_hash, made_at=now)
        _send_on_commit(invitation, token)


def cancel_invitation(invitation: Invitation, *, now: datetime) -> None:
    """Ends an invitation that nobody has taken up. Raises Refused when somebody has."""
    _change_waiting(invitation, cancelled_at=now)


def accept_invitation(invitation: Invitation, *, person: User, now: datetime) -> Membership:
    """Gives the person the role that they were invited to; the link works no more. Raises Refused."""
    partnership = invitation.partnership
    if person.email.casefold() != invitation.email.casefold():
        raise Refused(f"This invitation is for {invitation.email}.")
    with transaction.atomic():
        _take_turn(partnership)
        if not invitation.is_open(now):
            raise Refused("This invitation is no longer open.")
        _change_waiting(invitation, accepted_at=now)
        held = partnership.memberships.current().filter(
            person=person, role=invitation.role, body=invitation.body
        )
        if existing := held.first():
            return existing
        _refuse_second_chair(partnership, invitation.role)
        membership = Membership(
            person=person, partnership=partnership, role=invitation.role, body=invitation.body, given_at=now
        )
        add_row(membership, by=invitation.made_by or person)
        return membership


# --- Roles.


def change_role(
    membership: Membership, changes: Mapping[str, object], *, base_version: int, by: User
) -> Written:
    """Gives a member another role, body or hat. Raises Refused when a rule stands against it, and Clash."""
    with transaction.atomic():
        held = _take_turn_on(membership)
        _refuse_own_and_chair(held, by)
        role = changes.get("role", held.role)
        if role != held.role:
            _refuse_second_chair(held.partnership, role)
            _refuse_last_officer(held)
        return write_row(held, changes, base_version=base_version, by=by)


def take_role_away(membership: Membership, *, by: User) -> Written:
    """Ends a member's role; what they wrote stays. Raises Refused when a rule stands against it."""
    with transaction.atomic():
        held = _take_turn_on(membership)
        _refuse_own_and_chair(held, by)
        _refuse_last_officer(held)
        return write_row(held, {"is_withdrawn": True}, base_version=held.version, by=by)


def hand_over_chair(
    chair: Membership, *, to: User, stays_as_executive: bool, by: User, now: datetime
) -> Membership:
    """Makes another member the chair, in place of the one who names them. Raises Refused."""
    partnership = chair.partnership
    with transaction.atomic():
        _take_turn(partnership)
        members = partnership.memberships.current()
        if to.pk == by.pk or not members.filter(person=to).exists():
            raise Refused("Choose another member of the partnership.")
        if not members.filter(pk=chair.pk, person=by, role=Role.CHAIR).exists():
            raise Refused("Only the chair names the next chair.")
        write_row(chair, {"is_withdrawn": True}, base_version=chair.version, by=by)
        if stays_as_executive and not members.filter(person=by, role=Role.EXECUTIVE).exists():
            add_row(Membership(person=by, partnership=partnership, role=Role.EXECUTIVE, given_at=now), by=by)
        successor = Membership(person=to, partnership=partnership, role=Role.CHAIR, given_at=now)
        add_row(successor, by=by)
    return successor


# --- The rules (docs/roles.md, "Rules that no role can cross").


def _take_turn(partnership: Partnership) -> None:
    """One change of people at a time: two officers cannot take each other's role away at once."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)


def _take_turn_on(membership: Membership) -> Membership:
    """The role as it is stored, once it is our turn: what a form has made of it must not decide."""
    _take_turn(membership.partnership)
    held = Membership.objects.current().filter(pk=membership.pk).first()
    if held is None:
        raise Refused("This role was ended meanwhile.")
    return held


def _refuse_own_and_chair(membership: Membership, by: User) -> None:
    if membership.person_id == by.pk:
        raise Refused("Nobody changes their own role: ask another officer.")
    if membership.role == Role.CHAIR:
        raise Refused("The chair names the next chair: no officer can change or end that role.")


def _refuse_last_officer(membership: Membership) -> None:
    officers = membership.partnership.memberships.current().filter(role=Role.OFFICER)
    if membership.role == Role.OFFICER and not officers.exclude(pk=membership.pk).exists():
        raise Refused("This is the last officer: make somebody else an officer first.")


def _refuse_second_chair(partnership: Partnership, role: str) -> None:
    if role == Role.CHAIR and partnership.memberships.current().filter(role=Role.CHAIR).exists():
        raise Refused("This partnership has a chair: the chair names the next one.")


def _change_waiting(invitation: Invitation, **columns) -> None:
    """Changes an invitation while it waits; of two presses at once only the first counts."""
    if not Invitation.objects.waiting().filter(pk=invitation.pk).update(**columns):
        raise Refused("This invitation was taken up or cancelled meanwhile.")


def _send_on_commit(invitation: Invitation, token: str) -> None:
    # The site's own address, never the one that the request named: a forged one would lead elsewhere.
    address = settings.SITE_ADDRESS + reverse("invitation_accept", args=[token])
    context = {"invitation": invitation, "address": address}
    words = render_to_string("plans/letters/invitation.txt", context)
    subject = " ".join(f"Your invitation to {invitation.partnership.name}".split())

    def send():
        try:
            send_mail(subject, words, None, [invitation.email])
        except OSError as trouble:
            raise LetterNotSent(invitation.email) from trouble

    transaction.on_commit(send)
