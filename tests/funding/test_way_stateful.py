"""Bids in any order of transitions: after every step the pots, the bids and the ledger agree.

A state machine of hypothesis makes any transition on any bid. Its own small table lists what is allowed; everything
else must be rejected and change nothing.
"""

from contextlib import suppress
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from funding.bids.clarification import answer_clarification, request_clarification
from funding.bids.decline_withdraw import decline_bid, withdraw_bid, withdraw_project
from funding.bids.project_changes import cancel_change, start_change
from funding.bids.submission import submit_bid, submit_change
from funding.bids.transitions import apply_transition, refetch, steps_of
from funding.decisions.record import SelectedBid, approve_bids, awaiting_funder, record_consensus
from funding.ledger import entries as ledger
from funding.ledger import transfers
from funding.ledger.pots import PotEntry, compute_position
from funding.models import Bid, LedgerEntry, Project, ProjectChange
from funding.money.amounts import format_money
from plans.records import OperationError
from tests.factories import make_partnership
from tests.funding.bid_factories import Cast, change_words
from tests.funding.factories import make_grant
from tests.sampling import number_of

AWARD = 900_000
POUNDS = st.integers(min_value=1, max_value=5_000)
PLACES = st.integers(min_value=0, max_value=3)


@pytest.fixture
def cast(db):
    """The users of one partnership; each state machine gets a grant of its own."""
    return Cast(make_grant(make_partnership("northshire"), "2023-24"))


