from django.db import models
from django.db.models import Q
from django.urls import reverse

from funding.lifecycles import BID_TRANSITIONS, BidState
from funding.models.grant import Grant, GrantOwned, Pot
from funding.models.rows import RowsModelField
from funding.money.amounts import format_as_typed
from funding.money.fields import PenceField
from plans.models import Body, Priority
from plans.models.tracked import TrackedModel

ANSWER_FIELDS = (
    "title", "lead_id", "asked", "amount_requested_text", "summary", "need", "beneficiaries", "sustainability",
    "safeguarding", "activities", "measures", "costs", "match", "quarters", "project_types", "funder_priorities",
)  # fmt: skip


class BidAnswers(TrackedModel):
    """The answers to the questions of a bid: of the bid itself, or of a change to its project.

    A draft can have gaps, and holds what was entered; the questions are in `funding/bids/questions.py`.
    """

    title = models.CharField("project", max_length=300, blank=True)
    lead = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name="lead organisation",
    )
    asked = PenceField("amount requested", null=True, blank=True)
    """Pence; None in a draft without an amount, or with one that cannot be parsed."""
    amount_requested_text = models.CharField("amount requested, as entered", max_length=60, blank=True)
    summary = models.TextField("what will be done", blank=True)
    need = models.TextField("need and evidence", blank=True)
    beneficiaries = models.TextField("who will benefit", blank=True)
    sustainability = models.TextField("what will continue", blank=True)
    safeguarding = models.TextField(blank=True)
    activities = RowsModelField(columns=("activity", "when"))
    measures = RowsModelField("measures and targets", columns=("measure", "target"))
    costs = RowsModelField("cost lines", columns=("cost", "amount"))
    match = RowsModelField("match funding", columns=("from", "kind", "amount"))
    quarters = models.JSONField(default=list, blank=True)
    """Quarters in which the project runs, such as "2024-Q2"."""
    project_types = models.JSONField("project types", default=list, blank=True)
    funder_priorities = models.JSONField("priorities of the police and crime plan", default=list, blank=True)
    recommended_amount = PenceField("amount recommended", null=True, editable=False)
    """Pence that the chair and the funder approve."""

    answer_fields = ANSWER_FIELDS
    """The answers, as against what was decided about them."""
    tracked_relations = {
        "partners": ("partner_links", "body_id"),
        "priorities": ("priority_links", "priority_id"),
    }

    class Meta:
        abstract = True

    @property
    def lead_words(self) -> str:
        """The lead organisation as its spreadsheet names it, or else the body's name; "" if there is none."""
        return self.lead_as_printed or (str(self.lead) if self.lead else "")


def amount_answers(pence: int) -> dict[str, object]:
    """Return the columns that hold the amount requested, for a request of that many pence."""
    return {"asked": pence, "amount_requested_text": format_as_typed(pence)}


class BidQuerySet(models.QuerySet):
    def of_grant(self, grant):
        return self.filter(grant=grant, is_withdrawn=False)

    def submitted(self):
        """Return bids that were submitted or imported; drafts, withdrawn ones included, belong to their authors."""
        return self.filter(version__gte=1)


class Bid(GrantOwned, BidAnswers):
    """An application: a body requests money from a grant. Its answers are locked when it is submitted.

    The funder's approval makes a project of it (`Project`).
    """

    State = BidState

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="bids", db_index=False)
    number = models.PositiveIntegerField(editable=False)
    """1, 2, 3 … within the grant, in its URL."""
    pot = models.ForeignKey(Pot, on_delete=models.PROTECT, related_name="bids")
    lead_as_printed = models.CharField(max_length=300, blank=True, editable=False)
    state = models.CharField(max_length=16, choices=State, default=State.SUBMITTED, editable=False)
    version = models.PositiveIntegerField("version", default=1, editable=False)
    """0 for a draft; each submission of edited answers is the next one (BidVersion)."""

    answer_fields = ("pot_id", *ANSWER_FIELDS)
    tracked_fields = (*answer_fields, "lead_as_printed", "state", "version", "recommended_amount")
    excluded_from_restore = ("state", "version", "recommended_amount")
    queue = "grant"
    lifecycle = BID_TRANSITIONS

    objects = BidQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="one_bid_a_number"),
            models.CheckConstraint(
                # A draft can be withdrawn as it is.
                condition=Q(state__in=["draft", "withdrawn"])
                | (~Q(title="") & Q(asked__isnull=False) & Q(version__gte=1)),
                name="a_bid_has_its_project",
                violation_error_message="Enter the name of the project and the amount requested",
            ),
            models.CheckConstraint(
                condition=Q(asked=None) | Q(asked__gte=0),
                name="an_amount_asked_is_not_below_nothing",
                violation_error_message="Amount requested must be £0 or more",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["recommended", "chair_approved"])
                | Q(recommended_amount__isnull=False, recommended_amount__gte=0),
                name="what_is_recommended_has_its_amount",
                violation_error_message="Enter the amount recommended",
            ),
        ]
        indexes = [models.Index(fields=["grant", "state"], name="bid_by_state")]

    def __str__(self) -> str:
        return self.title or f"Bid {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("bid_detail", args=[self.grant.partnership.slug, self.grant.slug, self.number])

    @property
    def lead_ids(self) -> set[int]:
        """The body that bids, in the form that plans/access needs."""
        return {self.lead_id} if self.lead_id else set()

    def make_link(self, name: str, item, position: int) -> models.Model:
        if name == "partners":
            return BidPartner(bid=self, body_id=item, position=position)
        return BidPriority(bid=self, priority_id=item)


class BidPartner(models.Model):
    """A body that delivers a project together with its lead."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="partner_links", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="partner_in_bids")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["bid", "body"], name="one_partner_once")]

    def __str__(self) -> str:
        return str(self.body)


class BidPriority(models.Model):
    """A priority of the partnership's plan that a project serves."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="priority_links", db_index=False)
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="served_by_bids")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["bid", "priority"], name="one_priority_served_once")]

    def __str__(self) -> str:
        return str(self.priority)
