"""The pages of the scrutiny committee: the list of packs, a new one, and its page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import HistoryEntry
from reports.models import Pack
from reports.packs.operations import freeze_pack, publish_pack, withdraw_pack, write_section
from tests.factories import make_member, make_plan, make_user
from tests.reports.factories import Q3
from tests.reports.pack_factories import Scrutiny

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return Scrutiny()


@pytest.fixture
def officer(client, house):
    client.force_login(house.officer)
    return client


def new_pack(house, **fields):
    form = {
        "title": "Annual scrutiny",
        "slug": "annual-scrutiny-2024",
        "meeting": house.meeting.pk,
        "plan": house.plan.pk,
        "report": house.report.pk,
    }
    return form | fields


def test_officer_creates_a_pack_with_its_sections_filled_in(house, officer):
    answer = officer.post(house.room("new/"), new_pack(house))
    pack = Pack.objects.get()
    assert (answer.status_code, answer.url) == (302, house.room("annual-scrutiny-2024/"))
    assert (pack.partnership, pack.created_by, pack.sections.count()) == (
        house.partnership,
        house.officer,
        14,
    )
    page = officer.get(answer.url).text
    assert page.count("Written") == 9 and page.count("</span> Empty") == 5
    assert "Who was consulted, how, the number of replies" in page


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"title": ""}, "title", "Enter the title"),
        ({"slug": "Annual Scrutiny"}, "slug", "Use lower-case letters, numbers and single hyphens."),
        ({"slug": "committees"}, "slug", "Enter another web address: “committees” is used by this service"),
        ({"meeting": ""}, "meeting", "Select the meeting"),
        ({"plan": "999999"}, "plan", None),
        ({"report": "999999"}, "report", None),
    ],
)
def test_invalid_pack_is_rejected_with_a_message_and_nothing_is_saved(house, officer, change, field, words):
    answer = officer.post(house.room("new/"), new_pack(house, **change))
    assert answer.status_code == 422
    said = answer.context["form"][field].words
    assert said == [words] if words else said
    assert Pack.objects.count() == 0


def test_two_packs_cannot_have_one_address(house, officer):
    house.pack()
    answer = officer.post(house.room("new/"), new_pack(house))
    assert answer.status_code == 422
    assert "Enter a web address that no other pack of this partnership has." in answer.text


def test_the_report_must_be_about_the_plan(house, officer):
    other = make_plan(house.partnership, "2025-26", title="Next year's plan")
    answer = officer.post(house.room("new/"), new_pack(house, plan=other.pk))
    assert answer.context["form"]["report"].words == [
        "Select a report about Next year's plan, or select the other plan"
    ]


def test_what_a_pack_is_about_can_be_changed_and_the_data_moves_with_it(house, officer):
    pack = house.pack()
    newer = house.approve(house.freeze(Q3))
    form = {"title": "Scrutiny 2024", "meeting": house.meeting.pk, "plan": house.plan.pk, "report": newer.pk}
    answer = officer.post(house.room(f"{pack.slug}/edit/"), form | {"revision": 1})
    assert answer.url == house.room(f"{pack.slug}/")
    page = officer.get(answer.url).text
    assert "Scrutiny 2024" in page
    # Summary, advice and appendices named the report's quarter.
    assert page.count("The data has changed since this section was filled in") == 3


def test_two_people_who_change_one_title_get_a_conflict(house, officer):
    pack = house.pack()
    form = {"meeting": house.meeting.pk, "plan": house.plan.pk, "report": house.report.pk, "revision": 1}
    officer.post(house.room(f"{pack.slug}/edit/"), form | {"title": "First"})
    answer = officer.post(house.room(f"{pack.slug}/edit/"), form | {"title": "Second"})
    assert answer.status_code == 409
    assert Pack.objects.get().title == "First"
    settled = form | {"title": "Second", "choose-title": "mine", "seen-revision": 2}
    officer.post(house.room(f"{pack.slug}/edit/"), settled)
    assert Pack.objects.get().title == "Second"


def test_a_frozen_pack_cannot_be_changed_by_its_form(house, officer):
    pack = house.frozen()
    form = {"title": "Other", "meeting": house.meeting.pk, "plan": house.plan.pk, "revision": pack.revision}
    answer = officer.post(house.room(f"{pack.slug}/edit/"), form, follow=True)
    assert "You cannot change this pack because it is" in answer.text
    assert Pack.objects.get().title == "Annual scrutiny"


def test_empty_list_shows_what_to_do(client, house):
    client.force_login(house.officer)
    assert "Make one, and its sections are filled" in client.get(house.room()).text
    client.force_login(house.member)
    assert "No packs have been published for the committee." in client.get(house.room()).text
    bare = Scrutiny("southshire")
    bare.committee.meetings.all().delete()
    client.force_login(bare.officer)
    assert "add the committee" in client.get(bare.room()).text
    assert "add a committee and its meeting" in client.get(bare.room("new/")).text


WHO_SEES = {
    "officer": ["draft", "frozen", "published", "withdrawn"],
    "executive": ["draft", "frozen", "published", "withdrawn"],
    "chair": ["draft", "frozen", "published", "withdrawn"],
    "lead": ["published", "withdrawn"],
    "scrutiny": ["published", "withdrawn"],
    "county": ["published", "withdrawn"],
    "funder": ["published", "withdrawn"],
    "proper": ["frozen", "published", "withdrawn"],
}


@pytest.mark.parametrize(("role", "seen"), WHO_SEES.items())
def test_who_sees_packs_in_which_state(client, house, role, seen):
    house.pack("draft")
    house.frozen("frozen")
    house.published("published")
    withdraw_pack(house.published("withdrawn"), by=house.proper, why="A slip")
    person = house.proper
    if role != "proper":
        person = make_member(house.partnership, role, name=f"Second {role}", body=house.police)
    client.force_login(person)
    statuses = {slug: client.get(house.room(f"{slug}/")).status_code for slug in WHO_SEES["officer"]}
    assert [slug for slug, status in statuses.items() if status == 200] == seen
    assert {status for slug, status in statuses.items() if slug not in seen} <= {404}
    listed = [row.cells[1].href.split("/")[-2] for row in client.get(house.room()).context["packs"].body]
    assert sorted(listed) == sorted(seen)


def test_executive_reads_a_draft_without_buttons(client, house):
    pack = house.pack()
    client.force_login(make_member(house.partnership, "executive", name="Eve Executive"))
    page = client.get(house.room(f"{pack.slug}/")).text
    assert "Preview page" in page
    assert [word for word in ("Freeze", "Remove", ">Move up<", "Add a section") if word in page] == []


@pytest.mark.parametrize("role", ["lead", "executive", "chair", "scrutiny", "county", "funder"])
def test_only_officers_make_and_change_packs(client, house, role):
    pack = house.published()
    client.force_login(make_member(house.partnership, role, name=f"Second {role}", body=house.police))
    addresses = [house.room("new/"), house.room(f"{pack.slug}/edit/")]
    assert [client.get(address).status_code for address in addresses] == [403, 403]


def test_outsiders_get_404_and_the_signed_out_the_sign_in_page(client, house):
    pack = house.published()
    addresses = [
        house.room(),
        house.room("new/"),
        house.room(f"{pack.slug}/"),
        house.room(f"{pack.slug}/history/"),
    ]
    assert [client.get(address).url.split("?")[0] for address in addresses] == ["/accounts/login/"] * 4
    client.force_login(make_user("Otto Outsider"))
    assert [client.get(address).status_code for address in addresses] == [404] * 4


def test_a_neighbours_pack_is_not_here(house, officer):
    theirs = Scrutiny("southshire").pack("theirs")
    assert officer.get(house.room(f"{theirs.slug}/")).status_code == 404


def test_a_neighbours_meeting_plan_and_report_cannot_be_chosen(house, officer):
    other = Scrutiny("southshire")
    theirs = {"meeting": other.meeting.pk, "plan": other.plan.pk, "report": other.report.pk}
    answer = officer.post(house.room("new/"), new_pack(house, **theirs))
    assert sorted(answer.context["form"].errors) == ["meeting", "plan", "report"]


def test_history_shows_every_section_and_restores_one(house, officer):
    pack = house.pack()
    section = house.section(pack, "Options")
    write_section(section, {"words": "Something else entirely."}, by=house.officer)
    page = officer.get(house.room(f"{pack.slug}/history/")).text
    assert "Something else entirely." in page
    added = HistoryEntry.objects.of_row(f"packsection:{section.pk}").get(act="added")
    officer.post(house.room(f"{pack.slug}/history/{added.pk}/"))
    assert house.section(pack, "Options").words == section.words

    frozen = freeze_pack(house.written("b"), by=house.officer)
    added = HistoryEntry.objects.of_row(f"packsection:{house.section(frozen, 'Options').pk}").get(act="added")
    answer = officer.post(house.room(f"b/history/{added.pk}/"), follow=True)
    assert "You cannot change this pack because it is" in answer.text


def test_leads_do_not_see_the_history_of_packs(client, house):
    pack = house.published()
    client.force_login(make_member(house.partnership, "lead", body=house.police))
    assert client.get(house.room(f"{pack.slug}/history/")).status_code == 403


def test_pages_take_as_many_queries_for_one_as_for_many(house, officer):
    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            officer.get(address)
        return len(queries)

    house.pack("first")
    one_listed, fourteen = asked(house.room()), asked(house.room("first/"))
    publish_pack(freeze_pack(house.written("second"), by=house.officer), by=house.proper)
    house.pack("third")
    house.pack("first-again").sections.exclude(heading="Summary").delete()
    assert asked(house.room()) == one_listed
    assert asked(house.room("first-again/")) == fourteen
