"""Every reason with its boundary days, the order of the reasons, and counts that add up."""

from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.exception_reasons import REASONS
from reports.exceptions.report import exception_report
from reports.exceptions.report_data import (
    DateMove,
    ReportAction,
    ReportData,
    ReportMilestone,
    ReportPriority,
)
from tests.reports.report_data_factories import END, PRIORITY, Q2, action, milestone, move, plan


def reasons(row: ReportAction, **fields) -> list[tuple[str, str]]:
    found = exception_report(plan(row, **fields)).exceptions
    return [(reason.code, reason.words) for each in found for reason in each.reasons]


def test_action_on_track_is_no_exception():
    assert reasons(action()) == []


DUE_30_JUNE = milestone("Pilot begun", due=date(2024, 6, 30))

CASES = {
    "off track": (action(status="off_track"), [("off_track", "Off track")]),
    "off track for the third quarter": (
        action(status="off_track", quarters_running=3),
        [("off_track", "Off track for the third quarter in a row")],
    ),
    "at risk": (action(status="at_risk"), [("at_risk", "At risk")]),
    "at risk for the second quarter": (
        action(status="at_risk", quarters_running=2),
        [("at_risk", "At risk for the second quarter in a row")],
    ),
    "due on the day itself is not late": (action(milestones=(milestone(due=END),)), []),
    "late by a day": (
        action(milestones=(milestone("Pilot begun", due=date(2024, 9, 29)),)),
        [("overdue_milestone", "Milestone overdue: “Pilot begun” by 1 day (due 29 September 2024)")],
    ),
    "late by two months, and done a day after": (
        action(milestones=(milestone("Pilot begun", due=date(2024, 7, 31), done_on=date(2024, 10, 1)),)),
        [("overdue_milestone", "Milestone overdue: “Pilot begun” by 2 months (due 31 July 2024)")],
    ),
    "done late, by the day": (action(milestones=(milestone(due=date(2024, 7, 31), done_on=END),)), []),
    "two are late, the later one said last": (
        action(milestones=(milestone("B", due=date(2024, 9, 21)), milestone("A", due=date(2024, 8, 31)))),
        [
            (
                "overdue_milestone",
                "2 milestones overdue: “A” by 4 weeks (due 31 August 2024); "
                "“B” by 9 days (due 21 September 2024)",
            )
        ],
    ),
    "a milestone without words is late": (
        action(milestones=(milestone(" ", due=date(2024, 9, 29)),)),
        [
            (
                "overdue_milestone",
                "Milestone overdue: a milestone without a description by 1 day (due 29 September 2024)",
            )
        ],
    ),
    "no date is never late": (action(milestones=(milestone(timescale="Ongoing"),)), []),
    "late, but complete": (action(status="complete", milestones=(DUE_30_JUNE,)), []),
    "no update": (
        action(has_update=False, words=""),
        [("no_update", "No update for July to September 2024")],
    ),
    "no update of one that has not started": (
        action(has_update=False, words="", status="not_started"),
        [("no_update", "No update for July to September 2024")],
    ),
    "a complete action owes no update": (action(has_update=False, words="", status="complete"), []),
    "no lead": (action(leads=()), [("no_lead", "No lead")]),
    "a milestone's lead is a lead": (action(leads=(), milestones=(milestone(leads=("Probation",)),)), []),
    "lead to be confirmed": (
        action(lead_to_be_confirmed=True),
        [("no_lead", "Lead to be confirmed")],
    ),
    "a complete action needs no lead": (action(leads=(), status="complete"), []),
    "a date moved once": (
        action(milestones=(milestone("Pilot", due=date(2025, 3, 31), moves_since=(move(),), times_moved=1),)),
        [
            (
                "date_moved",
                "Date of “Pilot” moved from 30 September 2024 to 31 March 2025: “bid refused” (moved once in total)",
            )
        ],
    ),
    "a date moved twice since, three times in all": (
        action(
            milestones=(
                milestone(
                    "Pilot",
                    due=date(2025, 3, 31),
                    moves_since=(
                        move(date(2024, 9, 30), date(2024, 12, 31), "staff left"),
                        move(date(2024, 12, 31), date(2025, 3, 31), "bid refused"),
                    ),
                    times_moved=3,
                ),
            )
        ),
        [
            (
                "date_moved",
                "Date of “Pilot” moved from 30 September 2024 to 31 March 2025: “staff left”; “bid refused” "
                "(moved three times in total)",
            )
        ],
    ),
    "a date taken away": (
        action(milestones=(milestone("Pilot", moves_since=(move(now=None),), times_moved=1),)),
        [
            (
                "date_moved",
                "Date of “Pilot” removed, was 30 September 2024: “bid refused” (moved once in total)",
            )
        ],
    ),
    "a date moved and moved back": (
        action(milestones=(milestone(due=date(2024, 9, 30), moves_since=(move(),), times_moved=1),)),
        [],
    ),
    "a date moved before the last report": (
        action(milestones=(milestone(due=date(2025, 3, 31), times_moved=1),)),
        [],
    ),
    "closed since the last report": (
        action(
            status="closed",
            closing_reason="Merged into another action",
            closing_reference="1.4",
            closing_comment="One course for both.",
            has_update=False,
        ),
        [
            (
                "closed",
                "Closed without completing: merged into another action: 1.4 (“One course for both.”)",
            )
        ],
    ),
    "closed as the last report said": (
        action(status="closed", closing_reason="Stopped", status_reported="closed", has_update=False),
        [],
    ),
    "added": (
        action(status_reported=None, status_before=""),
        [("added", "Added since the report for Q1 2024/25")],
    ),
    "withdrawn": (
        action(is_withdrawn=True, withdrawn_why="entered twice", status="off_track", has_update=False),
        [("withdrawn", "Withdrawn since the report for Q1 2024/25: “entered twice”")],
    ),
    "added and withdrawn between two reports": (action(is_withdrawn=True, status_reported=None), []),
    "the words of last quarter": (
        action(words="Two  courses\nheld. ", words_before="two courses held."),
        [("repeated_words", "The comment is the same as for April to June 2024")],
    ),
    "blank words twice": (action(words=" ", words_before=""), []),
    "a complete action repeats itself": (action(words="Done.", words_before="Done.", status="complete"), []),
    "everything at once, most serious first": (
        action(
            status="at_risk",
            milestones=(milestone("Pilot", due=date(2024, 9, 16), moves_since=(move(date(2024, 6, 30)),)),),
            has_update=False,
            leads=(),
            status_reported=None,
            words="Same",
            words_before="Same",
        ),
        [
            ("at_risk", "At risk"),
            ("overdue_milestone", "Milestone overdue: “Pilot” by 2 weeks (due 16 September 2024)"),
            ("no_update", "No update for July to September 2024"),
            ("no_lead", "No lead"),
            (
                "date_moved",
                "Date of “Pilot” moved from 30 June 2024 to 31 March 2025: “bid refused” (moved once in total)",
            ),
            ("added", "Added since the report for Q1 2024/25"),
            ("repeated_words", "The comment is the same as for April to June 2024"),
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_reasons(case):
    row, expected = CASES[case]
    assert reasons(row) == expected


def test_every_code_has_a_case():
    assert {code for _, found in CASES.values() for code, _ in found} == set(REASONS)


def test_first_report_adds_nothing_and_shows_what_was_closed_before_it():
    new = action(status_reported=None)
    shut = action(key=2, status="closed", closing_reason="Stopped", status_reported=None)
    report = exception_report(plan(new, shut, since=""))
    assert [(row.action.key, [reason.code for reason in row.reasons]) for row in report.exceptions] == [
        (2, ["closed"])
    ]


def test_excluded_reason_makes_no_exception_and_the_action_counts_by_its_status():
    row = action(leads=())
    report = exception_report(plan(row, left_out=frozenset({"no_lead"})))
    assert report.exceptions == ()
    assert asdict(report.counts) == counts(all=1, on_track=1)
    assert dict(report.rules)["no_lead"] is False


def test_off_track_and_at_risk_can_not_be_left_out():
    rows = action(status="off_track"), action(key=2, status="at_risk")
    report = exception_report(plan(*rows, left_out=frozenset(REASONS)))
    assert [row.action.key for row in report.exceptions] == [1, 2]


def test_withdrawn_action_is_counted_once_or_not_at_all_if_excluded():
    gone = action(is_withdrawn=True)
    assert asdict(exception_report(plan(gone)).counts) == counts(all=1, exceptions=1)
    assert asdict(exception_report(plan(gone, left_out=frozenset({"withdrawn"}))).counts) == counts()


def test_a_priority_shows_its_worst_status_by_name():
    rows = (
        action(status="on_track"),
        action(key=2, status="at_risk"),
        action(key=3, status="complete"),
        action(key=4, is_withdrawn=True, status="off_track"),
    )
    [standing_of] = exception_report(plan(*rows)).priorities
    assert standing_of.worst == "at_risk"
    assert standing_of.statuses == (("at_risk", 1), ("on_track", 1), ("complete", 1))
    assert (standing_of.all, standing_of.exceptions) == (4, 2)


COMPLETED = {
    "was on track": (action(status="complete"), True),
    "was complete before": (action(status="complete", status_before="complete"), False),
    "was reported complete": (action(status="complete", status_before="", status_reported="complete"), False),
    "nothing known": (action(status="complete", status_before="", status_reported=None), True),
    "its last milestone was done the quarter before": (
        action(
            status="complete",
            status_before="",
            status_reported=None,
            milestones=(milestone(done_on=date(2024, 6, 30)),),
        ),
        False,
    ),
    "its last milestone was done on the quarter's first day": (
        action(
            status="complete",
            status_before="",
            status_reported=None,
            milestones=(milestone(done_on=date(2024, 7, 1)),),
        ),
        True,
    ),
    "on track": (action(), False),
}


@pytest.mark.parametrize("case", COMPLETED)
def test_completed_in_the_quarter(case):
    row, is_completed = COMPLETED[case]
    assert bool(exception_report(plan(row)).completed) is is_completed


def test_milestones_done_and_due():
    row = action(
        milestones=(
            milestone("in the quarter", done_on=END),
            milestone("before it", done_on=date(2024, 6, 30)),
            milestone("after it", done_on=date(2024, 10, 1), due=date(2024, 10, 31)),
            milestone("last of next", due=date(2024, 12, 31)),
            milestone("first of next", due=date(2024, 10, 1)),
            milestone("the one after", due=date(2025, 1, 1)),
        )
    )
    report = exception_report(plan(row))
    assert [step.milestone.words for step in report.done] == ["in the quarter"]
    assert [step.milestone.words for step in report.due_next_quarter] == [
        "first of next",
        "after it",
        "last of next",
    ]


def counts(**fields) -> dict:
    return dict.fromkeys(("all", "exceptions", "on_track", "complete", "not_started", "closed"), 0) | fields


STATUSES = st.sampled_from(["not_started", "on_track", "at_risk", "off_track", "complete", "closed"])
DAYS = st.none() | st.dates(date(2024, 1, 1), date(2025, 12, 31))
MILESTONES = st.builds(
    ReportMilestone,
    words=st.text(max_size=5),
    due=DAYS,
    done_on=DAYS,
    moves_since=st.lists(st.builds(DateMove, st.dates(), DAYS, st.text(max_size=5)), max_size=2).map(tuple),
)
ACTIONS = st.builds(
    ReportAction,
    key=st.integers(),
    number=st.text(max_size=3),
    priority=st.sampled_from([1, 2]),
    action=st.text(max_size=5),
    status=STATUSES,
    status_before=st.just("") | STATUSES,
    quarters_running=st.integers(1, 30),
    status_reported=st.none() | STATUSES,
    has_update=st.booleans(),
    words=st.sampled_from(["", "Same", "Other"]),
    words_before=st.sampled_from(["", "Same"]),
    leads=st.sampled_from([(), ("Kent Police",)]),
    lead_to_be_confirmed=st.booleans(),
    milestones=st.lists(MILESTONES, max_size=3).map(tuple),
    is_withdrawn=st.booleans(),
)


@given(
    st.lists(ACTIONS, max_size=12, unique_by=lambda row: row.key),
    st.frozensets(st.sampled_from(sorted(REASONS))),
    st.sampled_from(["", "Q1 2024/25"]),
)
def test_the_counts_add_up_whatever_the_plan(rows, left_out, since):
    priorities = (PRIORITY, ReportPriority(2, "Priority 2"))
    report = exception_report(ReportData(Q2, END, priorities, tuple(rows), since, left_out))
    found = asdict(report.counts)
    assert found.pop("all") == sum(found.values()) == len(report.actions)
    assert found["exceptions"] == len(report.exceptions)
    keys = [row.action.key for row in report.exceptions]
    assert len(keys) == len(set(keys))
    ranks = [[list(REASONS).index(reason.code) for reason in row.reasons] for row in report.exceptions]
    assert all(own == sorted(set(own)) for own in ranks)
    assert [own[0] for own in ranks] == sorted(own[0] for own in ranks)
    assert sum(each.all for each in report.priorities) == len(report.actions)
    assert sum(each.exceptions for each in report.priorities) == len(report.exceptions)


def test_public_text_excludes_what_was_written_for_the_executive():
    moved = milestone("Pilot", due=date(2025, 3, 31), moves_since=(move(),), times_moved=1)
    (row,) = exception_report(plan(action(milestones=(moved,)))).exceptions

    (reason,) = row.reasons
    assert "bid refused" in reason.words
    assert reason.public_words == (
        "Date of “Pilot” moved from 30 September 2024 to 31 March 2025 (moved once in total)"
    )
