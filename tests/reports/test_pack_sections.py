"""The sections of a pack: all text can be edited, nothing is lost, and changed data is reported."""

import pytest

from plans.models import Priority
from plans.records import write_row
from reports.models import PackSection
from reports.packs.operations import write_section
from reports.packs.section_text import regenerate_text
from tests.factories import make_member, make_priority, make_user
from tests.reports.pack_factories import Scrutiny

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return Scrutiny()


@pytest.fixture
def officer(client, house):
    client.force_login(house.officer)
    return client


@pytest.fixture
def pack(house):
    return house.pack()


def place(house, section, rest=""):
    return house.room(f"{section.pack.slug}/sections/{section.pk}/{rest}")


def form_of(section, **fields):
    form = {
        "heading": section.heading,
        "words": section.words,
        "is_numbered": "on",
        "revision": section.revision,
    }
    return form | fields


def words_of(section):
    return PackSection.objects.get(pk=section.pk).words


HOSTILE = "<script>alert(1)</script> {{ x }} {% now %} =1+1 | a | \u202e &amp; ŵ\n\n- <b>item</b>"


def test_every_word_is_the_authors_and_is_shown_as_typed(house, officer, pack):
    section = house.section(pack, "Options")
    answer = officer.post(place(house, section), form_of(section, words=HOSTILE.replace("\n", "\r\n")))
    assert answer.url == house.room(f"{pack.slug}/#section-{section.pk}")
    assert words_of(section) == HOSTILE
    preview = officer.get(house.room(f"{pack.slug}/preview/")).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ x }} {% now %} =1+1 | a | \u202e &amp;amp; ŵ" in preview
    assert "<li>&lt;b&gt;item&lt;/b&gt;</li>" in preview


def test_saving_an_untouched_section_changes_nothing(house, officer, pack):
    section = house.section(pack, "Risk management")
    answer = officer.post(place(house, section), form_of(section), follow=True)
    assert "No changes to save" in answer.text
    assert PackSection.objects.get(pk=section.pk).revision == 1


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"heading": ""}, "heading", "Enter the heading"),
        (
            {"words": "a\0b"},
            "words",
            "Text must not include a null character",
        ),
        ({"words": "a" * 100_001}, "words", "Text must be 100,000 characters or fewer; it is 100,001"),
    ],
)
def test_invalid_text_is_rejected_and_nothing_is_saved(house, officer, pack, fields, field, words):
    section = house.section(pack, "Options")
    answer = officer.post(place(house, section), form_of(section, **fields))
    assert (answer.status_code, answer.context["form"][field].words) == (422, [words])
    assert words_of(section) == section.words


def test_prompt_describes_what_belongs_in_an_empty_section(house, officer, pack):
    page = officer.get(place(house, house.section(pack, "Financial implications"))).text
    assert "The grant for the year, its pots" in page


def test_two_people_who_write_in_one_section_get_a_conflict(house, officer, pack):
    section = house.section(pack, "Options")
    officer.post(place(house, section), form_of(section, words="Hers"))
    answer = officer.post(place(house, section), form_of(section, words="His"))
    assert answer.status_code == 409
    assert ">Hers<" in answer.text and ">His<" in answer.text
    joined = {"choose-words": "joined", "joined-words": "Hers\nHis", "seen-revision": 2}
    officer.post(place(house, section), form_of(section, words="His") | joined)
    assert words_of(section) == "Hers\nHis"


def test_field_that_only_the_other_user_changed_is_kept(house, officer, pack):
    section = house.section(pack, "Options")
    officer.post(place(house, section), form_of(section, heading="Ways on"))
    answer = officer.post(place(house, section), form_of(section, words="Mine"), follow=True)
    assert "both changes are saved" in answer.text
    now = PackSection.objects.get(pk=section.pk)
    assert (now.heading, now.words) == ("Ways on", "Mine")


def test_private_data_is_pointed_out_and_saved(house, officer, pack):
    options = house.section(pack, "Options")
    answer = officer.post(place(house, options), form_of(options, words="Ring 01622 650000."), follow=True)
    assert "The text might contain a telephone number." in answer.text
    assert words_of(options) == "Ring 01622 650000."


def test_sections_are_added_moved_removed_and_reinstated(house, officer, pack):
    room = house.room(f"{pack.slug}/sections/add/")
    officer.post(room, {"heading": "Equality", "words": "Looked at.", "is_numbered": "on"})
    section = house.section(pack, "Equality")
    assert (section.position, section.filling) == (15, "")
    answer = officer.post(place(house, section, "move/"), {"to": "up"})
    assert answer.url == house.room(f"{pack.slug}/#section-{section.pk}")
    assert list(pack.sections.values_list("heading", flat=True))[-2:] == ["Equality", "Background papers"]
    officer.post(place(house, section, "withdraw/"), {"to": "out"})
    assert "Removed" in officer.get(house.room(f"{pack.slug}/")).text
    officer.post(place(house, section, "withdraw/"), {"to": "back"})
    assert not PackSection.objects.get(pk=section.pk).is_withdrawn


