from datetime import date

import pytest
from django.urls import reverse

from plans.models import Plan, Risk, VersionTableRow
from plans.records import add_row, write_row
from tests.factories import make_body, make_member, make_plan, make_priority
from tests.plans.pages import fields_of, main, queries, said, send

pytestmark = pytest.mark.django_db
PLAN = "/northshire/plans/2024-25/"
OUTLINE = PLAN + "outline/"


def make_risk(plan, risk="Too few staff", **fields) -> Risk:
    risk = Risk(plan=plan, risk=risk, **{"position": plan.risks.count() + 1} | fields)
    add_row(risk, by=None)
    return risk


def test_the_outline_shows_priorities_with_leads_risks_and_versions(client, officer, plan):
    body = make_body(plan.partnership)
    write_row(make_priority(plan), {"leads": [["strategic", body.pk]]}, base_revision=1, by=None)
    make_risk(plan, likelihood="D", impact="II")
    add_row(VersionTableRow(plan=plan, number="1.0", on=date(2024, 4, 1), words="First issue"), by=None)

    page = client.get(OUTLINE).content.decode()

    assert "Strategic lead: Kent Police" in page
    assert "Rating DII: likelihood D Rare, impact II Major" in page
    assert "First issue" in page


def test_empty_outline_shows_a_message(client, officer, plan):
    page = client.get(OUTLINE).content.decode()

    for words in (
        "There are no priorities in this plan.",
        "There are no risks in this plan.",
        "There are no versions in the version table.",
    ):
        assert words in page


def test_the_outline_takes_as_many_queries_with_three_of_each(client, officer, plan):
    body = make_body(plan.partnership)

    def more():
        write_row(make_priority(plan), {"leads": [["lead", body.pk]]}, base_revision=1, by=None)
        make_risk(plan)
        add_row(VersionTableRow(plan=plan, number="1.0", on=date(2024, 4, 1), words="Issue"), by=None)

    more()
    one = queries(client, OUTLINE)
    more()
    more()

    assert queries(client, OUTLINE) == one == 9


def test_lead_sees_of_a_draft_only_what_its_body_leads(plan, visit):
    write_row(plan, {"state": "draft", "introduction": "Not agreed yet"}, base_revision=1, by=None)
    ours = make_body(plan.partnership, "Ours")
    write_row(make_priority(plan, "Led by us"), {"leads": [["lead", ours.pk]]}, base_revision=1, by=None)
    make_priority(plan, "Led by others")
    make_risk(plan)

    page = visit("lead", body=ours).get(OUTLINE).content.decode()

    assert "Led by us" in page
    for words in ("Led by others", "Not agreed yet", "Too few staff"):
        assert words not in page


def test_reader_finds_no_tools(plan, visit):
    priority = make_priority(plan)
    page = main(visit("scrutiny").get(OUTLINE))

    assert f"priority-{priority.pk}" in page
    for tool in ("Edit", "Withdraw", "Add a", "History", "Adopt the"):
        assert tool not in page


# --- From draft to closed.


@pytest.mark.parametrize(
    ("role", "state", "buttons"),
    [
        ("officer", "draft", ["Start consultation"]),
        ("officer", "consultation", ["Return to draft"]),
        ("officer", "adopted", ["Close plan", "Return to draft"]),
        ("officer", "closed", ["Reopen plan"]),
        ("chair", "draft", []),
    ],
)
def test_each_state_offers_its_own_steps(plan, visit, role, state, buttons):
    Plan.objects.update(state=state)

    steps = visit(role).get(OUTLINE).context["steps"]

    assert [words for _, words, _ in steps] == buttons


@pytest.mark.parametrize(
    ("state", "to", "after"),
    [
        ("draft", "consultation", "consultation"),
        ("draft", "adopted", "draft"),
        ("consultation", "adopted", "consultation"),
        ("adopted", "closed", "closed"),
        ("closed", "adopted", "adopted"),
        ("adopted", "nonsense", "adopted"),
        ("draft", "closed", "draft"),
    ],
)
def test_officer_changes_a_plans_state_only_by_allowed_transitions(client, officer, plan, state, to, after):
    Plan.objects.update(state=state)

    response = client.post(PLAN + "status/", {"state": to})

    assert response.url == OUTLINE
    plan.refresh_from_db()
    assert plan.state == after


def test_the_chair_adopts_a_draft(plan, visit):
    Plan.objects.update(state="draft")
    chair = visit("chair")
    typed = {
        "adopted_on_day": "1",
        "adopted_on_month": "May",
        "adopted_on_year": "2024",
        "adopted_by": "Full Council",
    }

    response = send(chair, PLAN + "adopt/", **typed)

    assert response.url == OUTLINE
    plan.refresh_from_db()
    assert (plan.state, plan.adopted_on, plan.adopted_by) == ("adopted", date(2024, 5, 1), "Full Council")


