"""Change a row's state: lock, read again, check again, log, write."""

import pytest

from plans.models import HistoryEntry, Plan
from plans.models.plan import PLAN_TRANSITIONS
from plans.records import (
    OperationError,
    ReasonRequiredError,
    StaleRevisionError,
    locked,
    transition,
    write_row,
)
from reports.models.pack import PACK_TRANSITIONS
from reports.models.report import REPORT_TRANSITIONS
from tests.factories import make_partnership, make_plan, make_user

pytestmark = pytest.mark.django_db

LEGAL = {
    "plan": (
        PLAN_TRANSITIONS,
        {
            "draft": {"consultation", "adopted"},
            "consultation": {"draft", "adopted"},
            "adopted": {"closed", "draft"},
            "closed": {"adopted"},
        },
    ),
    "report": (REPORT_TRANSITIONS, {"draft": {"frozen"}, "frozen": {"approved", "returned"}}),
    "pack": (
        PACK_TRANSITIONS,
        {"draft": {"frozen"}, "frozen": {"published", "draft"}, "published": {"withdrawn"}},
    ),
}


@pytest.mark.parametrize(("lifecycle", "legal"), LEGAL.values(), ids=LEGAL)
def test_which_state_can_follow_which(lifecycle, legal):
    assert lifecycle.pairs() == {(before, after) for before, states in legal.items() for after in states}


@pytest.fixture
def plan():
    return make_plan(make_partnership(), state="adopted")


def entries(plan) -> list[HistoryEntry]:
    """Return the history of the plan since it was added."""
    return list(HistoryEntry.objects.of_row(f"plan:{plan.pk}").exclude(act=HistoryEntry.Act.ADDED))


def test_state_fields_and_history_are_written_together(plan):
    olive = make_user("Olive")

    closed = transition(plan, "close", by=olive, comment=" Ended. ", changes={"adopted_by": "Cabinet"})

    assert (closed.state, closed.adopted_by, closed.revision) == ("closed", "Cabinet", plan.revision + 1)
    [entry] = entries(plan)
    assert (entry.created_by, entry.why, entry.fields["state"]) == (olive, "Ended.", ["adopted", "closed"])


def test_transition_that_is_not_allowed_is_rejected_and_nothing_is_written(plan):
    with pytest.raises(OperationError) as refused:
        transition(plan, "reopen", by=None)

    assert refused.value.reasons == (PLAN_TRANSITIONS.not_now,)
    plan.refresh_from_db()
    assert (plan.state, entries(plan)) == ("adopted", [])


def test_state_is_checked_on_the_current_row_not_as_it_was_read(plan):
    seen = Plan.objects.get(pk=plan.pk)
    transition(plan, "close", by=None)

    with pytest.raises(OperationError):
        transition(seen, "close", by=None)


def test_unknown_code_is_a_mistake_of_the_program(plan):
    with pytest.raises(KeyError):
        transition(plan, "explode", by=None)


def test_another_revision_than_the_one_seen_is_stale(plan):
    write_row(plan, {"title": "Renamed"}, base_revision=plan.revision, by=None)

    with pytest.raises(StaleRevisionError):
        transition(plan, "close", by=None, revision=1)

    assert transition(plan, "close", by=None, revision=2).state == "closed"


def test_every_reason_against_it_is_given_together(plan):
    with pytest.raises(OperationError) as refused:
        transition(plan, "close", by=None, check=lambda row: ["It is late.", "It is early."])

    assert refused.value.reasons == ("It is late.", "It is early.")
    assert str(refused.value) == "It is late. It is early."


def test_check_and_log_are_given_the_row_as_it_is_now(plan):
    write_row(plan, {"title": "Renamed"}, base_revision=1, by=None)
    asked, logged = [], []

    transition(
        plan,
        "close",
        by=None,
        check=lambda row: asked.append(row.title) or (),
        log=lambda row, state: logged.append((row.state, state)),
    )

    assert (asked, logged) == (["Renamed"], [("adopted", "closed")])


def test_nothing_stays_of_a_log_when_the_write_fails(plan, monkeypatch):
    from plans.records import lifecycle

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(lifecycle, "write_row", fail)

    with pytest.raises(RuntimeError):
        transition(
            plan,
            "close",
            by=None,
            log=lambda row, state: make_partnership("southshire", name="Southshire"),
        )

    assert not type(plan.partnership).objects.filter(slug="southshire").exists()


def test_comment_is_required(plan, monkeypatch):
    from plans.lifecycles import Lifecycle, build_transition

    monkeypatch.setattr(
        Plan,
        "lifecycle",
        Lifecycle((build_transition("close", ["adopted"], ["closed"], needs_comment=True),), not_now="No."),
    )

    with pytest.raises(ReasonRequiredError, match="Enter a reason"):
        transition(plan, "close", by=None, comment="  ")


def test_transition_with_several_targets_takes_the_given_one(plan, monkeypatch):
    from plans.lifecycles import Lifecycle, build_transition

    several = build_transition("decide", ["adopted"], ["closed", "draft"])
    monkeypatch.setattr(Plan, "lifecycle", Lifecycle((several,), not_now="Not now."))

    with pytest.raises(ValueError, match="closed or draft"):
        transition(plan, "decide", by=None)
    with pytest.raises(OperationError, match="Not now"):
        transition(plan, "decide", by=None, to="consultation")

    assert transition(plan, "decide", by=None, to="draft").state == "draft"


def test_text_is_written_only_in_the_states_given(plan):
    with locked(plan, states=Plan.WRITABLE) as current:
        assert current.pk == plan.pk
    transition(plan, "close", by=None)

    with (
        pytest.raises(OperationError, match=r"This plan is closed\. Reopen it"),
        locked(plan, states=Plan.WRITABLE),
    ):
        pass
