from django.conf import settings
from django.db import models
from django.utils import timezone

from funding.models.grant import Grant
from funding.money.fields import PenceField
from funding.money.printed import is_award


class BidImport(models.Model):
    """An uploaded spreadsheet of bids, unchanged. Its bids are imported by a second request."""

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
    """The totals that are not hidden."""

    def get_queryset(self):
        return super().get_queryset().filter(withdrawn_at=None)


class AllTotalManager(models.Manager):
    """All totals, including hidden ones."""


class PrintedTotal(models.Model):
    """A total in a spreadsheet, with the calculated total of its rows, both in pence.

    An award in a spreadsheet is saved with the current award of the grant.
    """

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="printed_totals", db_index=False)
    filename = models.CharField(max_length=200)
    cell = models.CharField(max_length=12)
    label = models.CharField(max_length=300)
    printed = PenceField()
    computed = PenceField()
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    """When an officer hid the totals of the spreadsheet; None if they are shown."""
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
        """Return the total in the spreadsheet less the calculated total, in pence."""
        return self.printed - self.computed

    @property
    def is_award(self) -> bool:
        """Return whether the total is the award of the grant."""
        return is_award(self.label)
