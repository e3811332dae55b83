"""What in a grant waits for a person: bids to move on, returns to send or to approve, in words with its address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from funding.deciding.to_score import bids_to_score
from funding.models import Bid, Evaluation, Grant, MovementRequest, Sent
from funding.money.amounts import money
from funding.money.consent_reading import requests_of
from funding.projects.owed import Project, bids_of_grants, missing_in, sums_by_bid, with_returns
from funding.way import State
from plans.access import OWN, YES, Seat


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits, in words, and where it is seen to."""

    words: str
    link: str
    """What the link says."""
    address: str


def waiting_for(
    seat: Seat,
    grant: Grant,
    bids: Iterable[Bid],
    projects: Iterable[Project],
    evaluations: Iterable[Evaluation],
    requests: Iterable[MovementRequest],
    to_score: Mapping[int, int],
) -> list[Waiting]:
    """What of the grant waits for this person, the decisions first; `bids` and `projects` are all of the grant's.

    `to_score` says of each grant how many bids the person scores next, where that was counted.
    """
    bids, projects = list(bids), list(projects)
    return [
        *_decisions(seat, grant, bids),
        *_scores(seat, grant, to_score.get(grant.pk, 0)),
        *_consents(seat, grant, requests),
        *_for_officer(seat, grant, bids, projects, evaluations),
        *_for_bidder(seat, grant, bids, projects, evaluations),
    ]


def waiting_in(seat: Seat, grants: list[Grant], on: date) -> list[Waiting]:
    """What of these grants waits for this person or is behind, in the same statements for any number of them."""
    if not grants:
        return []
    bids = bids_of_grants(grants)
    rows = list(bids.select_related("pot", "lead", "grant__partnership"))
    projects = with_returns(rows, bids, on, sums_by_bid(bids))
    evaluations = evaluations_of(grants)
    requests = requests_of(seat, grants) if seat.may("give_consent") else []
    to_score = bids_to_score(seat, grants)
    found = []
    for grant in grants:
        of_grant = [bid for bid in rows if bid.grant_id == grant.pk]
        running = [project for project in projects if project.bid.grant_id == grant.pk]
        found += waiting_for(seat, grant, of_grant, running, evaluations, requests, to_score)
        found += returns_words(seat, grant, running)
    return found


def _decisions(seat: Seat, grant: Grant, bids: list[Bid]) -> list[Waiting]:
    place = [seat.partnership.slug, grant.slug]
    states = Counter(bid.state for bid in bids)
    found = []
    if grant.is_provisional:
        found += _until_confirmed(seat, states[State.RECOMMENDED] + states[State.CHAIR_APPROVED], place)
    else:
        found += _approvals(seat, states, place)
    if seat.may("recommend_bids"):
        pots = Counter((bid.pot.pk, bid.pot.name) for bid in bids if bid.state == State.SHORTLISTED)
        for (pot, name), count in pots.items():
            words = f"{counted(count, 'shortlisted bid')} of the {name} pot to decide in the group"
            found.append(Waiting(words, "decision sheet", reverse("decision_sheet", args=[*place, pot])))
    return found


def _scores(seat: Seat, grant: Grant, count: int) -> list[Waiting]:
    if not count:
        return []
    address = reverse("grant_scores", args=[seat.partnership.slug, grant.slug])
    return [Waiting(f"{counted(count, 'bid')} to score", "score them", address)]


def _approvals(seat: Seat, states: Counter, place: list[str]) -> list[Waiting]:
    found = []
    if seat.may("approve_bids") and (count := states[State.RECOMMENDED]):
        words = f"{counted(count, 'bid')} {verb(count, 'waits', 'wait')} for your approval as chair"
        found.append(Waiting(words, "approve or decline", reverse("approve_for_chair", args=place)))
    if seat.may("approve_bids_as_funder") and (count := states[State.CHAIR_APPROVED]):
        words = f"{counted(count, 'bid')} {verb(count, 'waits', 'wait')} for your approval as funder"
        found.append(Waiting(words, "approve or decline", reverse("approve_for_funder", args=place)))
    return found


def _consents(seat: Seat, grant: Grant, requests: Iterable[MovementRequest]) -> list[Waiting]:
    """Movements that wait for the funder's consent, but for those that this person asked for."""
    if not seat.may("give_consent"):
        return []
    found = []
    for asked in requests:
        if asked.grant_id == grant.pk and asked.is_waiting and asked.asked_by_id != seat.person.pk:
            address = reverse("consent_decide", args=[seat.partnership.slug, grant.slug, asked.pk])
            words = f"A movement of {money(asked.amount)} waits for your consent"
            found.append(Waiting(words, "read it and decide", address))
    return found


