"""Accounts: people are invited, they do not sign themselves up."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """How allauth behaves here."""

    def is_open_for_signup(self, request) -> bool:
        """Never: a person is invited into a partnership by its officer."""
        return False


def display_name(person) -> str:
    """How a person is called on screen and in letters."""
    return str(person)
