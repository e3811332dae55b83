"""Link a project to the plan's actions; move money from one project to another."""

import pytest
from django.urls import reverse

from funding.bids.project_changes import start_change
from funding.bids.submission import submit_change
from funding.ledger import entries, transfers
from funding.ledger.entries import get_position
from funding.models import ProjectAction
from plans.models import HistoryEntry
from plans.records import OperationError
from tests.factories import make_action, make_member, make_partnership, make_plan, make_priority
from tests.funding.bid_factories import Cast, change_words
from tests.funding.factories import make_grant
from tests.funding.page_text import words_of_page
from tests.plans.pages import fields_of, queries, said, send

pytestmark = pytest.mark.django_db
HERE = ["northshire", "2024-25"]


@pytest.fixture
def plan(partnership):
    return make_plan(partnership)


def page(name, *args):
    return reverse(name, args=[*HERE, *args])


def errors_of(response):
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


# --- Actions that a project pays for.


def test_an_officer_ties_a_project_to_actions(client, cast, plan):
    bid = cast.live()
    first = make_action(make_priority(plan, "Violence"), "1.1", "Train the front line")
    make_action(make_priority(plan, "Theft"), "2.1", "Mark bicycles")
    client.force_login(cast.officer)

    form = client.get(page("project_actions", 1))
    assert "Violence · Plan 2024-25 1.1 Train the front line" in " ".join(words_of_page(form).split())
    response = send(client, page("project_actions", 1), actions=[first.pk])

    assert response.url == page("project_detail", 1)
    assert list(ProjectAction.objects.values_list("project", "action")) == [(bid.pk, first.pk)]
    change = HistoryEntry.objects.of_row(f"project:{bid.pk}").latest("id")
    assert change.fields == {"actions": [[], [first.pk]]}


def test_a_neighbours_action_is_not_tied(client, cast, plan):
    cast.live()
    other = make_action(make_priority(make_plan(make_partnership("southshire"))))
    client.force_login(cast.officer)

    response = send(client, page("project_actions", 1), actions=[other.pk])

    assert response.status_code == 422
    assert not ProjectAction.objects.exists()


@pytest.mark.parametrize("state", ["submitted", "declined", "withdrawn"])
def test_a_bid_without_money_is_tied_to_nothing(client, cast, state):
    cast.in_state(state)
    client.force_login(cast.officer)

    assert client.get(page("project_actions", 1)).status_code == 404


def tie(bid, *actions):
    ProjectAction.objects.bulk_create(ProjectAction(project=bid, action=action) for action in actions)


def action_page(action):
    return reverse("action_detail", args=["northshire", action.plan.slug, action])


def test_actions_page_shows_its_projects_to_users_with_access(client, cast, plan):
    bids = cast.live("Training"), cast.live("Cameras", lead=cast.police)
    action = make_action(make_priority(plan), "1.1", leads=[cast.charity])
    for bid in bids:
        tie(bid, action)

    for person, seen in [
        (cast.officer, (True, True)),
        (cast.executive, (True, True)),
        (cast.county, (True, True)),
        (cast.lead, (True, False)),
    ]:
        client.force_login(person)
        words = words_of_page(client.get(action_page(action)))
        found = tuple(title in words for title in ("Training", "Cameras"))
        assert found == seen, person
    assert "Training : £4,000.00 approved from Crime Reduction Grant 2024/25, live" in words


def test_of_a_provisional_grant_the_county_sees_nothing(client, cast, plan):
    bid = cast.live("Training")
    action = make_action(make_priority(plan), "1.1")
    tie(bid, action)
    type(cast.grant).objects.update(is_provisional=True)
    client.force_login(cast.county)

    assert "Paid for by" not in words_of_page(client.get(action_page(action)))


def test_the_actions_page_takes_as_many_statements_for_three_projects_as_for_one(client, cast, plan):
    first, second, third = (cast.live(title) for title in ("One", "Two", "Three"))
    action = make_action(make_priority(plan), "1.1")
    tie(first, action)
    client.force_login(cast.officer)
    one = queries(client, action_page(action))
    tie(second, action)
    tie(third, action)

    assert queries(client, action_page(action)) == one


# --- Money that moves between projects.


@pytest.fixture
def two(cast):
    """£4,000 and £6,000 of the upfront pot."""
    return cast.live("First", "4,000"), cast.live("Second", "6,000")


def move(client, source, target, **typed):
    whole = {"amount": "500", "reason": "Fewer sessions", "consent": "The Commissioner, by letter"} | typed
    return send(client, page("project_transfer_add"), source=source.pk, target=target.pk, **whole)


def test_money_moves_with_reason_and_consent(client, cast, two):
    first, second = two
    left = get_position(cast.grant).left
    client.force_login(cast.officer)

    response = move(client, first, second)

    assert response.url == page("grant_detail")
    assert said(client.get(response.url)) == ["£500.00 moved from “First” to “Second”"]
    out, into = cast.grant.entries.order_by("-sequence")[:2][::-1]
    assert [(line.kind, line.amount, line.project) for line in (out, into)] == [
        ("release", -50_000, first),
        ("commitment", 50_000, second),
    ]
    for line in (out, into):
        assert (line.reason, line.consent) == ("Fewer sessions", "The Commissioner, by letter")
    assert out.group == into.group != ""
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.amount, second.amount) == (350_000, 650_000)
    assert (entries.committed_amount(first), entries.committed_amount(second)) == (350_000, 650_000)
    assert get_position(cast.grant).left == left
    change = HistoryEntry.objects.of_row(f"project:{first.pk}").latest("id")
    assert (change.fields, change.why) == (
        {"amount": [400_000, 350_000]},
        "Fewer sessions Agreed: The Commissioner, by letter",
    )


