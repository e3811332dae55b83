from datetime import date

import pytest
from django.test import Client

from actions.models import Action, Update
from plans.models import HistoryEntry, Partnership, Plan
from plans.periods import Quarter
from plans.records import get_draft, write_row
from tests.factories import (
    make_action,
    make_member,
    make_milestone,
    make_plan,
    make_priority,
    write_update_in_its_quarter,
)
from tests.plans.pages import fields_of, main, said

HTMX = {"HX-Request": "true"}
Q1, Q2, Q3 = Quarter(2024, 1), Quarter(2024, 2), Quarter(2024, 3)


@pytest.fixture
def address(table, action, milestone):
    return f"{table}id-{action.pk}/updates/2024-Q2/"


@pytest.fixture
def priya(partnership, police):
    """A lead of the police."""
    return make_member(partnership, "lead", name="Priya Police", body=police)


@pytest.fixture
def lead(priya):
    """A client in which she is signed in."""
    browser = Client()
    browser.force_login(priya)
    return browser


def u(action, /, **fields):
    return {f"u{action.pk}-{name}": value for name, value in fields.items()}


def done(action, milestone, day="", month="", year=""):
    parts = {"day": day, "month": month, "year": year}
    return u(action, **{f"done_{milestone.pk}_{part}": value for part, value in parts.items()})


def say(action, quarter=Q2, status="on_track", words="Theirs", by=None, **more):
    return write_update_in_its_quarter(action, quarter, {"status": status, "words": words, **more}, by=by)


def update_of(action, quarter=Q2):
    return Update.objects.filter(action=action).of_quarter(quarter).first()


# --- Sending an update.


def test_lead_updates_its_action(lead, priya, action, milestone, police, address, table):
    form = fields_of(lead.get(address))
    typed = u(action, status="at_risk", words="One course run.\r\nThe second waits.")

    response = lead.post(address, form | typed | done(action, milestone, "12", "Jul", "2024"), follow=True)

    assert response.redirect_chain == [(f"{table}#a-{action.pk}", 302)]
    assert said(response) == ["Update on action 1.1 for Q2 2024/25 sent"]
    update = update_of(action)
    assert (update.status, update.words, update.created_by, update.on_behalf_of) == (
        "at_risk",
        "One course run.\nThe second waits.",
        priya,
        police,
    )
    action.refresh_from_db()
    milestone.refresh_from_db()
    assert (action.status, milestone.done_on) == ("at_risk", date(2024, 7, 12))
    threads = HistoryEntry.objects.of_thread(action.thread).filter(created_by=priya)
    assert [change.row.split(":")[0] for change in threads] == ["action", "milestone", "update"]


def test_officer_updates_an_action_on_behalf_of_a_lead(client, officer, action, police, address):
    form = fields_of(client.get(address))
    assert form[f"u{action.pk}-on_behalf_of"] == [""]

    client.post(address, form | u(action, status="on_track", words="By telephone.", on_behalf_of=police.pk))

    assert (update_of(action).created_by, update_of(action).on_behalf_of) == (officer, police)


def test_update_is_changed_and_its_first_comment_is_in_the_history(lead, priya, action, address):
    say(action, words="First words", status="at_risk")
    form = fields_of(lead.get(address))
    assert form[f"u{action.pk}-words"] == ["First words"]

    lead.post(address, form | u(action, words="Better words"))

    update = update_of(action)
    assert (update.words, update.status, update.revision, update.created_by) == (
        "Better words",
        "at_risk",
        2,
        priya,
    )
    change = HistoryEntry.objects.of_row(f"update:{update.pk}").first()
    assert change.fields["words"] == ["First words", "Better words"]


def test_last_quarters_comment_is_shown_and_not_copied(lead, action, address):
    say(action, Q1, "at_risk", "Two courses run.")

    response = lead.get(address)

    assert "Last quarter (Q1 2024/25, at risk), an import:" in main(response)
    assert "Two courses run." in main(response)
    assert fields_of(response)[f"u{action.pk}-words"] == [""]
    assert f"u{action.pk}-status" not in fields_of(response)


