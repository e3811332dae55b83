"""Committees, their meetings and the sections of their reports."""

from datetime import date

import pytest

from plans.models import HistoryEntry
from reports.models import Committee, Meeting, TemplateSection
from tests.factories import make_member, make_user
from tests.reports.pack_factories import Scrutiny

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return Scrutiny()


@pytest.fixture
def officer(client, house):
    client.force_login(house.officer)
    return client


def headings(committee):
    return [row.heading for row in committee.template_sections.filter(is_withdrawn=False)]


def place(house, rest=""):
    return house.room(f"committees/{house.committee.pk}/{rest}")


def test_an_officer_adds_a_committee_that_starts_from_the_kent_order(house, officer):
    form = {
        "name": "Crime and Disorder Committee",
        "council": "Swale Borough Council",
        "order": "kent_working_group",
    }
    answer = officer.post(house.room("committees/add/"), form)
    added = Committee.objects.get(name="Crime and Disorder Committee")
    assert (answer.status_code, answer.url) == (302, house.room(f"committees/{added.pk}/"))
    assert headings(added)[-3:] == ["Recommendations", "For further information", "Appendices"]
    assert HistoryEntry.objects.of_thread(added.thread).count() == 9


def test_a_committee_needs_a_name_and_an_order(house, officer):
    answer = officer.post(house.room("committees/add/"), {"name": "", "order": ""})
    assert answer.status_code == 422
    assert answer.context["form"]["name"].words == ["Enter the committee"]
    assert answer.context["order"]["order"].words == ["Select an order of sections, or ‘Blank’"]
    assert Committee.objects.count() == 1


def test_the_list_and_the_page_show_what_there_is(house, officer):
    assert house.committee.name in officer.get(house.room("committees/")).text
    page = officer.get(place(house)).text
    assert "12 December 2024" in page
    assert "Filled in from the data: progress, from the exception report" in page
    assert "1. Recommendations" in page and "10. Legal implications" in page


def test_a_committee_without_sections_is_offered_an_order(house, officer):
    bare = Committee.objects.get(pk=house.committee.pk)
    officer.post(house.room("committees/add/"), {"name": "New committee", "order": "blank"})
    bare = Committee.objects.get(name="New committee")
    assert "Use this order" in officer.get(house.room(f"committees/{bare.pk}/")).text
    officer.post(house.room(f"committees/{bare.pk}/section-order/"), {"order": "medway"})
    assert len(headings(bare)) == 14
    # A second request finds sections, and adds none.
    officer.post(house.room(f"committees/{bare.pk}/section-order/"), {"order": "medway"})
    assert len(headings(bare)) == 14


def test_sections_are_added_changed_moved_removed_and_reinstated(house, officer):
    form = {
        "heading": "Equality",
        "filling": "",
        "words": "An assessment is not needed.",
        "is_numbered": "on",
    }
    officer.post(place(house, "sections/add/"), form)
    section = TemplateSection.objects.get(heading="Equality")
    assert headings(house.committee)[-1] == "Equality"

    answer = officer.post(place(house, f"sections/{section.pk}/move/"), {"to": "up"})
    assert answer.url == f"{place(house)}#section-{section.pk}"
    assert headings(house.committee)[-2] == "Equality"

    officer.post(
        place(house, f"sections/{section.pk}/"), form | {"heading": "Equality and diversity", "revision": 2}
    )
    assert headings(house.committee)[-2] == "Equality and diversity"

    officer.post(place(house, f"sections/{section.pk}/withdraw/"))
    assert headings(house.committee)[-1] == "Background papers"
    before = HistoryEntry.objects.of_row(f"templatesection:{section.pk}").get(act="added")
    officer.post(place(house, f"history/{before.pk}/"))
    assert TemplateSection.objects.get(pk=section.pk).heading == "Equality"


def test_a_section_needs_a_heading_and_a_filling_that_exists(house, officer):
    answer = officer.post(place(house, "sections/add/"), {"heading": "", "filling": "grant"})
    assert answer.status_code == 422
    assert [answer.context["form"][name].words for name in ("heading", "filling")] == [
        ["Enter the heading"],
        ["Select a valid choice. grant is not one of the available choices."],
    ]
    assert len(headings(house.committee)) == 14


