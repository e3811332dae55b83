"""What is written of a bid once and never changed: its steps, its versions, and who wrote its words."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from funding.lifecycles import APPROVALS, LEGAL, PAST, BidState, BidTransitionCode
from funding.models.bid import Bid
from funding.money.fields import PenceField


def _is_legal() -> Q:
    """The table of the way as the database checks it."""
    pairs = Q()
    for move, found in sorted(LEGAL.items()):
        for was, now in sorted(found):
            pairs |= Q(move=move, was=was, now=now)
    return pairs


class BidTransition(models.Model):
    """One step on a bid's way: from which state to which, by whom, when and with what words. Never edited.

    The database refuses a step that the way does not have, a second approval of the same version, and both
    approvals by one person; its triggers (migration 0005) refuse authors and people of the bidding body.
    """

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="moves", db_index=False)
    move = models.CharField(max_length=16, choices=BidTransitionCode)
    was = models.CharField(max_length=16, blank=True)
    now = models.CharField(max_length=16, choices=BidState)
    words = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    """The version of the bid's words that it was made on."""
    amount = PenceField(null=True)
    """Pence that were recommended or approved."""
    balance_before = PenceField(null=True)
    """What was left of the pot before, in pence; of an approval or a recommendation."""
    press = models.CharField(max_length=40, blank=True)
    """Steps of one press share this."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["bid", "created_at"], name="move_by_bid")]
        constraints = [
            models.CheckConstraint(condition=~Q(was=models.F("now")), name="a_move_changes_the_state"),
            models.CheckConstraint(
                condition=_is_legal(),
                name="a_move_is_one_of_the_way",
                violation_error_message="This status change is not allowed.",
            ),
            models.CheckConstraint(
                condition=~Q(move__in=APPROVALS)
                | Q(created_by__isnull=False, amount__isnull=False, balance_before__isnull=False),
                name="an_approval_is_a_persons_of_an_amount",
                violation_error_message="An approval must have an approver and an amount.",
            ),
            models.UniqueConstraint(
                fields=["bid", "version", "move"],
                condition=Q(move__in=APPROVALS),
                name="one_approval_a_stage",
                violation_error_message="This version has already been approved at this stage.",
            ),
            models.UniqueConstraint(
                fields=["bid", "version", "created_by"],
                condition=Q(move__in=APPROVALS),
                name="two_people_approve",
                violation_error_message="One person cannot approve a bid for both the chair and the funder.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bid}: {self.get_now_display()}"

    @property
    def past(self) -> str:
        """What was done, as the record tells it."""
        return PAST[self.move]


class BidVersion(models.Model):
    """A version of a bid's words as submitted: kept as it was, and never edited."""

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    """Question → its answer in words, with its label; what documents and differences are made of."""
    values = models.JSONField()
    """The row's own values, to bring its words back when a change is dropped or declined."""
    sha256 = models.CharField(max_length=64)
    why = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["bid", "number"], name="one_bid_version_a_number")]

    def __str__(self) -> str:
        return f"{self.bid}, version {self.number}"


class BidAuthor(models.Model):
    """A person who wrote words of a bid: neither scores nor approves it."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="authors", db_index=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bids_written"
    )
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["bid", "person"], name="one_author_once")]

    def __str__(self) -> str:
        return str(self.person)