def test_nothing_of_a_frozen_pack_is_written(house, officer):
    pack = house.frozen()
    section = house.section(pack, "Options")
    posts = [
        (place(house, section), form_of(section, words="Other")),
        (place(house, section, "move/"), {"to": "up"}),
        (place(house, section, "withdraw/"), {"to": "out"}),
        (house.room(f"{pack.slug}/sections/add/"), {"heading": "More"}),
    ]
    for address, form in posts:
        answer = officer.post(address, form, follow=True)
        assert "You cannot change this pack because it is" in answer.text
    assert (words_of(section), pack.sections.count()) == (section.words, 14)


def test_changed_data_is_shown_with_both_texts_and_used_if_selected(house, officer, pack):
    background = house.section(pack, "Background")
    own = f"Before.\n\n{background.words}\n\nAfter."
    write_section(background, {"words": own}, by=house.officer)
    make_priority(house.plan, "Priority 2: Reoffending")

    page = officer.get(house.room(f"{pack.slug}/")).text
    assert page.count("The data has changed since this section was filled in") == 1
    answer = officer.get(place(house, background, "compare/"))
    assert "Priority 2: Reoffending" in answer.context["now"]
    assert answer.context["taken"] == own.replace(background.generated_text, answer.context["now"])
    officer.post(place(house, background, "compare/"), {"take": "new", "seen": answer.context["seen"]})
    assert words_of(background) == answer.context["taken"]
    assert "The data has changed" not in officer.get(house.room(f"{pack.slug}/")).text
    assert "The data has not changed" in officer.get(place(house, background, "compare/")).text


def test_authors_text_is_kept_if_selected(house, officer, pack):
    background = house.section(pack, "Background")
    make_priority(house.plan, "Priority 2: Reoffending")
    seen = officer.get(place(house, background, "compare/")).context["seen"]
    officer.post(place(house, background, "compare/"), {"take": "mine", "seen": seen})
    assert words_of(background) == background.words
    assert "The data has changed" not in officer.get(house.room(f"{pack.slug}/")).text


def test_data_that_moves_again_while_one_looks_is_shown_again(house, officer, pack):
    background = house.section(pack, "Background")
    second = make_priority(house.plan, "Priority 2: Reoffending")
    seen = officer.get(place(house, background, "compare/")).context["seen"]
    write_row(Priority.objects.get(pk=second.pk), {"heading": "Priority 2: Fire"}, base_revision=1, by=None)
    answer = officer.post(place(house, background, "compare/"), {"take": "new", "seen": seen}, follow=True)
    assert "changed since you opened this page" in answer.text
    assert words_of(background) == background.words


@pytest.mark.parametrize(
    ("words", "was", "now", "after"),
    [
        ("Filled.", "Filled.", "New.", "New."),
        ("Before.\n\nFilled.\n\nAfter.", "Filled.", "New.", "Before.\n\nNew.\n\nAfter."),
        ("Edited altogether.", "Filled.", "New.", "New."),
        ("Mine.", "", "New.", "Mine.\n\nNew."),
        ("", "", "New.", "New."),
        ("Mine.\n\nFilled.", "Filled.", "", "Mine."),
    ],
)
def test_new_text_replaces_the_old_text_from_the_data(words, was, now, after):
    assert regenerate_text(words, was=was, now=now) == after


@pytest.mark.parametrize("role", ["lead", "executive", "chair", "scrutiny", "county", "funder"])
def test_only_officers_write(client, house, pack, role):
    client.force_login(make_member(house.partnership, role, name=f"Second {role}", body=house.police))
    section = house.section(pack, "Options")
    assert client.get(place(house, section)).status_code == 403
    posts = [
        client.post(place(house, section, rest)).status_code
        for rest in ("", "move/", "withdraw/", "compare/")
    ]
    assert posts == [403] * 4


def test_outsiders_the_signed_out_and_neighbours_sections(client, house, pack):
    section = house.section(pack, "Options")
    assert client.get(place(house, section)).status_code == 302
    client.force_login(make_user("Otto Outsider"))
    assert client.get(place(house, section)).status_code == 404
    client.force_login(house.officer)
    theirs = house.section(house.pack("another"), "Options")
    assert client.get(house.room(f"{pack.slug}/sections/{theirs.pk}/")).status_code == 404
