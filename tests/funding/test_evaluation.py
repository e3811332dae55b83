"""The evaluation of a closed project: write, send, approve and send back."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from funding.ledger import entries
from funding.models import BidTransition, Evaluation, Project
from funding.projects.starting import close_project
from tests.factories import make_member, make_partnership
from tests.funding.page_text import words_of_page
from tests.funding.returns import WHOLE_EVALUATION, evaluated, sent
from tests.plans.pages import fields_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def can(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2025, 5, 2))


@pytest.fixture
def bid(cast):
    """A closed project of £4,000."""
    return cast.closed()


def page(name="evaluation_edit", number=1):
    return reverse(name, args=["northshire", "2024-25", number])


def errors_of(response):
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


def all_in(bid, *, by, approved_by=None):
    """Send every return of the project."""
    for quarter in ("2024-Q2", "2024-Q3", "2024-Q4"):
        sent(bid, quarter, by=by, spent=50_000, forecast=390_000, approved_by=approved_by)


def test_lead_saves_a_draft_and_sends_it(client, cast, bid):
    client.force_login(cast.lead)
    assert send(client, page(), achieved="Some").url == page()
    assert Evaluation.objects.get().state == "draft"

    response = send(client, page(), **WHOLE_EVALUATION, result_0="82", send="1")

    assert response.url == page("project_detail")
    row = Evaluation.objects.get()
    assert (row.state, row.sent_by, row.achieved) == ("sent", cast.lead, "Eighty staff were trained.")
    assert row.results[0] == ["Staff trained", "80", "82"]
    assert Project.objects.get().state == "closed"


def test_missing_answers_are_rejected_when_it_is_sent(client, cast, bid):
    client.force_login(cast.lead)

    response = send(client, page(), send="1")

    assert (response.status_code, errors_of(response)) == (
        422,
        [
            "Enter what the project achieved",
            "Enter who is better off, and how you know",
            "Enter what was learned",
            "Enter what happens next",
        ],
    )
    assert not Evaluation.objects.exists()


def test_money_and_due_returns_are_shown(client, cast):
    bid = cast.live()
    entries.record_payment(bid, 300_000, by=cast.officer, key="pay")
    sent(bid, by=cast.lead, spent=250_000, forecast=260_000, approved_by=cast.officer)
    close_project(bid, by=cast.officer, words="All was done", on=timezone.localdate())
    client.force_login(cast.officer)

    words = words_of_page(client.get(page()))

    assert "Approved £4,000.00 Paid £3,000.00 Spent £2,500.00 in approved returns" in words
    assert "Paid and not spent £500.00, to be repaid. Record repayment" in words
    assert "Approved, not paid and not spent £1,000.00. Release money" in words
    assert "Returns still due Q3 2024/25 , Q4 2024/25" in words
    client.force_login(cast.lead)
    assert "Release money" not in words_of_page(client.get(page()))


def test_evaluation_cannot_be_approved_while_a_return_is_due(client, cast, bid):
    sent(bid, "2024-Q3", by=cast.lead)
    evaluated(bid, by=cast.lead)
    client.force_login(cast.officer)
    words = (
        "The returns for Q2 2024/25 and Q4 2024/25 have not been received. You can approve the evaluation after they"
        " have been received."
    )

    assert words in words_of_page(client.get(page("evaluation_decide")))
    response = send(client, page("evaluation_decide"), decision="approve")

    assert response.status_code == 409
    assert words in words_of_page(response)
    assert (Project.objects.get().state, Evaluation.objects.get().state) == ("closed", "sent")
    sent(bid, "2024-Q2", by=cast.lead)
    assert "The return for Q4 2024/25 has not been received." in words_of_page(
        client.get(page("evaluation_decide"))
    )
    sent(bid, "2024-Q4", by=cast.lead)
    assert send(client, page("evaluation_decide"), decision="approve").status_code == 302
    assert Project.objects.get().state == "evaluated"


def test_return_for_the_quarter_of_closing_is_due(client, cast, bid, monkeypatch):
    """The quarter has not ended, but no return would be due after the project is evaluated."""
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2025, 2, 20))
    sent(bid, "2024-Q2", by=cast.lead)
    sent(bid, "2024-Q3", by=cast.lead)
    evaluated(bid, by=cast.lead)
    client.force_login(cast.officer)

    assert "The return for Q4 2024/25 has not been received." in words_of_page(
        client.get(page("evaluation_decide"))
    )
    assert "Returns still due Q4 2024/25" in words_of_page(client.get(page("evaluation_decide")))


def test_evaluation_can_be_sent_back_while_a_return_is_due(client, cast, bid):
    evaluated(bid, by=cast.lead)
    client.force_login(cast.officer)

    send(client, page("evaluation_decide"), decision="send_back", words="Whom did you ask?")

    assert Evaluation.objects.get().state == "sent_back"


def test_a_closed_project_is_forecast_to_spend_what_it_spent(client, cast):
    bid = cast.live()
    all_in(bid, by=cast.lead, approved_by=cast.officer)
    close_project(bid, by=cast.officer, words="All was done", on=timezone.localdate())
    client.force_login(cast.officer)

    answer = client.get(reverse("grant_detail", args=["northshire", "2024-25"]))

    (project,) = answer.context["shown"].projects
    assert (project.spending.spent, project.spending.forecast) == (150_000, 150_000)
    assert "Underspend of £2,500.00 is forecast in the upfront pot." in words_of_page(answer)


def test_approval_changes_the_project_to_evaluated(client, cast, bid):
    all_in(bid, by=cast.lead)
    evaluated(bid, by=cast.lead)
    client.force_login(cast.officer)

    response = send(client, page("evaluation_decide"), decision="approve", words="Thank you")

    assert response.url == page("project_detail")
    assert Evaluation.objects.get().state == "approved"
    assert Project.objects.get().state == "evaluated"
    step = BidTransition.objects.latest("id")
    assert (step.move, step.created_by, step.words) == ("evaluate", cast.officer, "Thank you")
    again = client.get(page("evaluation_decide"))
    assert "The evaluation has been approved. You cannot change this decision." in words_of_page(again)
    assert client.post(page("evaluation_decide"), {"decision": "send_back"}).status_code == 409


def test_evaluation_is_sent_back_with_a_comment(client, cast, bid):
    evaluated(bid, by=cast.lead)
    client.force_login(cast.officer)
    assert errors_of(send(client, page("evaluation_decide"), decision="send_back")) == [
        "Enter what needs to be corrected"
    ]

    send(client, page("evaluation_decide"), decision="send_back", words="Whom did you ask?")

    assert Evaluation.objects.get().state == "sent_back"
    assert Project.objects.get().state == "closed"
    client.force_login(cast.lead)
    assert "Whom did you ask?" in words_of_page(client.get(page()))
    assert send(client, page(), learned="More", send="1").status_code == 302


def test_sender_cannot_approve_their_evaluation(client, cast, bid):
    row = evaluated(bid, by=cast.officer)
    client.force_login(cast.officer)

    assert "You cannot approve this because you sent it. Another officer must approve it." in words_of_page(
        client.get(page("evaluation_decide"))
    )
    typed = {"decision": "approve", "revision": row.revision}
    assert client.post(page("evaluation_decide"), typed).status_code == 422
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.update(state="approved", decided_by=cast.officer)
    assert Project.objects.get().state == "closed"


def test_edit_conflict_shows_both_texts(client, cast, bid):
    client.force_login(cast.lead)
    first = fields_of(client.get(page()))
    client.post(page(), first | {"achieved": "Mine"})

    response = client.post(page(), first | {"achieved": "Theirs"})

    assert response.status_code == 409
    assert Evaluation.objects.get().achieved == "Mine"


def test_live_project_cannot_be_evaluated(client, cast):
    cast.live()
    client.force_login(cast.lead)

    words = words_of_page(client.get(page()))

    assert (
        "You cannot write the evaluation because the status of the project is “Live”."
        " An officer must close the project first." in words
    )
    assert client.post(page(), WHOLE_EVALUATION).status_code == 409
    assert not Evaluation.objects.exists()


def test_members_without_permission_cannot_write_an_evaluation(client, cast, bid):
    for person in (cast.executive, cast.chair, cast.county, cast.funder):
        client.force_login(person)
        assert client.post(page(), WHOLE_EVALUATION).status_code == 403
        assert client.post(page("evaluation_decide"), {}).status_code == 403
    client.force_login(cast.lead)
    assert client.get(page("evaluation_decide")).status_code == 403
    client.force_login(make_member(make_partnership("southshire"), "officer"))
    assert client.get(page()).status_code == 404
    assert client.get(page("evaluation_decide")).status_code == 404
    client.force_login(cast.officer)
    assert "The evaluation has not been started." in words_of_page(client.get(page("evaluation_decide")))
    assert client.post(page("evaluation_decide"), {"decision": "approve"}).status_code == 409
