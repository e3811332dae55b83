import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.models import PlanImport
from actions.parsing import parse_plan
from plans.files import limits
from tests.actions.import_files import file_of, make_upload
from tests.factories import make_body, make_member, make_partnership, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(make_partnership())


def address(plan) -> str:
    return f"/{plan.partnership.slug}/plans/{plan.slug}/actions/import/"


def send(client, plan, content: bytes, name="plan.csv"):
    return client.post(address(plan), {"file": SimpleUploadedFile(name, content)})


def test_file_is_stored_until_it_is_reviewed(client, plan):
    officer = make_member(plan.partnership)
    client.force_login(officer)

    answer = send(client, plan, file_of())

    kept = PlanImport.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{address(plan)}{kept.pk}/columns/")
    assert (kept.filename, bytes(kept.content), kept.state, kept.created_by) == (
        "plan.csv",
        file_of(),
        "uploaded",
        officer,
    )
    assert plan.actions.count() == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", b"%PDF-1.7 and more"),
        ("plan.csv", b""),
        ("plan.docx", b"PK\x03\x04 broken"),
        ("plan.xlsx", b"not a workbook"),
        ("plan.doc", b"\xd0\xcf\x11\xe0 old"),
        ("plan.csv", b"just words\nand more words\n"),
    ],
)
def test_unreadable_file_is_rejected_with_a_message(client, plan, name, content):
    client.force_login(make_member(plan.partnership))

    answer = send(client, plan, content, name)

    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert answer.context["form"]["file"].words[0]
    assert PlanImport.objects.count() == 0


def test_file_is_required(client, plan):
    client.force_login(make_member(plan.partnership))

    answer = client.post(address(plan))

    assert answer.status_code == 422
    assert answer.context["form"]["file"].words == ["Select a Word (.docx), Excel (.xlsx) or CSV file"]


def test_large_file_is_rejected_before_it_is_read(client, plan, monkeypatch):
    monkeypatch.setattr(limits, "UPLOAD", 1_000_000)
    client.force_login(make_member(plan.partnership))

    answer = send(client, plan, b"x" * 1_000_001)

    assert answer.status_code == 422
    assert answer.context["form"]["file"].words == [
        "The selected file must be smaller than 1MB. Remove pictures from it, or import one part at a time"
    ]


def test_file_with_unknown_headings_continues_to_its_columns(client, plan):
    client.force_login(make_member(plan.partnership))

    answer = send(client, plan, b"Foo,Bar,Baz\nTrain,All,Now\nTell,All,Soon\n")

    assert answer.headers["Location"].endswith("/columns/")


def test_example_file_has_no_structural_issue(client, plan):
    client.force_login(make_member(plan.partnership))

    answer = client.get(f"{address(plan)}example/")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="action-plan-example.csv"'
    reading = parse_plan("example.csv", answer.content)
    assert (len(reading.document.actions), reading.doubts) == (3, ())


def test_earlier_files_are_listed_in_a_constant_number_of_statements(client, plan, django_assert_num_queries):
    officer = make_member(plan.partnership)
    client.force_login(officer)
    make_upload(plan, by=officer)
    client.get(address(plan))
    with django_assert_num_queries(5):
        client.get(address(plan))
    make_upload(plan, by=officer, filename="second.csv")
    make_upload(plan, by=officer, filename="third.csv", state="left")
    with django_assert_num_queries(5):
        answer = client.get(address(plan))
    filenames = [row.cells[0].text for row in answer.context["earlier"].body]
    assert filenames == ["third.csv", "second.csv", "plan.csv"]


@pytest.mark.parametrize("role", ["lead", "executive", "chair", "scrutiny", "county", "funder"])
def test_member_without_permission_gets_403(client, plan, role):
    body = make_body(plan.partnership) if role == "lead" else None
    client.force_login(make_member(plan.partnership, role, body=body))

    assert client.get(address(plan)).status_code == 403
    assert send(client, plan, file_of()).status_code == 403
    assert PlanImport.objects.count() == 0


def test_outsider_finds_nothing(client, plan):
    client.force_login(make_member(make_partnership("southshire")))

    assert client.get(address(plan)).status_code == 404
    assert send(client, plan, file_of()).status_code == 404


def test_plan_of_a_neighbour_is_not_found_here(client, plan):
    other = make_partnership("southshire")
    client.force_login(make_member(other))

    assert client.get(f"/southshire/plans/{plan.slug}/actions/import/").status_code == 404


def test_signed_out_user_is_redirected_to_sign_in(client, plan):
    assert client.get(address(plan)).headers["Location"].startswith("/accounts/login/")
