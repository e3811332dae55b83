"""What the public reads: no sign-in, no cookies, and only what was published."""

import hashlib
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import Partnership
from plans.records import write_row
from reports.packs.operations import withdraw_pack
from tests.factories import make_partnership
from tests.reports.pack_factories import Scrutiny

pytestmark = pytest.mark.django_db

PACK = "/published/northshire/annual-scrutiny-2024"


@pytest.fixture
def house():
    return Scrutiny()


def test_the_public_finds_the_partnership_the_pack_the_file_and_the_data(client, house):
    pack = house.published()
    make_partnership("southshire")
    page = client.get("/published/").text
    assert "/published/northshire/" in page and "southshire" not in page
    page = client.get("/published/northshire/").text
    assert f'href="{PACK}/"' in page and f'href="{PACK}.pdf"' in page
    page = client.get(f"{PACK}/").text
    assert "1. Recommendations" in page and f'href="{PACK}.pdf"' in page
    answer = client.get(f"{PACK}.json")
    assert hashlib.sha256(answer.content).hexdigest() == pack.content_hash == answer["X-Content-SHA256"]
    assert json.loads(answer.content) == pack.content


def test_no_cookie_is_set_and_everybody_gets_the_same(client, house):
    house.published()
    addresses = ["/published/", "/published/northshire/", f"{PACK}/", f"{PACK}.json", f"{PACK}.pdf"]
    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code, dict(answer.cookies)) == (200, {})
    before = client.get(f"{PACK}/").content.split(b"<main")[1]
    client.force_login(house.officer)
    answer = client.get(f"{PACK}/")
    assert answer.content.split(b"<main")[1].split(b"</main")[0] == before.split(b"</main")[0]
    assert house.officer.name not in answer.text
    assert answer["Cache-Control"] == "public, max-age=300"


def test_nothing_is_there_before_it_is_published(client, house):
    house.pack("draft")
    house.frozen("frozen")
    addresses = [
        f"/published/northshire{rest}"
        for slug in ("draft", "frozen", "none")
        for rest in (f"/{slug}/", f"/{slug}.pdf", f"/{slug}.json")
    ]
    assert {client.get(address).status_code for address in [*addresses, "/published/northshire/"]} == {404}
    assert "Nothing has been published yet." in client.get("/published/").text
    assert client.get("/published/nowhere/").status_code == 404


def test_officers_too_see_only_what_was_published(client, house):
    house.frozen("frozen")
    client.force_login(house.officer)
    assert client.get("/published/northshire/frozen/").status_code == 404


def test_withdrawn_pack_shows_that_it_was_withdrawn_and_why(client, house):
    withdraw_pack(house.published(), by=house.proper, why="A figure in <b>section 9</b> was wrong.")
    for ending in ("/", ".pdf", ".json"):
        answer = client.get(f"{PACK}{ending}")
        assert answer.status_code == 410
        assert "A figure in &lt;b&gt;section 9&lt;/b&gt; was wrong." in answer.text
        assert "The committee is asked" not in answer.text
    page = client.get("/published/northshire/").text
    assert "Withdrawn" in page and ".pdf" not in page
    assert "northshire" not in client.get("/published/").text


def test_a_packs_address_is_its_own_partnerships(client, house):
    house.published()
    other = Scrutiny("southshire")
    other.published("theirs")
    assert client.get("/published/southshire/annual-scrutiny-2024/").status_code == 404


def test_what_was_published_stays_when_the_partnership_closes(client, house):
    house.published()
    partnership = Partnership.objects.get(slug="northshire")
    write_row(partnership, {"closed_on": "2025-04-01"}, base_revision=partnership.revision, by=None)
    assert client.get(f"{PACK}/").status_code == 200


def test_the_name_is_the_one_on_the_day_of_the_meeting(client, house):
    former = [["Old Northshire Partnership", "2025-04-01"]]
    write_row(house.partnership, {"former_names": former}, base_revision=1, by=None)
    house.partnership.refresh_from_db()
    house.published()
    assert "Old Northshire Partnership" in client.get(f"{PACK}/").text


def test_the_pdf_is_sent_again_only_to_who_does_not_have_it(client, house, django_assert_num_queries):
    house.published()
    client.get(f"{PACK}.pdf")

    with django_assert_num_queries(1) as queries:
        answer = client.get(f"{PACK}.pdf")
    assert not any('"content"' in query["sql"] for query in queries)
    assert answer["Cache-Control"] == "public, max-age=300"
    assert answer["ETag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'
    assert answer["Content-Length"] == str(len(answer.content))

    with django_assert_num_queries(1) as queries:
        same = client.get(f"{PACK}.pdf", headers={"If-None-Match": answer["ETag"]})
    assert not any('"file"' in query["sql"] for query in queries)
    assert (same.status_code, same.content) == (304, b"")
    assert (same["ETag"], same["Cache-Control"]) == (answer["ETag"], "public, max-age=300")
    assert client.get(f"{PACK}.pdf", headers={"If-None-Match": '"another"'}).content == answer.content


def test_request_for_the_pdf_shows_that_the_pack_was_withdrawn(client, house):
    pack = house.published()
    etag = client.get(f"{PACK}.pdf")["ETag"]
    withdraw_pack(pack, by=house.proper, why="A figure was wrong.")
    assert client.get(f"{PACK}.pdf", headers={"If-None-Match": etag}).status_code == 410


def test_only_reading_is_possible(client, house):
    house.published()
    assert [client.post(f"{PACK}{ending}").status_code for ending in ("/", ".pdf", ".json")] == [405] * 3


def test_lists_take_as_many_queries_for_one_as_for_three(client, house):
    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    house.published()
    one = [asked("/published/"), asked("/published/northshire/"), asked(f"{PACK}/")]
    house.published("b")
    Scrutiny("southshire").published()
    assert [asked("/published/"), asked("/published/northshire/"), asked(f"{PACK}/")] == one
    assert one[2] <= 2
