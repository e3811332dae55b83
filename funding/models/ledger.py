from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Least
from django.utils import timezone

from funding.models.grant import Grant, Pot
from funding.money.fields import PenceField


class LedgerEntryQuerySet(models.QuerySet):
    """Entries of ledgers."""

    def taking_over(self) -> LedgerEntryQuerySet:
        """Return the entries that over-committed their pot, or over-committed it further."""
        return self.filter(
            Q(kind=LedgerEntry.Kind.COMMITMENT, amount__gt=F("balance_before"))
            | Q(
                kind__in=[LedgerEntry.Kind.AWARD, LedgerEntry.Kind.MOVEMENT],
                amount__lt=Least(0, -F("balance_before")),
            )
        )


class LedgerEntry(models.Model):
    """An entry of a grant's ledger, in whole pence. The database rejects changes and deletion.

    Every balance is a sum of entries. A correction is a new entry.
    """

    class Kind(models.TextChoices):
        AWARD = "award", "Award"
        MOVEMENT = "movement", "Movement"
        COMMITMENT = "commitment", "Commitment"
        RELEASE = "release", "Release"
        PAYMENT = "payment", "Payment"
        RETURN = "return", "Repayment"
        RETURNED_TO_FUNDER = "given_back", "Returned to the funder"

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="entries", db_index=False)
    sequence = models.PositiveIntegerField()
    """1, 2, 3 … within the grant: two entries based on the same balance would have the same number."""
    pot = models.ForeignKey(Pot, on_delete=models.PROTECT, related_name="entries")
    project = models.ForeignKey(
        "funding.Project",
        on_delete=models.PROTECT,
        null=True,
        related_name="entries",
        related_query_name="entry",
    )
    kind = models.CharField(max_length=10, choices=Kind)
    amount = PenceField()
    """Pence. Awards, commitments and payments are positive; releases, repayments and returns are negative."""
    on = models.DateField()
    reason = models.TextField(blank=True)
    consent = models.TextField(blank=True)
    """Who agreed to a movement, and how."""
    is_provisional = models.BooleanField(default=False)
    balance_before = PenceField(default=0)
    """The amount left in the pot before this entry, in pence."""
    group = models.CharField(max_length=40, blank=True)
    """The same for all entries of one movement or request."""
    key = models.CharField(max_length=100, unique=True)
    """An idempotency key, such as "commitment of bid 12, version 1": a repeated request adds nothing."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["grant", "sequence"]
        indexes = [models.Index(fields=["grant", "pot", "kind"], name="entry_by_pot")]
        constraints = [
            models.UniqueConstraint(fields=["grant", "sequence"], name="one_entry_a_number"),
            models.CheckConstraint(
                condition=~Q(amount=0),
                name="an_entry_is_of_something",
                violation_error_message="Enter an amount other than £0.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["commitment", "payment"]) | Q(amount__gt=0),
                name="what_is_committed_is_above_nothing",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["release", "return", "given_back"]) | Q(amount__lt=0),
                name="what_goes_back_is_below_nothing",
            ),
            models.CheckConstraint(
                condition=~Q(kind="movement") | (~Q(reason="") & ~Q(consent="") & ~Q(group="")),
                name="a_movement_has_reason_and_consent",
                violation_error_message="Enter a reason for moving the money, and who agreed.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["commitment", "release", "payment", "return"]) | ~Q(project=None),
                name="a_commitment_is_for_a_project",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.get_kind_display()}"

    @property
    def overcommits_pot(self) -> bool:
        """Return whether the entry over-committed its pot, or over-committed it further."""
        if self.kind == self.Kind.COMMITMENT:
            return self.amount > self.balance_before
        is_cut = self.kind in (self.Kind.AWARD, self.Kind.MOVEMENT) and self.amount < 0
        return is_cut and self.balance_before + self.amount < 0
