"""Invitations: each operation is one transaction, and its email is sent after the commit.

The service sends three kinds of email: an invitation (here), a reminder of returns due, which an officer sends
(funding/projects/reminders.py), and a link to reset a password (allauth, templates/account/email/).
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from plans.models import Body, Invitation, Membership, Partnership, Role, User
from plans.models.membership import BODY_ROLES
from plans.people.errors import InvitationEmailError
from plans.records import OperationError, add_row, locked


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
    """Invite someone to a role in a partnership, by an email to that address.

    Raises OperationError when a rule prevents it, and InvitationEmailError when only the email failed.
    """
    email = User.objects.normalize_email(email.strip())
    body = body if role in BODY_ROLES else None
    with locked(partnership):
        if email.casefold() == by.email.casefold():
            raise OperationError("You cannot give yourself a role. Ask another officer.")
        _refuse_second_chair(partnership, role)
        waiting = partnership.invitations.waiting().filter(role=role)
        if role == Role.CHAIR and waiting.exists():
            raise OperationError("Someone is already invited as chair. Cancel that invitation first.")
        if waiting.filter(email__iexact=email, body=body).exists():
            raise OperationError(
                f"{email} is already invited to this role. Send the invitation again from the list."
            )
        if (
            partnership.memberships.current()
            .filter(person__email__iexact=email, role=role, body=body)
            .exists()
        ):
            raise OperationError(f"{email} already has this role in the partnership.")
        invitation = Invitation(
            partnership=partnership, email=email, name=name, role=role, body=body, created_by=by
        )
        token = invitation.renew(now)
        invitation.save()
        _send_on_commit(invitation, token)
    return invitation


def resend_invitation(invitation: Invitation, *, now: datetime) -> None:
    """Send the email again with a new link, valid for two weeks; the old link stops working.

    Raises OperationError when the invitation was accepted or cancelled in the meantime, and InvitationEmailError.
    """
    with transaction.atomic():
        token = invitation.renew(now)
        _change_waiting(invitation, token_hash=invitation.token_hash, created_at=now)
        _send_on_commit(invitation, token)


def cancel_invitation(invitation: Invitation, *, now: datetime) -> None:
    """End an invitation that has not been accepted. Raises OperationError when it has."""
    _change_waiting(invitation, cancelled_at=now)


def accept_invitation(invitation: Invitation, *, person: User, now: datetime) -> Membership:
    """Give the user the role that they were invited to; the link stops working. Raises OperationError."""
    partnership = invitation.partnership
    if person.email.casefold() != invitation.email.casefold():
        raise OperationError(f"This invitation is for {invitation.email}.")
    with locked(partnership):
        if not invitation.is_open(now):
            raise OperationError("This invitation cannot be used.")
        _change_waiting(invitation, accepted_at=now)
        held = partnership.memberships.current().filter(
            person=person, role=invitation.role, body=invitation.body
        )
        if existing := held.first():
            return existing
        _refuse_second_chair(partnership, invitation.role)
        membership = Membership(
            person=person, partnership=partnership, role=invitation.role, body=invitation.body, granted_at=now
        )
        add_row(membership, by=invitation.created_by or person)
        return membership


def _refuse_second_chair(partnership: Partnership, role: str) -> None:
    if role == Role.CHAIR and partnership.memberships.current().filter(role=Role.CHAIR).exists():
        raise OperationError(
            "This partnership already has a chair. Only the chair can make someone else the chair."
        )


def _change_waiting(invitation: Invitation, **columns) -> None:
    """Change a pending invitation; of two simultaneous requests only the first takes effect."""
    if not Invitation.objects.waiting().filter(pk=invitation.pk).update(**columns):
        raise OperationError("This invitation has been accepted or cancelled.")


def _send_on_commit(invitation: Invitation, token: str) -> None:
    # The URL uses the site's own address, never the request's: a forged host would lead elsewhere.
    address = settings.SITE_URL + reverse("invitation_accept", args=[token])
    context = {"invitation": invitation, "address": address}
    words = render_to_string("plans/emails/invitation.txt", context)
    subject = " ".join(f"Invitation to {invitation.partnership.name}".split())

    def send():
        try:
            send_mail(subject, words, None, [invitation.email])
        except OSError as trouble:
            raise InvitationEmailError(invitation.email) from trouble

    transaction.on_commit(send)
