"""Two thousand hostile texts come in by file: each is stored as read, none stops the import."""

import pytest

from actions.document import ActionText, MilestoneText
from actions.importing.checking import check
from actions.importing.choices import Choices
from actions.importing.operations import bring_in, take_back
from actions.models import Action, Milestone
from actions.reading import read_plan
from actions.reading.texts import tidy
from tests.actions.import_files import file_of, make_upload
from tests.hostile import hostile_texts
from tests.making import make_partnership, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(make_partnership())


def test_hostile_words_come_in_as_they_are(plan):
    # A cell of more than 100,000 characters is refused in words.
    texts = [text[:99_000] for text in hostile_texts(1_900) if tidy(text)]
    content = file_of(
        *(
            ActionText(f"{place}", f"a {text}", text, milestones=(MilestoneText(f"m {text}", text),))
            for place, text in enumerate(texts, 1)
        )
    )
    kept = make_upload(plan, content)
    reading = read_plan("plan.csv", content)
    bring_in(kept, reading, choices=Choices(), by=None)

    stored = {row.number: row for row in Action.objects.all()}
    assert len(stored) == len(texts)
    wrong = [
        text
        for place, text in enumerate(texts, 1)
        if (stored[f"{place}"].action, stored[f"{place}"].desired_outcome) != (tidy(f"a {text}"), tidy(text))
    ]
    assert wrong == []
    _, again = check(plan, reading, Choices())
    assert again.differences == ()
    take_back(kept, by=None)
    assert Milestone.objects.current().count() == 0


def test_hostile_leads_come_in_as_they_are(plan):
    texts = [text for text in hostile_texts(400) if tidy(text) and len(text) < 2_000]
    content = file_of(
        *(
            ActionText(f"{place}", "Train", milestones=(MilestoneText("m", lead=text),))
            for place, text in enumerate(texts, 1)
        )
    )
    kept = make_upload(plan, content)
    reading = read_plan("plan.csv", content)

    bring_in(kept, reading, choices=Choices(), by=None)

    assert [row.lead_as_printed for row in Milestone.objects.order_by("id")] == [tidy(text) for text in texts]
    _, again = check(plan, reading, Choices())
    assert again.differences == ()


def test_hostile_timescales_are_kept_and_fit(plan):
    texts = [
        "quarterly or monthly or six weekly or annually until 31 March 2025 in June, September and December "
        * 2
    ]
    texts += [text for text in hostile_texts(300) if tidy(text)]
    content = file_of(
        ActionText(
            "1.1", "Train", milestones=tuple(MilestoneText(f"m{n}", text) for n, text in enumerate(texts))
        )
    )

    bring_in(make_upload(plan, content), read_plan("plan.csv", content), choices=Choices(), by=None)

    assert [row.timescale for row in Milestone.objects.order_by("position")] == [tidy(text) for text in texts]
