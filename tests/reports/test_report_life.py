"""A report's lifecycle: started, edited, frozen, decided, corrected; and what the database itself rejects."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from actions.models import Action
from plans.models import HistoryEntry, Plan
from plans.periods import Quarter
from plans.records import (
    EditConflict,
    EditConflicts,
    OperationError,
    ResolvedFields,
    canonical_json,
    content_hash,
    write_row,
)
from plans.software_version import VERSION
from reports.exceptions.live_content import live_content
from reports.exceptions.operations import (
    TextEdit,
    decide_report,
    freeze_report,
    open_report,
    save_report_text,
    start_new_version,
)
from reports.exceptions.quarter_reports import get_quarter_reports
from reports.models import Commentary, Report
from tests.factories import make_member
from tests.reports.factories import OCTOBER, Q1, Q2, Northshire

pytestmark = pytest.mark.django_db
AT = datetime(2024, 10, 9, 11, tzinfo=UTC)


@pytest.fixture
def north():
    north = Northshire()
    north.update(north.action("1.1"), status="at_risk")
    return north


def say(north, report, words="Well begun.", *, by=None, base_revision=0, settled=None, decisions=None):
    return save_report_text(
        report,
        decisions or TextEdit(report.decisions_requested, report.revision),
        {north.priority: TextEdit(words, base_revision, settled)},
        by=by or north.officer,
    )


def test_first_request_starts_a_draft_and_the_second_finds_it(north):
    first = open_report(north.plan, Q2, by=north.officer)
    assert (first.number, first.state, first.for_quarter) == (1, "draft", Q2)
    assert open_report(north.plan, Q2, by=north.officer).pk == first.pk


def test_a_quarter_outside_the_plan_has_no_report(north):
    with pytest.raises(OperationError, match="Q1 2025/26 is not a quarter of this plan"):
        open_report(north.plan, Quarter(2025, 1), by=north.officer)
    assert Report.objects.count() == 0


def test_freezing_saves_the_content_with_its_hash_rules_and_version(north):
    north.partnership.excluded_reasons = ["no_update"]
    write_row(north.partnership, {"excluded_reasons": ["no_update"]}, base_revision=1, by=None)
    report = open_report(north.plan, Q2, by=north.officer)
    say(north, report, decisions=TextEdit("Extend the pilot?", report.revision))
    report.refresh_from_db()

    frozen = freeze_report(report, by=north.officer, today=OCTOBER, at=AT)

    frozen.refresh_from_db()
    assert (frozen.state, frozen.as_at, frozen.software) == ("frozen", date(2024, 9, 30), VERSION)
    assert (frozen.frozen_by, frozen.frozen_at, frozen.last_edited_by) == (north.officer, AT, north.officer)
    assert frozen.content_hash == content_hash(frozen.content)
    assert frozen.content["partnership_name"] == north.partnership.name
    assert frozen.content["decisions"] == ["Extend the pilot?"]
    assert frozen.content["priorities"][0]["commentary"] == "Well begun."
    assert {rule["code"] for rule in frozen.content["rules"] if not rule["counts"]} == {"no_update"}
    assert (frozen.content["frozen_on_words"], frozen.content["frozen_by"]) == (
        "9 October 2024",
        north.officer.name,
    )
    assert Plan.objects.get(pk=north.plan.pk).last_report_frozen_at == AT


def test_current_quarter_is_frozen_for_today_and_a_future_one_not_at_all(north):
    report = open_report(north.plan, Q2, by=north.officer)
    with pytest.raises(OperationError, match="Q2 2024/25 starts on 1 July 2024"):
        freeze_report(report, by=north.officer, today=date(2024, 6, 30))
    frozen = freeze_report(report, by=north.officer, today=date(2024, 7, 1))
    assert frozen.as_at == date(2024, 7, 1)


def test_a_frozen_report_is_never_computed_again(north):
    frozen = north.freeze(Q2)
    kept = canonical_json(frozen.content)
    action = Action.objects.get()
    write_row(action, {"action": "Other words", "status": "complete"}, base_revision=action.revision, by=None)
    write_row(north.partnership, {"name": "Southshire"}, base_revision=1, by=None)
    assert canonical_json(Report.objects.get(pk=frozen.pk).content) == kept


def test_freezing_content_that_has_changed_is_rejected(north):
    report = open_report(north.plan, Q2, by=north.officer)
    seen = content_hash(
        live_content(north.plan, get_quarter_reports(north.plan, Q2), Q2, report, today=OCTOBER)
    )
    north.update(north.action("1.2"))
    with pytest.raises(OperationError, match="has changed since you opened this page"):
        freeze_report(report, by=north.officer, today=OCTOBER, reviewed=seen)
    assert Report.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("approve", "words", "state"), [(True, "", "approved"), (False, " Say more. ", "returned")]
)
def test_chair_approves_or_returns_with_a_comment(north, approve, words, state):
    report = north.freeze(Q2)
    decided = decide_report(
        report, approve=approve, words=words, by=north.chair, base_revision=report.revision, at=AT
    )
    assert (decided.state, decided.decided_by, decided.decided_at) == (state, north.chair, AT)
    assert decided.decision_comment == words.strip()


def test_returning_without_a_comment_is_rejected(north):
    report = north.freeze(Q2)
    with pytest.raises(OperationError, match="Enter what must be corrected"):
        decide_report(report, approve=False, words=" ", by=north.chair, base_revision=report.revision)
    assert Report.objects.get().state == "frozen"


def test_who_froze_it_does_not_decide(north):
    report = north.freeze(Q2)
    with pytest.raises(OperationError, match="You froze this report"):
        decide_report(report, approve=True, words="", by=north.officer, base_revision=report.revision)


def test_who_wrote_in_it_last_does_not_decide(north):
    other = make_member(north.partnership, "officer", name="Other Officer")
    report = open_report(north.plan, Q2, by=north.officer)
    say(north, report, by=other)
    frozen = north.freeze(Q2)
    assert frozen.last_edited_by == other
    with pytest.raises(OperationError, match="You were the last person to edit"):
        decide_report(frozen, approve=True, words="", by=other, base_revision=frozen.revision)


def test_a_draft_can_not_be_decided_nor_a_decided_one_again(north):
    report = open_report(north.plan, Q2, by=north.officer)
    with pytest.raises(OperationError, match="Version 1 is draft, so it cannot be approved"):
        north.approve(report)
    approved = north.approve(north.freeze(Q2))
    with pytest.raises(OperationError, match="Version 1 is approved, so it cannot be returned"):
        north.give_back(approved)


def test_two_people_cannot_decide_at_the_same_time(north):
    second = make_member(north.partnership, "chair", name="Second Chair")
    report = north.freeze(Q2)
    north.approve(report)
    with pytest.raises(OperationError):
        decide_report(report, approve=False, words="No", by=second, base_revision=report.revision)
    assert Report.objects.get().state == "approved"


def test_frozen_report_cannot_be_edited(north):
    report = north.freeze(Q2)
    with pytest.raises(OperationError, match="nothing was saved"):
        say(north, report)
    assert Commentary.objects.count() == 0


def test_new_version_names_the_old_one_and_why_and_starts_from_its_text(north):
    report = open_report(north.plan, Q2, by=north.officer)
    say(north, report, decisions=TextEdit("Extend?", report.revision))
    approved = north.approve(north.freeze(Q2))

    fresh = start_new_version(approved, why=" 1.1 was off track. ", by=north.chair)

    assert (fresh.number, fresh.state, fresh.follows) == (2, "draft", approved)
    assert (fresh.correction_reason, fresh.decisions_requested) == ("1.1 was off track.", "Extend?")
    assert [row.words for row in fresh.commentaries.all()] == ["Well begun."]
    frozen = north.freeze(Q2)
    assert frozen.content["replaces"].startswith("version 1, approved on ")
    assert frozen.content["correction_reason"] == "1.1 was off track."
    # The person who started it has written nothing in it.
    assert frozen.last_edited_by == north.officer
    assert north.approve(frozen).state == "approved"


def test_a_new_version_needs_a_reason_and_a_decided_report(north):
    frozen = north.freeze(Q2)
    with pytest.raises(OperationError, match="after it has been approved or returned"):
        start_new_version(frozen, why="A slip", by=north.officer)
    approved = north.approve(frozen)
    with pytest.raises(OperationError, match="Enter what the new version corrects"):
        start_new_version(approved, why=" ", by=north.officer)
    start_new_version(approved, why="A slip", by=north.officer)
    with pytest.raises(OperationError, match="only from the latest version"):
        start_new_version(approved, why="A slip", by=north.officer)
    assert Report.objects.count() == 2


def test_texts_of_different_priorities_merge_and_the_same_text_conflicts(north):
    report = open_report(north.plan, Q2, by=north.officer)
    other = make_member(north.partnership, "officer", name="Other Officer")
    say(north, report, "Hers", by=other)
    [row] = Commentary.objects.all()

    with pytest.raises(EditConflicts) as caught:
        say(north, report, "Mine", decisions=TextEdit("Extend?", report.revision))
    [clash] = caught.value.conflicts
    assert [(conflict.theirs, conflict.yours) for conflict in clash.conflicts] == [("Hers", "Mine")]
    report.refresh_from_db()
    assert report.decisions_requested == ""

    settled = ResolvedFields(frozenset({"words"}), row.revision)
    written = say(north, report, "Hers and mine", settled=settled, decisions=TextEdit("Extend?", 1))
    assert written.changes == 2
    row.refresh_from_db()
    assert row.words == "Hers and mine"


def test_blank_field_deletes_no_one_elses_text(north):
    report = open_report(north.plan, Q2, by=north.officer)
    say(north, report, "Hers")
    say(north, report, "")
    assert Commentary.objects.get().words == "Hers"
    say(north, report, "", base_revision=1)
    assert Commentary.objects.get().words == ""


def test_every_step_is_in_the_history(north):
    report = north.give_back(north.freeze(Q2))
    acts = HistoryEntry.objects.of_thread(report.thread).values_list("act", "fields")
    assert [(act, fields["state"]) for act, fields in acts] == [
        ("changed", ["frozen", "returned"]),
        ("changed", ["draft", "frozen"]),
        ("added", [None, "draft"]),
    ]


REFUSED = {
    "approver_did_not_freeze": {"decided_by": "officer", "state": "approved"},
    "approver_did_not_edit_last": {"decided_by": "editor", "state": "approved"},
    "a_frozen_report_has_its_hash": {"content_hash": ""},
    "a_decided_report_says_by_whom": {"state": "approved"},
    "a_report_is_returned_with_words": {"state": "returned", "decided_by": "chair"},
}


@pytest.mark.parametrize("name", REFUSED)
def test_database_rejects_inconsistent_reports(north, name):
    editor = make_member(north.partnership, "officer", name="Editor")
    report = north.freeze(Q2)
    Report.objects.filter(pk=report.pk).update(last_edited_by=editor)
    people = {"officer": north.officer, "chair": north.chair, "editor": editor}
    fields = {key: people.get(value, value) for key, value in REFUSED[name].items()}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**fields)


def test_database_rejects_a_second_open_report_and_a_repeated_number(north):
    report = open_report(north.plan, Q1, by=north.officer)
    for fields in (
        {"number": 2},
        {"number": 1, "state": "approved", "content_hash": "x", "decided_by": north.chair},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.create(plan=north.plan, year=2024, quarter=1, **fields)
    assert Report.objects.get() == report


def test_a_priority_has_one_commentary(north):
    report = open_report(north.plan, Q2, by=north.officer)
    say(north, report)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commentary.objects.create(report=report, priority=north.priority)


def test_edit_conflict_only_when_both_changed_it(north):
    report = open_report(north.plan, Q2, by=north.officer)
    say(north, report, "Same")
    assert say(north, report, "Same").changes == 0
    with pytest.raises(EditConflict):
        write_row(Commentary.objects.get(), {"words": "Other"}, base_revision=0, by=None)
