"""Two thousand malicious texts in Word, Excel and CSV: imported as printed, and exported unchanged."""

import socket
from datetime import date
from itertools import zip_longest

import pytest

from actions.exporting import exportable_text, plan_to_csv, plan_to_docx, plan_to_xlsx
from actions.exporting.columns import TextTooLong
from actions.exporting.plan_export import build_plan_json, build_plan_text
from actions.importing.decisions import ImportDecisions
from actions.importing.operations import import_file
from actions.models import Action
from actions.parsing import parse_plan
from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText
from plans.files.limits import EXCEL_CELL
from plans.files.text_cleaning import clean_text
from plans.models import Plan
from reports.documents import make_pdf
from reports.plan.print_table import action_plan_html
from tests.actions.file_factories import bare
from tests.actions.import_files import make_upload
from tests.factories import make_partnership, make_plan
from tests.malicious import FORMULAS, LINKS, MARKUP, hostile_texts, is_storable
from tests.reports.pdf_checks import read_text
from tests.sampling import sampled

pytestmark = pytest.mark.django_db
WRITERS = {"docx": plan_to_docx, "xlsx": plan_to_xlsx, "csv": plan_to_csv}
TEXTS = hostile_texts(2_000)


def document_of(texts) -> PlanText:
    """Return an action for every two texts: one is its outcome, the other its milestone."""
    pairs = zip_longest(texts[::2], texts[1::2], fillvalue="")
    actions = tuple(
        ActionText(f"{place}", f"Row {place}", outcome, milestones=(MilestoneText(step, "Summer 24"),))
        for place, (outcome, step) in enumerate(pairs, 1)
    )
    return PlanText("Plan", (PriorityText("Priority 1: Domestic abuse", actions=actions),))


def words_of(document: PlanText) -> list:
    """Return the plan's text without its title, which a CSV file does not have."""
    return bare(PlanText("", document.priorities))


@pytest.fixture
def plan():
    return make_plan(make_partnership())


@pytest.mark.parametrize("ending", WRITERS)
def test_texts_are_imported_as_printed_and_exported_unchanged(plan, ending):
    texts = [text for text in sampled(TEXTS, 5) if ending != "xlsx" or len(text) <= EXCEL_CELL]
    written = document_of(texts)
    content = WRITERS[ending](written)
    reading = parse_plan(f"plan.{ending}", content)
    import_file(
        make_upload(plan, content, filename=f"plan.{ending}"), reading, choices=ImportDecisions(), by=None
    )

    printed = [
        text
        for action in exportable_text(written).priorities[0].actions
        for text in (action.desired_outcome, action.milestones[0].milestone)
    ]
    stored = [
        text
        for action in Action.objects.prefetch_related("milestones").order_by("position", "id")
        for text in (action.desired_outcome, action.milestones.all()[0].milestone)
    ]
    assert stored == printed
    assert [text for text in stored if not is_storable(text)] == []

    plan = Plan.objects.select_related("partnership").get()
    out = build_plan_text(plan)
    for other in WRITERS if ending == "xlsx" else ("docx", "csv"):
        assert words_of(parse_plan(f"plan.{other}", WRITERS[other](out)).document) == words_of(
            exportable_text(out)
        )
    rows = [row for priority in build_plan_json(plan)["priorities"] for row in priority["actions"]]
    assert [
        text for row in rows for text in (row["desired_outcome"], row["milestones"][0]["milestone"])
    ] == stored


def test_text_longer_than_a_cell_of_excel_is_rejected_with_a_message():
    with pytest.raises(TextTooLong, match="Shorten the text, or export the plan to Word or CSV"):
        plan_to_xlsx(document_of(["x" * 100_000]))


@pytest.mark.parametrize("text", ["nul\x00byte", "\x07bell", "\x1b[31mred"])
def test_control_characters_are_removed_with_an_issue(text):
    reading = parse_plan("plan.csv", f"Action,Timescales\nTrain {text},Summer 24\n".encode())

    assert reading.document.priorities[0].actions[0].action == f"Train {clean_text(text)}"
    assert [doubt.code for doubt in reading.doubts] == ["characters", "number_ours"]


def test_texts_are_literal_in_print_and_nothing_is_fetched(plan):
    texts = [text for text in TEXTS if is_storable(text) and len(text) < 2_000][:150]
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        texts += [f"<img src={address}>", f"<link rel=attachment href={address}>", address]
        content = plan_to_csv(document_of(texts))
        import_file(
            make_upload(plan, content), parse_plan("plan.csv", content), choices=ImportDecisions(), by=None
        )
        plan = Plan.objects.select_related("partnership").get()
        pdf = make_pdf(action_plan_html(plan, on=date(2024, 6, 30)))
        with pytest.raises(BlockingIOError):
            server.accept()

    assert [each for each in (b"/EmbeddedFile", b"/URI", b"/JavaScript", b"/Launch") if each in pdf] == []
    words = "".join((read_text(pdf) or pytest.skip("pdftotext is not installed")).split())
    literal = [text for text in (*MARKUP, *FORMULAS, *LINKS) if text in texts]
    assert len(literal) > 50
    assert [text for text in literal if "".join(text.split()) not in words] == []
