"""The example's projects once they run: started, tied to the plan, told of each quarter, closed and evaluated."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from actions.models import Action
from csp.example.people import person
from csp.example.timeline import Event
from funding.bids.transitions import apply_transition
from funding.ledger import entries
from funding.lifecycles import BidTransitionCode
from funding.models import Bid, Grant
from funding.money.amounts import parse_amount
from funding.projects.reports import (
    approve_project_report,
    get_or_build_evaluation,
    get_or_build_return,
    save_project_report,
)
from plans.periods import Quarter
from plans.records import write_row


def project_events(grant: Callable[[], Grant], text: dict) -> Iterable[Event]:
    """Everything that happened to projects after they were approved."""
    for each in text.get("start", []):
        yield each["at"], lambda row=each: _start(grant(), row["bids"])
    for each in text.get("tie", []):
        yield each["at"], lambda row=each: _tie(_bid(grant(), row["bid"]), row["plan"], row["action"])
    for each in text.get("returns", []):
        for row in each["rows"]:
            yield row[1], lambda q=each["quarter"], r=row: _send_return(grant(), q, r)
        yield each["approved_at"], lambda row=each: _approve_returns(grant(), row)
    for each in text.get("closing", []):
        yield each["closed_at"], lambda row=each: _close(_bid(grant(), row["bid"]), row["words"])
        yield each["told_at"], lambda row=each: _evaluate(_bid(grant(), row["bid"]), row)
        yield each["approved_at"], lambda row=each: _approve_evaluation(_bid(grant(), row["bid"]), row)


def _start(grant: Grant, numbers: list[int]) -> None:
    by = person(grant.partnership, "officer")
    for bid in Bid.objects.of_grant(grant).filter(number__in=numbers):
        apply_transition(bid, BidTransitionCode.START, by=by)


def _tie(bid: Bid, plan: str, number: str) -> None:
    actions = Action.objects.current().filter(plan__partnership=bid.partnership, plan__slug=plan)
    by = person(bid.partnership, "officer")
    write_row(bid, {"actions": [actions.get(number=number).pk]}, base_revision=bid.revision, by=by)


def _send_return(grant: Grant, quarter: str, row: list) -> None:
    """One row: bid, when, who sent it, spent, forecast, words, and measures with target and result."""
    number, _at, first, spent, forecast, words, results = row
    told = get_or_build_return(_bid(grant, number), Quarter.parse(quarter))
    changes = {
        "spent": parse_amount(spent),
        "forecast": parse_amount(forecast),
        "words": words,
        "results": results,
    }
    by = person(grant.partnership, first)
    save_project_report(told, changes, base_revision=told.revision, by=by, send=True)


def _approve_returns(grant: Grant, text: dict) -> None:
    """An officer approves what others sent, another what the officer sent."""
    for number, _at, first, *_rest in text["rows"]:
        told = get_or_build_return(_bid(grant, number), Quarter.parse(text["quarter"]))
        by = person(grant.partnership, text["also_approved_by"] if first == "officer" else "officer")
        approve_project_report(told, words="", by=by, seen_revision=told.revision)


def _close(bid: Bid, words: str) -> None:
    apply_transition(bid, BidTransitionCode.CLOSE, by=person(bid.partnership, "officer"), words=words)


def _evaluate(bid: Bid, text: dict) -> None:
    told = get_or_build_evaluation(bid)
    changes = {name: text[name] for name in ("achieved", "difference", "learned", "next_steps", "results")}
    save_project_report(
        told, changes, base_revision=told.revision, by=person(bid.partnership, text["by"]), send=True
    )
    if "back" in text:
        by = person(bid.partnership, "officer")
        key = f"example's return of bid {bid.pk}"
        entries.record_repayment(bid, parse_amount(text["back"]), reason="Unspent at closing", by=by, key=key)


def _approve_evaluation(bid: Bid, text: dict) -> None:
    told = get_or_build_evaluation(bid)
    approve_project_report(told, words="", by=person(bid.partnership, "officer"), seen_revision=told.revision)


def _bid(grant: Grant, number: int) -> Bid:
    bids = Bid.objects.select_related("pot", "lead", "grant__partnership")
    return bids.get(grant=grant, number=number)
