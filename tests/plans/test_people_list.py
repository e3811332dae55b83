import pytest
from django.urls import reverse

from plans.models import Membership
from plans.people.roles import change_role, end_membership
from plans.records import OperationError, write_row
from tests.factories import make_body, make_member, make_partnership
from tests.plans.pages import fields_of, main, queries, said, send

pytestmark = pytest.mark.django_db
PEOPLE = "/northshire/people/"


def role_of(person, partnership):
    return Membership.objects.get(person=person, partnership=partnership)


def held(partnership):
    return sorted(
        (member.person.name, member.role)
        for member in partnership.memberships.current().select_related("person")
    )


def edit(member):
    return f"{PEOPLE}roles/{member.pk}/edit/"


def end(member):
    return f"{PEOPLE}roles/{member.pk}/end/"


def test_members_are_listed_by_role(client, officer, partnership):
    make_member(partnership, "chair", name="Cher Chair")
    make_member(partnership, "lead", name="Lee Lead", body=make_body(partnership))
    make_member(partnership, "executive", name="Pia Proper", hat=True)

    response = client.get(PEOPLE)

    assert [
        (role, [member.person.name for member in members]) for role, members in response.context["roles"]
    ] == [
        ("Officer", ["Olive Officer"]),
        ("Lead officer", ["Lee Lead"]),
        ("Executive member", ["Pia Proper"]),
        ("Chair", ["Cher Chair"]),
    ]
    assert "Lee Lead, for Kent Police" in main(response)
    assert "Proper officer" in main(response)


def test_addresses_are_for_officers_alone(partnership, visit):
    make_member(partnership, "chair", name="Cher Chair")
    page = main(visit("executive").get(PEOPLE))

    assert "Cher Chair" in page
    for hidden in ("@partners.example", "Invite", "Change", "Open invitations"):
        assert hidden not in page


def test_the_list_takes_as_many_queries_with_three_members(client, officer, partnership):
    body = make_body(partnership)
    make_member(partnership, "lead", name="Lead 0", body=body)
    one = queries(client, PEOPLE)
    for number in (1, 2):
        make_member(partnership, "lead", name=f"Lead {number}", body=body)

    assert queries(client, PEOPLE) == one == 5


# --- Change and end roles.


def test_officer_gives_another_role_and_the_additional_role(client, officer, partnership):
    member = role_of(make_member(partnership, "scrutiny", name="Sue"), partnership)

    response = send(client, edit(member), role="executive", is_proper_officer="on")

    assert response.url == PEOPLE
    member.refresh_from_db()
    assert (member.role, member.is_proper_officer, member.revision) == ("executive", True, 2)
    newest = client.get(PEOPLE + "history/").context["entries"][0]
    assert (newest.who, newest.row_words) == ("Olive Officer", "Role “Sue: Executive member”")


def test_a_role_without_a_body_drops_it(client, officer, partnership):
    member = role_of(make_member(partnership, "lead", body=make_body(partnership)), partnership)

    send(client, edit(member), role="scrutiny")

    member.refresh_from_db()
    assert (member.role, member.body) == ("scrutiny", None)


def test_a_lead_needs_a_body_of_this_partnership(client, officer, partnership, neighbour):
    member = role_of(make_member(partnership, "scrutiny"), partnership)

    missing = send(client, edit(member), role="lead")
    theirs = send(client, edit(member), role="lead", body=str(make_body(neighbour).pk))

    assert missing.context["form"]["body"].words == [
        "Select the organisation that this lead officer represents"
    ]
    assert theirs.status_code == 422
    member.refresh_from_db()
    assert member.role == "scrutiny"


def test_user_cannot_change_or_end_their_own_role(client, officer, partnership):
    make_member(partnership, "officer", name="Second")
    own = role_of(officer, partnership)

    response = send(client, edit(own), role="scrutiny")
    ended = client.post(end(own), follow=True)

    assert response.context["form"].non_field_errors() == [
        "You cannot change your own role. Ask another officer."
    ]
    assert said(ended) == ["You cannot change your own role. Ask another officer."]
    assert held(partnership) == [("Olive Officer", "officer"), ("Second", "officer")]


def test_two_officers_cannot_end_each_others_role(partnership):
    olive, oscar = (
        make_member(partnership, "officer", name="Olive"),
        make_member(partnership, "officer", name="Oscar"),
    )
    end_membership(role_of(oscar, partnership), by=olive)

    # Oscar's request was in progress when his own role ended.
    with pytest.raises(OperationError, match="This is the last officer"):
        end_membership(role_of(olive, partnership), by=oscar)
    with pytest.raises(OperationError, match="This is the last officer"):
        change_role(role_of(olive, partnership), {"role": "scrutiny"}, base_revision=1, by=oscar)
    assert held(partnership) == [("Olive", "officer")]


