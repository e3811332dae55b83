"""The form of a bid, one section at a time: blank answers, text as it was entered, and edit conflicts."""

import pytest
from django.urls import reverse

from funding.bids.project_changes import start_change
from funding.bids.submission import submit_bid
from plans.models import FormDraft
from plans.records import write_row
from tests.factories import make_body, make_member, make_partnership, make_plan, make_priority
from tests.funding.bid_addresses import HERE, errors_of, page, send
from tests.funding.page_text import words_of_page
from tests.plans.pages import fields_of, queries, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def bid(client, cast):
    client.force_login(cast.lead)
    return cast.draft()


def edit(bid, section="money") -> str:
    return page("bid_edit", bid, section)


def fresh(row):
    return type(row).objects.select_related("lead").get(pk=row.pk)


def test_a_section_is_saved_and_leads_to_the_next(client, bid, cast):
    response = send(client, edit(bid, "need"), need="Calls rose.", beneficiaries="", then="next")

    assert response.url == edit(bid, "delivery")
    assert (fresh(bid).need, fresh(bid).beneficiaries, fresh(bid).state) == ("Calls rose.", "", "draft")
    assert send(client, edit(bid, "need"), need="Calls fell.").url == page("bid_detail", bid)


def test_every_section_of_the_form_is_saved(client, bid, cast, grant, partnership):
    plan = make_plan(partnership)
    priorities = [make_priority(plan), make_priority(plan, "Priority 2: Violence")]
    make_priority(make_plan(partnership, "2025-26", state="draft"), "Of a draft")
    write_row(grant, {"project_types": "Training\nHardening", "funder_priorities": "Protect\nTackle"}, base_revision=1, by=None)  # fmt: skip

    send(client, edit(bid, "project"), partners=[str(cast.fire.pk), str(cast.police.pk)])
    response = client.get(edit(bid, "serves"))
    assert "Of a draft" not in words_of_page(response)
    typed = {"priorities": [str(priorities[1].pk)], "project_types": ["Hardening"], "funder_priorities": ["Tackle", "Protect"]}  # fmt: skip
    client.post(edit(bid, "serves"), fields_of(response) | typed)
    send(client, edit(bid, "delivery"), quarters=["2024-Q4", "2024-Q1"], **{"measures-2-0": "Calls", "measures-2-1": "Half"})  # fmt: skip

    bid = fresh(bid)
    assert {str(link.body) for link in bid.partner_links.all()} == {"Fire and Rescue", "Police"}
    assert [link.priority for link in bid.priority_links.all()] == [priorities[1]]
    assert (bid.project_types, bid.funder_priorities) == (["Hardening"], ["Protect", "Tackle"])
    assert bid.quarters == ["2024-Q1", "2024-Q4"]
    assert bid.measures == [
        ["Staff trained", "80"],
        ["Say that they use it", "Nine of ten"],
        ["Calls", "Half"],
    ]
    assert bid.costs == [["All of it", "4,000"]]


def test_saving_an_unchanged_form_changes_nothing(client, bid, cast):
    for section in ("project", "need", "delivery", "money", "lasting"):
        response = client.post(edit(bid, section), fields_of(client.get(edit(bid, section))), follow=True)
        assert said(response) == ["No changes to save"]

    assert fresh(bid).revision == 1
    assert [author.person for author in bid.authors.all()] == [cast.lead]


def test_unclear_amount_is_saved_as_entered_with_a_warning(client, bid):
    typed = {"amount_requested_text": "£6,00", "costs-0-1": "£6,00", "costs-1-0": "Room"}

    response = client.post(edit(bid), fields_of(client.get(edit(bid))) | typed, follow=True)

    bid = fresh(bid)
    assert (bid.asked, bid.amount_requested_text) == (None, "£6,00")
    assert bid.costs == [["All of it", "£6,00"], ["Room", ""]]
    (_, doubt) = said(response)
    assert doubt.startswith(
        "Your answers are saved, but you must correct them before you submit: “£6,00” could be pounds and pence"
    )
    assert "Enter an amount for “Room”" in doubt
    words = words_of_page(client.get(edit(bid)))
    assert "Check this answer: “£6,00” could be pounds and pence or a comma in the wrong place." in words
    assert "Total costs so far : £0.00" in words.replace("Total costs so far:", "Total costs so far :")


