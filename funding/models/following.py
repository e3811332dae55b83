from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from actions.models import Action
from funding.models.bid import Bid
from plans.models import Partnership
from plans.models.versioned import Versioned
from plans.periods import Quarter


class Measure(Versioned):
    """What a project promised to count, and how many of it."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveIntegerField(default=0)
    name = models.CharField("measure", max_length=300)
    target = models.CharField(max_length=200, blank=True)

    tracked = ("position", "name", "target")
    home = "bid__grant__partnership"

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def partnership(self) -> Partnership:
        return self.bid.grant.partnership

    @property
    def thread(self) -> str:
        return f"bid:{self.bid_id}"


class Return(Versioned):
    """What a project says of one quarter: spent, forecast to the year's end, measures and words."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SENT = "sent", "Sent, waiting for the officer"
        APPROVED = "approved", "Approved"
        BACK = "back", "Sent back"

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="returns", db_index=False)
    year = models.PositiveSmallIntegerField(editable=False)
    quarter = models.PositiveSmallIntegerField(editable=False)
    spent = models.BigIntegerField("spent this quarter", null=True, blank=True)
    forecast = models.BigIntegerField("forecast of the whole, to the year's end", null=True, blank=True)
    measured = models.JSONField(default=dict, blank=True)
    """Measure's id → what was counted, as typed."""
    words = models.TextField("what was done", blank=True)
    evidence = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT, editable=False)
    officer_words = models.TextField(blank=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    tracked = ("spent", "forecast", "measured", "words", "evidence", "state", "officer_words")
    home = "bid__grant__partnership"

    class Meta:
        ordering = ["-year", "-quarter"]
        constraints = [
            models.UniqueConstraint(fields=["bid", "year", "quarter"], name="one_return_a_quarter"),
            models.CheckConstraint(
                condition=Q(spent=None) | Q(spent__gte=0),
                name="spent_is_not_below_nothing",
                violation_error_message="What was spent cannot be below nothing.",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(spent__isnull=False, forecast__isnull=False),
                name="a_return_sent_has_its_figures",
                violation_error_message="Give what was spent and the forecast before it is sent.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bid}, {self.for_quarter.label}"

    @property
    def for_quarter(self) -> Quarter:
        return Quarter(self.year, self.quarter)

    @property
    def partnership(self) -> Partnership:
        return self.bid.grant.partnership

    @property
    def thread(self) -> str:
        return f"bid:{self.bid_id}"


class Evaluation(Versioned):
    """What a project achieved, told once at its end; goes to the funder and into the scrutiny report."""

    bid = models.OneToOneField(Bid, on_delete=models.CASCADE, related_name="evaluation")
    achieved = models.TextField("what it achieved", blank=True)
    learned = models.TextField("what was learned", blank=True)
    goes_on = models.TextField("what goes on without the grant", blank=True)

    tracked = ("achieved", "learned", "goes_on")
    home = "bid__grant__partnership"

    def __str__(self) -> str:
        return str(self.bid)

    @property
    def partnership(self) -> Partnership:
        return self.bid.grant.partnership

    @property
    def thread(self) -> str:
        return f"bid:{self.bid_id}"


class ProjectAction(models.Model):
    """An action of the plan that a project delivers."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="tied_actions")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="tied_projects")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["bid", "action"], name="one_tie_once")]

    def __str__(self) -> str:
        return f"{self.bid}: {self.action}"


class BidFile(models.Model):
    """A file handed in with a bid or a return."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="files")
    quarterly_return = models.ForeignKey(Return, on_delete=models.CASCADE, null=True, related_name="files")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at"]

    def __str__(self) -> str:
        return self.name
