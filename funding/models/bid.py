from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from funding.models.grant import Grant, Pot
from funding.models.pence import PenceField
from plans.models import Body, Partnership
from plans.models.versioned import Versioned


class BidQuerySet(models.QuerySet):
    def of_grant(self, grant):
        return self.filter(grant=grant, is_withdrawn=False)

    def approved(self):
        return self.filter(state=Bid.State.APPROVED)


class Bid(Versioned):
    """A project for which a body asks money of a grant, and what was approved of it."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", "Submitted"
        APPROVED = "approved", "Approved"

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="bids", db_index=False)
    number = models.PositiveIntegerField(editable=False)
    """1, 2, 3 … within the grant, in its address."""
    pot = models.ForeignKey(Pot, on_delete=models.PROTECT, related_name="bids")
    title = models.CharField("project", max_length=300)
    lead = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="bids", verbose_name="lead body"
    )
    lead_as_printed = models.CharField(max_length=300, blank=True, editable=False)
    asked = PenceField("amount asked")
    """Pence."""
    state = models.CharField(max_length=16, choices=State, default=State.SUBMITTED, editable=False)
    approved_amount = PenceField(null=True, editable=False)
    """Pence; the ledger's commitment follows it."""

    tracked = ("pot_id", "title", "lead_id", "lead_as_printed", "asked", "state", "approved_amount")
    home = "grant__partnership"

    objects = BidQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="one_bid_a_number"),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="a_bid_has_its_project",
                violation_error_message="Give the project its name.",
            ),
            models.CheckConstraint(
                condition=Q(asked__gte=0),
                name="an_amount_asked_is_not_below_nothing",
                violation_error_message="A bid cannot ask for less than nothing.",
            ),
            models.CheckConstraint(
                condition=Q(state="submitted", approved_amount=None)
                | Q(state="approved", approved_amount__isnull=False, approved_amount__gte=0),
                name="what_is_approved_has_its_amount",
                violation_error_message="Say how much was approved.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def partnership(self) -> Partnership:
        return self.grant.partnership

    @property
    def thread(self) -> str:
        return f"grant:{self.grant_id}"

    @property
    def lead_words(self) -> str:
        """The lead as its sheet printed it, else the body's name; "" for nobody."""
        return self.lead_as_printed or (str(self.lead) if self.lead else "")


class BidMove(models.Model):
    """One step on a bid's way: from which state to which, by whom, when and with what words. Never edited."""

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="moves", db_index=False)
    move = models.CharField(max_length=16)
    was = models.CharField(max_length=16, blank=True)
    now = models.CharField(max_length=16, choices=Bid.State)
    words = models.TextField(blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["bid", "made_at"], name="move_by_bid")]
        constraints = [
            models.CheckConstraint(condition=~Q(was=models.F("now")), name="a_move_changes_the_state")
        ]

    def __str__(self) -> str:
        return f"{self.bid}: {self.get_now_display()}"
