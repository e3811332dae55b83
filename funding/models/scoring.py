from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from funding.models.bid import Bid
from funding.models.grant import Grant
from plans.models import Body, Partnership
from plans.models.versioned import Versioned


class Criterion(Versioned):
    """What bids to a grant are scored on, and how much it counts."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveIntegerField(default=0)
    name = models.CharField("criterion", max_length=200)
    guidance = models.TextField("what a scorer looks for", blank=True)
    weight = models.PositiveSmallIntegerField(default=1)

    tracked = ("position", "name", "guidance", "weight")
    home = "grant__partnership"

    class Meta:
        verbose_name_plural = "criteria"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=100),
                name="a_weight_counts",
                violation_error_message="A weight is a whole number from 1 to 100.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def partnership(self) -> Partnership:
        return self.grant.partnership

    @property
    def thread(self) -> str:
        return f"grant:{self.grant_id}"


class Scorer(models.Model):
    """A person who was asked to score a grant's bids, and the body they come from."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="scorers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["person__name"]
        constraints = [models.UniqueConstraint(fields=["grant", "person"], name="one_scorer_once")]

    def __str__(self) -> str:
        return str(self.person)


class Interest(models.Model):
    """A scorer's declared interest in a bid: it removes their scores of it, and stays on record."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="interests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.TextField("the interest")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at"]
        constraints = [models.UniqueConstraint(fields=["bid", "person"], name="one_interest_a_bid")]

    def __str__(self) -> str:
        return f"{self.person}: {self.bid}"


class Score(Versioned):
    """One scorer's 0 to 5 for one bid on one criterion, with the rationale."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="scores", db_index=False)
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lead = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The bidding body, copied so that the database itself refuses a score by its own people."""
    score = models.PositiveSmallIntegerField()
    rationale = models.TextField()

    tracked = ("score", "rationale")
    home = "bid__grant__partnership"

    class Meta:
        ordering = ["criterion__position", "person__name"]
        constraints = [
            models.UniqueConstraint(fields=["bid", "criterion", "person"], name="one_score_a_criterion"),
            models.CheckConstraint(
                condition=Q(score__lte=5),
                name="a_score_is_0_to_5",
                violation_error_message="A score is a whole number from 0 to 5.",
            ),
            models.CheckConstraint(
                condition=~Q(rationale=""),
                name="a_score_has_its_rationale",
                violation_error_message="Say why you gave this score.",
            ),
            models.CheckConstraint(
                condition=Q(body=None) | Q(lead=None) | ~Q(body=F("lead")),
                name="the_bidding_body_does_not_score",
                violation_error_message="A person of the bidding body does not score its bid.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bid}: {self.score}"

    @property
    def partnership(self) -> Partnership:
        return self.bid.grant.partnership

    @property
    def thread(self) -> str:
        return f"bid:{self.bid_id}"
