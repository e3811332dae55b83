from django.db import models
from django.db.models import Q

from actions.models import Action
from funding.lifecycles import BID_TRANSITIONS, FUNDED, NEVER_APPROVED, BidState
from funding.models.grant import Grant, Pot
from funding.models.rows import RowsModelField
from funding.money.fields import PenceField
from plans.models import Body, Partnership, Priority
from plans.models.tracked import TrackedModel


class BidQuerySet(models.QuerySet):
    def of_grant(self, grant):
        return self.filter(grant=grant, is_withdrawn=False)

    def sent(self):
        """Bids that were submitted or brought in; drafts are their authors' own, those withdrawn unsent among them."""
        return self.filter(version__gte=1)

    def approved(self):
        """Bids that the funder approved, whatever became of the project since."""
        return self.exclude(approved_version=None)

    def funded(self):
        """Projects that hold money of the grant: approved, live, being changed, or closed."""
        return self.approved().filter(state__in=FUNDED)


class Bid(TrackedModel):
    """A project for which a body asks money of a grant, and what was approved of it.

    A draft may have gaps, and holds what was typed; what `funding/bids/questions.py` asks is asked when it is submitted.
    """

    State = BidState

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="bids", db_index=False)
    number = models.PositiveIntegerField(editable=False)
    """1, 2, 3 … within the grant, in its address."""
    pot = models.ForeignKey(Pot, on_delete=models.PROTECT, related_name="bids")
    title = models.CharField("project", max_length=300, blank=True)
    lead = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bids",
        verbose_name="lead organisation",
    )
    lead_as_printed = models.CharField(max_length=300, blank=True, editable=False)
    asked = PenceField("amount requested", null=True, blank=True)
    """Pence; None in a draft that does not say, or says it so that it cannot be read."""
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
    state = models.CharField(max_length=16, choices=State, default=State.SUBMITTED, editable=False)
    version = models.PositiveIntegerField("version", default=1, editable=False)
    """0 for a draft; each submission of changed words is the next one (BidVersion)."""
    approved_version = models.PositiveIntegerField("approved version", null=True, editable=False)
    """The version that the funder approved last; None when none was."""
    recommended_amount = PenceField("amount recommended", null=True, editable=False)
    """Pence that the group recommends; what chair and funder approve."""
    approved_amount = PenceField("amount approved", null=True, editable=False)
    """Pence; the ledger's commitment follows it."""

    answer_fields = (
        "pot_id", "title", "lead_id", "asked", "amount_requested_text", "summary", "need", "beneficiaries",
        "sustainability", "safeguarding", "activities", "measures", "costs", "match", "quarters",
        "project_types", "funder_priorities",
    )  # fmt: skip
    """What a bid says, as against what was decided about it."""
    tracked_fields = (
        *answer_fields, "lead_as_printed", "state", "version", "approved_version", "recommended_amount",
        "approved_amount",
    )  # fmt: skip
    tracked_relations = {
        "partners": ("bid_partners", "body_id"),
        "priorities": ("bid_priorities", "priority_id"),
        "actions": ("bid_actions", "action_id"),
    }
    excluded_from_restore = (
        "state", "version", "approved_version", "recommended_amount", "approved_amount", "actions",
    )  # fmt: skip
    queue = "grant"
    home = "grant__partnership"
    lifecycle = BID_TRANSITIONS

    objects = BidQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="one_bid_a_number"),
            models.CheckConstraint(
                # A draft may be withdrawn as it is.
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
                condition=Q(approved_version=None, approved_amount=None, state__in=sorted(NEVER_APPROVED))
                | Q(
                    approved_version__isnull=False,
                    approved_amount__isnull=False,
                    approved_amount__gte=0,
                    state__in=sorted(FUNDED | {BidState.WITHDRAWN}),
                ),
                name="what_is_approved_has_its_amount",
                violation_error_message="Enter the amount approved",
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

    @property
    def is_funded(self) -> bool:
        """Whether it holds money of the grant: it was approved, and not withdrawn since."""
        return self.approved_version is not None and self.state in FUNDED

    @property
    def is_change(self) -> bool:
        """Whether what is being decided is a change of a project that was approved."""
        return self.approved_version is not None and self.version > self.approved_version

    @property
    def lead_ids(self) -> set[int]:
        """The body that asks, as plans/access/__init__.py wants it."""
        return {self.lead_id} if self.lead_id else set()

    def make_link(self, name: str, item, position: int) -> models.Model:
        links = {
            "partners": lambda: BidPartner(bid=self, body_id=item, position=position),
            "priorities": lambda: BidPriority(bid=self, priority_id=item),
            "actions": lambda: BidActionLink(bid=self, action_id=item),
        }
        return links[name]()


class BidPartner(models.Model):
    """A body that delivers a project together with its lead."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="bid_partners", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="partner_in_bids")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["bid", "body"], name="one_partner_once")]

    def __str__(self) -> str:
        return str(self.body)


class BidPriority(models.Model):
    """A priority of the partnership's plan that a project serves."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="bid_priorities", db_index=False)
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="served_by_bids")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["bid", "priority"], name="one_priority_served_once")]

    def __str__(self) -> str:
        return str(self.priority)


class BidActionLink(models.Model):
    """An action of the plan that a project pays for."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="bid_actions", db_index=False)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="paid_by_bids")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["bid", "action"], name="one_action_paid_once")]

    def __str__(self) -> str:
        return str(self.action)
