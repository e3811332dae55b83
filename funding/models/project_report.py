"""Reports of a project in progress: its quarterly returns, and its evaluation."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from funding.models.project import Project
from funding.models.rows import RowsModelField
from funding.money.fields import PenceField
from plans.lifecycles import Lifecycle, build_transition
from plans.models import Partnership
from plans.models.tracked import TrackedModel
from plans.periods import Quarter


class SubmissionState(models.TextChoices):
    """Status of a return or an evaluation."""

    DRAFT = "draft", "Draft"
    SENT = "sent", "Sent"
    SENT_BACK = "sent_back", "Sent back"
    APPROVED = "approved", "Approved"


REPORT_TRANSITIONS = Lifecycle(
    transitions=(
        build_transition("send", ["draft", "sent_back"], ["sent"], "write_return", label="Send", past="sent"),
        build_transition(
            "approve", ["sent"], ["approved"], "manage_grants", label="Approve", past="approved"
        ),
        build_transition(
            "send_back",
            ["sent", "approved"],
            ["sent_back"],
            "manage_grants",
            label="Send back",
            past="sent back",
            needs_comment=True,
        ),
    ),
    not_now="You cannot {label_lower} this because its status is “{state}”.",
    stale="This has changed since you opened this page. Check it and try again.",
    comment_missing="Enter what needs to be corrected.",
)


def _somebody() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )


class ProjectReport(TrackedModel):
    """A return or an evaluation: written by the project's people, sent, and approved by an officer who did not send it."""

    state = models.CharField(
        max_length=10, choices=SubmissionState, default=SubmissionState.DRAFT, editable=False
    )
    sent_by = _somebody()
    submitted_at = models.DateTimeField(null=True, editable=False)
    decided_by = _somebody()
    decided_at = models.DateTimeField(null=True, editable=False)
    decision_comment = models.TextField("officer's comment", blank=True, editable=False)

    excluded_from_restore = ("state", "decision_comment")
    home = "project__grant__partnership"
    lifecycle = REPORT_TRANSITIONS

    class Meta:
        abstract = True

    @property
    def partnership(self) -> Partnership:
        return self.project.grant.partnership

    @property
    def thread(self) -> str:
        return self.project.thread

    @property
    def is_writable(self) -> bool:
        """Whether it can be edited: it was not sent yet, or was sent back."""
        return self.state in (SubmissionState.DRAFT, SubmissionState.SENT_BACK)


class ProjectReturn(ProjectReport):
    """A project's return for one quarter: spending, forecast, measures against targets, text and evidence."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="returns", db_index=False)
    year = models.PositiveSmallIntegerField(editable=False)
    quarter = models.PositiveSmallIntegerField(editable=False)
    spent = PenceField("spent in the quarter", null=True, blank=True)
    """Pence, in this quarter alone."""
    forecast = PenceField("forecast for the whole project", null=True, blank=True)
    """Pence that the project will have spent by the end of the grant's period, including what is already spent."""
    words = models.TextField("what was done", blank=True)
    results = RowsModelField("measures against targets", columns=("measure", "target", "result"))

    tracked_fields = ("spent", "forecast", "words", "results", "state", "decision_comment")

    class Meta:
        verbose_name = "quarterly return"
        ordering = ["year", "quarter"]
        constraints = [
            models.UniqueConstraint(fields=["project", "year", "quarter"], name="one_return_a_quarter"),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="a_return_is_for_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "sent_back"])
                | Q(
                    spent__isnull=False,
                    spent__gte=0,
                    forecast__isnull=False,
                    forecast__gte=0,
                    sent_by__isnull=False,
                ),
                name="a_return_sent_has_its_figures",
                violation_error_message="Enter the amount spent and the forecast.",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("sent_by"))),
                name="a_return_is_approved_by_another",
                violation_error_message="The person who sent the return cannot approve it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}, {self.for_quarter.label}"

    @property
    def for_quarter(self) -> Quarter:
        return Quarter(self.year, self.quarter)


class Evaluation(ProjectReport):
    """What a closed project achieved, for the funder and the scrutiny committee."""

    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="evaluation")
    achieved = models.TextField("what the project achieved", blank=True)
    difference = models.TextField("who is better off, and how it is known", blank=True)
    learned = models.TextField("what was learned", blank=True)
    next_steps = models.TextField("what happens next", blank=True)
    results = RowsModelField("measures against targets", columns=("measure", "target", "result"))

    tracked_fields = (
        "achieved",
        "difference",
        "learned",
        "next_steps",
        "results",
        "state",
        "decision_comment",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "sent_back"]) | (~Q(achieved="") & Q(sent_by__isnull=False)),
                name="an_evaluation_sent_says_what_was_achieved",
                violation_error_message="Enter what the project achieved.",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("sent_by"))),
                name="an_evaluation_is_approved_by_another",
                violation_error_message="The person who sent the evaluation cannot approve it.",
            ),
        ]

    def __str__(self) -> str:
        return f"Evaluation of {self.project}"
