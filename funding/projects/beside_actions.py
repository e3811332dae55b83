"""The projects that pay for an action, as the action's page shows them."""

from __future__ import annotations

from django.urls import reverse

from actions.beside import Beside, BesideLine
from actions.models import Action
from funding.bids.agreed import as_seen
from funding.models import Bid
from funding.money.amounts import money
from plans.access import AGREED, OWN, Seat


def projects_beside(seat: Seat, action: Action) -> Beside | None:
    """The funded projects tied to the action that the person may know of, as they see them: in one statement or two."""
    if not seat.may("see_grants"):
        return None
    bids = Bid.objects.filter(bid_actions__action=action, grant__is_withdrawn=False, is_withdrawn=False)
    bids = bids.funded().select_related("grant", "pot")
    scope = seat.scope("see_grants")
    if scope == AGREED:
        bids = bids.filter(grant__is_provisional=False)
    if scope == OWN:
        bids = bids.filter(lead__in=seat.body_ids)
    lines = tuple(
        BesideLine(
            str(bid),
            reverse("bid_page", args=[seat.partnership.slug, bid.grant.slug, bid.number]),
            f"{money(bid.approved_amount)} approved from {bid.grant}, {bid.get_state_display().lower()}",
        )
        for bid in as_seen(seat, bids.order_by("grant__starts", "grant_id", "number"))
    )
    return Beside("Paid for by", lines) if lines else None
