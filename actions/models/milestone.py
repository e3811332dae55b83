from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from actions.models.action import Action
from actions.timescales.parsing import Kind, Timescale, parse_timescale
from plans.models import Body, Partnership, Plan
from plans.models.tracked import TrackedModel


def is_overdue(due: date | None, done_on: date | None, on: date) -> bool:
    """Return whether a milestone with these dates is overdue on a date: due 30 June is overdue from 1 July."""
    return done_on is None and due is not None and due < on


class MilestoneQuerySet(models.QuerySet):
    def current(self):
        return self.filter(is_withdrawn=False)

    def open(self):
        return self.filter(done_on=None, is_withdrawn=False)

    def overdue(self, on: date):
        """Return milestones that are not done and were due before that date: due 30 June is late from 1 July."""
        return self.open().filter(due__lt=on)

    def due_between(self, first: date, last: date):
        return self.open().filter(due__gte=first, due__lte=last)


class Milestone(TrackedModel):
    """A step of an action with its own timescale. The printed text is kept permanently, with what it was parsed as."""

    KINDS = [(kind.value, kind.value.capitalize()) for kind in Kind]

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones", db_index=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="milestones", db_index=False)
    position = models.PositiveIntegerField(default=0)
    milestone = models.TextField(blank=True)
    timescale = models.TextField(blank=True, help_text="For example, “Summer 24” or “Quarterly”.")
    kind = models.CharField(max_length=10, choices=KINDS, default=Kind.UNDECIDED.value, editable=False)
    starts = models.DateField(null=True, editable=False)
    due_override = models.DateField(
        "due date set manually",
        null=True,
        blank=True,
        help_text="Used instead of the date worked out from the timescale.",
    )
    due = models.DateField(null=True, editable=False)
    """The date set manually, otherwise the one that the timescale means."""
    recurrence = models.CharField(max_length=60, blank=True, editable=False)
    warnings = models.JSONField(default=list, editable=False)
    done_on = models.DateField(null=True, blank=True)
    lead_as_printed = models.TextField(blank=True, editable=False)
    lead_to_be_confirmed = models.BooleanField(default=False)
    notes = models.JSONField(default=dict, blank=True)

    home = "plan__partnership"
    tracked_fields = (
        "position", "milestone", "timescale", "due_override", "done_on", "lead_as_printed", "lead_to_be_confirmed",
        "notes",
    )  # fmt: skip
    tracked_derived_fields = ("due",)
    tracked_relations = {"leads": ("milestone_leads", "body_id")}

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["action", "position"], name="milestone_by_action"),
            models.Index(fields=["plan", "due"], name="milestone_by_plan"),
            models.Index(
                fields=["due", "id"],
                condition=Q(done_on=None, is_withdrawn=False),
                name="milestone_open_by_due",
            ),
        ]

    def __str__(self) -> str:
        return self.milestone or self.timescale

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership

    @property
    def thread(self) -> str:
        return f"action:{self.action_id}"

    @property
    def reading(self) -> Timescale:
        """The printed timescale, parsed for the plan's period."""
        return parse_timescale(self.timescale, plan_starts=self.plan.starts, plan_ends=self.plan.ends)

    def read(self) -> dict:
        """Set the columns that follow from the timescale and the date set manually, and return them."""
        reading = self.reading
        columns = {
            "kind": reading.kind,
            "starts": reading.starts,
            "due": self.due_override or reading.due,
            "recurrence": reading.recurrence,
            "warnings": list(reading.warnings),
        }
        for name, value in columns.items():
            setattr(self, name, value)
        return columns

    def derived(self, changed: dict) -> dict:
        return self.read() if {"timescale", "due_override"} & changed.keys() else {}

    def make_link(self, name: str, item: int, position: int) -> "MilestoneLead":
        return MilestoneLead(milestone=self, body_id=item, position=position)

    def is_overdue(self, on: date) -> bool:
        """Return whether it is overdue on that date, London time."""
        return is_overdue(self.due, self.done_on, on)


class MilestoneLead(models.Model):
    """A body that leads one milestone, if one is printed."""

    milestone = models.ForeignKey(
        Milestone, on_delete=models.CASCADE, related_name="milestone_leads", db_index=False
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="leads_milestones")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["milestone", "body"], name="one_milestone_lead_once")]

    def __str__(self) -> str:
        return str(self.body)


class DueDateChange(models.Model):
    """A milestone's due date that was postponed or removed: from, to, and why. Never edited."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="moves")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="date_moves", db_index=False)
    was = models.DateField()
    now = models.DateField(null=True)
    why = models.TextField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["plan", "created_at"], name="move_by_plan")]
        constraints = [
            models.CheckConstraint(
                condition=Q(now=None) | Q(now__gt=models.F("was")), name="a_date_moves_later"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="a_date_moves_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.was} to {self.now}"
