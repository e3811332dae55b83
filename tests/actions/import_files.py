"""Files for the tests of importing, written by our own exports."""

from actions.exporting import plan_to_csv
from actions.models import PlanImport
from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText
from plans.models import Body

HEADING = "Priority 1: Domestic abuse"


def file_of(*actions: ActionText, heading: str = HEADING) -> bytes:
    """A CSV file with these actions under one heading."""
    return plan_to_csv(document_of(*actions, heading=heading))


def document_of(*actions: ActionText, heading: str = HEADING) -> PlanText:
    return PlanText("Plan", (PriorityText(heading, actions=actions or (action_of(),)),))


def action_of(number="1.1", words="Train the front line", *steps: MilestoneText, **fields) -> ActionText:
    return ActionText(number=number, action=words, milestones=steps or (step_of(),), **fields)


def step_of(words="First course held", timescale="Summer 24", lead="", **fields) -> MilestoneText:
    return MilestoneText(words, timescale, lead, **fields)


def make_upload(plan, content: bytes | None = None, *, filename="plan.csv", by=None, **fields) -> PlanImport:
    """An uploaded file that is waiting for its review."""
    content = file_of() if content is None else content
    return PlanImport.objects.create(plan=plan, filename=filename, content=content, created_by=by, **fields)


def body_names() -> list[str]:
    """The current bodies, in the order in which they were added."""
    return list(Body.objects.current().order_by("id").values_list("name", flat=True))
