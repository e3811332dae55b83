import pytest

from actions.forms.plan_import import optional_changes
from actions.models import Action, Milestone, PlanImport
from actions.plan_text import MilestoneText
from plans.models import Body
from plans.records import write_row
from tests.actions.import_files import action_of, body_names, file_of, make_upload, step_of
from tests.factories import (
    make_action,
    make_body,
    make_member,
    make_milestone,
    make_partnership,
    make_plan,
    make_priority,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(client):
    plan = make_plan(make_partnership())
    client.force_login(make_member(plan.partnership))
    return plan


def address(kept, step="review") -> str:
    plan = kept.plan
    return f"/{plan.partnership.slug}/plans/{plan.slug}/actions/import/{kept.pk}/{step}/"


def shown(client, kept):
    """Return the current form, and what it would send unchanged: with every box selected."""
    context = client.get(address(kept)).context
    form = context["form"]
    data = {}
    for field in form:
        value = field.value()
        if field.kind == "date":
            parts = (value.day, value.month, value.year) if value else ("", "", "")
            data |= {
                f"{field.name}_{name}": part
                for name, part in zip(("day", "month", "year"), parts, strict=True)
            }
        else:
            data[field.name] = "" if value is None else value
    data["take"] = optional_changes(context["comparison"])
    return form, data


def field_of(form, code: str, place: int = 0) -> str:
    """Return the name of an input of the first issue with that code."""
    return next(each for each in form.shown if each.doubt.code == code).fields[place]


def test_issues_name_the_cell_of_the_file(client, plan):
    kept = make_upload(
        plan,
        file_of(action_of("1.1", "Train", step_of("a", "Autumn 25", "NBC"), step_of("b", "March 24", "TBC"))),
    )

    doubts = client.get(address(kept)).context["comparison"].doubts

    assert [doubt.sentence for doubt in doubts] == [
        "Line 2, “Timescales”: “Autumn 25” is after the plan ends (31 March 2025).",
        "Line 2, “Lead agency”: “NBC” is new.",
        "Line 3, “Timescales”: “March 24” is before the plan starts (1 April 2024).",
        "Line 3, “Lead agency”: “TBC” means that a lead is to be confirmed.",
    ]


def test_same_text_in_many_cells_is_one_issue(client, plan):
    kept = make_upload(
        plan,
        file_of(action_of("1.1", "Train", *(step_of(f"step {n}", "Autumn 25", "NBC") for n in range(5)))),
    )

    doubts = client.get(address(kept)).context["comparison"].doubts

    assert [(doubt.where, len(doubt.cells)) for doubt in doubts] == [
        ("Line 2, “Timescales” and 4 more", 5),
        ("Line 2, “Lead agency” and 4 more", 5),
    ]


def test_nothing_is_saved_before_the_import(client, plan):
    client.get(address(make_upload(plan)))

    assert Action.objects.count() == 0


def test_import_adds_everything(client, plan):
    kept = make_upload(plan, file_of(action_of("1.1", "Train", step_of(lead="NBC"))))
    _, data = shown(client, kept)

    answer = client.post(address(kept), data | {"import": "1"}, follow=True)

    assert answer.redirect_chain == [(address(kept, "done"), 302)]
    assert "plan.csv imported" in answer.text
    assert Action.objects.get().action == "Train"
    assert body_names() == ["NBC"]
    kept.refresh_from_db()
    assert kept.state == PlanImport.State.DONE
    assert kept.summary["added"] == {"priority": 1, "action": 1, "milestone": 1, "body": 1}


def test_corrections_of_issues_are_imported(client, plan):
    body = make_body(plan.partnership, "Northshire Borough Council")
    kept = make_upload(
        plan,
        file_of(action_of("1.1", "Train", step_of("a", "Autumn 25", "NBC"), step_of("b", "soonish", "TBC"))),
    )
    form, data = shown(client, kept)
    unread = next(each for each in form.shown if each.doubt.printed == "soonish")
    data |= {
        field_of(form, "timescale"): "Autumn 24",
        f"{unread.fields[1]}_day": "24",
        f"{unread.fields[1]}_month": "Dec",
        f"{unread.fields[1]}_year": "2024",
        field_of(form, "lead_new"): str(body.pk),
        field_of(form, "lead_to_come"): str(body.pk),
    }

    client.post(address(kept), data | {"import": "1"})

    rows = Milestone.objects.order_by("position")
    assert [(row.timescale, row.due.isoformat(), row.lead_as_printed) for row in rows] == [
        ("Autumn 24", "2024-11-30", "NBC"),
        ("soonish", "2024-12-24", "TBC"),
    ]
    assert [[link.body for link in row.milestone_leads.all()] for row in rows] == [[body], [body]]
    assert [other.name for other in body.other_names.all()] == ["NBC"]


def test_name_matched_to_a_body_is_known_next_time(client, plan):
    body = make_body(plan.partnership, "Northshire Borough Council")
    kept = make_upload(plan, file_of(action_of("1.1", "Train", step_of(lead="NBC"))))
    form, data = shown(client, kept)
    client.post(address(kept), data | {field_of(form, "lead_new"): str(body.pk), "import": "1"})

    again = make_upload(plan, file_of(action_of("1.1", "Train", step_of(lead="NBC"))))
    comparison = client.get(address(again)).context["comparison"]

    assert (comparison.doubts, comparison.differences) == ((), ())


def test_new_body_takes_the_kind_that_was_chosen(client, plan):
    kept = make_upload(plan, file_of(action_of("1.1", "Train", step_of(lead="NBC"))))
    form, data = shown(client, kept)

    client.post(address(kept), data | {field_of(form, "lead_new"): "new:responsible", "import": "1"})

    assert Body.objects.get().kind == "responsible"


def test_decisions_are_saved_when_the_page_is_shown_again(client, plan):
    kept = make_upload(
        plan, file_of(action_of("1.1", "Train", step_of("a", "Autumn 25", "NBC")), action_of("1.2", "Tell"))
    )
    form, data = shown(client, kept)
    data["take"] = [path for path in data["take"] if path != "p1.a2"]

    client.post(address(kept), data | {field_of(form, "timescale"): "Autumn 24", "again": "1"})
    answer = client.get(address(kept))

    form = answer.context["form"]
    assert form[field_of(form, "timescale")].value() == "Autumn 24"
    assert "We took this to mean: due 30 November 2024." in answer.text
    assert answer.context["left"] == {"p1.a2"}
    assert Action.objects.count() == 0


def test_what_is_not_ticked_is_left_out(client, plan):
    kept = make_upload(plan, file_of(action_of("1.1", "Train"), action_of("1.2", "Tell")))
    _, data = shown(client, kept)
    data["take"] = [path for path in data["take"] if path != "p1.a2"]

    client.post(address(kept), data | {"import": "1"})

    assert [row.number for row in Action.objects.all()] == ["1.1"]


def test_row_that_the_file_lacks_is_withdrawn_only_when_ticked(client, plan):
    row = make_action(make_priority(plan), "1.9", "Old")
    kept = make_upload(plan, file_of(action_of("1.1", "Train")))
    _, data = shown(client, kept)

    client.post(address(kept), data | {"withdraw": [f"action:{row.pk}"], "import": "1"})

    assert [each.number for each in Action.objects.current()] == ["1.1"]


def test_pairing_is_shown_and_corrected(client, plan):
    content = b'No.,Action,Milestones,Timescale\r\n1.1,Train,"First\nSecond\nThird","May 24\nJune 24"\r\n'
    kept = make_upload(plan, content)
    form, data = shown(client, kept)
    uneven = [each for each in form.shown if each.doubt.code == "uneven"]
    assert len(uneven) == 1
    rows = uneven[0].rows
    for names, words in zip(rows, [("First", "May 24"), ("Second", ""), ("Third", "June 24")], strict=False):
        data |= {names[0]: words[0], names[1]: words[1]}

    client.post(address(kept), data | {"import": "1"})

    pairs = Milestone.objects.order_by("position").values_list("milestone", "timescale")
    assert list(pairs) == [("First", "May 24"), ("Second", ""), ("Third", "June 24")]


def test_impossible_date_is_rejected_and_nothing_is_saved(client, plan):
    kept = make_upload(plan, file_of(action_of("1.1", "Train", step_of("a", "soonish"))))
    form, data = shown(client, kept)
    name = field_of(form, "timescale", 1)

    answer = client.post(
        address(kept),
        data | {f"{name}_day": "31", f"{name}_month": "2", f"{name}_year": "2024", "import": "1"},
    )

    assert answer.status_code == 422
    assert answer.context["form"][name].words == ["Or set a due date must be a real date"]
    assert Action.objects.count() == 0


def test_body_of_another_partnership_cannot_be_chosen(client, plan):
    stranger = make_body(make_partnership("southshire"), "Stranger")
    kept = make_upload(plan, file_of(action_of("1.1", "Train", step_of(lead="NBC"))))
    form, data = shown(client, kept)

    answer = client.post(address(kept), data | {field_of(form, "lead_new"): str(stranger.pk), "import": "1"})

    assert answer.status_code == 422
    assert Action.objects.count() == 0


def test_second_of_two_imports_sees_the_plan_as_the_first_left_it(client, plan):
    first, second = make_upload(plan), make_upload(plan)
    _, data = shown(client, second)
    _, other = shown(client, first)
    client.post(address(first), other | {"import": "1"})

    answer = client.post(address(second), data | {"import": "1"}, follow=True)

    assert answer.redirect_chain == [(address(second), 302)]
    assert "The plan has changed since you opened this page, so nothing was imported." in answer.text
    assert answer.context["comparison"].differences == ()
    assert Action.objects.count() == 1


def test_edit_in_the_meantime_is_shown_before_it_is_overwritten(client, plan):
    row = make_action(make_priority(plan), "1.1", "Train the front line")
    make_milestone(row)
    kept = make_upload(
        plan, file_of(action_of("1.1", "Train the front line", step_of(timescale="Autumn 24")))
    )
    _, data = shown(client, kept)
    write_row(row, {"action": "Train everybody"}, base_revision=1, by=None)

    client.post(address(kept), data | {"import": "1"})

    row.refresh_from_db()
    assert row.action == "Train everybody"
    assert Milestone.objects.get().timescale == "Summer 24"


def test_page_of_a_large_file_shows_the_first_issues_and_counts_the_rest(client, plan):
    steps = [
        step_of(f"step {n}", f"some day {'abcdefghij'[n // 20]}{'klmnopqrstuvwxyzabcd'[n % 20]}")
        for n in range(170)
    ]
    kept = make_upload(plan, file_of(action_of("1.1", "Train", *steps)))

    answer = client.get(address(kept))

    assert len(answer.context["form"].shown) == 150
    assert "issues will be imported without changes." in answer.text


def test_number_of_statements_does_not_grow_with_the_rows(client, plan, django_assert_num_queries):
    one = make_upload(plan, file_of(action_of("1.1", "Train")))
    many = make_upload(
        plan, file_of(*(action_of(f"1.{n}", f"Train {n}", step_of(), step_of("b")) for n in range(1, 9)))
    )
    client.get(address(one))
    with django_assert_num_queries(8):
        client.get(address(one))
    with django_assert_num_queries(8):
        client.get(address(many))


def test_texts_are_literal_on_the_page(client, plan):
    kept = make_upload(
        plan,
        file_of(
            action_of("1.1", "<script>alert(1)</script>", MilestoneText("{{ x }}", "<b>", "<i>Lead</i>"))
        ),
    )

    answer = client.get(address(kept))

    assert "<script>alert(1)</script>" not in answer.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text
    assert "{{ x }}" in answer.text


def test_member_without_permission_gets_403(client, plan):
    kept = make_upload(plan)
    client.force_login(make_member(plan.partnership, "chair"))

    assert client.get(address(kept)).status_code == 403
    assert client.post(address(kept), {"import": "1"}).status_code == 403


def test_upload_of_a_neighbour_is_not_found(client, plan):
    kept = make_upload(make_plan(make_partnership("southshire")))

    assert client.get(address(kept)).status_code == 404
    assert client.post(f"/northshire/plans/2024-25/actions/import/{kept.pk}/review/").status_code == 404


def test_signed_out_user_is_redirected_to_sign_in(client, plan):
    kept = make_upload(plan)
    client.logout()

    assert client.get(address(kept)).headers["Location"].startswith("/accounts/login/")
