"""Write in a report, freeze it, decide on it, correct it: the pages and their errors."""

import re
from datetime import date

import pytest

from plans.models import HistoryEntry
from plans.records import write_row
from reports.exceptions.operations import open_report, start_new_version
from reports.models import Commentary, Report
from tests.factories import make_member, make_priority
from tests.reports.factories import Q2, Northshire

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    north = Northshire()
    north.update(north.action("1.1"), status="at_risk")
    return north


def get(client, north, rest, who=None):
    client.force_login(who or north.officer)
    return client.get(north.address(rest))


def post(client, north, rest, data, who=None):
    client.force_login(who or north.officer)
    return client.post(north.address(rest), data)


def told(client, response) -> list[str]:
    """What the next page shows about the request."""
    return [str(message) for message in client.get(response.url).context["messages"]]


# --- Commentary and decisions.


def words(north, decisions="Extend the pilot?", commentary="Well begun.", versions=(0, 0), **more) -> dict:
    key = north.priority.pk
    return {
        "report-decisions_requested": decisions,
        "report-revision": versions[0],
        f"p{key}-words": commentary,
        f"p{key}-revision": versions[1],
    } | more


def test_the_officer_writes_commentary_and_decisions(client, north):
    response = get(client, north, "edit/")
    assert "1 at risk. Exceptions: 1.1." in response.content.decode()
    assert Report.objects.count() == 0

    response = post(client, north, "edit/", words(north))

    assert response.url == north.address()
    assert told(client, response) == ["Commentary and decisions saved"]
    report = Report.objects.get()
    assert (report.decisions_requested, report.commentaries.get().words) == (
        "Extend the pilot?",
        "Well begun.",
    )
    shown = client.get(north.address()).context["content"]
    assert (shown["decisions"], shown["priorities"][0]["commentary"]) == (
        ["Extend the pilot?"],
        "Well begun.",
    )


def test_saving_the_same_again_changes_nothing(client, north):
    post(client, north, "edit/", words(north))
    report = Report.objects.get()
    response = post(client, north, "edit/", words(north, versions=(report.revision, 1)))
    assert told(client, response)[-1] == "No changes to save"
    assert HistoryEntry.objects.of_row(f"report:{report.pk}").count() == 2


def test_character_that_cannot_be_saved_is_rejected_with_a_message(client, north):
    response = post(client, north, "edit/", words(north, commentary="a\0b"))
    assert response.status_code == 422
    assert "must not include a null character" in response.content.decode()
    assert Commentary.objects.count() == 0


def test_two_people_who_write_on_different_priorities_both_keep_their_text(client, north):
    second = make_priority(north.plan, "Priority 2: Burglary")
    other = make_member(north.partnership, "officer", name="Other Officer")
    post(client, north, "edit/", words(north, decisions=""))
    post(client, north, "edit/", words(north, "", "", **{f"p{second.pk}-words": "Fewer."}), who=other)
    assert list(Commentary.objects.order_by("pk").values_list("words", flat=True)) == [
        "Well begun.",
        "Fewer.",
    ]


def test_edit_conflict_shows_both_texts_and_the_selected_one_is_saved(client, north):
    other = make_member(north.partnership, "officer", name="Other Officer")
    post(client, north, "edit/", words(north, decisions="Hers", commentary="Also hers."), who=other)

    response = post(client, north, "edit/", words(north, decisions="Mine", commentary="Also mine."))

    assert response.status_code == 409
    said = response.content.decode()
    assert "Other Officer changed the decisions requested" in said
    assert "Hers" in said
    assert "Mine" in said
    assert "the commentary on “Priority 1: Domestic abuse”" in said
    assert Report.objects.get().decisions_requested == "Hers"

    key = north.priority.pk
    seen = dict(re.findall(r'name="(seen-[^"]+)" value="(\d+)"', said))
    choices = {
        "choose-report-decisions_requested": "joined",
        "joined-report-decisions_requested": "Hers\r\nMine",
        f"choose-p{key}-words": "theirs",
    }
    data = words(north, decisions="Mine", commentary="Also mine.") | seen | choices
    assert post(client, north, "edit/", data).status_code == 302
    assert Report.objects.get().decisions_requested == "Hers\nMine"
    assert Commentary.objects.get().words == "Also hers."


def test_text_typed_while_another_user_froze_the_report_is_not_lost(client, north):
    north.freeze(Q2)
    response = post(client, north, "edit/", words(north, commentary="Typed for an hour."))
    assert response.status_code == 422
    said = response.content.decode()
    assert "Version 1 has been frozen, so nothing was saved." in said
    assert "Typed for an hour." in said
    assert Commentary.objects.count() == 0