def test_two_people_who_change_one_heading_get_a_conflict(house, officer):
    section = house.committee.template_sections.get(heading="Options")
    form = {"heading": "Choices", "filling": "options", "words": "", "is_numbered": "on", "revision": 1}
    officer.post(place(house, f"sections/{section.pk}/"), form)
    answer = officer.post(place(house, f"sections/{section.pk}/"), form | {"heading": "Ways on"})
    assert answer.status_code == 409
    assert "Choices" in answer.text and "Ways on" in answer.text
    assert TemplateSection.objects.get(pk=section.pk).heading == "Choices"

    settled = form | {"heading": "Ways on", "choose-heading": "mine", "seen-revision": 2}
    assert officer.post(place(house, f"sections/{section.pk}/"), settled).status_code == 302
    assert TemplateSection.objects.get(pk=section.pk).heading == "Ways on"


def test_meetings_are_added_changed_and_removed(house, officer):
    day = {"on_day": "7", "on_month": "12", "on_year": "2023", "place": ""}
    officer.post(place(house, "meetings/add/"), day)
    meeting = Meeting.objects.get(on=date(2023, 12, 7))
    officer.post(
        place(house, f"meetings/{meeting.pk}/"), day | {"place": "St George's Centre", "revision": 1}
    )
    assert Meeting.objects.get(pk=meeting.pk).place == "St George's Centre"
    officer.post(place(house, f"meetings/{meeting.pk}/withdraw/"))
    assert Meeting.objects.get(pk=meeting.pk).is_withdrawn


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (("", "", ""), "Enter the date"),
        (("12", "12", "2024"), "This committee already has a meeting on that day."),
        (("31", "2", "2024"), None),
    ],
)
def test_a_meeting_needs_a_day_of_its_own(house, officer, day, words):
    form = dict(zip(("on_day", "on_month", "on_year"), day, strict=True))
    answer = officer.post(place(house, "meetings/add/"), form)
    assert answer.status_code == 422
    if words:
        assert words in answer.text, answer.context["form"].errors
    assert house.committee.meetings.count() == 1


def test_a_meeting_with_a_pack_stays(house, officer):
    house.pack()
    answer = officer.post(place(house, f"meetings/{house.meeting.pk}/withdraw/"), follow=True)
    assert "You cannot remove the meeting on 12 December 2024 because it has a pack." in answer.text
    assert not Meeting.objects.get(pk=house.meeting.pk).is_withdrawn


def test_the_name_is_changed_and_its_history_kept(house, officer):
    form = {"name": "Community Safety Committee", "council": "", "revision": 1}
    officer.post(place(house, "edit/"), form)
    page = officer.get(place(house, "history/")).text
    assert "Communities Scrutiny Committee" in page and "Community Safety Committee" in page


ADDRESSES = ["committees/", "committees/add/"]
WITHIN = ["", "edit/", "history/", "sections/add/", "meetings/add/"]


@pytest.mark.parametrize("role", ["lead", "executive", "chair", "scrutiny", "county", "funder"])
def test_only_officers_have_access(client, house, role):
    client.force_login(make_member(house.partnership, role, name=f"Second {role}", body=house.police))
    addresses = [house.room(rest) for rest in ADDRESSES] + [place(house, rest) for rest in WITHIN]
    assert [client.get(address).status_code for address in addresses] == [403] * len(addresses)


def test_outsiders_and_the_signed_out_do_not(client, house):
    assert client.get(place(house)).status_code == 302
    client.force_login(make_user("Otto Outsider"))
    assert client.get(place(house)).status_code == 404


def test_a_neighbours_committee_section_and_meeting_are_not_here(house, officer):
    other = Scrutiny("southshire")
    theirs = other.committee.template_sections.first()
    addresses = [
        house.room(f"committees/{other.committee.pk}/"),
        place(house, f"sections/{theirs.pk}/"),
        place(house, f"meetings/{other.meeting.pk}/"),
    ]
    assert [officer.get(address).status_code for address in addresses] == [404, 404, 404]
    posts = [
        place(house, f"sections/{theirs.pk}/move/"),
        place(house, f"meetings/{other.meeting.pk}/withdraw/"),
    ]
    assert [officer.post(address).status_code for address in posts] == [404, 404]


def test_page_takes_as_many_queries_for_one_section_as_for_fourteen(
    house, officer, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as many:
        officer.get(place(house))
    house.committee.template_sections.exclude(heading="Summary").delete()
    with django_assert_num_queries(len(many)):
        officer.get(place(house))