@pytest.mark.parametrize(
    ("typed", "pence"),
    [("£1,234.50", 123_450), ("1 234", 123_400), ("-5", None), ("1e3", None), ("", None), ("a lot", None)],
)
def test_what_is_typed_stays_typed(client, bid, typed, pence):
    send(client, edit(bid), amount_requested_text=typed)

    assert (fresh(bid).asked, fresh(bid).amount_requested_text) == (pence, typed)
    assert fields_of(client.get(edit(bid)))["amount_requested_text"] == [typed]


def test_answer_over_its_limit_is_saved_with_a_warning(client, bid):
    long = " ".join(["word"] * 151)

    response = client.post(edit(bid, "lasting"), fields_of(client.get(edit(bid, "lasting"))) | {"safeguarding": long}, follow=True)  # fmt: skip

    assert fresh(bid).safeguarding == long
    assert "“How are people kept safe?” is 1 word over the limit of 150" in said(response)[1]
    assert 'data-maxwords="150"' in client.get(edit(bid, "lasting")).content.decode()


@pytest.mark.parametrize(
    ("section", "typed", "words"),
    [
        ("need", {"need": "x" * 20_001}, "Answer must be 20,000 characters or fewer"),
        ("money", {"costs-0-0": "x" * 501}, "Cost in row 1 must be 500 characters or fewer"),
        ("money", {"match-0-0": "A", "match-0-1": "soon"}, "Type in row 1 must be cash or in kind"),
        ("money", {"costs-0-0": "a\0"}, "Cost in row 1 must not include a null character"),
        ("delivery", {"quarters": ["2031-Q1"]}, "Select a valid choice. 2031-Q1 is not one of the available choices."),
        ("project", {"lead": ""}, "Select the lead organisation"),
        ("project", {"lead": "other"}, "Select a valid choice. That choice is not one of the available choices."),
    ],
)  # fmt: skip
def test_input_that_cannot_be_saved_is_rejected_with_a_message(client, bid, section, typed, words, grant):
    if typed.get("lead") == "other":
        typed = {"lead": str(make_body(grant.partnership, "Another").pk)}

    response = send(client, edit(bid, section), **typed)

    assert (response.status_code, errors_of(response)) == (422, [words])
    assert fresh(bid).revision == 1


def test_more_rows_are_shown_and_nothing_is_stored_or_lost(client, bid):
    typed = {"costs-1-0": "Room", "costs-1-1": "£6,00", "amount_requested_text": "7"}

    response = client.post(edit(bid), fields_of(client.get(edit(bid))) | typed | {"more": "costs"})

    shown = fields_of(response)
    assert response.status_code == 200
    assert (shown["costs-1-0"], shown["costs-1-1"], shown["amount_requested_text"]) == (
        ["Room"],
        ["£6,00"],
        ["7"],
    )
    assert "costs-6-0" in shown and "costs-7-0" not in shown
    assert fresh(bid).revision == 1


def test_rows_have_an_end(client, bid):
    rows = {f"costs-{row}-{place}": "1" for row in range(61) for place in (0, 1)}

    assert errors_of(send(client, edit(bid), **rows)) == ["Enter 60 rows or fewer"]


def test_a_persons_details_are_pointed_out_in_rows_too(client, bid):
    response = client.post(edit(bid), fields_of(client.get(edit(bid))) | {"costs-1-0": "Call 01632 960001", "costs-1-1": "1"}, follow=True)  # fmt: skip

    assert any("a telephone number" in words for words in said(response))


# --- After it is submitted.


def test_a_change_needs_an_amount_that_can_be_read(client, cast):
    bid = cast.changing()
    client.force_login(cast.lead)

    response = send(client, edit(bid), amount_requested_text="£6,00")

    assert response.status_code == 422
    assert errors_of(response)[0].startswith("“£6,00” could be")
    assert fresh(bid).asked == 400_000


def test_pot_and_lead_cannot_change_after_submission(client, cast, grant):
    bid = cast.changing()
    client.force_login(cast.officer)

    send(
        client, edit(bid, "project"), pot=str(grant.pots.last().pk), lead=str(cast.fire.pk), title="New name"
    )

    assert (fresh(bid).title, fresh(bid).pot.name, fresh(bid).lead) == ("New name", "upfront", cast.charity)


@pytest.mark.parametrize("state", ["submitted", "shortlisted", "recommended", "chair_approved", "declined"])
def test_answers_are_read_only_when_the_bid_cannot_be_edited(client, cast, state):
    bid = cast.in_state(state)
    client.force_login(cast.lead)

    response = client.get(edit(bid, "need"))

    assert response.status_code == 409
    assert "because its status is “" in words_of_page(response)


