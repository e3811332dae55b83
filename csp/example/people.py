"""Add the example's partnerships, with their bodies and users."""

from __future__ import annotations

from csp.example.timeline import read_text
from plans.models import Body, Membership, Partnership, User
from plans.records import add_row

PASSWORD = "Together-for-Swale-24"
ADMINISTRATOR = ("Ada Administrator", "admin@site.example")


def add_partnership(name: str) -> Partnership:
    """Return a partnership of the example, with its bodies and a user for each role."""
    text = read_text(name)
    fields = dict(text["partnership"])
    county = fields.pop("county", None)
    if county:
        fields["county"] = Partnership.objects.get(slug=county)
    partnership = Partnership(**fields)
    add_row(partnership, by=None)
    bodies: dict[str, Body] = {}
    for each in text["body"]:
        body = Body(
            partnership=partnership,
            name=each["name"],
            kind=each["kind"],
            parent=bodies.get(each.get("parent")),
        )
        others = [[alias, None] for alias in each.get("aliases", [])]
        add_row(body, by=None, links={"other_names": others})
        bodies[body.name] = body
    for each in text["person"]:
        membership = Membership(
            person=_person(each["name"], each["email"]),
            partnership=partnership,
            role=each["role"],
            body=bodies.get(each.get("body")),
            is_proper_officer=each.get("proper_officer", False),
        )
        add_row(membership, by=None)
    return partnership


def add_administrator() -> User:
    """Add the site administrator, who opens partnerships and edits nothing in them."""
    name, email = ADMINISTRATOR
    return User.objects.create_superuser(email, PASSWORD, name=name)


def person(partnership: Partnership, first: str) -> User:
    """Return the user whose email address starts like this: "officer" is officer@swale.example."""
    place = "pcc" if first == "funder" else partnership.slug
    return User.objects.get(email=f"{first}@{place}.example")


def _person(name: str, email: str) -> User:
    """Return the user's account: one account for each person, for any number of partnerships."""
    return User.objects.filter(email=email).first() or User.objects.create_user(email, PASSWORD, name=name)