def test_a_frozen_report_has_no_form(client, north):
    north.freeze(Q2)
    response = get(client, north, "edit/")
    assert told(client, response) == ["This version is frozen. To correct it, start a new version."]


# --- Freeze.


def test_freezing_what_was_reviewed(client, north):
    response = get(client, north, "freeze/")
    assert "No decisions are requested from the Executive Group." in response.content.decode()

    response = post(client, north, "freeze/", {"reviewed": response.context["reviewed"]})

    assert told(client, response) == ["Report frozen. The chair must now approve or return it."]
    report = Report.objects.get()
    assert (report.state, report.frozen_by) == ("frozen", north.officer)


def test_a_plan_that_changed_while_it_was_reviewed_is_looked_at_again(client, north):
    reviewed = get(client, north, "freeze/").context["reviewed"]
    action = north.plan.actions.get()
    write_row(action, {"status": "off_track"}, base_revision=action.revision, by=None)
    response = post(client, north, "freeze/", {"reviewed": reviewed})
    assert response.url == north.address("freeze/")
    assert told(client, response) == [
        "The plan or the report has changed since you opened this page. Check it and try again."
    ]
    assert not Report.objects.frozen().exists()


def test_freezing_without_a_review_is_rejected_and_nothing_is_saved(client, north):
    post(client, north, "freeze/", {})
    assert Report.objects.count() == 0


def test_future_quarter_cannot_be_frozen(client, north):
    write_row(
        north.plan,
        {"starts": date(2090, 4, 1), "ends": date(2091, 3, 31)},
        base_revision=north.plan.revision,
        by=None,
    )
    client.force_login(north.officer)
    address = north.address("freeze/", "2090-Q1")
    page = client.get(address)
    assert "The quarter has not started. It is April to June 2090." in page.content.decode()
    response = client.post(address, {"reviewed": page.context["reviewed"]})
    assert told(client, response) == [
        "Q1 2090/91 starts on 1 April 2090. You can freeze the report from that day."
    ]
    assert Report.objects.count() == 0


def test_frozen_report_cannot_be_frozen_again(client, north):
    north.freeze(Q2)
    assert told(client, get(client, north, "freeze/")) == [
        "This version is frozen. To correct it, start a new version."
    ]


# --- Decide.


def test_the_chair_approves(client, north):
    report = north.freeze(Q2)
    assert (
        "officer of northshire froze the report on 9 October 2024."
        in get(client, north, "decide/", north.chair).content.decode()
    )
    data = {"decision": "approve", "words": "", "revision": report.revision}
    response = post(client, north, "decide/", data, north.chair)
    assert told(client, response) == ["Report approved"]
    report.refresh_from_db()
    assert (report.state, report.decided_by) == ("approved", north.chair)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            {"decision": "return", "words": " "},
            "Enter what must be corrected before the report can be approved",
        ),
        ({"words": "Well done"}, "Select whether you approve or return the report"),
        ({"decision": "burn"}, "Select a valid choice"),
    ],
)
def test_incomplete_decision_is_rejected(client, north, data, sentence):
    report = north.freeze(Q2)
    response = post(client, north, "decide/", data | {"revision": report.revision}, north.chair)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Report.objects.get().state == "frozen"


@pytest.mark.parametrize("revision", ["", "x", "-1", "99999999999999999999"])
def test_a_form_without_its_revision_decides_nothing(client, north, revision):
    north.freeze(Q2)
    data = {"decision": "approve", "words": "", "revision": revision}
    assert post(client, north, "decide/", data, north.chair).status_code == 422
    assert Report.objects.get().state == "frozen"


def test_decision_on_another_revision_of_the_row_is_rejected(client, north):
    north.freeze(Q2)
    response = post(client, north, "decide/", {"decision": "approve", "revision": 1}, north.chair)
    assert response.status_code == 302
    assert Report.objects.get().state == "frozen"


def test_person_who_froze_it_sees_why_they_cannot_decide(client, north):
    report = north.freeze(Q2)
    make_member(north.partnership, "chair", person=north.officer)
    assert "You froze this report" in get(client, north, "decide/").content.decode()
    data = {"decision": "approve", "revision": report.revision}
    response = post(client, north, "decide/", data)
    assert told(client, response) == ["You froze this report, so someone else must approve or return it."]
    assert Report.objects.get().state == "frozen"


