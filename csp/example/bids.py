"""Add the example's bids in each state: written, scored, recommended, approved by two people."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import Max
from django.utils import timezone

from csp.example.people import person
from csp.example.timeline import Event
from funding.bids.clarification import answer_clarification, request_clarification
from funding.bids.submission import submit_bid
from funding.bids.transitions import apply_transition
from funding.bids.versions import record_author
from funding.decisions.record import SelectedBid, approve_bids, record_consensus
from funding.lifecycles import BidState, BidTransitionCode
from funding.models import Assessment, Bid, Criterion, Grant, Scorer
from funding.money.amounts import parse_amount
from plans.records import add_row, write_row

WORDS = (
    "title", "summary", "need", "beneficiaries", "sustainability", "safeguarding", "activities", "measures",
    "costs", "quarters", "project_types", "funder_priorities",
)  # fmt: skip


def open_round(grant: Grant, text: dict) -> None:
    """Open the upfront pot for bids, set the criteria and invite scorers."""
    officer = person(grant.partnership, "officer")
    pot = grant.pots.get(name="upfront")
    window = {name: timezone.make_aware(text[name]) for name in ("opens_at", "closes_at")}
    write_row(pot, window, base_revision=pot.revision, by=officer)
    for position, (name, weight, guidance) in enumerate(text["criteria"], 1):
        row = Criterion(grant=grant, name=name, weight=weight, guidance=guidance, position=position)
        add_row(row, by=officer)
    for first in text["scorers"]:
        add_row(Scorer(grant=grant, person=person(grant.partnership, first)), by=officer)


def bid_events(grant: Callable[[], Grant], text: dict) -> Iterable[Event]:
    """Return every step of every bid; the group's decision and both approvals are one request each."""
    round_ = text["round"]
    for row in text["bid"]:
        yield row["at"], lambda each=row: _submit(grant(), each)
    yield round_["shortlisted_at"], lambda: _shortlist(grant())
    if question := round_.get("question"):
        yield question["requested_at"], lambda: _ask(grant(), question)
        yield question["answered_at"], lambda: _answer(grant(), question)
    for first, at in round_["scored_at"].items():
        yield at, lambda who=first: _score(grant(), who, text["bid"])
    yield round_["agreed_at"], lambda: _agree(grant(), round_, text["bid"])
    yield (
        round_["chair_at"],
        lambda: _approve(grant(), BidTransitionCode.CHAIR_APPROVE, "chair", round_["chair_words"]),
    )
    yield (
        round_["funder_at"],
        lambda: _approve(grant(), BidTransitionCode.FUNDER_APPROVE, "funder", round_["funder_words"]),
    )


def _submit(grant: Grant, row: dict) -> None:
    by = person(grant.partnership, row["by"])
    last = grant.bids.aggregate(last=Max("number"))["last"] or 0
    bid = Bid(
        grant=grant,
        number=last + 1,
        pot=grant.pots.get(name="upfront"),
        lead=grant.partnership.bodies.get(name=row["lead"]),
        asked=parse_amount(row["asked"]),
        amount_requested_text=row["asked"],
        state=BidState.DRAFT,
        version=0,
        **{name: row[name] for name in WORDS},
    )
    add_row(bid, by=by)
    record_author(bid, by)
    submit_bid(bid, by=by)


def _shortlist(grant: Grant) -> None:
    officer = person(grant.partnership, "officer")
    for bid in Bid.objects.of_grant(grant).filter(state=BidState.SUBMITTED):
        apply_transition(bid, BidTransitionCode.SHORTLIST, by=officer)


def _ask(grant: Grant, question: dict) -> None:
    asked = {question["about"]: question["words"]}
    request_clarification(_bid(grant, question["bid"]), asked, by=person(grant.partnership, "officer"))


def _answer(grant: Grant, question: dict) -> None:
    bid = _bid(grant, question["bid"])
    waiting = bid.questions.get(answered_at=None)
    by = person(grant.partnership, question["by"])
    answer_clarification(bid, {waiting.pk: question["answer"]}, by=by)


def _score(grant: Grant, first: str, rows: list[dict]) -> None:
    """Record one person's scores of the bids (points and reasons by criterion), or a conflict of interest."""
    by = person(grant.partnership, first)
    scorer = Scorer.objects.get(grant=grant, person=by)
    criteria = list(grant.criteria.order_by("position").values_list("pk", flat=True))
    bids = {bid.title: bid for bid in Bid.objects.of_grant(grant)}
    for row in rows:
        said = row["scores"].get(first)
        if said is None:
            continue
        if isinstance(said, str):
            add_row(Assessment(bid=bids[row["title"]], scorer=scorer, interest=said), by=by)
            continue
        *points, why = said
        marks = [[key, given, why] for key, given in zip(criteria, points, strict=True)]
        add_row(Assessment(bid=bids[row["title"]], scorer=scorer), by=by, links={"marks": marks})


def _agree(grant: Grant, round_: dict, rows: list[dict]) -> None:
    declined = {row["title"] for row in rows if row.get("declined")}
    bids = list(Bid.objects.of_grant(grant).filter(state=BidState.SHORTLISTED))
    record_consensus(
        grant.pots.get(name="upfront"),
        [SelectedBid(bid.pk, bid.revision, bid.asked) for bid in bids if bid.title not in declined],
        [SelectedBid(bid.pk, bid.revision) for bid in bids if bid.title in declined],
        words=round_["agreed_words"],
        by=person(grant.partnership, round_["agreed_by"]),
    )


def _approve(grant: Grant, stage: str, first: str, words: str) -> None:
    was = BidState.RECOMMENDED if stage == BidTransitionCode.CHAIR_APPROVE else BidState.CHAIR_APPROVED
    chosen = [SelectedBid(bid.pk, bid.revision) for bid in Bid.objects.of_grant(grant).filter(state=was)]
    approve_bids(grant, stage, chosen, by=person(grant.partnership, first), words=words)


def _bid(grant: Grant, title: str) -> Bid:
    return Bid.objects.of_grant(grant).get(title=title)
