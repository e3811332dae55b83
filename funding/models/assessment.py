from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from funding.models.bid import Bid
from funding.models.grant import Grant, GrantOwned
from plans.models import Partnership
from plans.models.tracked import TrackedModel

MOST_POINTS = 5
HEAVIEST = 100


class Criterion(GrantOwned, TrackedModel):
    """Something by which a grant's bids are scored, with its weight."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="criteria")
    name = models.CharField("criterion", max_length=200)
    guidance = models.TextField(blank=True, help_text="Explain what earns 5 points and what earns 0 points.")
    weight = models.PositiveSmallIntegerField(
        default=10,
        help_text="A whole number between 1 and 100. For example, 20 counts twice as much as 10.",
        validators=[MinValueValidator(1), MaxValueValidator(HEAVIEST)],
    )
    position = models.PositiveIntegerField(default=0)

    tracked_fields = ("name", "guidance", "weight", "position")

    class Meta:
        verbose_name_plural = "criteria"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=HEAVIEST),
                name="a_weight_is_1_to_100",
                violation_error_message="Weight must be a whole number between 1 and 100",
            ),
            models.UniqueConstraint(
                fields=["grant", "name"],
                condition=Q(is_withdrawn=False),
                name="one_criterion_a_name",
                violation_error_message="Enter a name that another criterion does not use",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Scorer(GrantOwned, TrackedModel):
    """A person who was invited to score a grant's bids."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="scorers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="scores_grants"
    )

    tracked_fields = ("person_id",)

    class Meta:
        ordering = ["person__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "person"],
                condition=Q(is_withdrawn=False),
                name="one_invitation_to_score",
                violation_error_message="This person has already been invited to score",
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class Assessment(TrackedModel):
    """One person's scores of one bid: points for each criterion, or an interest that removes the points."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="scorings", db_index=False)
    scorer = models.ForeignKey(Scorer, on_delete=models.PROTECT, related_name="scorings")
    interest = models.TextField("declared interest", blank=True)

    tracked_fields = ("interest",)
    tracked_relations = {"marks": ("marks", "key")}
    home = "bid__grant__partnership"

    class Meta:
        verbose_name = "score"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["bid", "scorer"], name="one_score_a_person")]

    def __str__(self) -> str:
        return f"{self.scorer}: {self.bid}"

    @property
    def partnership(self) -> Partnership:
        return self.bid.grant.partnership

    def make_link(self, name: str, item, position: int) -> "CriterionPoints":
        criterion, points, rationale = item
        return CriterionPoints(scoring=self, criterion_id=criterion, points=points, rationale=rationale)


class CriterionPoints(models.Model):
    """0 to 5 points of one person for one criterion, and why."""

    scoring = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="marks", db_index=False)
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="marks")
    points = models.PositiveSmallIntegerField()
    rationale = models.TextField()

    key_fields = ("criterion_id", "points", "rationale")

    class Meta:
        ordering = ["criterion__position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(points__gte=0, points__lte=MOST_POINTS),
                name="a_mark_is_0_to_5",
                violation_error_message="Select 0 to 5 points",
            ),
            models.CheckConstraint(
                condition=~Q(rationale=""),
                name="a_mark_says_why",
                violation_error_message="Enter a reason for the points",
            ),
            models.UniqueConstraint(fields=["scoring", "criterion"], name="one_mark_a_criterion"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"

    @property
    def key(self) -> list:
        return [self.criterion_id, self.points, self.rationale]
