"""Bids in every state, and the users who change it, with plain names and fixed times."""

from __future__ import annotations

from django.db.models import Max
from django.utils import timezone

from funding.bids.clarification import request_clarification
from funding.bids.decline_withdraw import decline_bid
from funding.bids.project_changes import cancel_change, start_change
from funding.bids.submission import submit_bid, submit_change
from funding.bids.transitions import apply_transition
from funding.bids.versions import record_author
from funding.decisions.record import SelectedBid, approve_bids, record_consensus
from funding.lifecycles import BidState, BidTransitionCode
from funding.models import Assessment, Bid, Criterion, Grant, Project, ProjectChange, Scorer
from funding.money.amounts import parse_amount
from funding.projects.starting import close_project
from plans.records import add_row, write_row
from tests.factories import make_body, make_member

WORDS = {
    "summary": "Four sessions for front-line staff, in two towns.",
    "need": "Reports rose by a tenth in 2023 (police figures, March 2024).",
    "beneficiaries": "About eighty staff, and the people whom they meet.",
    "activities": [["First session", "June 2024"], ["Last session", "February 2025"]],
    "measures": [["Staff trained", "80"], ["Say that they use it", "Nine of ten"]],
    "quarters": ["2024-Q2", "2024-Q3", "2024-Q4"],
    "sustainability": "The material stays, and two trainers with it.",
    "safeguarding": "Trainers are checked; concerns go to the council's own lead.",
}


