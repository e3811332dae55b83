"""manage.py export_actions, and the action plan as a PDF."""

import json
from io import StringIO

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from actions.exporting.plan_export import build_plan_json
from actions.models import Action
from actions.parsing import parse_plan
from reports.models import Document
from reports.plan.print_table import action_plan_html
from tests.factories import (
    make_action,
    make_body,
    make_member,
    make_milestone,
    make_partnership,
    make_plan,
    make_priority,
)
from tests.reports.pdf_checks import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    plan = make_plan(make_partnership())
    police = make_body(plan.partnership)
    row = make_action(make_priority(plan), "1.1", "Train", leads=[police], status="at_risk")
    make_milestone(row, "First course", "Summer 24", leads=[police], lead_as_printed="Kent Police")
    make_milestone(row, "Report", "Q4", done_on="2024-06-03", due_override="2025-01-31")
    make_action(make_priority(plan, "Theme 1: Young people"), "2.1", "Map <b>all</b>")
    return plan


def run(*arguments) -> str:
    out = StringIO()
    call_command("export_actions", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv"])
def test_file_is_written_by_its_ending(plan, tmp_path, ending):
    path = tmp_path / f"out.{ending}"

    assert run("northshire", "2024-25", path) == f"2 actions of Plan 2024-25: {path}\n"

    assert [row.number for row in parse_plan(path.name, path.read_bytes()).document.actions] == ["1.1", "2.1"]


def test_json_is_written(plan, tmp_path):
    run("northshire", "2024-25", tmp_path / "out.json")

    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == build_plan_json(plan)


def test_pdf_is_written(plan, tmp_path):
    run("northshire", "2024-25", tmp_path / "out.pdf")

    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert pdf.docinfo["/Title"] == "Action plan, Plan 2024-25"
        assert pdf.pages[0].mediabox[2] > pdf.pages[0].mediabox[3]
    assert faults((tmp_path / "out.pdf").read_bytes(), title="Action plan, Plan 2024-25", tables=2) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("northshire", "2024-25", "{folder}/out.odt"),
            "“out.odt” must end in .docx, .xlsx, .csv, .json, .pdf.",
        ),
        (("nowhere", "2024-25", "{folder}/out.csv"), "Partnership nowhere not found."),
        (("northshire", "2025-26", "{folder}/out.csv"), "Plan 2025-26 not found in northshire."),
        (
            ("northshire", "2024-25", "{folder}/no/out.csv"),
            "could not be written: No such file or directory.",
        ),
    ],
)
def test_bad_argument_is_one_line_and_no_file(plan, tmp_path, arguments, said):
    with pytest.raises(CommandError) as refused:
        run(*(argument.format(folder=tmp_path) for argument in arguments))

    assert said in str(refused.value)
    assert list(tmp_path.rglob("out.*")) == []


def test_page_for_the_pdf_has_everything_as_text(plan):
    html = action_plan_html(plan, on=plan.starts, shown="2 of 2 actions")

    for words in (
        "Northshire Community Safety Partnership",
        "Action plan, Plan 2024-25",
        "1 April 2024",
        "2 of 2 actions",
        "At risk",
        "First course · Summer 24 · Kent Police",
        "Report · Q4 · set to 31 Jan 2025 · done 3 Jun 2024",
        "No lead",
        "Map &lt;b&gt;all&lt;/b&gt;",
    ):
        assert words in html
    assert "<b>all</b>" not in html


def test_number_of_statements_does_not_grow_with_the_rows(plan, django_assert_num_queries):
    with django_assert_num_queries(4):
        action_plan_html(plan, on=plan.starts)
    for number in range(2, 8):
        row = make_action(plan.priorities.first(), f"1.{number}", leads=[plan.partnership.bodies.first()])
        make_milestone(row, leads=[plan.partnership.bodies.first()])
    with django_assert_num_queries(4):
        action_plan_html(plan, on=plan.starts)


ADDRESS = "/northshire/plans/2024-25/actions/export/pdf/"


def test_officer_downloads_the_table_as_filtered(client, plan):
    client.force_login(make_member(plan.partnership))

    answer = client.get(ADDRESS, {"status": "at_risk"})

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="northshire-2024-25-actions.pdf"'
    assert b"".join(answer)[:5] == b"%PDF-"
    client.get(ADDRESS, {"status": "at_risk"})
    assert Document.objects.count() == 1
    client.get(ADDRESS)
    assert Document.objects.count() == 2


def test_lead_gets_only_their_own_rows_of_a_draft(client, plan, monkeypatch):
    plan.state = "draft"
    type(plan).objects.filter(pk=plan.pk).update(state="draft")
    seen = []
    monkeypatch.setattr(
        "reports.views.action_plan_pdf.action_plan_html",
        lambda plan, actions, **words: seen.append([row.number for row in actions]) or "<title>x</title>",
    )
    client.force_login(
        make_member(plan.partnership, "lead", body=Action.objects.first().action_leads.get().body)
    )

    client.get(ADDRESS)

    assert seen == [["1.1"]]


def test_member_without_permission_gets_403_and_an_outsider_404(client, plan):
    client.force_login(make_member(plan.partnership, "scrutiny"))
    assert client.get(ADDRESS).status_code == 403

    client.force_login(make_member(make_partnership("southshire")))
    assert client.get(ADDRESS).status_code == 404

    client.logout()
    assert client.get(ADDRESS).headers["Location"].startswith("/accounts/login/")
