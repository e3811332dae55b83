import pytest

from plans.models import Priority, Risk
from plans.records import add_row, write_row
from tests.factories import make_action, make_body, make_plan, make_priority
from tests.plans.pages import fields_of, said, send

pytestmark = pytest.mark.django_db
PLAN = "/northshire/plans/2024-25/"
NEW = PLAN + "priorities/new/"
TYPED = {
    "heading": "Priority 1: Domestic abuse", "kind": "priority", "summary": "", "notes": "",
    "leads-TOTAL_FORMS": "2", "leads-INITIAL_FORMS": "0",
}  # fmt: skip


@pytest.fixture
def priority(plan):
    return make_priority(plan, summary="The issue")


def of(priority, page):
    return f"{PLAN}priorities/{priority.pk}/{page}/"


def leads(priority):
    return Priority.objects.get(pk=priority.pk).values()["leads"]


def test_officer_adds_a_priority_with_two_leads(client, officer, plan):
    police, fire = make_body(plan.partnership), make_body(plan.partnership, "Fire and Rescue")
    typed = {
        "leads-0-body": police.pk, "leads-0-level": "operational",
        "leads-1-body": fire.pk, "leads-1-level": "strategic",
    }  # fmt: skip

    response = client.post(NEW, TYPED | typed)

    priority = Priority.objects.get()
    assert response.url == f"{PLAN}outline/#priority-{priority.pk}"
    assert (priority.heading, priority.position) == ("Priority 1: Domestic abuse", 1)
    assert leads(priority) == [["operational", police.pk], ["strategic", fire.pk]]


def test_officer_edits_text_and_removes_a_lead(client, officer, priority):
    body = make_body(priority.partnership)
    write_row(priority, {"leads": [["lead", body.pk]]}, base_revision=1, by=None)

    send(
        client, of(priority, "edit"), **{"heading": "Theme: prevention", "kind": "theme", "leads-0-body": ""}
    )

    priority.refresh_from_db()
    assert (priority.heading, priority.kind, priority.summary) == ("Theme: prevention", "theme", "The issue")
    assert leads(priority) == []


def test_repeated_lead_is_one_lead(client, officer, plan):
    body = make_body(plan.partnership)
    typed = {
        "leads-0-body": body.pk,
        "leads-1-body": body.pk,
        "leads-0-level": "lead",
        "leads-1-level": "lead",
    }

    client.post(NEW, TYPED | typed)

    assert leads(Priority.objects.get()) == [["lead", body.pk]]


def test_another_partnerships_body_is_rejected_as_lead(client, officer, plan, neighbour):
    response = client.post(NEW, TYPED | {"leads-0-body": make_body(neighbour).pk, "leads-0-level": "lead"})

    assert response.status_code == 422
    assert list(response.context["form"].leads.forms[0].errors) == ["body"]
    assert Priority.objects.count() == 0


@pytest.mark.parametrize(
    "typed", [{"heading": ""}, {"kind": "mood"}, {"heading": "x" * 501}, {"summary": "a\0b"}]
)
def test_bad_input_is_rejected_and_not_saved(client, officer, plan, typed):
    assert client.post(NEW, TYPED | typed).status_code == 422
    assert Priority.objects.count() == 0


def test_request_without_the_rows_of_leads_is_rejected(client, officer, plan):
    assert client.post(NEW, {"heading": "Words", "kind": "priority"}).status_code == 422
    assert Priority.objects.count() == 0


def test_leads_that_both_changed_are_an_edit_conflict_with_names(client, officer, priority):
    police, fire = make_body(priority.partnership), make_body(priority.partnership, "Fire and Rescue")
    typed = fields_of(client.get(of(priority, "edit")))
    write_row(priority, {"leads": [["lead", police.pk]]}, base_revision=1, by=None)

    response = client.post(
        of(priority, "edit"), typed | {"leads-0-body": fire.pk, "leads-0-level": "strategic"}
    )

    assert response.status_code == 409
    contest = response.context["clashes"][0].contests[0]
    assert (contest.label, contest.theirs, contest.mine) == (
        "Leads",
        "Lead, Kent Police",
        "Strategic lead, Fire and Rescue",
    )
    assert leads(priority) == [["lead", police.pk]]

    client.post(of(priority, "edit"), fields_of(response) | {"choose-leads": "mine"})
    assert leads(priority) == [["strategic", fire.pk]]


# --- Order.


def headings(plan):
    return [priority.heading for priority in plan.priorities.all()]


@pytest.mark.parametrize(
    ("heading", "step", "order"),
    [
        ("b", "up", ["b", "a", "c"]),
        ("b", "down", ["a", "c", "b"]),
        ("a", "up", ["a", "b", "c"]),
        ("c", "down", ["a", "b", "c"]),
        ("b", "sideways", ["a", "b", "c"]),
    ],
)
def test_a_priority_moves_one_place(client, officer, plan, heading, step, order):
    rows = {words: make_priority(plan, words) for words in "abc"}

    client.post(of(rows[heading], "move"), {"step": step})

    assert headings(plan) == order