def test_an_officer_neither_changes_nor_ends_the_chair(client, officer, partnership):
    chair = role_of(make_member(partnership, "chair", name="Cher"), partnership)

    response = send(client, edit(chair), role="scrutiny")
    client.post(end(chair))

    assert response.status_code == 422
    assert held(partnership) == [("Cher", "chair"), ("Olive Officer", "officer")]


def test_there_is_one_chair_at_a_time(client, officer, partnership):
    member = role_of(make_member(partnership, "executive", name="Ex"), partnership)
    assert send(client, edit(member), role="chair").status_code == 302

    other = role_of(make_member(partnership, "executive", name="Other"), partnership)
    response = send(client, edit(other), role="chair")

    assert response.context["form"].non_field_errors() == [
        "This partnership already has a chair. Only the chair can make someone else the chair."
    ]


def test_role_is_ended_and_its_history_kept(client, officer, partnership):
    person = make_member(partnership, "scrutiny", name="Sue")
    member = role_of(person, partnership)

    client.post(end(member))

    assert held(partnership) == [("Olive Officer", "officer")]
    newest = client.get(PEOPLE + "history/").context["entries"][0]
    assert (newest.act, newest.row_words) == ("withdrawn", "Role “Sue: Scrutiny member”")
    client.force_login(person)
    assert client.get("/northshire/plans/").status_code == 404


def test_a_role_that_was_ended_can_be_given_again(client, officer, partnership):
    person = make_member(partnership, "scrutiny", name="Sue")
    client.post(end(role_of(person, partnership)))

    make_member(partnership, "scrutiny", person=person)

    assert held(partnership) == [("Olive Officer", "officer"), ("Sue", "scrutiny")]


def test_two_officers_who_change_one_role_get_a_conflict(client, officer, partnership):
    member = role_of(make_member(partnership, "scrutiny"), partnership)
    typed = fields_of(client.get(edit(member)))
    write_row(member, {"role": "funder"}, base_revision=1, by=officer)

    response = client.post(edit(member), typed | {"role": "executive"})

    assert response.context["form"].non_field_errors() == [
        "Olive Officer changed this role while you were editing. Check the list before you continue."
    ]


def test_neighbours_member_is_not_found(client, officer, neighbour):
    member = role_of(make_member(neighbour, "officer"), neighbour)

    assert client.get(edit(member)).status_code == 404
    assert client.post(end(member)).status_code == 404


def test_role_ended_in_the_meantime_is_not_found(client, officer, partnership):
    member = role_of(make_member(partnership, "scrutiny"), partnership)
    client.post(end(member))

    assert client.post(end(member)).status_code == 404


def test_lead_cannot_change_roles(partnership, visit):
    member = role_of(make_member(partnership, "scrutiny"), partnership)

    assert visit("lead", body=make_body(partnership)).post(end(member)).status_code == 403


def test_who_changed_roles_is_for_officer_and_chair(partnership, visit):
    assert visit("chair").get(PEOPLE + "history/").status_code == 200
    assert visit("executive").get(PEOPLE + "history/").status_code == 403


# --- The next chair.


def test_the_chair_hands_over_and_stays(client, partnership):
    cher = make_member(partnership, "chair", name="Cher")
    nell = make_member(partnership, "scrutiny", name="Nell")
    client.force_login(cher)

    response = send(client, PEOPLE + "next-chair/", to=str(nell.pk))

    assert response.url == reverse("front_page")
    assert held(partnership) == [("Cher", "executive"), ("Nell", "chair"), ("Nell", "scrutiny")]


def test_chair_appoints_the_next_chair_and_leaves(client, partnership):
    client.force_login(make_member(partnership, "chair", name="Cher"))
    nell = make_member(partnership, "scrutiny", name="Nell")

    client.post(PEOPLE + "next-chair/", {"to": nell.pk})

    assert held(partnership) == [("Nell", "chair"), ("Nell", "scrutiny")]


@pytest.mark.parametrize("who", ["nobody", "outsider", "self"])
def test_only_another_member_becomes_chair(client, partnership, who):
    cher = make_member(partnership, "chair", name="Cher")
    outsider = make_member(make_partnership("elsewhere"), "officer")
    client.force_login(cher)
    to = {"nobody": "", "outsider": outsider.pk, "self": cher.pk}[who]

    assert client.post(PEOPLE + "next-chair/", {"to": to}).status_code == 422
    assert held(partnership) == [("Cher", "chair")]


def test_an_officer_does_not_name_the_chair(client, officer):
    assert client.get(PEOPLE + "next-chair/").status_code == 403
