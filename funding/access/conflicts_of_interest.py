"""Conflicts of interest: authors, people of the bidding organisation, and people who declared an interest.

An organisation is the same in every partnership of a county, and is matched by its names (`same_organisations`).
Database triggers enforce the same rules; this module explains them to the user first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from funding.models import Assessment, Bid, BidAuthor, Grant, ProjectChange
from plans.models import Body, BodyName, Membership, Partnership, Role
from plans.prepared_queries import prepared

LEAST_ORGANISATIONS = 2
"""Organisations that must score a bid before it is recommended (roles.md, rule 2)."""
OWN_TEAM = 0
"""The partnership's own team: officers or a chair who represent no body."""


def normalise_name(name: str) -> str:
    """Return a body's name without case and spaces: "Kent  County Council" is "kentcountycouncil"."""
    return "".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """A body of the county: its partnership, its parent and all its normalised names."""

    partnership: int
    parent: int | None
    names: frozenset[str]


def with_parents(body: int, bodies: Mapping[int, KnownOrganisation]) -> list[int]:
    """Return the body and its parents, the organisation last."""
    found: list[int] = []
    step: int | None = body
    while step in bodies and step not in found:
        found.append(step)
        step = bodies[step].parent
    return found or [body]


def same_organisations(here: int, bodies: Mapping[int, KnownOrganisation]) -> dict[int, set[int]]:
    """Return, for each body of another partnership, the same organisations in this one.

    Names match only if one of the two bodies has no parent: "Housing" of one council is not "Housing" of another.
    """
    named = defaultdict(set)
    for key, body in bodies.items():
        if body.partnership == here:
            for name in body.names:
                named[name].add(key)
    found: dict[int, set[int]] = {}
    for key, body in bodies.items():
        if body.partnership == here:
            continue
        for step in with_parents(key, bodies):
            namesakes = {each for name in bodies[step].names for each in named.get(name, ())}
            same = {each for each in namesakes if bodies[step].parent is None or bodies[each].parent is None}
            if same:
                found.setdefault(key, set()).update(with_parents(each, bodies)[-1] for each in same)
    return found


class InterestChecker:
    """Conflicts of interest between people and the bids of one partnership's grants, queried once."""

    def __init__(self, *grants: Grant):
        here = grants[0].partnership
        county = here.county_id or here.pk
        self.known = _known_bodies(county)
        self.same = same_organisations(here.pk, self.known)
        self.bodies: dict[int, set[int]] = defaultdict(set)
        self.members: set[int] = set()
        for person, body, place, role in _members(county):
            self.bodies[person].update({body} - {None})
            if place == here.pk or (place == here.county_id and role == Role.COUNTY):
                self.members.add(person)
        keys = [grant.pk for grant in grants]
        self.authors = set(_authors(keys))
        self.interests = set(_interests(keys))

    def organisation(self, body: int) -> int:
        """Return the organisation of a unit or post; a body without a parent is its own organisation."""
        return with_parents(body, self.known)[-1]

    def organisations(self, person_id: int) -> set[int]:
        """Return the organisations that a person represents, as this partnership records them.

        OWN_TEAM for a member who represents no body in the county; none for a person who has left.
        """
        if person_id not in self.members:
            return set()
        found = set()
        for body in self.bodies[person_id]:
            found |= self.same.get(body) or {self.organisation(body)}
        return found or {OWN_TEAM}

    def is_author(self, bid: Bid | ProjectChange, person) -> bool:
        """Return whether the person wrote answers of the bid, or of a change to its project."""
        return (_bid_id(bid), person.pk) in self.authors

    def is_of_bidder(self, bid: Bid | ProjectChange, person) -> bool:
        """Return whether the person works for the bidding organisation."""
        own = self.organisations(person.pk)
        return any(self.organisation(lead) in own for lead in bid.lead_ids)

    def why_not_scored(self, bid: Bid, person) -> str:
        """Return why the person cannot score the bid; "" if they can."""
        if self.is_of_bidder(bid, person):
            return "You cannot score this bid because you work for the organisation that submitted it."
        if self.is_author(bid, person):
            return "You cannot score this bid because you helped to write it."
        return ""

    def why_not_decided(self, bid: Bid | ProjectChange, person) -> str:
        """Return why the person cannot recommend or decline the bid; "" if they can."""
        if self.is_of_bidder(bid, person):
            return (
                "You cannot decide this bid because you work for the organisation that submitted it."
                " Ask the chair or another member of the group to record the decision."
            )
        return ""

    def why_not_approved(self, bid: Bid | ProjectChange, person) -> str:
        """Return why the person cannot approve the bid; "" if they can."""
        if not bid.lead_ids:
            return "This bid cannot be approved because it has no lead organisation."
        if self.is_of_bidder(bid, person):
            return "You cannot approve this bid because you work for the organisation that submitted it."
        if self.is_author(bid, person):
            return "You cannot approve this bid because you helped to write it."
        if (_bid_id(bid), person.pk) in self.interests:
            return "You cannot approve this bid because you declared an interest in it."
        return ""

    def why_not_recommended(self, bid: Bid, scored_by: Iterable[int]) -> str:
        """Return why these scores are too few to recommend the bid; "" if they are enough."""
        found = self.organisations_among(scored_by)
        if found >= LEAST_ORGANISATIONS:
            return ""
        return (
            f"“{bid}” has been scored by people from {found} organisation{'' if found == 1 else 's'}."
            f" At least {LEAST_ORGANISATIONS} are needed."
        )

    def organisations_among(self, people: Iterable[int]) -> int:
        """Return how many organisations these people represent, one each; people who have left do not count."""
        spoken_for = [found for person in set(people) if (found := self.organisations(person))]
        return min(len(spoken_for), len(set().union(*spoken_for)))


def _bid_id(row: Bid | ProjectChange) -> int:
    return row.project.bid_id if isinstance(row, ProjectChange) else row.pk


def _known_bodies(county: int) -> dict[int, KnownOrganisation]:
    """Return the bodies of the county and its districts with their names, aliases and former names."""
    rows = _bodies(county)
    names = {key: {normalise_name(name)} for key, name, _, _ in rows}
    for key, name in _other_names(county):
        names[key].add(normalise_name(name))
    return {key: KnownOrganisation(place, parent, frozenset(names[key])) for key, _, place, parent in rows}


def _partnerships(county: int):
    """Return the county and its districts, for a subquery."""
    return Partnership.objects.filter(Q(pk=county) | Q(county=county)).order_by().values("pk")


@prepared
def _bodies(county: int):
    bodies = Body.objects.filter(partnership__in=_partnerships(county)).order_by()
    return bodies.values_list("pk", "name", "partnership_id", "parent_id")


@prepared
def _other_names(county: int):
    names = BodyName.objects.filter(body__partnership__in=_partnerships(county)).order_by()
    return names.values_list("body_id", "name")


@prepared
def _members(county: int):
    members = Membership.objects.current().filter(partnership__in=_partnerships(county)).order_by()
    return members.values_list("person_id", "body_id", "partnership_id", "role")


@prepared
def _authors(grants: list[int]):
    return BidAuthor.objects.filter(bid__grant__in=grants).values_list("bid_id", "person_id")


@prepared
def _interests(grants: list[int]):
    interests = Assessment.objects.filter(bid__grant__in=grants).exclude(interest="")
    return interests.order_by().values_list("bid_id", "scorer__person_id")
