from django.conf import settings
from django.db import models
from django.utils import timezone

from plans.models.partnership import Partnership


class ChangeQuerySet(models.QuerySet):
    def of_thread(self, thread: str):
        """Return the history of a row and of the rows under it, newest first."""
        return self.filter(thread=thread).order_by("-id")

    def of_row(self, row: str):
        return self.filter(row=row).order_by("-id")


class HistoryEntry(models.Model):
    """One entry of the history: who changed what, when, from what to what, and why. Never edited."""

    class Act(models.TextChoices):
        ADDED = "added", "added"
        CHANGED = "changed", "changed"
        WITHDRAWN = "withdrawn", "withdrawn"
        RESTORED = "restored", "reinstated"

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+", db_index=False)
    plan_id = models.BigIntegerField(null=True)
    row = models.CharField(max_length=60)
    thread = models.CharField(max_length=60)
    revision = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=Act)
    fields = models.JSONField(default=dict)
    """Field → [before, after]."""
    why = models.TextField(blank=True)
    batch = models.CharField(max_length=40, blank=True)
    """The id shared by the changes of one request (an import, a bulk edit), by which they can be undone together."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["row", "revision"], name="change_by_row"),
            models.Index(fields=["thread", "id"], name="change_by_thread"),
            models.Index(fields=["plan_id", "created_at"], name="change_by_plan"),
            models.Index(fields=["partnership", "created_at"], name="change_by_partnership"),
            models.Index(fields=["batch"], name="change_by_batch", condition=~models.Q(batch="")),
        ]

    def __str__(self) -> str:
        return f"{self.row} {self.act}"


class FormDraft(models.Model):
    """What a user has typed into a form and not yet saved."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts", db_index=False
    )
    form = models.CharField(max_length=200)
    """The URL of the form."""
    data = models.JSONField()
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "form"], name="one_draft_a_form")]

    def __str__(self) -> str:
        return self.form
