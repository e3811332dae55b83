"""What a bid's questions can be answered with: bodies, priorities, types of project, quarters."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from funding.models import Bid, Grant, Pot
from plans.access import YES, Access
from plans.models import Body, Partnership, Plan, Priority


def priority_choices(partnership: Partnership) -> QuerySet[Priority]:
    """The priorities of the partnership's adopted plans, the latest plan first."""
    rows = Priority.objects.filter(
        plan__partnership=partnership, plan__state=Plan.State.ADOPTED, is_withdrawn=False
    )
    return rows.select_related("plan").order_by("-plan__starts", "plan_id", "position", "id")


def can_bid(access: Access) -> bool:
    """Whether the person may write a bid, and answers for a body here where they bid just for their own.

    Of the county team nobody answers for a body of a district.
    """
    if access.scope("write_bid") == YES:
        return True
    return access.can("write_bid") and access.answers_for_a_body


def lead_choices(access: Access, bid: Bid) -> QuerySet[Body]:
    """The bodies for which the person may bid, and the one that bids already."""
    own = access.limited_to_bodies("write_bid")
    bodies = Body.objects.in_partnership(access.partnership).current()
    bodies = bodies if own is None else bodies.filter(pk__in=own)
    return Body.objects.filter(Q(pk__in=bodies.values("pk")) | Q(pk=bid.lead_id))


def pot_choices(grant: Grant) -> QuerySet[Pot]:
    """The pots for which a bid can be made; what is not allocated is none."""
    return grant.pots.filter(is_withdrawn=False).exclude(kind=Pot.Kind.REST)


def split_lines(text: str) -> list[str]:
    """The lines of a grant's list, such as its types of project."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def with_kept(offered: Iterable, kept: Iterable) -> list:
    """What is offered, and what was chosen before and is not offered any more: saving does not lose it."""
    return list(dict.fromkeys([*offered, *kept]))


def in_kept_order(chosen: Iterable, kept: Iterable) -> list:
    """What is chosen: as it was kept, then what is new, so that saving the same changes nothing."""
    chosen = list(chosen)
    first = [each for each in kept if each in chosen]
    return first + [each for each in chosen if each not in first]
