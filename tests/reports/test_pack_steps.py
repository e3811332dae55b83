"""Freeze, reopen, publish, withdraw: each has a page, for the people who can do it."""

import pytest
from django.utils.html import strip_tags

from reports.models import Pack
from reports.packs.operations import write_section
from tests.factories import make_member, make_user
from tests.reports.factories import Q3
from tests.reports.pack_factories import Scrutiny

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return Scrutiny()


def state(pack):
    return Pack.objects.get(pk=pack.pk).state


def test_an_officer_freezes_what_was_reviewed(client, house):
    pack = house.written()
    client.force_login(house.officer)
    page = client.get(house.room(f"{pack.slug}/freeze/"))
    assert (page.context["empty"], page.context["refusals"]) == ([], [])
    answer = client.post(house.room(f"{pack.slug}/freeze/"), {"reviewed": page.context["reviewed"]})
    assert (answer.url, state(pack)) == (house.room(f"{pack.slug}/"), "frozen")


def test_what_changed_since_the_review_is_not_frozen(client, house):
    pack = house.written()
    client.force_login(house.officer)
    reviewed = client.get(house.room(f"{pack.slug}/freeze/")).context["reviewed"]
    write_section(house.section(pack, "Options"), {"words": "Slipped in."}, by=house.officer)
    answer = client.post(house.room(f"{pack.slug}/freeze/"), {"reviewed": reviewed}, follow=True)
    assert "The pack has changed since you opened this page. Check it and try again." in answer.text
    assert state(pack) == "draft"


def test_review_lists_reasons_against_freezing_and_has_no_button(client, house):
    pack = house.pack(report=house.freeze(Q3))
    client.force_login(house.officer)
    page = client.get(house.room(f"{pack.slug}/freeze/"))
    assert "This pack cannot be frozen yet" in page.text
    consultation = house.section(pack, "Consultation")
    assert page.context["empty"][0] == consultation
    assert f'href="{house.room(f"{pack.slug}/sections/{consultation.pk}/")}"' in page.text
    assert "“Consultation” is empty." in " ".join(strip_tags(page.text).split())
    assert "is waiting for approval. It must be approved first." in page.text
    assert "Freeze pack</button>" not in page.text
    answer = client.post(
        house.room(f"{pack.slug}/freeze/"), {"reviewed": page.context["reviewed"]}, follow=True
    )
    assert ("“Consultation” is empty." in answer.text, state(pack)) == (True, "draft")


def test_request_without_a_review_freezes_nothing(client, house):
    pack = house.written()
    client.force_login(house.officer)
    client.post(house.room(f"{pack.slug}/freeze/"))
    assert state(pack) == "draft"


def test_frozen_pack_is_reopened_with_a_reason(client, house):
    pack = house.frozen()
    client.force_login(house.officer)
    answer = client.post(house.room(f"{pack.slug}/reopen/"), {"why": ""})
    assert answer.status_code == 422
    assert answer.context["form"]["why"].words == ["Enter a reason for returning the pack to draft"]
    client.post(house.room(f"{pack.slug}/reopen/"), {"why": "The survey came in."})
    assert state(pack) == "draft"


def test_the_proper_officer_publishes_and_the_author_does_not(client, house):
    pack = house.frozen()
    client.force_login(house.proper)
    assert "Publish pack?" in client.get(house.room(f"{pack.slug}/publish/")).text
    client.post(house.room(f"{pack.slug}/publish/"))
    assert (state(pack), Pack.objects.get().published_by) == ("published", house.proper)


def test_author_who_is_also_proper_officer_cannot_publish_and_sees_why(client, house):
    hatted = make_member(house.partnership, "officer", name="Olga Hat", hat=True)
    house.officer = hatted
    pack = house.frozen()
    client.force_login(hatted)
    page = client.get(house.room(f"{pack.slug}/publish/")).text
    assert "You froze this pack, so someone else must publish it." in page
    assert '<button type="submit"' not in page.split("<main")[1]
    answer = client.post(house.room(f"{pack.slug}/publish/"), follow=True)
    assert "You froze this pack, so someone else must publish it." in answer.text
    assert state(pack) == "frozen"


def test_publishing_again_or_too_early_is_rejected(client, house):
    pack = house.published()
    client.force_login(house.proper)
    assert "This pack cannot be published" in client.get(house.room(f"{pack.slug}/publish/")).text
    answer = client.post(house.room(f"{pack.slug}/publish/"), follow=True)
    assert "This pack is published now. Someone else changed it. Check the pack and try again." in answer.text


def test_a_published_pack_is_withdrawn_with_a_reason(client, house):
    pack = house.published()
    client.force_login(house.proper)
    assert client.post(house.room(f"{pack.slug}/withdraw/"), {"why": " "}).status_code == 422
    client.post(house.room(f"{pack.slug}/withdraw/"), {"why": "A figure was wrong."})
    now = Pack.objects.get()
    assert (now.state, now.withdrawn_why) == ("withdrawn", "A figure was wrong.")
    assert "Reason: A figure was wrong." in client.get(house.room(f"{pack.slug}/")).text


MAY = {
    "freeze": ["officer"],
    "reopen": ["officer"],
    "publish": ["proper"],
    "withdraw": ["proper"],
}


@pytest.mark.parametrize(("step", "allowed"), MAY.items())
def test_each_step_needs_its_role(client, house, step, allowed):
    pack = house.published()
    people = {role: make_member(house.partnership, role, name=f"Second {role}", body=house.police)
              for role in ("officer", "lead", "executive", "chair", "scrutiny", "county", "funder")}  # fmt: skip
    people["proper"] = house.proper
    found = []
    for role, person in people.items():
        client.force_login(person)
        if client.get(house.room(f"{pack.slug}/{step}/")).status_code != 403:
            found.append(role)
    assert found == allowed


def test_outsiders_and_the_signed_out(client, house):
    pack = house.published()
    addresses = [house.room(f"{pack.slug}/{step}/") for step in (*MAY, "preview")]
    assert [client.get(address).status_code for address in addresses] == [302] * 5
    client.force_login(make_user("Otto Outsider"))
    assert [client.get(address).status_code for address in addresses] == [404] * 5


def test_the_preview_is_what_would_be_published(client, house):
    pack = house.pack()
    client.force_login(house.officer)
    page = client.get(house.room(f"{pack.slug}/preview/")).text
    assert "This is how the pack would look if it were published now." in page
    assert '<span class="passage__number">1.1</span> The committee is asked to note' in page
    assert "Appendix 2: Action plan: Plan 2024-25" in page


def test_a_scrutiny_member_does_not_see_the_preview_of_a_draft(client, house):
    pack = house.pack()
    client.force_login(house.member)
    assert client.get(house.room(f"{pack.slug}/preview/")).status_code == 404
    assert client.get(house.room(f"{pack.slug}/pack.pdf")).status_code == 404