def test_every_status_is_shown_with_its_meaning(lead, action, address):
    page = main(lead.get(address))

    for words in (
        "will be delivered by its date",
        "might not be delivered by its date",
        "has been delivered",
    ):
        assert words in page
    assert "Closed" not in page


def test_the_action_keeps_the_status_of_its_latest_quarter(client, officer, action, address):
    say(action, Q3, "off_track", "Later")
    Action.objects.update(status="off_track")

    client.post(address, fields_of(client.get(address)) | u(action, status="on_track"))

    assert Action.objects.get().status == "off_track"


def test_htmx_gets_the_form_and_then_the_row(client, officer, action, address, priority):
    opened = client.get(address, headers=HTMX)
    answer = client.post(address, fields_of(opened) | u(action, status="off_track"), headers=HTMX)

    assert opened.content.decode().startswith(f'<tbody id="a-{action.pk}" class="row row--editing">')
    row = answer.content.decode()
    assert row.startswith(
        f'<tbody id="a-{action.pk}" class="row" data-announce="Update on action 1.1 for Q2 2024/25 sent">'
    )
    assert 'aria-label="Updated 1.1 for Q2 2024/25"' in row
    assert ">1 off track<" in row


def test_user_returns_to_the_updates_due(lead, action, address):
    form = fields_of(lead.get(f"{address}?from=owed"))

    response = lead.post(f"{address}?from=owed", form | u(action, status="on_track"))

    assert response.url == "/northshire/updates/"


def test_text_that_looks_like_personal_data_gets_a_warning(lead, action, address):
    typed = u(action, status="on_track", words="Mail anna@example.org")

    response = lead.post(address, fields_of(lead.get(address)) | typed, follow=True)

    assert said(response)[0].startswith("Update on action 1.1 for Q2 2024/25 sent. The text might contain")


# --- Errors.


def test_bad_input_is_rejected_with_a_message_and_nothing_is_saved(lead, action, milestone, address):
    form = fields_of(lead.get(address))
    typed = u(action, words="x" * 20_001) | done(action, milestone, "31", "6", "2024")

    response = lead.post(address, form | typed)

    assert response.status_code == 422
    assert [words for bound in response.context["form"] for words in bound.words] == [
        "Select the delivery status",
        "What has happened since the last update? must be 20,000 characters or fewer; it is 20,001",
        "First course held must be a real date",
    ]
    assert response.content.decode().count("There is a problem") == 1
    assert Update.objects.count() == 0


@pytest.mark.parametrize(
    ("quarter", "words"),
    [
        ("2024-Q1", "Q1 2024/25 is closed. The current quarter for updates is Q2 2024/25."),
        ("2024-Q3", "Q3 2024/25 is not open yet. The current quarter for updates is Q2 2024/25."),
        ("2023-Q4", "Q4 2023/24 is not a quarter of this plan."),
    ],
)
def test_another_quarter_is_rejected_with_a_message(lead, action, address, quarter, words):
    elsewhere = address.replace("2024-Q2", quarter)

    assert words in main(lead.get(elsewhere))
    response = lead.post(elsewhere, u(action, status="on_track", words="Typed all the same"))

    assert response.status_code == 422
    assert words in main(response)
    assert "Typed all the same" in main(response)
    assert Update.objects.count() == 0


def test_input_for_a_quarter_frozen_in_the_meantime_stays_on_the_page(lead, priya, plan, action, address):
    form = fields_of(lead.get(address))
    Plan.objects.update(open_quarter="2024-Q3")

    response = lead.post(address, form | u(action, status="on_track", words="A minute late"), headers=HTMX)

    assert response.status_code == 422
    assert "Your update was not sent." in response.content.decode()
    assert "A minute late" in response.content.decode()
    assert get_draft(priya, address).data[f"u{action.pk}-words"] == ["A minute late"]


