import pytest

from plans.models import Body, Invitation
from plans.records import write_row
from tests.factories import make_body, make_member
from tests.plans.pages import fields_of, main, queries, said, send

pytestmark = pytest.mark.django_db
LIST = "/northshire/bodies/"
NEW = LIST + "new/"
TYPED = {
    "name": "Kent Police", "kind": "responsible", "parent": "", "aliases": "",
    "former-TOTAL_FORMS": "1", "former-INITIAL_FORMS": "0",
}  # fmt: skip


def names(branch):
    """A tree as nested names."""
    return [(shown.body.name, names(shown.parts)) for shown in branch]


def other_names(body):
    return Body.objects.get(pk=body.pk).values()["other_names"]


def test_bodies_are_listed_by_kind_with_what_belongs_to_them(client, officer, partnership):
    council = make_body(partnership, "Borough Council", aliases=["BC"])
    unit = make_body(partnership, "Community Safety Unit", kind="unit", parent=council)
    make_body(partnership, "Manager", kind="post", parent=unit)
    make_body(partnership, "Domestic Abuse Group", kind="group")
    make_member(partnership, "lead", name="Lee Lead", body=unit)

    response = client.get(LIST)

    assert [(kind, names(branch)) for kind, branch in response.context["tree"]] == [
        ("Responsible authority", [("Borough Council", [("Community Safety Unit", [("Manager", [])])])]),
        ("Group", [("Domestic Abuse Group", [])]),
    ]
    assert "also called BC" in main(response)
    assert "Lee Lead (lead officer)" in main(response)


def test_bodies_that_belong_to_each_other_by_a_slip_are_still_shown(client, officer, partnership):
    one = make_body(partnership, "One")
    two = make_body(partnership, "Two", parent=one)
    Body.objects.filter(pk=one.pk).update(parent=two)

    tree = client.get(LIST).context["tree"]

    assert [(kind, names(branch)) for kind, branch in tree] == [
        ("Responsible authority", [("One", [("Two", [])])])
    ]


def test_partnership_without_bodies_shows_how_to_add_them(client, officer):
    assert "There are no organisations or groups." in main(client.get(LIST))


def test_the_list_takes_as_many_queries_with_three_bodies(client, officer, partnership):
    make_member(partnership, "lead", name="Lead 0", body=make_body(partnership, "Body 0"))
    one = queries(client, LIST)
    for number in (1, 2):
        body = make_body(partnership, f"Body {number}", aliases=["B"])
        make_member(partnership, "lead", name=f"Lead {number}", body=body)

    assert queries(client, LIST) == one == 6


def test_lead_reads_the_list_and_finds_no_tools(partnership, visit):
    ours, theirs = make_body(partnership, "Ours"), make_body(partnership, "Theirs")
    lead = visit("lead", body=ours)

    page = main(lead.get(LIST))

    assert "Edit" not in page
    assert f"/northshire/bodies/{ours.pk}/history/" in page
    assert f"/northshire/bodies/{theirs.pk}/history/" not in page
    assert lead.get(f"{LIST}{theirs.pk}/history/").status_code == 403


# --- Adding and editing.


def test_officer_adds_a_body_with_its_other_names(client, officer, partnership):
    typed = {
        "aliases": "KP\r\n\r\n Kent Constabulary \r\nKP",
        "former-0-name": "Kent County Constabulary",
        "former-0-until_day": "1",
        "former-0-until_month": "4",
        "former-0-until_year": "1974",
    }

    response = client.post(NEW, TYPED | typed)

    body = Body.objects.get()
    assert response.url == f"{LIST}#body-{body.pk}"
    assert (body.name, body.kind, body.partnership) == ("Kent Police", "responsible", partnership)
    assert other_names(body) == [
        ["KP", None],
        ["Kent Constabulary", None],
        ["Kent County Constabulary", "1974-04-01"],
    ]


def test_officer_renames_a_body_and_clears_a_former_name(client, officer, partnership):
    body = make_body(partnership, "Old name")
    write_row(body, {"other_names": [["Older name", "1990-01-01"]]}, base_revision=1, by=None)

    send(client, f"{LIST}{body.pk}/edit/", **{
        "name": "New name", "aliases": "NN",
        "former-0-name": "", "former-0-until_day": "", "former-0-until_month": "", "former-0-until_year": "",
        "former-1-name": "Old name", "former-1-until_day": "2", "former-1-until_month": "3", "former-1-until_year": "2024",
    })  # fmt: skip

    body.refresh_from_db()
    assert body.name == "New name"
    assert other_names(body) == [["NN", None], ["Old name", "2024-03-02"]]


