"""Errors of changes to who belongs to a partnership."""

from __future__ import annotations


class InvitationEmailError(Exception):
    """The invitation is saved, but the mail server did not accept the email."""
