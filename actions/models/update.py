from django.conf import settings
from django.db import models
from django.utils import timezone

from actions.models.action import UPDATE_STATUSES, Action
from plans.models import Body, Partnership, Plan
from plans.models.tracked import TrackedModel
from plans.periods import Quarter


class UpdateQuerySet(models.QuerySet):
    def of_quarter(self, quarter: Quarter):
        return self.filter(year=quarter.year, quarter=quarter.number)

    def latest_first(self):
        return self.order_by("-year", "-quarter")


class Update(TrackedModel):
    """A lead's update on an action for one quarter. An action has one update per quarter, whoever writes it."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="updates", db_index=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="updates", db_index=False)
    """Copied from the action, never changes: the report and the roll-ups read by it (speed.md)."""
    year = models.PositiveSmallIntegerField(editable=False)
    quarter = models.PositiveSmallIntegerField(editable=False)
    status = models.CharField("delivery status", max_length=12, choices=UPDATE_STATUSES, default="on_track")
    words = models.TextField("comment", blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    on_behalf_of = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=timezone.now)

    home = "plan__partnership"
    tracked_fields = ("status", "words", "on_behalf_of_id")

    objects = UpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-quarter"]
        constraints = [
            models.UniqueConstraint(fields=["action", "year", "quarter"], name="one_update_a_quarter"),
            models.CheckConstraint(
                condition=models.Q(quarter__gte=1, quarter__lte=4), name="quarters_are_four"
            ),
        ]
        indexes = [models.Index(fields=["plan", "year", "quarter", "status"], name="update_by_plan")]

    def __str__(self) -> str:
        return f"{self.action.label}, {self.for_quarter.label}"

    @property
    def for_quarter(self) -> Quarter:
        return Quarter(self.year, self.quarter)

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership

    @property
    def thread(self) -> str:
        return f"action:{self.action_id}"
