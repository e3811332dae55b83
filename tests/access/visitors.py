"""The visitors: every role here, the same roles in another partnership, and users without access."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.test import Client
from django.test.client import ClientHandler

from plans.access.table import COLUMNS, PROPER_OFFICER
from plans.models import Role, User
from tests.factories import PASSWORD, make_body, make_member

BODY_ROLES = (Role.LEAD, Role.EXECUTIVE, Role.COUNTY)
# One for all clients: each of its own would load every middleware again.
SITE = ClientHandler(enforce_csrf_checks=False)


@dataclass(frozen=True)
class Visitor:
    """A user who requests a page, with the roles that count in the partnership visited."""

    name: str
    session: str = ""
    """The key of a session in which they are signed in; "" for no one."""
    roles: frozenset[str] = frozenset()
    has_own_body: bool = False
    is_administrator: bool = False

    @property
    def is_signed_in(self) -> bool:
        return bool(self.session)

    def browser(self) -> Client:
        """Return a new client in which they are signed in."""
        browser = Client(raise_request_exception=False)
        browser.handler = SITE
        if self.session:
            browser.cookies[settings.SESSION_COOKIE_NAME] = self.session
        return browser


def visitors_of(site) -> list[Visitor]:
    """Return every visitor of the site's pages."""
    here, next_door = site.partnership, site.next_door
    theirs = make_body(next_door, "Police next door")
    ended = make_member(here, "officer", name="Ended officer")
    ended.memberships.update(is_withdrawn=True)
    administrator = User.objects.create_superuser("administrator@site.example", name="Administrator")
    county = make_member(site.county, "county", name="The county's own team")
    return [
        *(_member(here, role, site.police, "here") for role in COLUMNS),
        _visitor("executive for no body", make_member(here, "executive", name="No body"), {"executive"}),
        _visitor("the county's team, from above", county, {"county"}),
        _visitor("somebody whose role was ended", ended),
        Visitor("the administrator", _sign_in(administrator), is_administrator=True),
        *(_elsewhere(_member(next_door, role, theirs, "next door")) for role in COLUMNS),
        Visitor("nobody signed in"),
    ]


def _member(partnership, column: str, body, where: str) -> Visitor:
    """Return a member in that column of the table; an additional role is added to the role that can do least."""
    is_hat = column == PROPER_OFFICER
    role = Role.SCRUTINY.value if is_hat else column
    body = body if role in BODY_ROLES else None
    name = f"{column} {where}"
    person = make_member(partnership, role, name=name, body=body, hat=is_hat)
    roles = {role, PROPER_OFFICER} if is_hat else {role}
    return _visitor(name, person, roles, has_own_body=body is not None)


def _elsewhere(visitor: Visitor) -> Visitor:
    """Return a member of another partnership, who has no roles here."""
    return Visitor(visitor.name, visitor.session)


def _visitor(name: str, person: User, roles=(), *, has_own_body=False) -> Visitor:
    return Visitor(name, _sign_in(person), frozenset(roles), has_own_body)


def _sign_in(person: User) -> str:
    # With a password, so that the pages about passwords are visited too.
    person.set_password(PASSWORD)
    person.save()
    browser = Client()
    browser.force_login(person)
    return browser.cookies[settings.SESSION_COOKIE_NAME].value