def test_bid_submitted_in_the_meantime_is_not_changed_and_no_input_is_lost(client, bid, cast):
    typed = fields_of(client.get(edit(bid, "need"))) | {"need": "My late words"}
    submit_bid(bid, by=cast.officer)

    response = client.post(edit(bid, "need"), typed)

    assert response.status_code == 409
    assert errors_of(response) == ["You cannot edit “Training” because its status is “Submitted”."]
    assert "My late words" in words_of_page(response)
    assert FormDraft.objects.get(person=cast.lead).data["need"] == ["My late words"]
    assert fresh(bid).need != "My late words"


# --- Two people at once.


def test_two_editors_of_different_sections_are_merged(client, bid, cast):
    typed = fields_of(client.get(edit(bid, "need"))) | {"need": "Mine"}
    write_row(bid, {"costs": [["Room", "4,000"]]}, base_revision=1, by=cast.officer)

    response = client.post(edit(bid, "need"), typed, follow=True)

    assert said(response) == [
        "“Why it is needed” saved. Someone else also changed cost lines: both changes are saved."
    ]
    assert (fresh(bid).need, fresh(bid).costs) == ("Mine", [["Room", "4,000"]])


def test_two_editors_of_one_answer_get_a_conflict_and_select(client, bid, cast):
    typed = fields_of(client.get(edit(bid))) | {"costs-0-0": "Mine", "amount_requested_text": "5,000"}
    write_row(bid, {"costs": [["Theirs", "4,000"]], "asked": 600_000, "amount_requested_text": "6,000"}, base_revision=1, by=cast.officer)  # fmt: skip

    response = client.post(edit(bid), typed)

    assert response.status_code == 409
    words = words_of_page(response)
    assert "Cost lines Their version Theirs, 4,000 Your version Mine, 4,000" in words
    assert "Amount requested, as entered Their version 6,000 Your version 5,000" in words
    assert "Amount requested Their version" not in words
    settled = fields_of(response) | {"choose-costs": "mine", "choose-amount_requested_text": "theirs"}
    assert client.post(edit(bid), settled).status_code == 302
    bid = fresh(bid)
    assert (bid.costs, bid.asked, bid.amount_requested_text) == ([["Mine", "4,000"]], 600_000, "6,000")


# --- Permissions.


def test_who_writes_is_noted_as_author(client, bid, cast):
    client.force_login(cast.officer)
    send(client, edit(bid, "need"), need="The officer's words")

    assert {author.person for author in bid.authors.all()} == {cast.lead, cast.officer}


def test_users_without_permission_are_refused(client, cast, grant):
    bid = cast.draft(lead=cast.fire)
    for person, status in ((cast.lead, 403), (cast.executive, 404), (cast.chair, 403), (cast.county, 404)):
        client.force_login(person)
        assert client.get(edit(bid)).status_code == status
        assert client.post(edit(bid), {"amount_requested_text": "1"}).status_code == status
    client.force_login(make_member(make_partnership("southshire"), "officer"))
    assert client.get(edit(bid)).status_code == 404
    client.force_login(cast.officer)
    assert client.get(edit(bid, "nothing")).status_code == 404
    assert client.get(reverse("bid_edit", args=[*HERE, 99, "need"])).status_code == 404
    assert fresh(bid).revision == 1


def test_an_executive_writes_a_draft_of_their_own_body(client, cast):
    bid = cast.draft(lead=cast.police)
    client.force_login(cast.executive)

    send(client, edit(bid, "need"), need="Ours")

    assert fresh(bid).need == "Ours"


def test_a_section_takes_as_many_statements_for_many_rows(client, bid, cast, partnership):
    plan = make_plan(partnership)
    make_priority(plan)
    few = {section: queries(client, edit(bid, section)) for section in ("project", "serves", "money")}
    for number in range(3):
        make_body(partnership, f"Body {number}")
        make_priority(plan, f"Priority {number}")
    write_row(bid, {"costs": [["A", "1"]] * 9, "partners": [cast.fire.pk, cast.police.pk], "priorities": [row.pk for row in plan.priorities.all()]}, base_revision=1, by=None)  # fmt: skip

    assert {section: queries(client, edit(bid, section)) for section in few} == few
    assert max(few.values()) <= 18


def test_a_change_is_begun_from_what_was_approved(client, cast):
    bid = start_change(cast.live(), by=cast.lead, words="More")
    client.force_login(cast.lead)

    assert "The project continues as approved until this change is approved." in words_of_page(
        client.get(edit(bid))
    )
