"""The projects that pay for an action, as the action's page shows them."""

from __future__ import annotations

from django.urls import reverse

from actions.models import Action
from actions.related import RelatedItem, RelatedPanel
from funding.bids.approved_version import with_visible_values
from funding.models import Bid
from funding.money.amounts import format_money
from plans.access import APPROVED_ONLY, OWN, Access


def build_project_panel(access: Access, action: Action) -> RelatedPanel | None:
    """The funded projects tied to the action that the person may know of, as they see them: in one statement or two."""
    if not access.can("view_grants"):
        return None
    bids = Bid.objects.filter(bid_actions__action=action, grant__is_withdrawn=False, is_withdrawn=False)
    bids = bids.funded().select_related("grant", "pot")
    scope = access.scope("view_grants")
    if scope == APPROVED_ONLY:
        bids = bids.filter(grant__is_provisional=False)
    if scope == OWN:
        bids = bids.filter(lead__in=access.body_ids)
    lines = tuple(
        RelatedItem(
            str(bid),
            reverse("bid_detail", args=[access.partnership.slug, bid.grant.slug, bid.number]),
            f"{format_money(bid.approved_amount)} approved from {bid.grant}, {bid.get_state_display().lower()}",
        )
        for bid in with_visible_values(access, bids.order_by("grant__starts", "grant_id", "number"))
    )
    return RelatedPanel("Paid for by", lines) if lines else None
