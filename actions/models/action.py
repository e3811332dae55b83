from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q

from actions.action_numbers import action_address, action_label, number_key
from actions.statuses import CLOSING_REASONS, MEANINGS, Status
from plans.models import Body, Partnership, Plan, Priority
from plans.models.tracked import TrackedModel
from plans.periods import Quarter

STATUS_CHOICES = [(status.value, words) for status, (words, _) in MEANINGS.items()]
# The statuses of an update; an action is closed by its own form, with a reason.
UPDATE_STATUSES = [choice for choice in STATUS_CHOICES if choice[0] != Status.CLOSED]
OPEN_STATUSES = [Status.NOT_STARTED, Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK]


# By priority, and within a priority by position.
PRINTED_ORDER = ("priority__position", "priority_id", "position", "number_key", "id")


class ActionQuerySet(models.QuerySet):
    def of_plan(self, plan):
        return self.filter(plan=plan)

    def current(self):
        return self.filter(is_withdrawn=False)

    def running(self):
        """Return actions that are neither complete nor closed."""
        return self.filter(status__in=OPEN_STATUSES)

    def led_by(self, body_ids):
        """Return actions that one of these bodies leads, or leads a milestone of."""
        leads, steps = _leads()
        return self.filter(Exists(leads.filter(body__in=body_ids)) | Exists(steps.filter(body__in=body_ids)))

    def without_lead(self):
        """Return actions that have no lead, nor any milestone with one, or whose lead is to be confirmed."""
        from actions.models.milestone import MilestoneLead

        leads = ActionLead.objects.filter(action=OuterRef("pk"))
        steps = MilestoneLead.objects.filter(milestone__action=OuterRef("pk"), milestone__is_withdrawn=False)
        return self.filter(Q(lead_to_be_confirmed=True) | ~(Exists(leads) | Exists(steps)))

    def overdue(self, on: date):
        """Return actions with a milestone that is not done and was due before that date."""
        from actions.models.milestone import Milestone

        return self.running().filter(Exists(Milestone.objects.overdue(on).filter(action=OuterRef("pk"))))

    def without_update(self, quarter: Quarter):
        """Return open actions without an update for that quarter."""
        from actions.models.update import Update

        said = Update.objects.of_quarter(quarter).filter(action=OuterRef("pk"))
        return self.running().filter(~Exists(said))

    def in_order(self):
        return self.order_by(*PRINTED_ORDER)


def _leads():
    """Return a subquery of the leads of an action and its milestones."""
    from actions.models.milestone import MilestoneLead

    return (
        ActionLead.objects.filter(action=OuterRef("pk")),
        MilestoneLead.objects.filter(milestone__action=OuterRef("pk"), milestone__is_withdrawn=False),
    )


class Action(TrackedModel):
    """A numbered row of the action plan. The number is a label: 1.10 is not 1.1, and sorts after 1.9."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="actions", db_index=False)
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="actions")
    also_serves = models.ManyToManyField(Priority, blank=True, related_name="served_by")
    number = models.CharField(max_length=30, blank=True)
    number_key = models.CharField(max_length=100, editable=False, default="", blank=True)
    number_is_generated = models.BooleanField(default=False, editable=False)
    position = models.PositiveIntegerField(default=0)
    action = models.TextField()
    desired_outcome = models.TextField(blank=True)
    status = models.CharField("delivery status", max_length=12, choices=STATUS_CHOICES, default="not_started")
    closing_reason = models.CharField(max_length=24, choices=CLOSING_REASONS, blank=True)
    closing_comment = models.TextField("what happened", blank=True)
    closing_reference = models.CharField(
        "where the work continues",
        max_length=500,
        blank=True,
        help_text="A web address, or the number of another action.",
    )
    lead_to_be_confirmed = models.BooleanField(default=False)
    leads_as_printed = models.TextField(blank=True, editable=False)
    notes = models.JSONField(default=dict, blank=True)

    home = "plan__partnership"
    tracked_fields = (
        "priority_id", "number", "position", "action", "desired_outcome", "status", "closing_reason",
        "closing_comment", "closing_reference", "lead_to_be_confirmed", "leads_as_printed", "notes",
    )  # fmt: skip
    tracked_relations = {"leads": ("action_leads", "body_id")}

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "number_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(status="closed") & ~Q(closing_reason=""))
                | (~Q(status="closed") & Q(closing_reason="")),
                name="closed_with_a_reason",
                violation_error_message="Enter a reason for closing the action without completing",
            )
        ]
        indexes = [
            models.Index(fields=["plan", "position"], name="action_by_plan"),
            models.Index(fields=["plan", "number"], name="action_by_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action}".strip()

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership

    @property
    def address(self) -> str:
        """The last part of its URL: its number, or its id if the number cannot be part of one."""
        return action_address(self.number, self.pk)

    @property
    def label(self) -> str:
        """The action's name in a sentence: its number, or its first words."""
        return action_label(self.number, self.action)

    def derived(self, changed: dict) -> dict:
        """Return the key by which the number sorts."""
        if "number" not in changed:
            return {}
        self.number_key = number_key(self.number)
        return {"number_key": self.number_key}

    def make_link(self, name: str, item: int, position: int) -> "ActionLead":
        return ActionLead(action=self, body_id=item, year=self.plan.starts.year, position=position)

    def set_number(self, number: str) -> None:
        """Set the printed number and its sort key."""
        self.number, self.number_key = number, number_key(number)


class ActionLead(models.Model):
    """A body that leads an action."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="action_leads", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="leads_actions", db_index=False)
    year = models.PositiveSmallIntegerField(editable=False)
    """The year in which the plan starts, copied so that "updates due" reads one index (speed.md)."""
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["action", "body"], name="one_lead_once")]
        indexes = [models.Index(fields=["body", "year", "action"], name="lead_by_body")]

    def __str__(self) -> str:
        return str(self.body)