class Round(RuleBasedStateMachine):
    """One grant with up to four bids."""

    cast: Cast
    numbers = count(1)

    @initialize()
    def grant(self):
        here = self.cast.grant.partnership
        grant = make_grant(here, "2024-25", award=AWARD, pots={"upfront": 600_000, "tactical": 300_000})
        type(grant).objects.filter(pk=grant.pk).update(slug=f"grant-{next(self.numbers)}")
        self.cast.grant = grant
        self.keys = []

    def bid(self, place) -> Bid | None:
        """Return the bid at that position, as it is now."""
        if not self.keys:
            return None
        return refetch(Bid(pk=self.keys[place % len(self.keys)]))

    def project(self, place) -> Project | None:
        """Return the project of the bid at that position, if it was approved."""
        bid = self.bid(place)
        return refetch(bid.project) if bid and hasattr(bid, "project") else None

    def change(self, place) -> ProjectChange | None:
        """Return the latest change to the project at that position."""
        project = self.project(place)
        change = project and project.changes.order_by("-number").first()
        return refetch(change) if change else None

    def tried(self, row, legal_from, act):
        """Do it; an error must change nothing, and is raised whenever the row's status does not allow it."""
        before = self.state_of(row)
        try:
            act()
        except OperationError:
            assert self.state_of(row) == before
        else:
            assert before[0] in legal_from

    def state_of(self, row):
        fresh = type(row).objects.get(pk=row.pk)
        bid = fresh if isinstance(fresh, Bid) else fresh.bid
        lines = LedgerEntry.objects.filter(project__bid=bid).count()
        return fresh.state, fresh.revision, bid.moves.count(), lines

    @rule(pounds=POUNDS, pot=st.sampled_from(["upfront", "tactical"]))
    def draft(self, pounds, pot):
        if len(self.keys) < 4:
            self.keys.append(self.cast.draft(f"Bid {pounds}", str(pounds), pot=pot).pk)

    @rule(place=PLACES)
    def submit(self, place):
        if bid := self.bid(place):
            self.tried(bid, {"draft"}, lambda: submit_bid(bid, by=self.cast.lead))

    @rule(place=PLACES)
    def submit_change(self, place):
        if change := self.change(place):
            self.tried(change, {"draft"}, lambda: submit_change(change, by=self.cast.lead))

    @rule(place=PLACES)
    def shortlist(self, place):
        if bid := self.bid(place):
            self.tried(bid, {"submitted"}, lambda: apply_transition(bid, "shortlist", by=self.cast.officer))

    @rule(place=PLACES, pounds=POUNDS)
    def recommend(self, place, pounds):
        if bid := self.bid(place):
            chosen = [SelectedBid(bid.pk, bid.revision, min(pounds * 100, bid.asked))]
            self.tried(
                bid,
                {"shortlisted"},
                lambda: record_consensus(bid.pot, chosen, [], words="Agreed", by=self.cast.executive),
            )

    @rule(
        place=PLACES,
        stage=st.sampled_from(["chair_approve", "funder_approve"]),
        why=st.sampled_from(["", "Why"]),
    )
    def approve(self, place, stage, why):
        if bid := self.bid(place):
            self.try_to_approve(bid, "recommended", stage, why)

    @rule(
        place=PLACES,
        stage=st.sampled_from(["chair_approve", "funder_approve"]),
        why=st.sampled_from(["", "Why"]),
    )
    def approve_change(self, place, stage, why):
        if change := self.change(place):
            self.try_to_approve(change, "submitted", stage, why)

    def try_to_approve(self, row, waits_for_chair, stage, why):
        by = self.cast.chair if stage == "chair_approve" else self.cast.funder
        before = row.state
        legal = {waits_for_chair} if stage == "chair_approve" else {"chair_approved"}
        done = []

        def attempt():
            chosen = [SelectedBid.of(row)]
            done.extend(approve_bids(self.cast.grant, stage, chosen, by=by, overcommit_reason=why))

        # What has already been approved is not rejected, and not approved again.
        self.tried(row, legal | {before}, attempt)
        assert not done or before in legal

    @rule(place=PLACES)
    def ask_and_answer(self, place):
        if bid := self.bid(place):

            def both():
                asked = request_clarification(bid, {"need": "Which?"}, by=self.cast.officer)
                answers = {question.pk: "These" for question in asked.questions.filter(answered_at=None)}
                assert answer_clarification(asked, answers, by=self.cast.lead).state == bid.state

            self.tried(bid, {"submitted", "shortlisted", "recommended", "chair_approved"}, both)

    @rule(place=PLACES)
    def start(self, place):
        if project := self.project(place):
            self.tried(
                project, {"approved"}, lambda: apply_transition(project, "start", by=self.cast.officer)
            )

    @rule(place=PLACES, pounds=POUNDS)
    def propose_change(self, place, pounds):
        if project := self.project(place):

            def write():
                change = start_change(project, by=self.cast.lead, words="Why")
                typed = format_money(pounds * 100)
                answers = {"asked": pounds * 100, "amount_requested_text": typed, "costs": [["All", typed]]}
                change_words(change, by=self.cast.lead, **answers)

            self.tried(project, {"approved", "live"}, write)

    @rule(place=PLACES)
    def discard_change(self, place):
        if change := self.change(place):
            legal = {"draft", "submitted", "chair_approved", "clarification"}
            self.tried(change, legal, lambda: cancel_change(change, by=self.cast.lead, words="Why"))

    @rule(place=PLACES)
    def decline(self, place):
        if bid := self.bid(place):
            legal = {"submitted", "shortlisted", "recommended", "chair_approved"}
            self.tried(bid, legal, lambda: decline_bid(bid, by=self.cast.chair, words="Why"))

    @rule(place=PLACES)
    def decline_change(self, place):
        if change := self.change(place):
            legal = {"submitted", "chair_approved"}
            self.tried(change, legal, lambda: decline_bid(change, by=self.cast.chair, words="Why"))

    @rule(place=PLACES)
    def withdraw(self, place):
        if bid := self.bid(place):
            legal = {"draft", "submitted", "clarification", "shortlisted", "recommended", "chair_approved"}
            self.tried(bid, legal, lambda: withdraw_bid(bid, by=self.cast.officer, words="Why"))

    @rule(place=PLACES)
    def withdraw_project(self, place):
        if project := self.project(place):
            self.tried(
                project, {"approved"}, lambda: withdraw_project(project, by=self.cast.officer, words="Why")
            )

    @rule(place=PLACES, pounds=POUNDS)
    def pay(self, place, pounds):
        if (project := self.project(place)) and self.has_open(project, pounds):
            ledger.record_payment(
                project, pounds * 100, by=self.cast.officer, key=f"pay {next(self.numbers)}"
            )

    @rule(place=PLACES, pounds=POUNDS)
    def release(self, place, pounds):
        if (project := self.project(place)) and self.has_open(project, pounds):
            why = {"reason": "Cheaper", "by": self.cast.officer, "key": f"free {next(self.numbers)}"}
            ledger.record_release(project, pounds * 100, **why)

    @rule(place=PLACES, other=PLACES, pounds=POUNDS)
    def move_between(self, place, other, pounds):
        source, target = self.project(place), self.project(other)
        if source and target and self.has_open(source, pounds):
            why = {
                "reason": "Cheaper",
                "consent": "By letter",
                "overcommit_reason": "Drawn",
                "by": self.cast.officer,
            }
            with suppress(OperationError):
                transfers.transfer_between_projects(
                    source, target, pounds * 100, key=f"move {next(self.numbers)}", **why
                )

    def has_open(self, project, pounds) -> bool:
        """Return whether at least this amount is committed to the project and not paid."""
        open_sum = ledger.committed_amount(project) - ledger.paid_amount(project)
        return project.is_funded and open_sum >= pounds * 100

    @invariant()
    def everything_says_the_same(self):
        if not hasattr(self, "keys"):
            return
        grant = self.cast.grant
        entries = list(LedgerEntry.objects.filter(grant=grant).select_related("pot").order_by("sequence"))
        left = {"upfront": 0, "tactical": 0}
        for place, line in enumerate(entries, 1):
            assert (line.sequence, line.balance_before) == (place, left[line.pot.name])
            if line.kind == "award":
                left[line.pot.name] += line.amount
            elif line.kind in ("commitment", "release"):
                left[line.pot.name] -= line.amount
        where = ledger.get_position(grant)
        assert where == compute_position(
            left, [PotEntry(line.pot.name, line.kind, line.amount) for line in entries]
        )
        assert where.whole.left == AWARD - sum(pot.approved for pot in where.pots)
        assert {pot.name: pot.left for pot in where.pots} == left

        projects = list(Project.objects.filter(grant=grant).select_related("pot"))
        bids = list(Bid.objects.filter(grant=grant, state="chair_approved"))
        changes = list(ProjectChange.objects.filter(project__grant=grant, state="chair_approved"))
        for pot in where.pots:
            own = [project for project in projects if project.pot.name == pot.name]
            assert pot.approved == sum(project.amount for project in own if project.is_funded)
        more = sum(bid.recommended_amount for bid in bids)
        more += sum(max(change.recommended_amount - change.project.amount, 0) for change in changes)
        assert sum(awaiting_funder(grant).values()) == more
        for project in projects:
            assert ledger.committed_amount(project) == project.amount
            assert project.is_funded or project.amount == 0
            assert 0 <= ledger.paid_amount(project) <= project.amount
        for row in (*Bid.objects.filter(grant=grant), *projects, *changes):
            last = steps_of(row).order_by("-id").first()
            first = "approved" if isinstance(row, Project) else "draft"
            assert row.state == (last.now if last else first)
        assert len(projects) == Bid.objects.filter(grant=grant, state="approved").count()


@pytest.mark.slow
def test_bids_with_transitions_in_any_order_keep_the_ledger_consistent(cast):
    machine = type("RoundOfThis", (Round,), {"cast": cast})

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=number_of(40, 8),
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            # Shrinking a failure takes minutes; its steps are few anyway.
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
