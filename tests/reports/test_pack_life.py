"""A pack is created, filled in, frozen by an officer, published by someone else, and perhaps withdrawn."""

import hashlib
import json

import pytest
from django.db import IntegrityError, transaction

from plans.models import HistoryEntry
from plans.records import OperationError, canonical_json, transition, write_row
from reports.models import Pack, PackSection, Report
from reports.packs.checks import freeze_blocked_reasons, pack_warnings
from reports.packs.content import pack_content
from reports.packs.operations import (
    add_section,
    current_sections,
    freeze_pack,
    lock_pack,
    move_section,
    publish_pack,
    reopen_pack,
    withdraw_pack,
    write_section,
)
from tests.factories import make_member
from tests.reports.factories import Q3
from tests.reports.pack_factories import Scrutiny

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return Scrutiny()


def test_new_pack_has_the_committees_sections_filled_in_from_the_data(house):
    pack = house.pack()
    assert [section.heading for section in pack.sections.all()] == [
        "Summary",
        "Recommendations",
        "Budget and policy framework",
        "Background",
        "Options",
        "Advice and analysis",
        "Risk management",
        "Consultation",
        "Climate change implications",
        "Financial implications",
        "Legal implications",
        "Lead officer contact",
        "Appendices",
        "Background papers",
    ]
    empty = [section.heading for section in pack.sections.all() if not section.words]
    assert empty == [
        "Consultation",
        "Climate change implications",
        "Financial implications",
        "Legal implications",
        "Lead officer contact",
    ]
    assert "of 1 action, 1 is an exception" in house.section(pack, "Advice and analysis").words
    assert "DII: 1 risk" in house.section(pack, "Risk management").words
    assert pack.created_by == house.officer


def test_standard_text_of_the_template_comes_before_text_from_the_data(house):
    section = house.committee.template_sections.get(heading="Recommendations")
    write_row(section, {"words": "1 Note this report."}, base_revision=1, by=house.officer)
    words = house.section(house.pack(), "Recommendations").words
    assert words.split("\n\n")[0] == "1 Note this report."


def test_freezing_lists_every_reason_against_it(house):
    draft_plan = Scrutiny("southshire")
    write_row(draft_plan.plan, {"state": "draft"}, base_revision=draft_plan.plan.revision, by=None)
    draft_plan.plan.refresh_from_db()
    waiting = house.freeze(Q3)
    pack = house.pack(report=waiting)
    cases = [
        (pack, f"“{waiting}” is waiting for approval. It must be approved first."),
        (house.pack("b", report=None), "No exception report has been selected. Select an approved report."),
        (draft_plan.pack(), "Plan 2024-25 has not been adopted, so you cannot publish it with the pack."),
        (
            house.pack("c", report=draft_plan.report),
            f"“{draft_plan.report}” is about another plan. Select a report on Plan 2024-25.",
        ),
    ]
    for each, last in cases:
        with pytest.raises(OperationError) as refused:
            freeze_pack(each, by=house.officer)
        assert (
            "“Consultation” is empty. Write the section, or remove it from the pack." in refused.value.reasons
        )
        assert refused.value.reasons[-1] == last
        assert Pack.objects.get(pk=each.pk).state == "draft"


def test_a_returned_report_cannot_be_frozen_into_a_pack(house):
    returned = house.give_back(house.freeze(Q3))
    pack = house.written(report=returned)
    assert freeze_blocked_reasons(pack, current_sections(pack)) == [
        f"“{returned}” was returned. Select an approved version."
    ]


def test_a_pack_without_sections_is_not_frozen(house):
    pack = house.pack()
    for section in pack.sections.all():
        write_section(section, {"is_withdrawn": True}, by=house.officer)
    assert freeze_blocked_reasons(pack, current_sections(pack)) == [
        "The pack has no sections. Add at least one section."
    ]


def test_frozen_pack_keeps_its_text_its_hash_and_who_did_what(house):
    pack = Pack.objects.get(pk=house.frozen().pk)
    assert (pack.state, pack.frozen_by, pack.last_edited_by) == ("frozen", house.officer, house.officer)
    assert hashlib.sha256(canonical_json(pack.content)).hexdigest() == pack.content_hash
    assert pack.software == "0.1.0"
    assert HistoryEntry.objects.of_row(f"pack:{pack.pk}").first().fields == {"state": ["draft", "frozen"]}


