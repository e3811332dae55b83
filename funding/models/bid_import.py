from django.conf import settings
from django.db import models
from django.utils import timezone

from funding.models.grant import Grant
from funding.money.fields import PenceField
from funding.money.printed import is_award


class BidImport(models.Model):
    """A sheet of bids that somebody uploaded, as it came; its bids are brought in by another press."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="sheets")
    filename = models.CharField(max_length=200)
    content = models.BinaryField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    imported_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.filename


class VisibleTotalManager(models.Manager):
    """The totals that nobody has withdrawn."""

    def get_queryset(self):
        return super().get_queryset().filter(withdrawn_at=None)


class AllTotalManager(models.Manager):
    """The totals that were withdrawn among them."""


class PrintedTotal(models.Model):
    """A total that a sheet prints, kept beside what the rows above it come to; both in pence.

    Beside a printed award stands the grant's award, as it is now.
    """

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="printed_totals", db_index=False)
    filename = models.CharField(max_length=200)
    cell = models.CharField(max_length=12)
    label = models.CharField(max_length=300)
    printed = PenceField()
    computed = PenceField()
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    """When an officer took its sheet's totals off the grant's page; None while they stand there."""
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = VisibleTotalManager()
    kept = AllTotalManager()

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

    @property
    def is_award(self) -> bool:
        """Whether it is the grant's award that is printed, not what the sheet's rows come to."""
        return is_award(self.label)
