"""What the pages of a bid share: how it is found, its buttons, and the page for a transition that is not possible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from funding.access import bid_permissions
from funding.access.selectors import get_bid_or_404, get_grant_or_404
from funding.bids.display import BidDisplay, build_bid_display
from funding.lifecycles import BidTransitionCode
from funding.models import Bid
from funding.views.unsaved_input import get_unsaved_input
from plans.access import Access

# Transitions with their own page: under the bid, or where bids are decided.
BID_PAGES = {
    BidTransitionCode.SUBMIT: "bid_submit",
    BidTransitionCode.ANSWER: "bid_answer",
    BidTransitionCode.EVALUATE: "evaluation_decide",
}
GRANT_PAGES = {
    BidTransitionCode.CHAIR_APPROVE: "approve_for_chair",
    BidTransitionCode.FUNDER_APPROVE: "approve_for_funder",
}
ENDINGS = frozenset({BidTransitionCode.DECLINE, BidTransitionCode.WITHDRAW, BidTransitionCode.CANCEL_CHANGE})
CHANGE_LABELS = {
    BidTransitionCode.SUBMIT: "Submit change",
    BidTransitionCode.DECLINE: "Decline change",
    BidTransitionCode.WITHDRAW: "Withdraw project",
}
# The transitions that are the next step of a bid. Others are made when there is a reason.
ONWARD = (
    frozenset(
        {
            BidTransitionCode.SUBMIT,
            BidTransitionCode.ANSWER,
            BidTransitionCode.SHORTLIST,
            BidTransitionCode.RECOMMEND,
            BidTransitionCode.START,
            BidTransitionCode.EVALUATE,
        }
    )
    | GRANT_PAGES.keys()
)


@dataclass(frozen=True, slots=True)
class TransitionButton:
    """A transition that the user can make now, with the URL of its page."""

    words: str
    address: str
    kind: str = ""
    """ "" for the next step, or "secondary" or "warning"."""


def find_bid_to_write(request: HttpRequest, slug: str, number: int) -> Bid:
    """Return a bid of the grant that the user can write. Raises Http404, or 403 for another organisation's."""
    bid = get_bid_or_404(request, get_grant_or_404(request, slug), number)
    request.access.require_body("write_bid", bid.lead_ids)
    return bid


def bid_url(name: str, bid: Bid, *args) -> str:
    """Return the URL of a page of the bid."""
    return reverse(name, args=[bid.grant.partnership.slug, bid.grant.slug, bid.number, *args])


def redirect_to_bid(bid: Bid) -> HttpResponse:
    """Redirect to the page of the bid."""
    return redirect(bid_url("bid_detail", bid))


def move_address(bid: Bid, move: str) -> str:
    """Return the URL of the page of a transition."""
    grant = [bid.grant.partnership.slug, bid.grant.slug]
    if move == BidTransitionCode.RECOMMEND:
        return reverse("decision_sheet", args=[*grant, bid.pot_id])
    if move in GRANT_PAGES:
        return reverse(GRANT_PAGES[move], args=grant)
    if move in BID_PAGES:
        return bid_url(BID_PAGES[move], bid)
    return bid_url("bid_transition", bid, move)


def get_transition_buttons(access: Access, bid: Bid) -> list[TransitionButton]:
    """Return the transitions that the user can make now, the next step first and endings last."""
    moves = sorted(
        bid_permissions.available_transitions(access, bid),
        key=lambda move: (move in ENDINGS, move not in ONWARD),
    )
    return [
        TransitionButton(transition_label(bid, move), move_address(bid, move), kind_of(move))
        for move in moves
    ]


def transition_label(bid: Bid, move: str) -> str:
    """Return the text of a transition's button, which names the change or project once a bid is approved."""
    is_approved = bid.approved_version is not None
    return (
        CHANGE_LABELS.get(move, BidTransitionCode(move).label)
        if is_approved
        else BidTransitionCode(move).label
    )


def kind_of(move: str) -> str:
    """Return the kind of button of a transition."""
    return "warning" if move in ENDINGS else "" if move in ONWARD else "secondary"


def render_not_possible(
    request: HttpRequest,
    bid: Bid,
    words: str,
    *,
    reading: BidDisplay | None = None,
    labels: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return the page that says why this is not possible now, with status 409.

    `labels` are the labels of the fields. Text that was entered is shown again and saved as a draft.
    """
    reading = reading or build_bid_display(request.access, bid)
    typed = get_unsaved_input(request, labels) if labels else []
    context = {"grant": bid.grant, "bid": bid, "reading": reading, "words": words, "typed": typed}
    return render(request, "funding/bid_not_possible.html", context, status=409)