def test_the_last_editor_of_any_section_counts_as_the_packs_last_editor(house):
    second = make_member(house.partnership, "officer", name="Second Officer", hat=True)
    pack = house.written()
    write_section(house.section(pack, "Options"), {"words": "Changed."}, by=second)
    frozen = freeze_pack(pack, by=house.officer)
    assert frozen.last_edited_by == second
    with pytest.raises(
        OperationError, match="You were the last person to edit this pack, so someone else must publish it"
    ):
        publish_pack(frozen, by=second)


def test_taking_a_pack_back_does_not_make_its_author_a_publisher(house):
    second = make_member(house.partnership, "officer", name="Second Officer", hat=True)
    pack = house.written()
    write_section(house.section(pack, "Summary"), {"words": "Other words"}, by=second)
    reopen_pack(freeze_pack(pack, by=house.officer), by=house.officer, why="A slip")

    frozen = freeze_pack(pack, by=house.officer)

    assert frozen.last_edited_by == second
    with pytest.raises(OperationError, match="You were the last person to edit this pack"):
        publish_pack(frozen, by=second)


@pytest.mark.parametrize("column", ["created_by_id", "frozen_by_id", "last_edited_by_id"])
def test_the_database_itself_keeps_an_author_from_publishing(house, column):
    pack = house.frozen()
    others = dict.fromkeys(["created_by_id", "frozen_by_id", "last_edited_by_id"], None)
    author = others | {column: house.proper.pk, "state": "published", "published_by_id": house.proper.pk}
    with pytest.raises(IntegrityError, match="author_does_not_publish"), transaction.atomic():
        Pack.objects.filter(pk=pack.pk).update(**author)


def test_the_database_wants_a_publisher_a_reason_and_a_hash(house):
    pack = house.frozen()
    for change, name in (
        ({"state": "published"}, "a_published_pack_has_its_publisher"),
        ({"state": "withdrawn", "published_by_id": house.proper.pk}, "withdrawn_for_a_reason"),
        ({"content_hash": ""}, "a_frozen_pack_has_its_hash"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Pack.objects.filter(pk=pack.pk).update(**change)


def test_published_by_the_proper_officer_and_withdrawn_with_a_reason(house):
    pack = house.published()
    assert (pack.state, pack.published_by) == ("published", house.proper)
    gone = withdraw_pack(pack, by=house.proper, why="A figure in section 9 was wrong.")
    assert (gone.state, gone.withdrawn_why) == ("withdrawn", "A figure in section 9 was wrong.")
    assert gone.content == pack.content


def test_nothing_of_a_frozen_or_published_pack_can_be_written(house):
    frozen, published = house.frozen(), house.published("b")
    for pack, words in ((frozen, "frozen, waiting to be published"), (published, "published")):
        section = house.section(pack, "Options")
        for write in (
            lambda section=section: write_section(section, {"words": "Other words"}, by=house.officer),
            lambda section=section: move_section(section, "up", by=house.officer),
            lambda pack=pack: add_section(pack, {"heading": "More"}, by=house.officer),
            lambda pack=pack: freeze_pack(pack, by=house.officer),
        ):
            with pytest.raises(OperationError) as refused:
                write()
            assert refused.value.reasons == (f"You cannot change this pack because it is {words}.",)
    with pytest.raises(OperationError, match="This pack is published now"):
        reopen_pack(published, by=house.officer, why="A slip")
    assert Pack.objects.get(pk=published.pk).content_hash == published.content_hash


def test_frozen_pack_can_be_reopened_before_it_is_published(house):
    pack = reopen_pack(house.frozen(), by=house.officer, why="The survey's figures came in.")
    assert (pack.state, pack.content, pack.content_hash, pack.frozen_by) == ("draft", None, "", None)
    assert HistoryEntry.objects.of_row(f"pack:{pack.pk}").first().why == "The survey's figures came in."


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (lambda house, pack: publish_pack(pack, by=house.proper), "This pack is draft now"),
        (lambda house, pack: withdraw_pack(pack, by=house.proper, why="No"), "This pack is draft now"),
        (lambda house, pack: reopen_pack(pack, by=house.officer, why="No"), "This pack is draft now"),
    ],
)
def test_steps_in_the_wrong_order_are_rejected(house, step, words):
    with pytest.raises(OperationError, match=words):
        step(house, house.pack())


def test_what_was_not_reviewed_is_not_frozen(house):
    pack = house.written()
    with pytest.raises(OperationError, match="The pack has changed since you opened this page"):
        freeze_pack(pack, by=house.officer, expected="0" * 64)