def test_a_change_approved_later_is_worked_out_from_what_moved(client, cast, two):
    first, second = two
    client.force_login(cast.officer)
    move(client, first, second)
    second.refresh_from_db()
    changing = start_change(second, by=cast.lead, words="Dearer")
    more = {"asked": 700_000, "amount_requested_text": "7,000", "costs": [["All of it", "7,000"]]}
    done = cast.approve_change(submit_change(change_words(changing, by=cast.lead, **more), by=cast.lead))

    assert (done.amount, entries.committed_amount(done)) == (700_000, 700_000)
    assert done.entries.order_by("-sequence").first().amount == 50_000


def test_repeated_request_moves_the_money_once(client, cast, two):
    first, second = two
    client.force_login(cast.officer)
    typed = fields_of(client.get(page("project_transfer_add"))) | {
        "source": first.pk, "target": second.pk, "amount": "500", "reason": "R", "consent": "C",
    }  # fmt: skip
    client.post(page("project_transfer_add"), typed)

    response = client.post(page("project_transfer_add"), typed, follow=True)

    assert said(response)[-1] == "This was already recorded"
    assert entries.committed_amount(first) == 350_000


def test_what_was_paid_does_not_move(client, cast, two):
    first, second = two
    entries.record_payment(first, 380_000, by=cast.officer, key="pay")
    client.force_login(cast.officer)

    response = move(client, first, second, amount="200.01")

    assert (response.status_code, errors_of(response)) == (
        422,
        ["You can move up to £200.00 from “First”, not £200.01: the rest has been paid."],
    )
    assert move(client, first, second, amount="200").status_code == 302


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"amount": ""}, "Enter the amount"),
        ({"amount": "1e3"}, "“1e3”"),
        ({"reason": ""}, "Enter a reason for moving the money"),
        ({"consent": ""}, "Enter who agreed, and how"),
        ({"source": ""}, "Select the project to move money from"),
        ({"target": "999"}, "Select a valid choice. 999 is not one of the available choices."),
    ],
)
def test_wrong_transfer_is_rejected_with_a_message(client, cast, two, typed, words):
    client.force_login(cast.officer)
    whole = {"amount": "5", "reason": "R", "consent": "C", "source": two[0].pk, "target": two[1].pk} | typed

    response = send(client, page("project_transfer_add"), **whole)

    assert response.status_code == 422
    (found,) = errors_of(response)
    assert found.startswith(words)
    assert not cast.grant.entries.filter(kind="release").exists()


def test_a_project_gives_nothing_to_itself(client, cast, two):
    client.force_login(cast.officer)

    assert errors_of(move(client, two[0], two[0])) == ["Select two different projects"]


def test_pot_is_over_committed_only_with_a_reason(client, cast):
    first = cast.live("First", "40,000")
    second = cast.live("Second", "35,000", pot="tactical")
    client.force_login(cast.officer)

    response = move(client, first, second, amount="1,000")
    assert (response.status_code, errors_of(response)) == (
        422,
        ["This over-commits the tactical pot by £513.00. Enter a reason, which is recorded."],
    )
    assert move(client, first, second, amount="487").status_code == 302
    assert move(client, first, second, amount="1", overcommit_reason="Agreed by all").status_code == 302

    line = cast.grant.entries.last()
    assert (line.reason, line.balance_before) == ("Fewer sessions\nAgreed by all", 0)
    assert [pot.left for pot in get_position(cast.grant).pots] == [7_097_300 - 3_951_200, -100]


def test_transfer_within_one_full_pot_over_commits_nothing(client, cast):
    first = cast.live("First", "35,477", pot="tactical")
    second = cast.live("Second", "10", pot="tactical")
    client.force_login(cast.officer)

    assert move(client, first, second, amount="100").status_code == 302
    assert [pot.left for pot in get_position(cast.grant).pots] == [7_097_300, 0]


def test_only_officers_move_money(client, cast, two):
    for person in (cast.lead, cast.chair, cast.executive, cast.funder):
        client.force_login(person)
        assert client.post(page("project_transfer_add"), {}).status_code == 403
        assert client.post(page("project_actions", 1), {}).status_code == 403
    client.force_login(make_member(make_partnership("southshire"), "officer"))
    assert client.get(page("project_transfer_add")).status_code == 404
    assert client.get(page("project_actions", 1)).status_code == 404


def test_projects_of_another_grant_are_not_offered(client, cast, two):
    other = make_grant(cast.grant.partnership, "2025-26")
    elsewhere = Cast.__new__(Cast)
    elsewhere.__dict__ |= cast.__dict__ | {"grant": other}
    third = elsewhere.live("Third")
    client.force_login(cast.officer)

    assert move(client, two[0], third).status_code == 422
    with pytest.raises(OperationError, match="two different projects of this grant"):
        transfers.transfer_between_projects(two[0], third, 1, reason="R", consent="C", by=None, key="k")


def test_the_form_takes_as_many_statements_for_four_projects_as_for_two(client, cast, two):
    client.force_login(cast.officer)
    few = queries(client, page("project_transfer_add"))
    cast.live("Third")
    cast.live("Fourth")

    assert queries(client, page("project_transfer_add")) == few
