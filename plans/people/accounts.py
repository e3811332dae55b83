"""Accounts: people are invited, they do not sign themselves up."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """How allauth behaves here."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Enter a correct email address and password",
        "enter_current_password": "Current password is incorrect",
        "incorrect_password": "Password is incorrect",
        "too_many_login_attempts": "Too many attempts to sign in. Try again later",
    }

    def is_open_for_signup(self, request) -> bool:
        """Never: a person is invited into a partnership by its officer."""
        return False


def display_name(person) -> str:
    """How a person is called on screen and in emails."""
    return str(person)
