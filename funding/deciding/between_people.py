"""Who may not judge which bid: authors, people of the bidding organisation, and who declared an interest.

The database refuses the same (migration 0006); here it is said in words, before anything is pressed.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from funding.models import Bid, BidAuthor, Grant, Scoring
from plans.models import Body, Membership, Role

LEAST_ORGANISATIONS = 2
"""Organisations whose people score a bid before it is recommended (roles.md, rule 2)."""
OWN_TEAM = 0
"""Stands for the partnership's own team: officers, a chair, who answer for no body."""


class Ties:
    """The ties between people and bids of one grant, read once."""

    def __init__(self, grant: Grant):
        bodies = Body.objects.filter(partnership=grant.partnership_id)
        self.parents = dict(bodies.order_by().values_list("pk", "parent_id"))
        self.bodies: dict[int, set[int]] = {}
        here = Q(partnership=grant.partnership_id)
        above = Q(partnership=grant.partnership.county_id, role=Role.COUNTY)
        members = Membership.objects.current().filter(here | above)
        for person, body in members.order_by().values_list("person_id", "body_id"):
            self.bodies.setdefault(person, set()).update({body} - {None})
        self.authors = set(BidAuthor.objects.filter(bid__grant=grant).values_list("bid_id", "person_id"))
        interests = Scoring.objects.filter(bid__grant=grant).exclude(interest="")
        self.interests = set(interests.order_by().values_list("bid_id", "scorer__person_id"))

    def organisation(self, body: int) -> int:
        """What a unit or a post belongs to in the end; a body that belongs to none is its own organisation."""
        seen = set()
        while self.parents.get(body) is not None and body not in seen:
            seen.add(body)
            body = self.parents[body]
        return body

    def organisations(self, person_id: int) -> set[int]:
        """The organisations for which a person speaks; OWN_TEAM for who answers for no body, none for who left."""
        if person_id not in self.bodies:
            return set()
        return {self.organisation(body) for body in self.bodies.get(person_id, ())} or {OWN_TEAM}

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
