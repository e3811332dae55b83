"""What changed from one report to the next, from their content."""

from datetime import date

from plans.records import canonical_json, content_hash
from reports.exceptions.content import (
    Cover,
    build_public_json,
    build_report_content,
    by_first_reason,
    by_priority,
)
from reports.exceptions.report import exception_report
from reports.exceptions.report_comparison import compare_reports
from tests.reports.report_data_factories import action, milestone, plan

COVER = Cover("northshire", "Northshire CSP", "2024-25", "Plan 2024-25", 1)


def content(*actions, **fields) -> dict:
    return build_report_content(exception_report(plan(*actions)), COVER, **fields)


def numbers(rows) -> list[str]:
    return [row.number for row in rows]


def test_new_resolved_and_continuing_exceptions_and_actions():
    before = content(
        action(key=1, number="1.1", status="at_risk"),
        action(key=2, number="1.2", status="off_track"),
        action(key=3, number="1.3"),
        action(key=4, number="1.4"),
    )
    after = content(
        action(key=1, number="1.1", status="off_track", words="The bid was refused."),
        action(key=2, number="1.2"),
        action(key=3, number="1.3", leads=()),
        action(key=4, number="1.4", is_withdrawn=True),
        action(key=5, number="1.5", status_reported=None),
    )

    found = compare_reports(before, after)

    assert numbers(found.into) == ["1.3", "1.4", "1.5"]
    assert numbers(found.out) == ["1.2"]
    assert numbers(found.staying) == ["1.1"]
    assert numbers(found.added) == ["1.5"]
    assert numbers(found.withdrawn) == ["1.4"]
    assert [(row.number, row.was, row.now) for row in found.statuses] == [
        ("1.1", "At risk", "Off track"),
        ("1.2", "Off track", "On track"),
    ]
    assert [(row.number, row.was, row.now) for row in found.words] == [
        ("1.1", "Two courses held.", "The bid was refused.")
    ]
    assert found.counts[:2] == (("all", 4, 5), ("exceptions", 2, 4))
    assert [(row.was, row.now) for row in found.staying] == [("At risk", "Off track")]


def test_exception_no_longer_in_the_plan_is_resolved():
    before = content(action(status="off_track"), action(key=2, is_withdrawn=True))
    found = compare_reports(before, content())
    assert [row.key for row in found.out] == [1, 2]
    assert [row.key for row in found.withdrawn] == [1]


def test_report_shows_what_changed_since_the_last():
    before = content(action())
    after = content(action(status="off_track"), before=before)
    assert after["changed"] == {
        "since": "Q2 2024/25",
        "since_quarter": "2024-Q2",
        "into": [{"key": 1, "number": "1.1", "action": "Train the front line"}],
        "out": [],
        "staying": [],
        "added": [],
        "withdrawn": [],
    }


def test_what_other_programs_read():
    late = milestone("Pilot", due=date(2024, 12, 31), timescale="Dec 24")
    shown = content(
        action(status="off_track", milestones=(late,)),
        action(key=2, number="1.2", status="complete"),
    )
    assert build_public_json(shown, state="draft") == {
        "partnership": "northshire",
        "plan": "2024-25",
        "quarter": "2024-Q2",
        "as_at": "2024-09-30",
        "state": "draft",
        "version": 1,
        "counts": {
            "all": 2,
            "exceptions": 1,
            "on_track": 0,
            "complete": 1,
            "not_started": 0,
            "closed": 0,
        },
        "exceptions": [
            {
                "number": "1.1",
                "priority": "Priority 1: Domestic abuse",
                "status": "off_track",
                "reasons": [{"code": "off_track", "words": "Off track"}],
            }
        ],
        "completed": [
            {"number": "1.2", "priority": "Priority 1: Domestic abuse", "action": "Train the front line"}
        ],
        "due_next_quarter": [
            {
                "number": "1.1",
                "priority": "Priority 1: Domestic abuse",
                "action": "Train the front line",
                "milestone": "Pilot",
                "due": "2024-12-31",
            }
        ],
    }


def test_exceptions_are_grouped_by_their_most_serious_reason():
    shown = content(action(leads=()), action(key=2, number="1.2", status="off_track", leads=()))
    groups = [(group["code"], [row["number"] for row in group["rows"]]) for group in by_first_reason(shown)]
    assert groups == [("off_track", ["1.2"]), ("no_lead", ["1.1"])]


def test_the_annex_has_every_action_under_its_priority():
    shown = content(action(), action(key=2, number="1.2", is_withdrawn=True))
    [group] = by_priority(shown)
    assert [(row["number"], row["status_words"]) for row in group["rows"]] == [
        ("1.1", "On track"),
        ("1.2", "Withdrawn"),
    ]


def test_milestones_show_their_status():
    steps = (
        milestone("a", due=date(2024, 9, 1), done_on=date(2024, 9, 3)),
        milestone("b", due=date(2024, 9, 21)),
        milestone("c", due=date(2024, 12, 31)),
        milestone("d", timescale="Ongoing"),
        milestone("e"),
    )
    [row] = content(action(milestones=steps))["actions"]
    assert [step["state"] for step in row["milestones"]] == [
        "done 3 September 2024",
        "due 21 September 2024, overdue by 9 days",
        "due 31 December 2024",
        "",
        "no date",
    ]


def test_decisions_are_one_per_line_and_commentary_is_by_priority():
    shown = content(
        action(), decisions="Extend the pilot?\n\n  Release £500? ", commentary={1: " Well begun. "}
    )
    assert shown["decisions"] == ["Extend the pilot?", "Release £500?"]
    assert [row["commentary"] for row in shown["priorities"]] == ["Well begun."]


def test_hash_does_not_depend_on_the_order_of_the_keys():
    shown = content(action(words="Ŵ “quoted” \ud800"))
    turned = dict(reversed(shown.items()))
    assert build_public_json(
        turned | {"counts": dict(reversed(shown["counts"].items()))}, state="draft"
    ) == build_public_json(shown, state="draft")
    assert content_hash(shown) == content_hash(turned)
    assert canonical_json(shown).isascii()
    assert content_hash(shown | {"version": 2}) != content_hash(shown)
