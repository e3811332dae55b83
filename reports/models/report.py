from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from plans.lifecycles import Lifecycle, build_transition
from plans.models import Partnership, Plan, Priority
from plans.models.tracked import TrackedModel
from plans.periods import Quarter

REPORT_TRANSITIONS = Lifecycle(
    # A returned or approved report is never reopened: a new version follows it.
    transitions=(
        build_transition("freeze", ["draft"], ["frozen"], "write_report", label="Freeze", past="frozen"),
        build_transition(
            "approve", ["frozen"], ["approved"], "decide_report", label="Approve", past="approved"
        ),
        build_transition(
            "return",
            ["frozen"],
            ["returned"],
            "decide_report",
            label="Return",
            past="returned",
            needs_comment=True,
        ),
    ),
    not_now="Version {row.number} is {state_lower}, so it cannot be {past}.",
    not_writable=(
        "Version {row.number} has been frozen, so nothing was saved. Your text is still on this "
        "page. Copy it into a new version."
    ),
    stale="The plan or the report has changed since you opened this page. Check it and try again.",
    comment_missing="Enter what must be corrected before the report can be approved.",
)


class ReportQuerySet(models.QuerySet):
    def of_quarter(self, plan, quarter: Quarter):
        return self.filter(plan=plan, year=quarter.year, quarter=quarter.number)

    def frozen(self):
        """Reports whose content is frozen, approved or not."""
        return self.exclude(state=Report.State.DRAFT)

    def approved(self):
        return self.filter(state=Report.State.APPROVED)

    def latest_first(self):
        return self.order_by("-year", "-quarter", "-number")

    def before(self, quarter: Quarter):
        """Reports of earlier quarters."""
        return self.filter(Q(year__lt=quarter.year) | Q(year=quarter.year, quarter__lt=quarter.number))

    def after(self, quarter: Quarter):
        """Reports of later quarters."""
        return self.filter(Q(year__gt=quarter.year) | Q(year=quarter.year, quarter__gt=quarter.number))


class Report(TrackedModel):
    """An exception report on one plan and quarter: a live draft, or frozen and never recomputed."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        FROZEN = "frozen", "Waiting for approval"
        APPROVED = "approved", "Approved"
        RETURNED = "returned", "Returned"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reports", db_index=False)
    year = models.PositiveSmallIntegerField(editable=False)
    quarter = models.PositiveSmallIntegerField(editable=False)
    number = models.PositiveSmallIntegerField("version", default=1, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    """The version that this one replaces."""
    correction_reason = models.TextField("what this version corrects", blank=True)
    decisions_requested = models.TextField(
        "decisions requested from the Executive Group", blank=True, help_text="One decision per line."
    )
    content = models.JSONField(null=True, editable=False)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    software = models.CharField(max_length=20, blank=True, editable=False)
    as_at = models.DateField(null=True, editable=False)
    last_edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    frozen_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    decision_comment = models.TextField(blank=True, editable=False)

    queue = "plan"
    home = "plan__partnership"
    lifecycle = REPORT_TRANSITIONS
    tracked_fields = ("state", "correction_reason", "decisions_requested", "decision_comment")
    excluded_from_restore = ("state", "correction_reason", "decision_comment")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-quarter", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "year", "quarter", "number"], name="one_report_a_version"
            ),
            models.UniqueConstraint(
                fields=["plan", "year", "quarter"],
                condition=Q(state__in=["draft", "frozen"]),
                name="one_open_report_a_quarter",
                violation_error_message="This quarter already has a report that has not been approved or returned.",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("frozen_by")),
                name="approver_did_not_freeze",
                violation_error_message="Someone other than the person who froze the report must approve or return it.",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("last_edited_by")),
                name="approver_did_not_edit_last",
                violation_error_message="Someone other than the last editor must approve or return the report.",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(content_hash=""), name="a_frozen_report_has_its_hash"
            ),
            models.CheckConstraint(
                condition=(Q(state__in=["draft", "frozen"]) & Q(decided_by=None))
                | (Q(state__in=["approved", "returned"]) & ~Q(decided_by=None)),
                name="a_decided_report_says_by_whom",
                violation_error_message="A report can be approved or returned only after it has been frozen.",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(decision_comment=""),
                name="a_report_is_returned_with_words",
                violation_error_message="Enter what must be corrected before the report can be approved.",
            ),
        ]

    def __str__(self) -> str:
        return f"Exception report, {self.for_quarter.label}, version {self.number}"

    @property
    def for_quarter(self) -> Quarter:
        return Quarter(self.year, self.quarter)

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership

    @property
    def document_key(self) -> str:
        """The key of its PDF once it is frozen; the cover shows the decision, which never changes."""
        return f"report:{self.pk}:{self.state}:{self.content_hash}"

    @property
    def is_frozen(self) -> bool:
        """Whether its content is frozen."""
        return self.state != self.State.DRAFT

    @property
    def frozen_on(self) -> date | None:
        """The day on which it was frozen, London time."""
        return timezone.localtime(self.frozen_at).date() if self.frozen_at else None

    @property
    def decided_on(self) -> date | None:
        """The day on which it was approved or returned, London time."""
        return timezone.localtime(self.decided_at).date() if self.decided_at else None

    def why_not_decided_by(self, person) -> str:
        """Return why this user cannot approve or return the report, as a sentence; "" if they can."""
        if person.pk == self.frozen_by_id:
            return "You froze this report, so someone else must approve or return it."
        if person.pk == self.last_edited_by_id:
            return "You were the last person to edit this report, so someone else must approve or return it."
        return ""


class Commentary(TrackedModel):
    """The officer's commentary on one priority in a report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="commentaries", db_index=False)
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="+", db_index=False)
    words = models.TextField("commentary", blank=True)

    tracked_fields = ("words",)

    class Meta:
        verbose_name_plural = "commentaries"
        constraints = [
            models.UniqueConstraint(fields=["report", "priority"], name="one_commentary_a_priority")
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.priority}"

    @property
    def partnership(self) -> Partnership:
        return self.report.partnership

    @property
    def plan_id(self) -> int:
        return self.report.plan_id

    @property
    def thread(self) -> str:
        return f"report:{self.report_id}"