def test_adopting_needs_a_day(plan, visit):
    Plan.objects.update(state="draft")

    response = send(
        visit("chair"), PLAN + "adopt/", adopted_on_day="", adopted_on_month="", adopted_on_year=""
    )

    assert response.status_code == 422
    assert response.context["form"]["adopted_on"].words == ["Enter the date of adoption"]
    plan.refresh_from_db()
    assert plan.state == "draft"


def test_an_adopted_plan_is_not_adopted_again(plan, visit):
    response = visit("chair").post(PLAN + "adopt/", {}, follow=True)

    assert said(response) == ["Plan 2024-25 is already adopted"]


def test_an_officer_does_not_adopt(client, officer, plan):
    Plan.objects.update(state="draft")

    assert client.post(PLAN + "adopt/", {}).status_code == 403
    plan.refresh_from_db()
    assert plan.state == "draft"


# --- The version table.


def test_officer_adds_and_edits_a_version(client, officer, plan):
    typed = {"number": "1.0", "on_day": "1", "on_month": "4", "on_year": "2024", "words": "First issue"}
    client.post(PLAN + "versions/new/", typed)
    row = VersionTableRow.objects.get()
    assert (row.number, row.on, row.created_by) == ("1.0", date(2024, 4, 1), officer)

    send(client, f"{PLAN}versions/{row.pk}/edit/", words="First issue, corrected")
    row.refresh_from_db()
    assert (row.words, row.revision) == ("First issue, corrected", 2)

    client.post(f"{PLAN}versions/{row.pk}/withdraw/")
    assert client.get(OUTLINE).context["version_table"].body == ()


def test_version_without_a_description_is_rejected(client, officer, plan):
    response = client.post(PLAN + "versions/new/", {"number": "1.0"})

    assert sorted(response.context["form"].errors) == ["on", "words"]
    assert VersionTableRow.objects.count() == 0


def test_a_version_opens_with_its_own_day(client, officer, plan):
    row = VersionTableRow(plan=plan, number="1.0", on=date(2024, 4, 1), words="First issue")
    add_row(row, by=None)

    typed = fields_of(client.get(f"{PLAN}versions/{row.pk}/edit/"))

    assert (typed["on_day"], typed["on_month"], typed["on_year"]) == (["1"], ["4"], ["2024"])


# --- History.


def test_history_shows_the_plan_and_its_risks_and_restores(client, officer, plan):
    risk = make_risk(plan)
    send(client, f"{PLAN}risks/{risk.pk}/edit/", risk="Far too few staff")
    newest, added, _ = client.get(PLAN + "history/").context["entries"]
    assert [(field.before, field.after) for field in newest.fields] == [
        ("Too few staff", "Far too few staff")
    ]

    response = client.post(added.restore, follow=True)

    assert said(response) == ["Version of “Too few staff” restored"]
    risk.refresh_from_db()
    assert (risk.risk, risk.revision) == ("Too few staff", 3)


def test_chair_reads_the_history_and_cannot_restore(plan, visit):
    write_row(plan, {"title": "New title"}, base_revision=1, by=None)
    chair = visit("chair")

    entries = chair.get(PLAN + "history/").context["entries"]

    assert [entry.restore for entry in entries] == ["", ""]
    assert chair.post(f"{PLAN}history/{entries[1].change_id}/restore/").status_code == 403


def test_an_entry_of_another_plans_history_is_not_found(client, officer, plan):
    other = make_plan(plan.partnership, "2025-26")
    entry = client.get("/northshire/plans/2025-26/history/").context["entries"][0]

    assert client.post(f"{PLAN}history/{entry.change_id}/restore/").status_code == 404
    assert other.revision == 1


def test_lead_cannot_read_a_plans_whole_history(plan, visit):
    lead = visit("lead", body=make_body(plan.partnership))

    assert lead.get(PLAN + "history/").status_code == 403
    assert "History" not in main(lead.get(OUTLINE))


def test_neighbours_plan_is_not_found(client, officer, plan, neighbour):
    make_plan(neighbour, "2024-27")

    assert client.get("/northshire/plans/2024-27/outline/").status_code == 404
    assert client.get(reverse("plan_outline", args=["southshire", "2024-27"])).status_code == 404


def test_a_member_elsewhere_is_an_outsider_here(client, plan, neighbour):
    client.force_login(make_member(neighbour, "officer"))

    assert client.get(OUTLINE).status_code == 404
