"""Two thousand malicious texts in an imported file: each is stored unchanged, none stops the import."""

import pytest

from actions.importing.decisions import ImportDecisions
from actions.importing.operations import import_file, undo_import
from actions.importing.review import review_import
from actions.models import Action, Milestone
from actions.parsing import parse_plan
from actions.plan_text import ActionText, MilestoneText
from plans.files.text_cleaning import clean_text
from tests.actions.import_files import file_of, make_upload
from tests.factories import make_partnership, make_plan
from tests.malicious import hostile_texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(make_partnership())


def test_malicious_texts_are_imported_as_they_are(plan):
    # A cell of more than 100,000 characters is an error.
    texts = [text[:99_000] for text in hostile_texts(1_900) if clean_text(text)]
    content = file_of(
        *(
            ActionText(f"{place}", f"a {text}", text, milestones=(MilestoneText(f"m {text}", text),))
            for place, text in enumerate(texts, 1)
        )
    )
    kept = make_upload(plan, content)
    reading = parse_plan("plan.csv", content)
    import_file(kept, reading, choices=ImportDecisions(), by=None)

    stored = {row.number: row for row in Action.objects.all()}
    assert len(stored) == len(texts)
    wrong = [
        text
        for place, text in enumerate(texts, 1)
        if (stored[f"{place}"].action, stored[f"{place}"].desired_outcome)
        != (clean_text(f"a {text}"), clean_text(text))
    ]
    assert wrong == []
    _, again = review_import(plan, reading, ImportDecisions())
    assert again.differences == ()
    undo_import(kept, by=None)
    assert Milestone.objects.current().count() == 0


def test_malicious_leads_are_imported_as_they_are(plan):
    texts = [text for text in hostile_texts(400) if clean_text(text) and len(text) < 2_000]
    content = file_of(
        *(
            ActionText(f"{place}", "Train", milestones=(MilestoneText("m", lead=text),))
            for place, text in enumerate(texts, 1)
        )
    )
    kept = make_upload(plan, content)
    reading = parse_plan("plan.csv", content)

    import_file(kept, reading, choices=ImportDecisions(), by=None)

    assert [row.lead_as_printed for row in Milestone.objects.order_by("id")] == [
        clean_text(text) for text in texts
    ]
    _, again = review_import(plan, reading, ImportDecisions())
    assert again.differences == ()


def test_malicious_timescales_are_saved_and_fit(plan):
    texts = [
        "quarterly or monthly or six weekly or annually until 31 March 2025 in June, September and December "
        * 2
    ]
    texts += [text for text in hostile_texts(300) if clean_text(text)]
    content = file_of(
        ActionText(
            "1.1", "Train", milestones=tuple(MilestoneText(f"m{n}", text) for n, text in enumerate(texts))
        )
    )

    import_file(
        make_upload(plan, content), parse_plan("plan.csv", content), choices=ImportDecisions(), by=None
    )

    assert [row.timescale for row in Milestone.objects.order_by("position")] == [
        clean_text(text) for text in texts
    ]
