"""The quarterly return of a project: write, send, approve and send back."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from funding.ledger import entries
from funding.models import BidFile, ProjectReturn
from funding.projects.reports import return_for_changes, save_project_report
from plans.models import HistoryEntry
from plans.periods import Quarter
from plans.records import write_row
from tests.factories import make_body, make_member, make_partnership
from tests.funding.page_text import words_of_page
from tests.funding.returns import sent
from tests.plans.pages import fields_of, said, send

pytestmark = pytest.mark.django_db
OCTOBER = date(2024, 10, 9)
WHOLE = {"spent": "1,250.50", "forecast": "£3,900", "words": "Two sessions were held."}


@pytest.fixture(autouse=True)
def october(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: OCTOBER)


@pytest.fixture
def bid(cast):
    """A project of £4,000 from July 2024 to March 2025."""
    return cast.live()


def address(name="return_edit", number=1, quarter="2024-Q2", grant="2024-25"):
    return reverse(name, args=["northshire", grant, number, Quarter.parse(quarter)])


def errors_of(response):
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


def test_lead_saves_an_incomplete_draft_and_sends_it_later(client, cast, bid):
    client.force_login(cast.lead)

    response = send(client, address(), spent="1,250.50")
    assert response.url == address()
    assert said(client.get(response.url)) == ["Draft saved"]
    row = ProjectReturn.objects.get()
    assert (row.state, row.spent, row.forecast, row.results) == ("draft", 125_050, None, [])

    response = send(client, address(), **WHOLE, result_0="42", send="1")
    assert response.url == reverse("returns_due", args=["northshire"])
    row = ProjectReturn.objects.get()
    assert (row.state, row.spent, row.forecast, row.sent_by) == ("sent", 125_050, 390_000, cast.lead)
    assert row.results == [["Staff trained", "80", "42"], ["Say that they use it", "Nine of ten", ""]]
    assert HistoryEntry.objects.of_row(f"projectreturn:{row.pk}").count() == 3


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"spent": ""}, ["Enter the amount spent in this quarter, or 0"]),
        ({"forecast": ""}, ["Enter the forecast for the whole project"]),
        ({"words": " "}, ["Enter what was done in this quarter"]),
        (
            {"spent": "£6,00"},
            [
                "“£6,00” could be pounds and pence or a comma in the wrong place. Write it like £1,234.50 or 1234.50."
            ],
        ),
        ({"spent": "-1"}, ["Enter £0.00 or more"]),
        (
            {"forecast": "1,250.49"},
            [
                "Forecast for the whole project must be £1,250.50 or more, because £0.00 was spent in earlier"
                " quarters and £1,250.50 in this quarter"
            ],
        ),
        ({"words": "x" * 10_001}, ["Text must be 10,000 characters or fewer; it is 10,001"]),
    ],
)
def test_missing_and_wrong_answers_are_rejected_and_not_saved(client, cast, bid, typed, words):
    client.force_login(cast.lead)

    response = send(client, address(), **WHOLE | {"send": "1"} | typed)

    assert response.status_code == 422
    assert errors_of(response) == words
    assert not ProjectReturn.objects.exists()


def test_forecast_must_include_the_amount_spent_in_earlier_quarters(client, cast, bid):
    sent(bid, by=cast.lead, spent=100_000)
    client.force_login(cast.lead)

    response = send(client, address(quarter="2024-Q3"), spent="500", forecast="1,499.99", words="W")

    assert errors_of(response)[0].startswith("Forecast for the whole project must be £1,500.00 or more")
    assert (
        send(client, address(quarter="2024-Q3"), spent="500", forecast="1,500", words="W").status_code == 302
    )


def test_answers_of_the_previous_quarter_are_shown(client, cast, bid):
    sent(bid, by=cast.lead, words="Two sessions in Chatham.")
    client.force_login(cast.lead)

    words = words_of_page(client.get(address(quarter="2024-Q3")))

    assert "Return for Q2 2024/25 £1,250.00 spent, £3,900.00 forecast Two sessions in Chatham." in words


def test_file_is_saved_even_if_the_answers_are_rejected(client, cast, bid):
    client.force_login(cast.lead)
    typed = fields_of(client.get(address())) | {"send": "1", "words": "Typed"}

    response = client.post(address(), typed | {"evidence": SimpleUploadedFile("Register.pdf", b"%PDF-1.7")})

    assert response.status_code == 422
    file = BidFile.objects.get()
    assert (file.filename, file.size, file.project_return.state, file.created_by) == (
        "Register.pdf", 8, "draft", cast.lead,
    )  # fmt: skip
    assert "Register.pdf" in words_of_page(response)
    again = fields_of(response) | WHOLE | {"send": "1"}
    assert client.post(address(), again).status_code == 302
    assert ProjectReturn.objects.get().state == "sent"


def test_empty_file_is_rejected(client, cast, bid):
    client.force_login(cast.lead)
    typed = fields_of(client.get(address())) | WHOLE

    response = client.post(address(), typed | {"evidence": SimpleUploadedFile("a.pdf", b"")})

    assert response.status_code == 422
    assert "The selected file is empty" in words_of_page(response)
    assert not ProjectReturn.objects.exists()


def test_file_of_another_type_than_its_name_is_rejected(client, cast, bid):
    client.force_login(cast.lead)
    typed = fields_of(client.get(address())) | WHOLE

    refusals = {
        "a.exe": "The selected file must be one of these types: PDF",
        "a.pdf": "The selected file must be a PDF file, as its name ends in .pdf",
    }
    for name, refusal in refusals.items():
        response = client.post(address(), typed | {"evidence": SimpleUploadedFile(name, b"MZ")})
        assert response.status_code == 422
        assert refusal in words_of_page(response)
    assert not BidFile.objects.exists()


def test_evidence_is_withdrawn_until_the_return_is_sent(client, cast, bid):
    client.force_login(cast.lead)
    typed = fields_of(client.get(address())) | WHOLE
    client.post(address(), typed | {"evidence": SimpleUploadedFile("a.csv", b"a,b")})
    file = BidFile.objects.get()

    assert send(client, address(), withdrawn=[file.pk]).status_code == 302
    file.refresh_from_db()
    assert file.is_withdrawn
    assert "a.csv" not in words_of_page(client.get(address())).replace("File “a.csv” withdrawn", "")


def test_edit_conflict_shows_both_texts(client, cast, bid):
    client.force_login(cast.lead)
    first = fields_of(client.get(address()))
    client.post(address(), first | {"words": "Mine", "spent": "10"})

    response = client.post(address(), first | {"words": "Theirs", "forecast": "20"})

    assert response.status_code == 409
    assert "Mine" in words_of_page(response)
    row = ProjectReturn.objects.get()
    assert (row.words, row.spent, row.forecast) == ("Mine", 1_000, None)
    settled = fields_of(response) | {"choose-words": "mine"}
    assert client.post(address(), settled).status_code == 302
    row.refresh_from_db()
    assert (row.words, row.spent, row.forecast) == ("Theirs", 1_000, 2_000)


def test_sent_return_cannot_be_edited(client, cast, bid):
    client.force_login(cast.lead)
    before = fields_of(client.get(address()))
    sent(bid, by=cast.lead, words="As sent")

    assert "An officer must send it back before you can change it." in words_of_page(client.get(address()))
    response = client.post(address(), before | WHOLE)

    assert response.status_code == 409
    assert "Two sessions were held." in response.content.decode()
    assert ProjectReturn.objects.get().words == "As sent"


def test_return_cannot_be_written_before_the_quarter_starts(client, cast, bid):
    client.force_login(cast.lead)

    words = words_of_page(client.get(address(quarter="2024-Q4")))
    assert "Q4 2024/25 starts on 1 January 2025. You can write the return from that date." in words
    assert client.post(address(quarter="2024-Q4"), WHOLE).status_code == 409
    assert client.get(address(quarter="2024-Q1")).status_code == 404
    assert not ProjectReturn.objects.exists()


@pytest.mark.parametrize("state", ["draft", "submitted", "recommended", "declined", "withdrawn"])
def test_unfunded_bid_has_no_return(client, cast, state):
    cast.in_state(state)
    client.force_login(cast.officer)

    assert client.get(address()).status_code == 404


def test_members_without_permission_cannot_write_a_return(client, cast, bid):
    assert client.get(address()).status_code == 302
    for person in (cast.executive, cast.county, cast.chair, cast.funder, cast.scrutiny):
        client.force_login(person)
        assert client.post(address(), WHOLE).status_code == 403
    other = make_member(
        cast.grant.partnership, "lead", name="Lee", body=make_body(cast.grant.partnership, "Other")
    )
    client.force_login(other)
    assert client.get(address()).status_code == 403
    client.force_login(make_member(make_partnership("southshire"), "officer"))
    assert client.get(address()).status_code == 404
    assert not ProjectReturn.objects.exists()


# --- The officer's decision.


def decide(client, decision, words="", **query):
    return send(client, address("return_decide", **query), decision=decision, words=words)


def test_officer_approves_a_return_that_another_user_sent(client, cast, bid):
    sent(bid, by=cast.lead)
    client.force_login(cast.officer)

    assert "£1,250.00, and £0.00 in earlier quarters" in words_of_page(client.get(address("return_decide")))
    assert decide(client, "approve").url == reverse("returns_due", args=["northshire"])

    row = ProjectReturn.objects.get()
    assert (row.state, row.decided_by) == ("approved", cast.officer)


def test_officer_sends_back_a_return_with_a_comment_even_after_approval(client, cast, bid):
    sent(bid, by=cast.lead, approved_by=cast.officer)
    client.force_login(cast.officer)

    assert errors_of(decide(client, "send_back")) == ["Enter what needs to be corrected"]
    decide(client, "send_back", "The invoice is of another year.")

    row = ProjectReturn.objects.get()
    assert (row.state, row.decision_comment) == ("sent_back", "The invoice is of another year.")
    client.force_login(cast.lead)
    page = client.get(address())
    assert "The invoice is of another year." in words_of_page(page)
    assert client.post(address(), fields_of(page) | {"spent": "10", "send": "1"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.spent) == ("sent", 1_000)


def test_sender_cannot_approve_their_return(client, cast, bid):
    row = sent(bid, by=cast.officer)
    client.force_login(cast.officer)

    page = client.get(address("return_decide"))
    assert "You cannot approve this because you sent it. Another officer must approve it." in words_of_page(
        page
    )
    assert (
        client.post(address("return_decide"), {"decision": "approve", "revision": row.revision}).status_code
        == 422
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectReturn.objects.update(state="approved", decided_by=cast.officer)
    other = make_member(cast.grant.partnership, "officer", name="Otto Officer")
    client.force_login(other)
    decide(client, "approve")
    row.refresh_from_db()
    assert row.state == "approved"


def test_return_that_changed_is_not_approved(client, cast, bid):
    row = sent(bid, by=cast.lead)
    client.force_login(cast.officer)
    typed = fields_of(client.get(address("return_decide"))) | {"decision": "approve"}
    write_row(row, {"words": "Other words"}, base_revision=row.revision, by=cast.lead)

    response = client.post(address("return_decide"), typed)

    assert response.status_code == 409
    assert "This has changed since you opened this page. Check it and try again." in words_of_page(response)
    row.refresh_from_db()
    assert row.state == "sent"


def test_officer_is_warned_when_more_was_spent_than_paid(client, cast, bid):
    entries.record_payment(bid, 120_000, by=cast.officer, key="pay")
    sent(bid, "2024-Q2", by=cast.lead, spent=100_000, approved_by=cast.officer)
    sent(bid, "2024-Q3", by=cast.lead, spent=20_000)
    client.force_login(cast.officer)
    late = address("return_decide", quarter="2024-Q3")
    assert "Check this return:" not in words_of_page(client.get(late))

    entries.record_repayment(bid, 5_000, reason="Too much", by=cast.officer, key="back")

    assert (
        "Check this return: The returns received show £1,200.00 spent in total, but £1,150.00 was paid: £50.00 more"
        " was spent than was paid." in words_of_page(client.get(late))
    )
    client.force_login(cast.lead)
    assert "Check this return:" not in words_of_page(client.get(address(quarter="2024-Q3")))


def test_officer_is_warned_when_an_earlier_return_exceeds_a_later_forecast(client, cast, bid):
    entries.record_payment(bid, 400_000, by=cast.officer, key="pay")
    row = sent(bid, "2024-Q2", by=cast.lead, spent=100_000, approved_by=cast.officer)
    sent(bid, "2024-Q3", by=cast.lead, spent=20_000, forecast=150_000, approved_by=cast.officer)
    row = return_for_changes(row, words="Put right", by=cast.officer, seen_revision=row.revision)
    save_project_report(row, {"spent": 140_000}, base_revision=row.revision, by=cast.lead, send=True)
    client.force_login(cast.officer)

    assert (
        "Check this return: The returns received show £1,600.00 spent in total, but the return for Q3 2024/25 forecasts"
        " £1,500.00. Until the forecast is corrected, the forecast shown is the amount spent."
        in words_of_page(client.get(address("return_decide")))
    )
    decide(client, "approve")
    grant = client.get(reverse("grant_detail", args=["northshire", "2024-25"]))
    (project,) = grant.context["shown"].projects
    assert (project.spending.spent, project.spending.forecast) == (160_000, 160_000)
    assert (
        "Projects in the upfront pot have spent £100.00 more than their latest returns forecast. The forecast"
        " shown is the amount spent." in words_of_page(grant)
    )


def test_draft_cannot_be_decided(client, cast, bid):
    client.force_login(cast.officer)
    assert "The return has not been started." in words_of_page(client.get(address("return_decide")))
    assert client.post(address("return_decide"), {"decision": "approve", "revision": "0"}).status_code == 409
    send(client, address(), words="A draft")

    response = client.post(address("return_decide"), {"decision": "approve", "revision": "2"})

    assert response.status_code == 409
    assert "The return is a draft. It has not been sent." in words_of_page(response)
    assert ProjectReturn.objects.get().state == "draft"


def test_only_officers_decide_returns(client, cast, bid):
    sent(bid, by=cast.lead)
    for person in (cast.lead, cast.chair, cast.executive, cast.funder):
        client.force_login(person)
        assert client.post(address("return_decide"), {"decision": "approve"}).status_code == 403
    client.force_login(make_member(make_partnership("southshire"), "officer"))
    assert client.get(address("return_decide")).status_code == 404
    assert ProjectReturn.objects.get().state == "sent"
