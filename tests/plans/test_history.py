from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from plans.models import HistoryEntry, Risk, VersionTableRow
from plans.records import (
    FieldChangeDisplay,
    add_row,
    get_entry_or_404,
    get_history,
    restore,
    value_formatter,
    withdraw_row,
    write_row,
)
from tests.factories import make_body, make_partnership, make_plan, make_priority, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(make_partnership())


def told(entry):
    """Return an entry as a user reads it, without its date."""
    return (
        entry.row_words,
        entry.act,
        entry.who,
        [(field.label, field.before, field.after) for field in entry.fields],
    )


def test_entry_shows_who_changed_what_from_what_to_what(plan):
    olive = make_user()
    written = write_row(
        plan, {"title": "A safer year", "ends": date(2026, 3, 31)}, base_revision=1, by=olive, why="Two years"
    )

    newest, added = get_history(plan.thread)

    assert told(newest) == (
        "",
        "changed",
        "Olive Officer",
        [("Title", "Plan 2024-25", "A safer year"), ("Last day", "31 March 2025", "31 March 2026")],
    )
    assert (newest.why, newest.when) == ("Two years", written.change.created_at)
    assert added.who == "The system"
    assert FieldChangeDisplay("State", "", "Adopted") in added.fields


def test_leads_are_shown_by_level_and_name(plan):
    police, fire = make_body(plan.partnership), make_body(plan.partnership, "Fire and Rescue")
    priority = make_priority(plan)
    leads = [["operational", police.pk], ["strategic", fire.pk]]
    write_row(priority, {"leads": leads}, base_revision=1, by=None)

    newest = get_history(priority.thread)[0]

    assert newest.fields == (
        FieldChangeDisplay("Leads", "", "Operational lead, Kent Police; Strategic lead, Fire and Rescue"),
    )


def test_other_names_of_a_body_are_shown_with_their_date():
    body = make_body(make_partnership(), "Borough Council", aliases=["BC"])
    names = [["BC", None], ["District Council", "1974-04-01"]]
    write_row(body, {"other_names": names}, base_revision=1, by=None)

    newest = get_history(body.thread)[0]

    assert newest.fields == (
        FieldChangeDisplay("Other names", "BC", "BC; District Council, until 1 April 1974"),
    )


def test_excluded_reasons_are_shown_as_text():
    partnership = make_partnership()
    write_row(partnership, {"excluded_reasons": ["closed", "no_lead"]}, base_revision=1, by=None)

    assert get_history(partnership.thread)[0].fields == (
        FieldChangeDisplay(
            "Reasons that are not exceptions",
            "",
            "Closed without completing; No lead, or lead to be confirmed",
        ),
    )


def test_rows_on_a_plans_page_are_in_its_history(plan):
    risk = Risk(plan=plan, risk="Too few staff")
    add_row(risk, by=None)
    add_row(VersionTableRow(plan=plan, number="1.0", on=date(2024, 4, 1), words="First issue"), by=None)
    withdraw_row(risk, by=None)

    entries = get_history(plan.thread)

    assert [(entry.row_words, entry.act) for entry in entries] == [
        ("Risk “Too few staff”", "withdrawn"),
        ("Revision “1.0: First issue”", "added"),
        ("Risk “Too few staff”", "added"),
        ("", "added"),
    ]
    assert entries[0].fields == ()


def test_the_number_of_queries_does_not_grow(plan):
    body = make_body(plan.partnership)

    def queries(times):
        priority = make_priority(plan)
        for number in range(times):
            write_row(
                priority,
                {"heading": f"Heading {number}", "leads": [["lead", body.pk]] if number % 2 else []},
                base_revision=number + 1,
                by=None,
            )
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert len(get_history(priority.thread)) == times + 1
        return len(captured)

    assert queries(2) == queries(6) == 3


def test_row_is_restored_to_its_state_after_an_entry(plan):
    olive, priority = make_user(), make_priority(plan, summary="Early words")
    write_row(priority, {"summary": "Later words", "position": 9}, base_revision=1, by=None)
    first = HistoryEntry.objects.of_row(priority.thread).last()

    written = restore(get_entry_or_404(priority, first.pk), by=olive)

    assert (written.row.summary, written.row.position) == ("Early words", 9)
    assert written.change.created_by == olive
    assert written.change.why.startswith("Restored the version of ")


def test_restoring_includes_leads_and_withdrawn_rows(plan):
    body, priority = make_body(plan.partnership), make_priority(plan)
    write_row(priority, {"leads": [["lead", body.pk]]}, base_revision=1, by=None)
    second = HistoryEntry.objects.of_row(priority.thread).first()
    write_row(priority, {"leads": []}, base_revision=2, by=None)
    write_row(priority, {"is_withdrawn": True}, base_revision=3, by=None)

    row = restore(second, by=None).row

    assert row.values()["leads"] == [["lead", body.pk]]
    assert row.is_withdrawn is False


def test_restoring_the_text_of_a_plan_keeps_its_state(plan):
    write_row(plan, {"state": "closed", "title": "New title"}, base_revision=1, by=None)

    row = restore(HistoryEntry.objects.of_row(plan.thread).last(), by=None).row

    assert (row.title, row.state) == ("Plan 2024-25", "closed")


def test_name_given_to_another_body_in_the_meantime_is_not_restored():
    partnership = make_partnership()
    body = make_body(partnership, "Kent Police")
    write_row(body, {"name": "Kent Constabulary"}, base_revision=1, by=None)
    make_body(partnership, "Kent Police")

    with pytest.raises(ValidationError) as refused:
        restore(HistoryEntry.objects.of_row(body.thread).last(), by=None)

    assert refused.value.messages == ["Enter a name that is not already in use"]
    body.refresh_from_db()
    assert body.name == "Kent Constabulary"


def test_only_entries_that_a_later_one_changed_can_be_restored(plan):
    priority = make_priority(plan)
    write_row(priority, {"summary": "Words"}, base_revision=1, by=None)

    entries = get_history(priority.thread, restore=lambda change: f"/restore/{change.revision}/")

    assert [entry.restore for entry in entries] == ["", "/restore/1/"]


def test_an_entry_of_another_row_is_not_found(plan):
    one, other = make_priority(plan), make_priority(plan)

    with pytest.raises(Http404):
        get_entry_or_404(one, HistoryEntry.objects.of_row(other.thread).first().pk)


def test_values_are_formatted_for_the_conflict_page(plan):
    body = make_body(plan.partnership)
    words = value_formatter(make_priority(plan))

    assert words("leads", [["lead", body.pk]]) == "Lead, Kent Police"
    assert words("kind", "theme") == "Cross-cutting theme"
    assert words("summary", None) == ""
    assert words("is_withdrawn", True) == "Yes"
