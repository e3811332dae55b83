"""Import documents into a plan, for tests."""

from actions.importing.apply import apply_differences
from actions.importing.compare import compare_with_plan
from actions.importing.decisions import ImportDecisions, apply_corrections
from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText
from actions.snapshot.tree import get_plan_rows
from plans.records import new_batch_id


def bring(plan, document, choices=None, **kwargs):
    """Import a document, as the importer does, and return what was written."""
    choices = choices or ImportDecisions()
    rows = get_plan_rows(plan)
    comparison = compare_with_plan(apply_corrections(document, choices), rows, choices, **kwargs)
    return apply_differences(
        comparison, rows, choices, by=None, why="Imported from plan.docx", batch=new_batch_id()
    )


def differences(plan, document, choices=None, **kwargs):
    choices = choices or ImportDecisions()
    return compare_with_plan(
        apply_corrections(document, choices), get_plan_rows(plan), choices, **kwargs
    ).differences


def step(words="First course held", timescale="Summer 24", lead="", **fields):
    return MilestoneText(words, timescale, lead, **fields)


def action(number="1.1", words="Train the front line", *steps, **fields):
    return ActionText(number=number, action=words, milestones=steps or (step(),), **fields)


def document(*actions, heading="Priority 1: Domestic abuse", **fields):
    return PlanText(priorities=(PriorityText(heading=heading, actions=actions or (action(),), **fields),))


TWO_HEADINGS = PlanText(
    priorities=(
        PriorityText(
            "Priority 1: Domestic abuse",
            notes="Read with the county's plan.",
            actions=(
                action(
                    "1.1",
                    "Train the front line",
                    step("Course", "Summer 24", "Police"),
                    step("Report", "Q4", ""),
                ),
                action("1.2", "Run a campaign", step("Launch", "May 24", "Council\nPolice"), status="Amber"),
            ),
        ),
        PriorityText(
            "Theme 1: Young people", "theme", actions=(action("2.1", "Map services", step("Map", "", "TBC")),)
        ),
    )
)
