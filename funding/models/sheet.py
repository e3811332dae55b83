from django.conf import settings
from django.db import models
from django.utils import timezone

from funding.models.grant import Grant
from funding.models.pence import PenceField


class KeptSheet(models.Model):
    """A sheet of bids that somebody uploaded, as it came; its bids are brought in by another press."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="sheets")
    filename = models.CharField(max_length=200)
    content = models.BinaryField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    brought_in_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.filename


class PrintedTotal(models.Model):
    """A total that a sheet prints, kept beside what the rows above it come to; both in pence."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="printed_totals", db_index=False)
    filename = models.CharField(max_length=200)
    cell = models.CharField(max_length=12)
    label = models.CharField(max_length=300)
    printed = PenceField()
    computed = PenceField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["filename", "id"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "filename", "cell"], name="one_printed_total_a_cell")
        ]

    def __str__(self) -> str:
        return f"{self.filename}, {self.cell}"

    @property
    def difference(self) -> int:
        """Printed less computed, in pence."""
        return self.printed - self.computed