def _until_confirmed(seat: Seat, count: int, place: list[str]) -> list[Waiting]:
    """Bids that cannot be approved yet, for who approves them and for who confirms the award."""
    words = f"{counted(count, 'bid')} {verb(count, 'waits', 'wait')} for the award to be confirmed"
    if count and seat.may("run_grants"):
        return [Waiting(words, "confirm it", reverse("grant_award", args=place))]
    if count and seat.may("approve_bids"):
        return [Waiting(words, "see them", reverse("approve_for_chair", args=place))]
    return []


def _for_officer(seat: Seat, grant: Grant, bids, projects, evaluations) -> list[Waiting]:
    if not seat.may("run_grants"):
        return []
    place = [seat.partnership.slug, grant.slug]
    found = []
    if count := sum(bid.state == State.SUBMITTED for bid in bids):
        words = f"{counted(count, 'bid')} to shortlist or decline"
        found.append(Waiting(words, "see them", f"{reverse('grant_page', args=place)}#bids"))
    if count := sum(bid.state == State.APPROVED for bid in bids):
        words = f"{counted(count, 'project')} to start"
        found.append(Waiting(words, "start them", reverse("projects_start", args=place)))
    if count := sum(len(project.waiting) for project in projects):
        words = f"{counted(count, 'return')} to approve"
        found.append(Waiting(words, "see them", reverse("returns_owed", args=place[:1])))
    by_pk = {bid.pk: bid for bid in bids}
    for row in evaluations:
        if row.state == Sent.SENT and row.bid_id in by_pk:
            bid = by_pk[row.bid_id]
            address = reverse("evaluation_decide", args=[*place, bid.number])
            found.append(Waiting(f"Evaluation of “{bid}” to approve", "read it", address))
    return found


def _for_bidder(seat: Seat, grant: Grant, bids, projects, evaluations) -> list[Waiting]:
    if seat.scope("write_bid") != OWN:
        return []
    place = [seat.partnership.slug, grant.slug]
    said = {row.bid_id for row in evaluations if not row.is_writable}
    found = []
    for bid in bids:
        if bid.lead_id not in seat.body_ids:
            continue
        page = reverse("bid_page", args=[*place, bid.number])
        if bid.state == State.CLARIFICATION:
            answer = reverse("bid_answer", args=[*place, bid.number])
            found.append(Waiting(f"A question about “{bid}” waits for your answer", "answer", answer))
        if bid.state in (State.DRAFT, State.CHANGING):
            found.append(Waiting(f"“{bid}” is not submitted yet", "go on with it", page))
        if bid.state == State.CLOSED and bid.pk not in said:
            write = reverse("evaluation_edit", args=[*place, bid.number])
            found.append(Waiting(f"The evaluation of “{bid}” is not sent yet", "write it", write))
    own = [project for project in projects if project.bid.lead_id in seat.body_ids]
    if count := missing_in(own):
        words = f"{counted(count, 'return')} that you owe"
        found.append(Waiting(words, "see them", reverse("returns_owed", args=place[:1])))
    return found


def returns_words(seat: Seat, grant: Grant, projects: Iterable[Project]) -> list[Waiting]:
    """For who sees the whole grant: returns that are not in, and the underspend forecast, each with its rows."""
    if seat.scope("see_grants") != YES:
        return []
    projects = list(projects)
    rows = f"{reverse('grant_page', args=[seat.partnership.slug, grant.slug])}#spending"
    found = []
    if count := missing_in(projects):
        owed = reverse("returns_owed", args=[seat.partnership.slug]) if seat.may("run_grants") else rows
        found.append(Waiting(f"{counted(count, 'return')} not in", "see them", owed))
    if under := sum(project.spending.underspend for project in projects):
        found.append(Waiting(f"Underspend of {money(under)} forecast", "see the projects", rows))
    return found


def evaluations_of(grants: Iterable[Grant]) -> list[Evaluation]:
    """What was written of closed projects of these grants."""
    return list(Evaluation.objects.filter(bid__grant__in=grants, is_withdrawn=False))


def counted(count: int, noun: str) -> str:
    """ "1 bid", "3 bids"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def verb(count: int, one: str, several: str) -> str:
    """The verb as the count wants it."""
    return one if count == 1 else several
