"""Consent to move money: asked for by an officer or the chair, given or not by a person of the funder."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from funding.models import Entry, Grant, MovementRequest
from funding.money import consent, ledger
from funding.money.ledger import position_of
from plans.models import Change, Draft, Membership
from plans.writing import write_row
from tests.funding.bidding import Cast, change_words
from tests.funding.making import make_grant, pot_of
from tests.funding.reading import words_of_page
from tests.making import make_member, make_partnership
from tests.plans.pages import fields_of, queries, said, send

pytestmark = pytest.mark.django_db
HERE = ("northshire", "2024-25")


@pytest.fixture
def grant(partnership):
    """£10,000 upfront and £5,000 tactical."""
    return make_grant(partnership, award=1_500_000, pots={"upfront": 1_000_000, "tactical": 500_000})


@pytest.fixture
def cast(grant):
    return Cast(grant)


@pytest.fixture
def officer(client, cast):
    """The officer of the cast, signed in."""
    client.force_login(cast.officer)
    return cast.officer


def page(name, *args):
    return reverse(name, args=[*HERE, *args])


def ask(client, source, target, **typed):
    """What comes of asking for £500 to move between two pots or projects."""
    name = "consent_ask" if hasattr(source, "kind") else "consent_ask_projects"
    whole = {"source": source.pk, "target": target.pk, "amount": "500", "reason": "Fewer sessions"} | typed
    return send(client, page(name), **whole)


def asked_pots(cast, amount=50_000, *, by=None, **facts) -> MovementRequest:
    """A request to move money from upfront to tactical."""
    press = f"{MovementRequest.objects.count():032x}"
    ends = pot_of(cast.grant), pot_of(cast.grant, "tactical")
    facts = {"reason": "Fewer sessions", "press": press} | facts
    return consent.ask_for_consent(cast.grant, *ends, amount, by=by or cast.officer, **facts)


def asked_projects(cast, source, target, amount=50_000, **facts) -> MovementRequest:
    facts = {"reason": "Fewer sessions", "press": "p" * 32, "by": cast.officer} | facts
    return consent.ask_for_consent(cast.grant, source, target, amount, **facts)


def decide(client, asked, decision="agree", **typed):
    address = page("consent_decide", asked.pk)
    return client.post(address, fields_of(client.get(address)) | {"decision": decision} | typed)


def errors_of(response) -> list[str]:
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


def movements():
    return Entry.objects.filter(kind="movement")


def left_of(grant) -> list[int]:
    return [pot.left for pot in position_of(grant).pots]


# --- Asking.


def test_asking_writes_nothing_in_the_ledger(client, cast, officer, grant):
    before = Entry.objects.count()

    response = ask(client, pot_of(grant), pot_of(grant, "tactical"))

    assert response.status_code == 302
    assert Entry.objects.count() == before
    asked = MovementRequest.objects.get()
    assert (asked.state, asked.amount, asked.reason, asked.asked_by) == (
        "waiting", 50_000, "Fewer sessions", officer,
    )  # fmt: skip
    shown = client.get(page("grant_page"))
    assert said(shown) == ["Asked the funder to agree that £500.00 moves."]
    words = words_of_page(shown)
    assert (
        "£500.00 from the upfront pot to the tactical pot Waits for consent Asked by Olive Officer" in words
    )
    history = words_of_page(client.get(page("grant_history")))
    assert "Request to move money “£500.00 asked to move”" in history
    assert "From the pot upfront" in history


def test_the_chair_asks_too_and_finds_no_form_for_a_letter(client, cast, grant):
    client.force_login(cast.chair)

    words = words_of_page(client.get(page("grant_page")))
    assert "Ask for consent to move money between pots" in words
    assert "consent given elsewhere" not in words
    assert ask(client, pot_of(grant), pot_of(grant, "tactical")).status_code == 302
    assert MovementRequest.objects.get().asked_by == cast.chair


def test_asking_comes_before_the_form_for_a_letter(client, cast, officer):
    words = words_of_page(client.get(page("grant_page")))

    ask_first = words.index("Ask for consent to move money between pots")
    assert ask_first < words.index("Record a movement between pots, with consent given elsewhere")
    assert "This form is for consent that was given elsewhere, such as by letter." in words_of_page(
        client.get(page("movement_add"))
    )


def test_without_a_person_of_the_funder_there_is_the_form_for_a_letter(client, cast, officer, grant):
    leaving = Membership.objects.get(role="funder")
    write_row(leaving, {"is_withdrawn": True}, base_version=leaving.version, by=None)

    words = words_of_page(client.get(page("grant_page")))
    assert "Move money between pots" in words
    assert "Ask for consent" not in words
    words = words_of_page(client.get(page("consent_ask")))
    assert "No other person signs in here for the funder, so nobody could agree." in words
    assert "record the movement with it" in words
    response = client.post(page("consent_ask"), {"reason": "Words that took an hour"})
    assert response.status_code == 409
    assert "What you typed It was not used" in words_of_page(response)
    assert "Words that took an hour" in words_of_page(response)


def test_of_a_provisional_grant_nobody_is_asked(client, cast, officer, grant):
    Grant.objects.filter(pk=grant.pk).update(is_provisional=True)

    assert "The award is provisional." in words_of_page(client.get(page("consent_ask")))
    assert "Ask for consent" not in words_of_page(client.get(page("grant_page")))


def test_a_press_repeated_asks_once(client, cast, officer, grant):
    whole = {
        "source": pot_of(grant).pk,
        "target": pot_of(grant, "tactical").pk,
        "amount": "500",
        "reason": "R",
    }
    typed = fields_of(client.get(page("consent_ask"))) | whole
    client.post(page("consent_ask"), typed)

    again = client.post(page("consent_ask"), typed, follow=True)
    other = client.post(page("consent_ask"), typed | {"amount": "600"})

    assert said(again)[-1] == "You asked for this already."
    assert other.status_code == 409
    assert "This form asked for £500.00 already." in words_of_page(other)
    assert MovementRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"amount": ""}, "Enter the amount"),
        ({"amount": "£6,00"}, "“£6,00”"),
        ({"reason": ""}, "Say why the money moves"),
    ],
)
def test_a_wrong_request_is_refused_in_words(client, cast, officer, grant, typed, words):
    response = ask(client, pot_of(grant), pot_of(grant, "tactical"), **typed)

    assert response.status_code == 422
    assert errors_of(response)[0].startswith(words)
    assert not MovementRequest.objects.exists()


def test_two_different_pots_are_chosen(client, cast, officer, grant):
    assert errors_of(ask(client, pot_of(grant), pot_of(grant))) == ["Choose two different pots"]
    nowhere = send(client, page("consent_ask"), target="", amount="500", reason="R")
    assert errors_of(nowhere) == ["Choose the pot it goes to"]


def test_what_takes_the_first_pot_over_is_asked_about_once(client, cast, officer, grant):
    response = ask(client, pot_of(grant), pot_of(grant, "tactical"), amount="10,000.01")

    assert errors_of(response) == ["This takes the upfront pot over by £0.01. Press again if that is meant."]
    assert not MovementRequest.objects.exists()
    assert client.post(page("consent_ask"), fields_of(response)).status_code == 302
    assert MovementRequest.objects.get().amount == 1_000_001


def test_what_the_ledger_would_refuse_is_refused_at_once(client, cast, officer, grant):
    first, second = cast.live("First", "4,000"), cast.live("Second", "4,990", pot="tactical")
    lines = Entry.objects.count()

    more = ask(client, first, second, amount="4,000.01")
    over = ask(client, first, second)

    assert errors_of(more) == ["At most £4,000.00 can move from “First”, not £4,000.01: the rest is paid."]
    assert errors_of(over) == ["The tactical pot would go over by £490.00. Say why, and it is recorded."]
    assert (Entry.objects.count(), MovementRequest.objects.count()) == (lines, 0)
    assert ask(client, first, second, reason_if_over="Agreed by all").status_code == 302
    first.refresh_from_db()
    assert (Entry.objects.count(), first.approved_amount) == (lines, 400_000)


# --- What the funder's person sees.


def test_the_funder_is_told_on_the_grants_page_and_at_home(client, cast, grant):
    asked = asked_pots(cast)
    client.force_login(cast.funder)

    (waiting,) = client.get(page("grant_page")).context["waiting"]

    assert (waiting.words, waiting.address) == (
        "A movement of £500.00 waits for your consent",
        page("consent_decide", asked.pk),
    )
    words = words_of_page(client.get(page("grant_page")))
    assert "£500.00 from the upfront pot to the tactical pot Waits for consent" in words


def test_the_request_says_where_both_pots_stand_before_and_after(client, cast):
    cast.live("First", "9,800")
    asked = asked_pots(cast)
    client.force_login(cast.funder)

    words = words_of_page(client.get(page("consent_decide", asked.pk)))

    assert "Amount £500.00 From The upfront pot To The tactical pot Why Fewer sessions" in words
    assert "Upfront £200.00 −£300.00" in words
    assert "Upfront would be over by £300.00: more is approved of it than it would hold." in words
    assert "Tactical £5,000.00 £5,500.00" in words


def test_a_request_between_projects_says_what_is_paid_and_approved(client, cast):
    first, second = cast.live("First", "4,000"), cast.live("Second", "4,990", pot="tactical")
    asked = asked_projects(cast, first, second, reason_if_over="Agreed by all")
    ledger.pay(first, 380_000, by=cast.officer, key="pay")
    client.force_login(cast.funder)

    words = words_of_page(client.get(page("consent_decide", asked.pk)))

    assert "First Upfront £3,800.00 £4,000.00 £3,500.00" in words
    assert "£300.00 of what is to move was paid to the project already" in words
    assert "Second Tactical £0.00 £4,990.00 £5,490.00" in words
    assert "Upfront £6,000.00 £6,500.00 Tactical £10.00 −£490.00" in words
    assert "Why a pot goes over Agreed by all" in words


def test_the_funder_reads_no_title_that_was_not_approved(client, cast):
    first, second = cast.changing("First"), cast.live("Second")
    change_words(first, by=cast.lead, title="Nobody approved this title")
    asked = asked_projects(cast, first, second)
    client.force_login(cast.funder)

    for address in (page("consent_decide", asked.pk), page("grant_page")):
        words = words_of_page(client.get(address))
        assert "“First”" in words
        assert "Nobody approved" not in words


# --- Deciding.


def test_agreeing_writes_the_movement_in_the_funders_name(client, cast, grant):
    asked = asked_pots(cast)
    client.force_login(cast.funder)

    response = decide(client, asked, words="As we said on 3 June")

    assert response.status_code == 302
    out, into = movements().order_by("sequence")
    assert (out.pot.name, out.amount, into.pot.name, into.amount) == ("upfront", -50_000, "tactical", 50_000)
    for line in (out, into):
        assert line.made_by == cast.funder
        assert line.reason == "Fewer sessions"
        assert line.consent.startswith("Fay Funder agreed on ")
        assert line.consent.endswith(": As we said on 3 June")
    assert left_of(grant) == [950_000, 550_000]
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by, asked.decision_words) == (
        "agreed", cast.funder, "As we said on 3 June",
    )  # fmt: skip
    change = Change.objects.of_row(f"movementrequest:{asked.pk}").first()
    assert (change.fields["state"], change.made_by) == (["waiting", "agreed"], cast.funder)
    assert said(client.get(page("grant_page"))) == ["You agreed: £500.00 moved."]
    assert client.get(page("grant_page")).context["waiting"] == []


def test_the_officer_is_told_what_became_of_it(client, cast):
    agreed, not_agreed = asked_pots(cast), asked_pots(cast, 10_000)
    consent.agree(agreed, words="", by=cast.funder)
    consent.disagree(not_agreed, words="Too early", by=cast.funder)
    client.force_login(cast.officer)

    words = words_of_page(client.get(page("grant_page")))
    assert "£500.00 from the upfront pot to the tactical pot Agreed Asked by Olive Officer" in words
    assert "Fay Funder agreed on" in words
    assert "Fay Funder did not agree on" in words
    assert "“Too early”" in words
    words = words_of_page(client.get(page("consent_page", not_agreed.pk)))
    assert "“Too early” Nothing moved." in words
    assert "Take the request back" not in words
    assert "The movement is in the ledger" in words_of_page(client.get(page("consent_page", agreed.pk)))


def test_agreeing_to_a_movement_between_projects(client, cast, grant):
    first, second = cast.live("First", "4,000"), cast.live("Second", "4,990", pot="tactical")
    asked = asked_projects(cast, first, second, reason_if_over="Agreed by all")
    client.force_login(cast.funder)

    assert decide(client, asked).status_code == 302

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.approved_amount, second.approved_amount) == (350_000, 549_000)
    out, into = grant.entries.order_by("-sequence")[:2][::-1]
    assert (out.kind, into.kind, into.reason) == ("release", "commitment", "Fewer sessions\nAgreed by all")
    assert out.consent == into.consent
    assert out.made_by == cast.funder


def test_not_agreeing_needs_words(client, cast, grant):
    asked = asked_pots(cast)
    client.force_login(cast.funder)

    silent = decide(client, asked, "disagree", words=" ")
    assert (silent.status_code, errors_of(silent)) == (422, ["Say why you do not agree"])
    assert decide(client, asked, "disagree", words="Too early").status_code == 302

    asked.refresh_from_db()
    assert (asked.state, asked.decision_words) == ("not_agreed", "Too early")
    assert not movements().exists()


def test_a_press_that_decides_nothing_is_refused(client, cast):
    asked = asked_pots(cast)
    client.force_login(cast.funder)

    for decision in ("", "perhaps"):
        response = decide(client, asked, decision, words="Mine")
        assert (response.status_code, errors_of(response)) == (422, ["Choose whether you agree"])
        assert fields_of(response)["words"] == ["Mine"]
    assert MovementRequest.objects.get().is_waiting


def test_a_double_press_moves_once(client, cast):
    asked = asked_pots(cast)
    client.force_login(cast.funder)
    typed = fields_of(client.get(page("consent_decide", asked.pk))) | {"decision": "agree"}
    client.post(page("consent_decide", asked.pk), typed)

    again = client.post(page("consent_decide", asked.pk), typed, follow=True)

    assert said(again)[-1] == "You decided this already."
    assert movements().count() == 2


@pytest.mark.parametrize("second", ["agree", "disagree"])
def test_of_two_people_one_decides_and_the_others_words_are_kept(client, cast, second):
    other = make_member(cast.grant.partnership, "funder", name="Finn Funder")
    asked = asked_pots(cast)
    client.force_login(other)
    typed = fields_of(client.get(page("consent_decide", asked.pk)))
    consent.agree(asked, words="", by=cast.funder)

    response = client.post(
        page("consent_decide", asked.pk), typed | {"decision": second, "words": "Words that took an hour"}
    )

    assert response.status_code == 409
    words = words_of_page(response)
    assert "Fay Funder agreed on" in words
    assert "What you typed" in words
    assert "Your words Words that took an hour" in words
    assert Draft.objects.get(person=other).data["words"] == ["Words that took an hour"]
    assert movements().count() == 2


def test_who_asked_does_not_agree(client, cast):
    both = make_member(cast.grant.partnership, "officer", name="Bo Both")
    Membership.objects.create(partnership=cast.grant.partnership, person=both, role="funder")
    asked = asked_pots(cast, by=both)
    client.force_login(both)

    words = words_of_page(client.get(page("consent_decide", asked.pk)))
    assert "You asked for it, so another person of the funder decides." in words
    assert client.get(page("grant_page")).context["waiting"] == []
    response = client.post(page("consent_decide", asked.pk), {"decision": "agree", "words": ""})
    assert response.status_code == 409
    assert not movements().exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        MovementRequest.objects.filter(pk=asked.pk).update(
            state="agreed", decided_by=both, decided_at=asked.asked_at
        )


# --- What changed meanwhile.


def test_paid_meanwhile_the_ledger_refuses_and_the_request_stays(client, cast):
    first, second = cast.live("First", "4,000"), cast.live("Second", "4,000")
    asked = asked_projects(cast, first, second)
    client.force_login(cast.funder)
    typed = fields_of(client.get(page("consent_decide", asked.pk)))
    ledger.pay(first, 380_000, by=cast.officer, key="pay")

    response = client.post(page("consent_decide", asked.pk), typed | {"decision": "agree", "words": "Mine"})

    assert response.status_code == 409
    words = words_of_page(response)
    assert "At most £200.00 can move from “First”, not £500.00: the rest is paid." in words
    assert fields_of(response)["words"] == ["Mine"]
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by, asked.version) == ("waiting", None, 1)
    assert ledger.committed(first) == 400_000


def test_a_pot_that_goes_over_by_then_is_refused_without_a_reason(client, cast):
    first, second = cast.live("First", "4,000"), cast.live("Second", "4,000", pot="tactical")
    asked = asked_projects(cast, first, second)
    cast.live("Third", "900", pot="tactical")
    client.force_login(cast.funder)

    response = decide(client, asked)

    assert response.status_code == 409
    assert "The tactical pot would go over by £400.00." in words_of_page(response)
    assert MovementRequest.objects.get().is_waiting


def test_words_that_were_not_sent_are_offered(client, cast):
    asked = asked_pots(cast)
    client.force_login(cast.funder)
    client.post("/drafts/", {"words": "Half a sentence", "draft_form": page("consent_decide", asked.pk)})

    assert "that were not saved. Use them" in words_of_page(client.get(page("consent_decide", asked.pk)))
    used = client.get(page("consent_decide", asked.pk), {"draft": "use"})

    assert (used.status_code, fields_of(used)["words"]) == (200, ["Half a sentence"])
    assert "There is a problem" not in used.content.decode()


def test_requests_of_long_ago_are_folded_away_and_those_that_wait_never(client, cast):
    for place in range(7):
        consent.disagree(asked_pots(cast, 100 * (place + 1)), words="No", by=cast.funder)
    asked_pots(cast, 12_300)
    client.force_login(cast.officer)

    words = words_of_page(client.get(page("grant_page")))

    shown, folded = words.split("Earlier requests")
    assert shown.index("£123.00 from the upfront pot") < shown.index("£7.00 from the upfront pot")
    assert "£3.00 from" not in shown
    assert "£3.00 from" in folded
    assert words.count("from the upfront pot to the tactical pot") == 8


# --- Taking it back.


def test_who_asked_takes_it_back(client, cast, officer):
    asked = asked_pots(cast)
    assert "Take the request back" in words_of_page(client.get(page("consent_page", asked.pk)))

    first = client.post(page("consent_page", asked.pk), follow=True)
    second = client.post(page("consent_page", asked.pk), follow=True)

    assert (said(first), said(second)) == (
        ["Took the request back."],
        ["The request was taken back already."],
    )
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("taken_back", officer)
    client.force_login(cast.funder)
    words = words_of_page(client.get(page("consent_decide", asked.pk)))
    assert "Olive Officer took the request back on" in words
    assert decide(client, asked).status_code == 409
    assert not movements().exists()


def test_nobody_else_takes_it_back_and_nobody_once_it_is_decided(client, cast):
    asked = asked_pots(cast)
    client.force_login(cast.chair)
    response = client.post(page("consent_page", asked.pk))
    assert response.status_code == 409
    assert "Only Olive Officer, who asked, can take the request back." in words_of_page(response)

    consent.agree(asked, words="", by=cast.funder)
    client.force_login(cast.officer)
    response = client.post(page("consent_page", asked.pk))
    assert response.status_code == 409
    assert "Fay Funder agreed on" in words_of_page(response)
    assert movements().count() == 2


# --- Who may, and what others see.


def test_who_may_not(client, cast):
    asked = asked_pots(cast)
    for person in (cast.lead, cast.executive, cast.scrutiny, cast.county):
        client.force_login(person)
        for name, args in (
            ("consent_ask", ()), ("consent_ask_projects", ()), ("consent_page", [asked.pk]),
            ("consent_decide", [asked.pk]),
        ):  # fmt: skip
            assert client.post(page(name, *args), {}).status_code == 403
        assert "asked to agree" not in words_of_page(client.get(page("grant_page")))
    client.force_login(cast.funder)
    assert client.get(page("consent_ask")).status_code == 403
    for person in (cast.officer, cast.chair):
        client.force_login(person)
        assert client.post(page("consent_decide", asked.pk), {"decision": "agree"}).status_code == 403
    client.force_login(make_member(make_partnership("southshire"), "funder"))
    assert client.get(page("consent_decide", asked.pk)).status_code == 404


def test_a_request_of_another_grant_is_not_there(client, cast):
    asked = asked_pots(cast)
    make_grant(cast.grant.partnership, "2025-26")
    client.force_login(cast.funder)

    address = reverse("consent_decide", args=[HERE[0], "2025-26", asked.pk])

    assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)


def test_others_read_in_the_ledger_that_the_funder_agreed_and_no_name(client, cast):
    consent.agree(asked_pots(cast), words="By all means", by=cast.funder)

    for person, who in ((cast.scrutiny, "The funder agreed on"), (cast.officer, "Fay Funder agreed on")):
        client.force_login(person)
        words = words_of_page(client.get(page("grant_ledger")))
        assert who in words
        assert ": By all means" in words
    client.force_login(cast.scrutiny)
    assert "Fay" not in words_of_page(client.get(page("grant_ledger")))


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 0},
        {"reason": ""},
        {"target_pot": None},
        {"state": "agreed"},
        {"state": "not_agreed", "decided_by": "chair", "decided_at": "asked"},
        {"state": "taken_back", "decided_by": "chair", "decided_at": "asked", "decision_words": "W"},
        {"decided_by": "chair"},
    ],
)
def test_the_database_refuses_what_no_request_can_be(cast, wrong):
    asked = asked_pots(cast)
    wrong = {
        name: getattr(cast, value) if name == "decided_by" else asked.asked_at if value == "asked" else value
        for name, value in wrong.items()
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        MovementRequest.objects.filter(pk=asked.pk).update(**wrong)


def test_the_database_knows_two_different_ends(cast):
    asked = asked_pots(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        MovementRequest.objects.filter(pk=asked.pk).update(target_pot=asked.source_pot)


def test_ten_requests_take_as_many_statements_as_one(client, cast):
    first, second = cast.live("First"), cast.live("Second")
    asked = asked_projects(cast, first, second)
    asked_pots(cast)
    few = {}
    pages = [page("grant_page"), page("grant_history"), page("consent_page", asked.pk)]
    for person in (cast.officer, cast.funder):
        client.force_login(person)
        for address in pages if person == cast.officer else pages[:1]:
            few[person, address] = queries(client, address)
    for place in range(8):
        asked_pots(cast, 100 + place)

    for (person, address), count in few.items():
        client.force_login(person)
        assert queries(client, address) == count
    assert few[cast.officer, pages[0]] <= 15
    assert few[cast.funder, pages[0]] <= 15