class Cast:
    """The users of a grant: two who bid for the charity, and those who decide, each of another organisation."""

    def __init__(self, grant: Grant):
        self.grant = grant
        here = grant.partnership
        self.council = make_body(here, "Council")
        self.police = make_body(here, "Police")
        self.fire = make_body(here, "Fire and Rescue")
        self.charity = make_body(here, "A charity", kind="organisation")
        self.officer = make_member(here, "officer", name="Olive Officer")
        self.lead = make_member(here, "lead", name="Chris Charity", body=self.charity)
        self.executive = make_member(here, "executive", name="Edie Executive", body=self.police)
        self.other_executive = make_member(here, "executive", name="Fred Fire", body=self.fire)
        self.chair = make_member(here, "chair", name="Cara Chair")
        self.scrutiny = make_member(here, "scrutiny", name="Sam Scrutiny")
        self.county = make_member(here, "county", name="Connie County", body=self.council)
        self.funder = make_member(here, "funder", name="Fay Funder")

    # --- A bid in any state, by allowed transitions.

    def draft(
        self, title="Training", asked="4,000", *, pot="upfront", lead=None, priorities=(), **fields
    ) -> Bid:
        """A draft that is complete."""
        number = (self.grant.bids.aggregate(last=Max("number"))["last"] or 0) + 1
        fields = WORDS | {"costs": [["All of it", asked]]} | fields
        bid = Bid(
            grant=self.grant,
            number=number,
            pot=self.grant.pots.get(name=pot),
            title=title,
            lead=lead or self.charity,
            asked=parse_amount(asked),
            amount_requested_text=asked,
            state=BidState.DRAFT,
            version=0,
            **fields,
        )  # Return a draft that is complete.
        add_row(bid, by=self.lead, links={"priorities": [priority.pk for priority in priorities]})
        record_author(bid, self.lead)
        return bid

    def submitted(self, *args, **fields) -> Bid:
        return submit_bid(self.draft(*args, **fields), by=self.lead)

    def shortlisted(self, *args, **fields) -> Bid:
        return apply_transition(self.submitted(*args, **fields), BidTransitionCode.SHORTLIST, by=self.officer)

    def recommended(self, *args, **fields) -> Bid:
        return self.recommend(self.shortlisted(*args, **fields))

    def chair_approved(self, *args, **fields) -> Bid:
        return self.approve(self.recommended(*args, **fields))

    def approved(self, *args, **fields) -> Project:
        return self.approve_as_funder(self.chair_approved(*args, **fields))

    def live(self, *args, **fields) -> Project:
        return apply_transition(self.approved(*args, **fields), BidTransitionCode.START, by=self.officer)

    def changing(self, *args, **fields) -> ProjectChange:
        return start_change(self.live(*args, **fields), by=self.lead, words="A room costs more")

    def change_in(self, state: str, *args, **fields) -> ProjectChange:
        """A change to a live project that came to that state by legal transitions."""
        change = self.changing(*args, **fields)
        if state == "draft":
            return change
        if state == "cancelled":
            return cancel_change(change, by=self.lead, words="Not needed")
        change = submit_change(change, by=self.lead, words="A room costs more")
        if state == "clarification":
            return request_clarification(change, {"need": "Which figures?"}, by=self.chair)
        if state == "declined":
            return decline_bid(change, by=self.chair, words="Too dear")
        if state == "submitted":
            return change
        change = self.approve(change)
        if state == "approved":
            self.approve_as_funder(change)
            change.refresh_from_db()
        return change

    def clarification(self, *args, **fields) -> Bid:
        return request_clarification(
            self.submitted(*args, **fields), {"need": "Which figures?"}, by=self.officer
        )

    def closed(self, *args, **fields) -> Project:
        return close_project(
            self.live(*args, **fields), by=self.officer, words="All was done", on=timezone.localdate()
        )

    def evaluated(self, *args, **fields) -> Project:
        return apply_transition(self.closed(*args, **fields), BidTransitionCode.EVALUATE, by=self.officer)

    def declined(self, *args, **fields) -> Bid:
        return apply_transition(
            self.submitted(*args, **fields),
            BidTransitionCode.DECLINE,
            by=self.officer,
            words="Too dear",
        )

    def withdrawn(self, *args, **fields) -> Bid:
        return apply_transition(
            self.submitted(*args, **fields), BidTransitionCode.WITHDRAW, by=self.lead, words="Not needed now"
        )

    def in_state(self, state: str, *args, **fields) -> Bid:
        """A bid that reached this state by allowed transitions."""
        return getattr(self, str(state))(*args, **fields)

    # --- What the other users do.

    def recommend(self, bid: Bid, amount: int | None = None) -> Bid:
        """Recommend a bid as a member of the group who does not work for the bidder."""
        words = "All agreed on 29 April"
        by = self.other_executive if bid.lead_id == self.police.pk else self.executive
        return record_consensus(bid.pot, [SelectedBid(bid.pk, bid.revision, amount)], [], words=words, by=by)[
            0
        ]

    def approve(self, bid: Bid | ProjectChange, *, reason="") -> Bid | ProjectChange:
        chosen = [SelectedBid.of(bid)]
        return approve_bids(
            self.grant, BidTransitionCode.CHAIR_APPROVE, chosen, by=self.chair, overcommit_reason=reason
        )[0]

    def approve_as_funder(self, bid: Bid | ProjectChange, *, reason="") -> Project:
        """The project of the bid, or the one that the change was applied to."""
        chosen = [SelectedBid.of(bid)]
        approve_bids(
            self.grant, BidTransitionCode.FUNDER_APPROVE, chosen, by=self.funder, overcommit_reason=reason
        )
        key = bid.project_id if isinstance(bid, ProjectChange) else bid.project.pk
        return get_project(key)

    def approve_change(self, change: ProjectChange) -> Project:
        """The project with the submitted change, which chair and funder approved."""
        return self.approve_as_funder(self.approve(change))

    def criterion(self, name="Need", weight=10) -> Criterion:
        row = Criterion(grant=self.grant, name=name, weight=weight, position=self.grant.criteria.count() + 1)
        add_row(row, by=self.officer)
        return row

    def scorer(self, person) -> Scorer:
        row = Scorer(grant=self.grant, person=person)
        add_row(row, by=self.officer)
        return row

    def score(self, bid: Bid, scorer: Scorer, *points: int, interest="") -> Assessment:
        """Save a scorer's points for each criterion in order, or an interest instead."""
        row = Assessment(bid=bid, scorer=scorer, interest=interest)
        marks = [
            [criterion.pk, given, f"Why {given}"]
            for criterion, given in zip(self.grant.criteria.all(), points, strict=False)
        ]
        add_row(row, by=scorer.person, links={"marks": marks})
        return row


def get_project(key: int) -> Project:
    """The project as the pages find it."""
    return Project.objects.select_related("pot", "lead", "version", "bid", "grant__partnership").get(pk=key)


def change_words(bid: Bid | ProjectChange, *, by, **changes) -> Bid | ProjectChange:
    """The bid or change with its answers edited, as the form does it."""
    written = write_row(bid, changes, base_revision=bid.revision, by=by).row
    record_author(written, by)
    return written
