from django.conf import settings
from django.db import models
from django.utils import timezone

from plans.models import Partnership, Plan


class PlanImport(models.Model):
    """A file to import into a plan: uploaded, its columns matched, reviewed, then imported or cancelled."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Not imported yet"
        DONE = "done", "Imported"
        UNDONE = "undone", "Undone"
        LEFT = "left", "Cancelled"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="imports")
    filename = models.CharField(max_length=255)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    """Heading → meaning, as corrected by the officer."""
    choices = models.JSONField(default=dict)
    """The officer's decision about each issue, by its path."""
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    batch = models.CharField(max_length=40, blank=True)
    summary = models.JSONField(default=dict)
    """How many rows were added and changed."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.filename

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership
