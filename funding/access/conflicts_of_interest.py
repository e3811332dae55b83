"""Who may not judge which bid: authors, people of the bidding organisation, and who declared an interest.

An organisation is the same in every partnership of a county: it is known by its names there (`same_organisations`).
The database refuses the same (migration 0006); here it is said in words, before anything is pressed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from funding.models import Assessment, Bid, BidAuthor, Grant
from plans.models import Body, BodyName, Membership, Partnership, Role

LEAST_ORGANISATIONS = 2
"""Organisations whose people score a bid before it is recommended (roles.md, rule 2)."""
OWN_TEAM = 0
"""Stands for the partnership's own team: officers, a chair, who answer for no body."""


def normalise_name(name: str) -> str:
    """A body's name without case and blanks: "Kent  County Council" is "kentcountycouncil"."""
    return "".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """A body of the county: where it is known, what it belongs to, and all its names, plain."""

    partnership: int
    parent: int | None
    names: frozenset[str]


def with_parents(body: int, bodies: Mapping[int, KnownOrganisation]) -> list[int]:
    """The body and all that it belongs to, the organisation last."""
    found: list[int] = []
    step: int | None = body
    while step in bodies and step not in found:
        found.append(step)
        step = bodies[step].parent
    return found or [body]


def same_organisations(here: int, bodies: Mapping[int, KnownOrganisation]) -> dict[int, set[int]]:
    """Body of another partnership → the organisations here that are the same.

    A name is enough where one of the two bodies belongs to no other: "Housing" of one council is not "Housing" of
    another.
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
    """The ties between people and bids of grants of one partnership, read once."""

    def __init__(self, *grants: Grant):
        here = grants[0].partnership
        county = here.county_id or here.pk
        near = Partnership.objects.filter(Q(pk=county) | Q(county=county)).order_by().values("pk")
        self.known = _known_bodies(near)
        self.same = same_organisations(here.pk, self.known)
        self.bodies: dict[int, set[int]] = defaultdict(set)
        self.members: set[int] = set()
        members = Membership.objects.current().filter(partnership__in=near).order_by()
        rows = members.values_list("person_id", "body_id", "partnership_id", "role")
        for person, body, place, role in rows:
            self.bodies[person].update({body} - {None})
            if place == here.pk or (place == here.county_id and role == Role.COUNTY):
                self.members.add(person)
        self.authors = set(BidAuthor.objects.filter(bid__grant__in=grants).values_list("bid_id", "person_id"))
        interests = Assessment.objects.filter(bid__grant__in=grants).exclude(interest="")
        self.interests = set(interests.order_by().values_list("bid_id", "scorer__person_id"))

    def organisation(self, body: int) -> int:
        """What a unit or a post belongs to in the end; a body that belongs to none is its own organisation."""
        return with_parents(body, self.known)[-1]

    def organisations(self, person_id: int) -> set[int]:
        """The organisations for which a person speaks, as this partnership knows them.

        OWN_TEAM for who answers for no body anywhere in the county, none for who left.
        """
        if person_id not in self.members:
            return set()
        found = set()
        for body in self.bodies[person_id]:
            found |= self.same.get(body) or {self.organisation(body)}
        return found or {OWN_TEAM}

    def is_author(self, bid: Bid, person) -> bool:
        return (bid.pk, person.pk) in self.authors

    def is_of_bidder(self, bid: Bid, person) -> bool:
        """Whether the person is of the organisation that asks for the money."""
        return bid.lead_id is not None and self.organisation(bid.lead_id) in self.organisations(person.pk)

    def why_not_scored(self, bid: Bid, person) -> str:
        """Why the person may not score the bid, in a sentence; "" when they may."""
        if self.is_of_bidder(bid, person):
            return "You are of the organisation that bids, so you do not score this bid."
        if self.is_author(bid, person):
            return "You wrote words of this bid, so you do not score it."
        return ""

    def why_not_decided(self, bid: Bid, person) -> str:
        """Why the person may neither recommend nor decline the bid, in a sentence; "" when they may."""
        if self.is_of_bidder(bid, person):
            return (
                "You are of the organisation that bids, so another of the group records this, or the chair."
            )
        return ""

    def why_not_approved(self, bid: Bid, person) -> str:
        """Why the person may not approve the bid, in a sentence; "" when they may."""
        if bid.lead_id is None:
            return "It names no body that leads it, so nobody can say who may approve it."
        if self.is_of_bidder(bid, person):
            return "You are of the organisation that bids, so you do not approve this bid."
        if self.is_author(bid, person):
            return "You wrote words of this bid, so you do not approve it."
        if (bid.pk, person.pk) in self.interests:
            return "You declared an interest in this bid, so you do not approve it."
        return ""

    def why_not_recommended(self, bid: Bid, scored_by: Iterable[int]) -> str:
        """Why the scores of these people are too few to recommend the bid, in a sentence; "" when they are enough."""
        found = self.organisations_among(scored_by)
        if found >= LEAST_ORGANISATIONS:
            return ""
        return (
            f"“{bid}” is scored by people of {found} organisation{'' if found == 1 else 's'}:"
            f" {LEAST_ORGANISATIONS} are needed."
        )

    def organisations_among(self, people: Iterable[int]) -> int:
        """For how many organisations these people speak, each person for one; who left speaks for none."""
        spoken_for = [found for person in set(people) if (found := self.organisations(person))]
        return min(len(spoken_for), len(set().union(*spoken_for)))


def _known_bodies(partnerships) -> dict[int, KnownOrganisation]:
    """The bodies of these partnerships with their names, aliases and former names."""
    bodies = Body.objects.filter(partnership__in=partnerships).order_by()
    rows = list(bodies.values_list("pk", "name", "partnership_id", "parent_id"))
    names = {key: {normalise_name(name)} for key, name, _, _ in rows}
    others = BodyName.objects.filter(body__partnership__in=partnerships).order_by()
    for key, name in others.values_list("body_id", "name"):
        names[key].add(normalise_name(name))
    return {key: KnownOrganisation(place, parent, frozenset(names[key])) for key, _, place, parent in rows}
