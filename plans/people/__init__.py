"""Who belongs to a partnership: invitations, roles, bodies, partnerships, accounts."""

from plans.people.account_forms import NEW_PASSWORD_HINT
from plans.people.body_tree import body_tree, withdraw_blocked_reason
from plans.people.errors import InvitationEmailError
from plans.people.invitations import accept_invitation, cancel_invitation, invite, resend_invitation
from plans.people.partnerships import close_partnership, open_partnership, reopen_partnership
from plans.people.roles import appoint_chair, change_role, end_membership

__all__ = [
    "NEW_PASSWORD_HINT",
    "InvitationEmailError",
    "accept_invitation",
    "appoint_chair",
    "body_tree",
    "cancel_invitation",
    "change_role",
    "close_partnership",
    "end_membership",
    "invite",
    "open_partnership",
    "reopen_partnership",
    "resend_invitation",
    "withdraw_blocked_reason",
]
