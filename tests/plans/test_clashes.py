from datetime import date

import pytest
from django.http import QueryDict

from plans.models import HistoryEntry
from plans.records import (
    EditConflict,
    ResolvedFields,
    build_conflict_display,
    field_label,
    resolve_conflicts,
    resolved_inputs,
    value_formatter,
    with_combined_text,
    write_row,
)
from tests.factories import (
    make_action,
    make_body,
    make_milestone,
    make_partnership,
    make_plan,
    make_priority,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return make_action(make_priority(make_plan(make_partnership())), "1.1", "Train")


def sent(**data) -> QueryDict:
    form = QueryDict(mutable=True)
    for name, value in data.items():
        form[name.replace("__", "-")] = value
    return form


def clash_of(row, theirs, mine, *, by=None) -> EditConflict:
    write_row(row, theirs, base_revision=1, by=by)
    with pytest.raises(EditConflict) as raised:
        write_row(row, mine, base_revision=1, by=None)
    return raised.value


# --- The edit conflict as text.


def test_conflict_shows_both_texts_who_and_what_was_merged(action):
    clash = clash_of(
        action,
        {"action": "Theirs", "status": "at_risk"},
        {"action": "Mine", "desired_outcome": "Mine alone"},
        by=make_user("Priya Police"),
    )

    shown = build_conflict_display(clash, prefix="a1-", row_words="action 1.1")

    (contest,) = shown.contests
    assert (contest.name, contest.label, contest.theirs, contest.mine, contest.joined, contest.is_text) == (
        "a1-action",
        "Action",
        "Theirs",
        "Mine",
        "Theirs\nMine",
        True,
    )
    assert (shown.who, shown.row_words, shown.prefix, shown.seen_revision) == (
        "Priya Police",
        "action 1.1",
        "a1-",
        2,
    )
    assert (shown.only_mine, shown.only_theirs) == (("Desired outcome",), ("Delivery status",))
    assert shown.when == HistoryEntry.objects.latest("id").created_at


def test_values_are_formatted_as_text(action):
    police = make_body(action.partnership)
    clash = clash_of(
        action, {"status": "at_risk", "leads": [police.pk]}, {"status": "off_track", "leads": [police.pk, 0]}
    )

    shown = build_conflict_display(clash, words_of=value_formatter(clash.row))

    assert [(contest.label, contest.theirs, contest.is_text) for contest in shown.contests] == [
        ("Delivery status", "At risk", False),
        ("Leads", "Kent Police", False),
    ]
    assert shown.who == "An import"


def test_only_long_texts_are_combined(action):
    milestone = make_milestone(action)
    numbers = clash_of(action, {"number": "1.2"}, {"number": "1.3"})
    days = clash_of(milestone, {"done_on": date(2024, 8, 1)}, {"done_on": date(2024, 8, 2)})

    assert [build_conflict_display(clash).contests[0].is_text for clash in (numbers, days)] == [False, False]
    assert (
        build_conflict_display(days, words_of=value_formatter(days.row)).contests[0].theirs == "1 August 2024"
    )


def test_labels_are_the_screens(action):
    assert [field_label(action, name) for name in ("status", "priority_id", "leads", "closing_comment")] == [
        "Delivery status",
        "Priority",
        "Leads",
        "What happened",
    ]


# --- What the user resolved.


@pytest.mark.parametrize(
    ("data", "left", "settled"),
    [
        ({}, {"action": "Mine", "status": "at_risk"}, ResolvedFields()),
        (
            {"choose__a1__action": "mine", "seen__a1__revision": "3"},
            {"action": "Mine", "status": "at_risk"},
            ResolvedFields(frozenset({"action"}), 3),
        ),
        (
            {"choose__a1__action": "theirs", "seen__a1__revision": "3"},
            {"status": "at_risk"},
            ResolvedFields(frozenset({"action"}), 3),
        ),
        (
            {"choose__a1__action": "joined", "choose__a1__status": "theirs", "seen__a1__revision": "3"},
            {"action": "Mine"},
            ResolvedFields(frozenset({"action", "status"}), 3),
        ),
        (
            {"choose__action": "theirs", "seen__revision": "3"},
            {"action": "Mine", "status": "at_risk"},
            ResolvedFields(),
        ),
        (
            {"choose__a1__action": "mine", "seen__a1__revision": "x"},
            {"action": "Mine", "status": "at_risk"},
            ResolvedFields(frozenset({"action"}), 0),
        ),
    ],
)
def test_choices_are_read_by_their_prefix(data, left, settled):
    assert resolve_conflicts(sent(**data), {"action": "Mine", "status": "at_risk"}, prefix="a1-") == (
        left,
        settled,
    )


def test_combined_text_replaces_the_fields_value():
    data = sent(
        a__action="Mine",
        b__action="Mine",
        choose__a__action="joined",
        joined__a__action="Both\r\nof us",
        choose__b__action="mine",
        joined__b__action="Both",
    )

    joined = with_combined_text(data)

    assert (joined["a-action"], joined["b-action"]) == ("Both\nof us", "Mine")
    assert data["a-action"] == "Mine"


@pytest.mark.parametrize("data", [None, sent(a__action="Mine")])
def test_data_without_a_combined_text_is_unchanged(data):
    assert with_combined_text(data) is data


def test_resolved_fields_are_sent_again_except_those_asked_about_again(action):
    data = sent(
        **{
            "choose-a1-action": "mine",
            "choose-a1-number": "theirs",
            "seen-a1-revision": "2",
            "choose-m1-timescale": "mine",
            "seen-m1-revision": "4",
            "a1-action": "Mine",
        }
    )
    again = build_conflict_display(clash_of(action, {"action": "Theirs"}, {"action": "Mine"}), prefix="a1-")

    assert resolved_inputs(data, [again]) == [
        ("choose-a1-number", "theirs"),
        ("choose-m1-timescale", "mine"),
        ("seen-m1-revision", "4"),
    ]
    assert len(resolved_inputs(data)) == 5
