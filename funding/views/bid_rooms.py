"""What the pages of one bid have in common: finding it, the presses that it offers, and the page that refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from funding import rights
from funding.bids.reading import Reading, read_bid
from funding.finding import find_bid, find_grant
from funding.models import Bid
from funding.views.typed import typed_again
from funding.way import Move
from plans.access import Seat

# Moves that have a page of their own: under the bid, or where bids are decided.
BID_PAGES = {Move.SUBMIT: "bid_submit", Move.ANSWER: "bid_answer", Move.EVALUATE: "evaluation_decide"}
GRANT_PAGES = {Move.CHAIR_APPROVE: "approve_for_chair", Move.FUNDER_APPROVE: "approve_for_funder"}
ENDINGS = frozenset({Move.DECLINE, Move.WITHDRAW, Move.DROP_CHANGE})
# What the bid waits for; the other moves are made when there is a reason.
ONWARD = (
    frozenset({Move.SUBMIT, Move.ANSWER, Move.SHORTLIST, Move.RECOMMEND, Move.START, Move.EVALUATE})
    | GRANT_PAGES.keys()
)


@dataclass(frozen=True, slots=True)
class Press:
    """A move that the person may make with the bid now, and the page on which it is made."""

    words: str
    address: str
    kind: str = ""
    """ "" for what comes next, else "secondary" or "warning"."""


def find_bid_to_write(request: HttpRequest, slug: str, number: int) -> Bid:
    """A bid of the grant that the person may write. Raises Http404, and 403 for another body's."""
    bid = find_bid(request, find_grant(request, slug), number)
    request.seat.claim("write_bid", bid.lead_ids)
    return bid


def address_of(name: str, bid: Bid, *args) -> str:
    """The address of one of the bid's pages."""
    return reverse(name, args=[bid.grant.partnership.slug, bid.grant.slug, bid.number, *args])


def to_bid(bid: Bid) -> HttpResponse:
    """Back to the bid's page."""
    return redirect(address_of("bid_page", bid))


def move_address(bid: Bid, move: str) -> str:
    """The address of the page on which a move is made."""
    grant = [bid.grant.partnership.slug, bid.grant.slug]
    if move == Move.RECOMMEND:
        return reverse("decision_sheet", args=[*grant, bid.pot_id])
    if move in GRANT_PAGES:
        return reverse(GRANT_PAGES[move], args=grant)
    if move in BID_PAGES:
        return address_of(BID_PAGES[move], bid)
    return address_of("bid_move", bid, move)


def presses_of(seat: Seat, bid: Bid) -> list[Press]:
    """The moves that the person may make now: what comes next first, and what ends something last."""
    moves = sorted(rights.moves_of(seat, bid), key=lambda move: (move in ENDINGS, move not in ONWARD))
    return [Press(Move(move).label, move_address(bid, move), kind_of(move)) for move in moves]


def kind_of(move: str) -> str:
    """How the button of a move looks."""
    return "warning" if move in ENDINGS else "" if move in ONWARD else "secondary"


def not_possible(
    request: HttpRequest,
    bid: Bid,
    words: str,
    *,
    reading: Reading | None = None,
    labels: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The page that says why this cannot be done where the bid stands now, with the way back (409).

    `labels` are those of the boxes into which words were typed: they are shown again, and kept.
    """
    reading = reading or read_bid(request.seat, bid)
    typed = typed_again(request, labels) if labels else []
    context = {"grant": bid.grant, "bid": bid, "reading": reading, "words": words, "typed": typed}
    return render(request, "funding/bid_not_possible.html", context, status=409)