def test_opening_and_saving_changes_nothing(client, officer, partnership):
    body = make_body(partnership, aliases=["KP", "Constabulary"])

    client.post(f"{LIST}{body.pk}/edit/", fields_of(client.get(f"{LIST}{body.pk}/edit/")))

    body.refresh_from_db()
    assert body.revision == 1


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": ""}, {"name": "Enter the name"}),
        ({"name": "Fire and Rescue"}, {"__all__": "Enter a name that is not already in use"}),
        ({"kind": "post"}, {"__all__": "Select the organisation or group that this post belongs to"}),
        ({"kind": "crowd"}, {"kind": "Select a valid choice. crowd is not one of the available choices."}),
        ({"aliases": "FRS"}, {"aliases": "“FRS” is already another name of Fire and Rescue"}),
        ({"aliases": "x" * 201}, {"aliases": f"“{'x' * 40}…” must be 200 characters or fewer"}),
        ({"aliases": "\n".join(map(str, range(51)))}, {"aliases": "Enter 50 other names or fewer"}),
    ],
)
def test_bad_input_is_rejected_with_a_message(client, officer, partnership, typed, errors):
    make_body(partnership, "Fire and Rescue", aliases=["FRS"])

    response = client.post(NEW, TYPED | typed)

    form = response.context["form"]
    shown = {
        name: form[name].words[0] if name in form.fields else said[0] for name, said in form.errors.items()
    }
    assert (response.status_code, shown) == (422, errors)
    assert Body.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"former-0-name": "Old"}, {"until": ["Enter the first day of the new name"]}),
        ({"former-0-until_year": "1974"}, {"until": ["Until must include a day and month"]}),
    ],
)
def test_incomplete_former_name_is_rejected(client, officer, partnership, typed, words):
    response = client.post(NEW, TYPED | typed)

    assert response.status_code == 422
    assert response.context["form"].former_names.forms[0].errors == words
    assert "There is a problem" in main(response)
    assert Body.objects.count() == 0


def test_another_partnerships_body_and_own_parts_are_rejected_as_parent(
    client, officer, partnership, neighbour
):
    council = make_body(partnership, "Council")
    unit = make_body(partnership, "Unit", kind="unit", parent=council)
    for parent in (make_body(neighbour), unit, council):
        assert send(client, f"{LIST}{council.pk}/edit/", parent=str(parent.pk)).status_code == 422
    council.refresh_from_db()
    assert council.parent is None


def test_two_officers_change_one_body(client, officer, partnership):
    body = make_body(partnership)
    typed = fields_of(client.get(f"{LIST}{body.pk}/edit/"))
    write_row(body, {"name": "Kent Constabulary"}, base_revision=1, by=None)

    clash = client.post(f"{LIST}{body.pk}/edit/", typed | {"name": "Police of Kent"})
    assert clash.status_code == 409
    client.post(f"{LIST}{body.pk}/edit/", typed | {"aliases": "KP"})

    body.refresh_from_db()
    assert (body.name, other_names(body)) == ("Kent Constabulary", [["KP", None]])


# --- Withdraw, reinstate, history.


def test_body_is_withdrawn_and_reinstated(client, officer, partnership):
    body = make_body(partnership)

    client.post(f"{LIST}{body.pk}/withdraw/")
    assert client.get(LIST).context["withdrawn"] == [body]

    client.post(f"{LIST}{body.pk}/reinstate/")
    body.refresh_from_db()
    assert (body.is_withdrawn, body.revision) == (False, 3)


def test_body_is_not_reinstated_if_another_has_its_name(client, officer, partnership):
    body = make_body(partnership)
    write_row(body, {"is_withdrawn": True}, base_revision=1, by=None)
    make_body(partnership)

    response = client.post(f"{LIST}{body.pk}/reinstate/", follow=True)

    assert said(response) == [
        "You cannot reinstate Kent Police because another organisation or group has the same name. Rename one of them first."
    ]


@pytest.mark.parametrize("reason", ["part", "member", "invitation"])
def test_a_body_that_is_needed_is_not_withdrawn(client, officer, partnership, reason):
    body = make_body(partnership)
    if reason == "part":
        make_body(partnership, "Unit", kind="unit", parent=body)
    elif reason == "member":
        make_member(partnership, "lead", body=body)
    else:
        Invitation.objects.create(partnership=partnership, email="a@b.example", role="lead", body=body)

    response = client.post(f"{LIST}{body.pk}/withdraw/", follow=True)

    assert "Kent Police" in said(response)[0]
    body.refresh_from_db()
    assert body.is_withdrawn is False


def test_history_of_a_body_restores_its_name(client, officer, partnership):
    body = make_body(partnership)
    send(client, f"{LIST}{body.pk}/edit/", name="Kent Constabulary")
    added = client.get(f"{LIST}{body.pk}/history/").context["entries"][1]

    client.post(added.restore)

    body.refresh_from_db()
    assert body.name == "Kent Police"


def test_name_used_by_another_body_is_not_restored(client, officer, partnership):
    body = make_body(partnership)
    send(client, f"{LIST}{body.pk}/edit/", name="Kent Constabulary")
    make_body(partnership, "Kent Police")
    added = client.get(f"{LIST}{body.pk}/history/").context["entries"][1]

    response = client.post(added.restore, follow=True)

    assert said(response) == ["The version was not restored. Enter a name that is not already in use"]


def test_neighbours_body_is_not_found(client, officer, neighbour):
    body = make_body(neighbour)

    for page in ("edit", "history"):
        assert client.get(f"{LIST}{body.pk}/{page}/").status_code == 404
    for press in ("withdraw", "reinstate"):
        assert client.post(f"{LIST}{body.pk}/{press}/").status_code == 404


def test_chair_cannot_edit_bodies(partnership, visit):
    assert visit("chair").post(NEW, TYPED).status_code == 403
    assert Body.objects.count() == 0