def test_a_closed_action_is_not_written_of(client, officer, action, address):
    write_row(action, {"status": "closed", "closing_reason": "stopped"}, base_revision=1, by=officer)

    assert "This action is closed." in main(client.get(address))
    assert client.post(address, u(action, status="on_track")).status_code == 422
    assert Update.objects.count() == 0


@pytest.mark.parametrize("quarter", ["2024-Q5", "2024-q2", "1066-Q1", "9999-Q1"])
def test_an_address_without_a_quarter_is_not_found(client, officer, action, address, quarter):
    assert client.get(address.replace("2024-Q2", quarter)).status_code == 404


# --- Two people at once.


def test_two_first_updates_of_a_quarter_conflict(client, officer, lead, action, address):
    mine, theirs = fields_of(client.get(address)), fields_of(lead.get(address))
    lead.post(address, theirs | u(action, status="at_risk", words="Hers"))

    response = client.post(address, mine | u(action, status="at_risk", words="His"))

    assert response.status_code == 409
    (clash,) = response.context["clashes"]
    assert clash.who == "Priya Police"
    assert [(contest.label, contest.theirs, contest.mine) for contest in clash.contests] == [
        ("Comment", "Hers", "His")
    ]
    assert Update.objects.get().words == "Hers"
    choice = {f"choose-u{action.pk}-words": "joined", f"joined-u{action.pk}-words": "Hers. His."}
    assert client.post(address, fields_of(response) | choice).status_code == 302
    assert (Update.objects.get().words, Update.objects.get().status) == ("Hers. His.", "at_risk")


@pytest.mark.parametrize(("pick", "status"), [("theirs", "at_risk"), ("mine", "off_track")])
def test_two_first_statuses_are_chosen_between(client, officer, action, address, pick, status):
    form = fields_of(client.get(address))
    say(action, status="at_risk", words="")

    clash = client.post(address, form | u(action, status="off_track", words="Mine"))
    client.post(address, fields_of(clash) | {f"choose-u{action.pk}-status": pick})

    update = Update.objects.get()
    assert (update.status, update.words) == (status, "Mine")
    assert Action.objects.get().status == status


def test_comment_and_status_changed_by_two_users_are_merged(client, officer, action, address):
    say(action, status="on_track", words="First")
    form = fields_of(client.get(address))
    write_row(update_of(action), {"status": "at_risk"}, base_revision=1, by=None)

    client.post(address, form | u(action, words="Mine"))

    assert (update_of(action).status, update_of(action).words) == ("at_risk", "Mine")


def test_third_change_conflicts_again_only_about_that_field(client, officer, action, address):
    say(action, status="on_track", words="First")
    form = fields_of(client.get(address))
    write_row(update_of(action), {"status": "at_risk", "words": "Theirs"}, base_revision=1, by=None)
    clash = client.post(address, form | u(action, status="off_track", words="Mine"))
    write_row(update_of(action), {"words": "Theirs again"}, base_revision=2, by=None)
    choice = {f"choose-u{action.pk}-words": "mine", f"choose-u{action.pk}-status": "mine"}

    again = client.post(address, fields_of(clash) | choice)

    assert again.status_code == 409
    assert [contest.theirs for contest in again.context["clashes"][0].contests] == ["Theirs again"]
    client.post(address, fields_of(again) | {f"choose-u{action.pk}-words": "mine"})
    assert (update_of(action).words, update_of(action).status) == ("Mine", "off_track")


def test_date_entered_by_another_user_is_not_deleted(client, officer, action, milestone, address):
    form = fields_of(client.get(address))
    write_row(milestone, {"done_on": date(2024, 7, 12)}, base_revision=1, by=None)

    client.post(address, form | u(action, status="on_track"))

    milestone.refresh_from_db()
    assert milestone.done_on == date(2024, 7, 12)


