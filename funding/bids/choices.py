"""Choices for the questions of a bid: organisations, priorities, project types and quarters."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from funding.models import Bid, Grant, Pot
from plans.access import YES, Access
from plans.models import Body, Partnership, Plan, Priority


def priority_choices(partnership: Partnership) -> QuerySet[Priority]:
    """Return the priorities of the partnership's adopted plans, newest plan first."""
    rows = Priority.objects.filter(
        plan__partnership=partnership, plan__state=Plan.State.ADOPTED, is_withdrawn=False
    )
    return rows.select_related("plan").order_by("-plan__starts", "plan_id", "position", "id")


def can_bid(access: Access) -> bool:
    """Return whether the user can write a bid, for any organisation or for their own.

    The county team does not represent an organisation of a district.
    """
    if access.scope("write_bid") == YES:
        return True
    return access.can("write_bid") and access.answers_for_a_body


def lead_choices(access: Access, bid: Bid) -> QuerySet[Body]:
    """Return the organisations that the user can bid for, and the current lead of the bid."""
    own = access.limited_to_bodies("write_bid")
    bodies = Body.objects.in_partnership(access.partnership).current()
    bodies = bodies if own is None else bodies.filter(pk__in=own)
    return Body.objects.filter(Q(pk__in=bodies.values("pk")) | Q(pk=bid.lead_id))


def pot_choices(grant: Grant) -> QuerySet[Pot]:
    """Return the pots that accept bids, without the unallocated rest."""
    return grant.pots.filter(is_withdrawn=False).exclude(kind=Pot.Kind.REST)


def split_lines(text: str) -> list[str]:
    """Return the lines of a grant's list, such as its project types."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def with_kept(offered: Iterable, kept: Iterable) -> list:
    """Return the choices offered and the saved choices no longer offered, so that saving keeps them."""
    return list(dict.fromkeys([*offered, *kept]))


def in_kept_order(chosen: Iterable, kept: Iterable) -> list:
    """Return the choices in their saved order, then new ones, so that saving the same choices changes nothing."""
    chosen = list(chosen)
    first = [each for each in kept if each in chosen]
    return first + [each for each in chosen if each not in first]
