"""Accounts: users are invited and do not sign up themselves."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Settings of allauth for this site."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Enter a correct email address and password",
        "enter_current_password": "Current password is incorrect",
        "incorrect_password": "Password is incorrect",
        "too_many_login_attempts": "Too many attempts to sign in. Try again later",
    }

    def is_open_for_signup(self, request) -> bool:
        """Return False: users are invited to a partnership by its officer."""
        return False


def display_name(person) -> str:
    """Return a user's name on screen and in emails."""
    return str(person)