@pytest.mark.parametrize(("pick", "day"), [("theirs", date(2024, 7, 12)), ("mine", date(2024, 7, 13))])
def test_two_dates_for_one_milestone_conflict(client, officer, action, milestone, address, pick, day):
    form = fields_of(client.get(address))
    write_row(milestone, {"done_on": date(2024, 7, 12)}, base_revision=1, by=None)

    clash = client.post(
        address,
        form | u(action, status="on_track", words="Held") | done(action, milestone, "13", "7", "2024"),
    )

    assert clash.status_code == 409
    (contest,) = clash.context["clashes"][0].contests
    assert (contest.label, contest.theirs, contest.mine) == ("Done on", "12 July 2024", "13 July 2024")
    assert Update.objects.count() == 0
    client.post(address, fields_of(clash) | {f"choose-m{milestone.pk}-done_on": pick})
    milestone.refresh_from_db()
    assert (milestone.done_on, Update.objects.get().words) == (day, "Held")


def test_milestone_added_in_the_meantime_is_unchanged(client, officer, action, address):
    form = fields_of(client.get(address))
    added = make_milestone(action, "Second course held", "Q3", done_on=date(2024, 8, 1))

    client.post(address, form | u(action, status="on_track"))

    added.refresh_from_db()
    assert added.done_on == date(2024, 8, 1)


# --- Permissions.


def test_lead_of_another_body_gets_403(visit, council, action, address):
    browser = visit("lead", name="Carol Council", body=council)

    assert browser.get(address).status_code == 403
    assert browser.post(address, u(action, status="on_track")).status_code == 403
    assert Update.objects.count() == 0


@pytest.mark.parametrize("role", ["lead", "executive", "county"])
def test_user_who_represents_the_lead_of_a_milestone_can_update(
    visit, council, action, milestone, address, role
):
    write_row(milestone, {"leads": [council.pk]}, base_revision=1, by=None)
    browser = visit(role, body=council)

    browser.post(address, fields_of(browser.get(address)) | u(action, status="on_track"))

    assert update_of(action).on_behalf_of == council


def test_user_who_represents_two_leads_of_an_action_selects_one(
    visit, council, police, action, milestone, address
):
    write_row(police, {"parent_id": council.pk}, base_revision=1, by=None)
    write_row(milestone, {"leads": [council.pk]}, base_revision=1, by=None)
    browser = visit("lead", body=council)
    form = fields_of(browser.get(address))

    browser.post(address, form | u(action, status="on_track", on_behalf_of=police.pk))

    assert update_of(action).on_behalf_of == police


def test_another_users_update_keeps_its_body(lead, action, council, address):
    say(action, on_behalf_of_id=council.pk)
    form = fields_of(lead.get(address))

    lead.post(address, form | u(action, words="A word more"))

    assert (update_of(action).words, update_of(action).on_behalf_of) == ("A word more", council)


def test_other_roles_cannot_update(client, visit, stranger, police, action, address):
    for role in ("chair", "scrutiny", "funder"):
        assert visit(role, body=police).post(address, u(action, status="on_track")).status_code == 403
    assert visit("executive", name="Without Body").post(address).status_code == 403
    assert stranger.post(address).status_code == 404
    assert client.get(address).url.startswith("/accounts/login/")
    assert Update.objects.count() == 0


def test_a_neighbours_row_is_not_found(lead, action, table, stranger):
    theirs = make_action(make_priority(make_plan(Partnership.objects.get(slug="southshire"))), "9.9")

    assert lead.get(f"{table}id-{theirs.pk}/updates/2024-Q2/").status_code == 404


def test_a_draft_plans_rows_of_others_are_not_found(lead, action, council, partnership, table):
    draft = make_priority(make_plan(partnership, "2025-26", state="draft"))
    make_action(draft, "1.1", leads=[council])

    assert lead.get(table.replace("2024-25", "2025-26") + "1.1/updates/2025-Q1/").status_code == 404