def test_a_draft_is_not_decided(client, north):
    response = get(client, north, "decide/", north.chair)
    assert told(client, response) == ["There is no report for this quarter that is waiting for approval."]


# --- A new version.


def test_a_returned_report_is_followed_by_a_new_version(client, north):
    north.give_back(north.freeze(Q2), "Say more of 1.1.")
    assert "Say more of 1.1." in get(client, north, "new-version/").content.decode()
    response = post(client, north, "new-version/", {"why": "1.1 is off track."})
    assert told(client, response) == ["Version 2 started. It is a draft and shows the plan as it is now."]
    second = Report.objects.get(number=2)
    assert (second.state, second.correction_reason, second.follows.number) == (
        "draft",
        "1.1 is off track.",
        1,
    )
    assert "This version replaces version 1, returned on" in client.get(north.address()).content.decode()


def test_new_version_needs_a_reason(client, north):
    north.approve(north.freeze(Q2))
    response = post(client, north, "new-version/", {"why": " "}, north.chair)
    assert response.status_code == 422
    assert "Enter what the new version corrects" in response.content.decode()
    assert Report.objects.count() == 1


def test_what_waits_to_be_decided_is_not_followed_by_a_new_version(client, north):
    north.freeze(Q2)
    response = get(client, north, "new-version/")
    assert told(client, response) == [
        "You can start a new version only after the report has been approved or returned."
    ]


# --- History.


def test_history_restores_a_drafts_text(client, north):
    post(client, north, "edit/", words(north, decisions="First"))
    report = Report.objects.get()
    post(client, north, "edit/", words(north, decisions="Second", versions=(report.revision, 1)))
    entries = get(client, north, "history/").context["entries"]
    assert [entry.act for entry in entries][:2] == ["changed", "added"]
    first = next(entry for entry in entries if entry.fields and entry.fields[0].after == "First")

    response = post(client, north, f"history/{first.change_id}/restore/", {})

    assert response.url == north.address("history/")
    assert Report.objects.get().decisions_requested == "First"


def test_nothing_is_restored_into_a_frozen_report(client, north):
    post(client, north, "edit/", words(north))
    north.freeze(Q2)
    change = HistoryEntry.objects.of_thread(Report.objects.get().thread).last()
    assert not any(entry.restore for entry in get(client, north, "history/").context["entries"])
    response = post(client, north, f"history/{change.pk}/restore/", {})
    assert "has been frozen" in told(client, response)[0]


def test_an_entry_of_another_reports_history_is_not_there(client, north):
    open_report(north.plan, Q2, by=north.officer)
    south = Northshire("southshire")
    change = HistoryEntry.objects.of_thread(open_report(south.plan, Q2, by=None).thread).get()
    assert post(client, north, f"history/{change.pk}/restore/", {}).status_code == 404
    assert post(client, south, f"history/{change.pk}/restore/", {}, north.officer).status_code == 404


def test_report_that_was_not_started_has_an_empty_history(client, north):
    assert "There are no changes yet." in get(client, north, "history/").content.decode()


# --- Permissions.

MAY = {
    "edit/": {"officer"},
    "freeze/": {"officer"},
    "decide/": {"chair"},
    "new-version/": {"officer", "chair"},
    "history/": {"officer", "executive", "chair"},
}


@pytest.mark.parametrize("rest", MAY)
@pytest.mark.parametrize("role", ["officer", "executive", "chair", "lead", "scrutiny", "county", "funder"])
def test_members_without_permission_get_403(client, north, rest, role):
    who = make_member(north.partnership, role, name=f"A {role}", body=north.police)
    north.approve(north.freeze(Q2))
    for response in (get(client, north, rest, who), post(client, north, rest, {}, who)):
        assert (response.status_code == 403) is (role not in MAY[rest])


@pytest.mark.parametrize("rest", MAY)
def test_outsiders_get_404_and_signed_out_users_must_sign_in(client, north, rest):
    south = Northshire("southshire")
    assert get(client, north, rest, south.officer).status_code == 404
    assert post(client, north, rest, {}, south.officer).status_code == 404
    client.logout()
    assert client.get(north.address(rest)).url.startswith("/accounts/login/?next=")


def test_a_lead_sees_no_reports_history_though_they_see_their_own_rows(client, north):
    lead = make_member(north.partnership, "lead", body=north.police)
    start_new_version(north.approve(north.freeze(Q2)), why="A slip", by=north.officer)
    assert get(client, north, "history/?version=1", lead).status_code == 403