def test_withdrawn_priority_keeps_its_position(client, officer, plan):
    first, second = make_priority(plan, "a"), make_priority(plan, "b")
    write_row(second, {"is_withdrawn": True}, base_revision=1, by=None)

    client.post(of(second, "move"), {"step": "up"})

    assert headings(plan) == ["a", "b"]
    assert first.revision == 1


# --- Withdraw, reinstate, history.


def test_priority_is_withdrawn_and_reinstated(client, officer, priority):
    client.post(of(priority, "withdraw"))
    priority.refresh_from_db()
    assert priority.is_withdrawn is True

    client.post(of(priority, "reinstate"))
    priority.refresh_from_db()
    assert (priority.is_withdrawn, priority.revision) == (False, 3)


def test_a_priority_with_actions_is_not_withdrawn(client, officer, priority):
    make_action(priority)

    response = client.post(of(priority, "withdraw"), follow=True)

    assert said(response) == [f"1 action stands under {priority}: move or withdraw it first."]
    priority.refresh_from_db()
    assert priority.is_withdrawn is False


def test_history_of_a_priority_restores_its_text(client, officer, priority):
    send(client, of(priority, "edit"), summary="Other words")
    newest, added = client.get(of(priority, "history")).context["entries"]
    assert (newest.restore, added.who) == ("", "The system")

    client.post(added.restore)

    priority.refresh_from_db()
    assert priority.summary == "The issue"


def test_lead_reads_the_history_of_what_its_body_leads_and_no_other(plan, visit):
    ours, theirs = make_priority(plan), make_priority(plan)
    body = make_body(plan.partnership)
    write_row(ours, {"leads": [["lead", body.pk]]}, base_revision=1, by=None)
    lead = visit("lead", body=body)

    assert lead.get(of(ours, "history")).status_code == 200
    assert lead.get(of(theirs, "history")).status_code == 403


def test_a_priority_of_another_plan_is_not_found(client, officer, plan):
    other = make_priority(make_plan(plan.partnership, "2025-26"))

    for page in ("edit", "history"):
        assert client.get(of(other, page)).status_code == 404
    for press in ("move", "withdraw", "reinstate"):
        assert client.post(of(other, press)).status_code == 404
    assert client.get(f"{PLAN}priorities/{2**70}/edit/").status_code == 404


# --- Risks.


RISK = {
    "risk": "Too few staff",
    "description": "",
    "mitigation": "Recruit",
    "likelihood": "A",
    "impact": "II",
}


def test_officer_adds_edits_and_orders_risks(client, officer, plan):
    client.post(PLAN + "risks/new/", RISK)
    client.post(PLAN + "risks/new/", RISK | {"risk": "Funding ends"})
    staff, funding = plan.risks.all()
    assert (staff.rating, staff.position, funding.position) == ("AII", 1, 2)

    client.post(f"{PLAN}risks/{funding.pk}/move/", {"step": "up"})
    send(client, f"{PLAN}risks/{staff.pk}/edit/", likelihood="D")

    assert [(risk.risk, risk.rating) for risk in plan.risks.all()] == [
        ("Funding ends", "AII"),
        ("Too few staff", "DII"),
    ]
    assert client.get(PLAN + "outline/").context["matrix"].body[3].cells[3].values == {
        "rating": "DII",
        "risks": [staff],
    }


@pytest.mark.parametrize("typed", [{"risk": ""}, {"likelihood": "E"}, {"impact": "V"}, {"likelihood": ""}])
def test_invalid_risk_is_rejected(client, officer, plan, typed):
    assert client.post(PLAN + "risks/new/", RISK | typed).status_code == 422
    assert Risk.objects.count() == 0


def test_risk_is_withdrawn_and_reinstated(client, officer, plan):
    risk = Risk(plan=plan, risk="Too few staff")
    add_row(risk, by=None)

    client.post(f"{PLAN}risks/{risk.pk}/withdraw/")
    assert client.get(PLAN + "outline/").context["withdrawn_risks"] == [risk]

    client.post(f"{PLAN}risks/{risk.pk}/reinstate/")
    assert client.get(PLAN + "outline/").context["risks"] == [risk]


def test_a_risk_of_another_plan_is_not_found(client, officer, plan):
    risk = Risk(plan=make_plan(plan.partnership, "2025-26"), risk="Theirs")
    add_row(risk, by=None)

    assert client.get(f"{PLAN}risks/{risk.pk}/edit/").status_code == 404
    assert client.post(f"{PLAN}risks/{risk.pk}/withdraw/").status_code == 404
