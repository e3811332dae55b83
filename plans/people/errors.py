"""What can stand against a change to who belongs to a partnership."""

from __future__ import annotations


class InvitationEmailError(Exception):
    """The invitation is stored, but the mail server did not take the letter."""