def test_sections_move_among_the_current_ones(house):
    pack = house.pack()
    write_section(house.section(pack, "Recommendations"), {"is_withdrawn": True}, by=house.officer)
    assert move_section(house.section(pack, "Budget and policy framework"), "up", by=house.officer)
    assert not move_section(house.section(pack, "Budget and policy framework"), "up", by=house.officer)
    assert [section.heading for section in current_sections(pack)][:3] == [
        "Budget and policy framework",
        "Summary",
        "Background",
    ]


def test_pack_is_locked_while_its_text_is_written(house):
    pack = house.pack()
    with lock_pack(pack) as now:
        assert now.pk == pack.pk


def test_warnings_name_what_moved_personal_data_and_newer_reports(house):
    pack = house.written()
    write_section(
        house.section(pack, "Consultation"), {"words": "Call 01622 650000 for the survey."}, by=house.officer
    )
    newer = house.approve(house.freeze(Q3))
    sections = current_sections(pack)
    assert pack_warnings(pack, sections, sections[:1]) == [
        "The data for “Summary” has changed since the section was filled in.",
        "“Consultation” might contain a telephone number.",
        f"“{newer}” has been approved since. This pack contains “{house.report}”.",
    ]


def test_public_json_has_no_names_and_no_comments(house):
    house.report.content["priorities"][0]["commentary"] = "PRIVATE COMMENTARY"
    house.report.content["decisions"] = ["PRIVATE DECISION"]
    Report.objects.filter(pk=house.report.pk).update(content=house.report.content)
    text = json.dumps(house.published().content)
    people = [str(house.officer), str(house.chair), str(house.proper), "@partners.example"]
    private = ["PRIVATE WORDS OF THE LEAD", "PRIVATE COMMENTARY", "PRIVATE DECISION"]
    assert [words for words in people + private if words in text] == []


def test_the_public_object_has_these_fields_and_no_others(house):
    content = pack_content(house.written(), [])
    names = set()

    def collect(value):
        if isinstance(value, dict):
            names.update(value)
            for each in value.values():
                collect(each)
        elif isinstance(value, list):
            for each in value:
                collect(each)

    collect(content)
    assert sorted(names) == [
        "action", "actions", "address", "adopted_by", "adopted_on", "all", "appendices", "as_at", "bodies",
        "closed", "code", "committee", "complete", "completed", "council", "counts", "desired_outcome",
        "due_next_quarter", "exceptions", "format", "grants", "heading", "is_theme", "kind", "leads", "level",
        "meeting", "milestone", "milestones", "name", "not_started", "notes", "number", "on", "on_track", "paid_by",
        "partnership", "period", "place", "plan", "priorities", "priority", "quarter", "quarter_label", "quarter_months",
        "reasons", "report", "sections", "status", "status_words", "summary", "timescale", "title", "version",
        "words",
    ]  # fmt: skip


def test_paragraphs_are_numbered_within_numbered_sections(house):
    content = house.published().content
    numbers = [section["number"] for section in content["sections"]]
    assert numbers == [None, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, None, None, None]
    recommendations = content["sections"][1]["passages"]
    assert [passage["number"] for passage in recommendations] == ["1.1", "1.2", "1.3"]
    risk = content["sections"][6]["passages"]
    assert [passage["kind"] for passage in risk] == ["paragraph", "table", "paragraph", "table"]


def test_appendices_are_the_approved_report_and_the_plan(house):
    appendices = house.published().content["appendices"]
    assert [(row["number"], row["title"], row["kind"]) for row in appendices] == [
        (1, "Exception report, Q2 2024/25", "exception_report"),
        (2, "Action plan: Plan 2024-25", "action_plan"),
    ]
    assert appendices[0]["report"]["exceptions"][0]["status"] == "off_track"
    assert appendices[1]["plan"]["priorities"][0]["actions"][0] == {
        "number": "1.1",
        "action": "Train the front line, action 1.1",
        "desired_outcome": "Fewer people harmed",
        "leads": ["Kent Police"],
        "milestones": [{"milestone": "First course held", "timescale": "Summer 24", "leads": []}],
    }


def test_section_history_is_the_packs_history(house):
    pack = house.pack()
    section = PackSection.objects.filter(pack=pack).first()
    assert section.thread == pack.thread


def test_pack_whose_plan_is_a_draft_again_cannot_be_published(house):
    second = make_member(house.partnership, "officer", name="Second Officer", hat=True)
    pack = house.frozen()
    seen = Pack.objects.select_related("plan").get(pk=pack.pk)
    transition(pack.plan, "take_back", by=house.officer)

    with pytest.raises(OperationError, match="Plan 2024-25 has not been adopted, so you cannot publish it"):
        publish_pack(seen, by=second)

    assert Pack.objects.get(pk=pack.pk).state == "frozen"
