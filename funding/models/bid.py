from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from funding.models.grant import Grant, Pot
from funding.moves import STATES
from plans.models import Body, Partnership, Priority
from plans.models.versioned import Versioned


class BidQuerySet(models.QuerySet):
    def of_grant(self, grant):
        return self.filter(grant=grant)

    def current(self):
        return self.filter(is_withdrawn=False)

    def sent(self):
        """Bids that were submitted, whatever became of them."""
        return self.exclude(state="draft")


class Bid(Versioned):
    """What a partner asks of a grant. A draft accepts gaps; what is approved is kept as a version of its own."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="bids", db_index=False)
    number = models.PositiveIntegerField(editable=False)
    pot = models.ForeignKey(Pot, on_delete=models.PROTECT, null=True, blank=True, related_name="bids")
    title = models.CharField("project", max_length=300, blank=True)
    lead = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="bids", verbose_name="lead body"
    )
    lead_as_printed = models.CharField(max_length=300, blank=True, editable=False)
    delivery_partners = models.TextField(blank=True)
    what = models.TextField("what will be done", blank=True)
    need = models.TextField("need and evidence", blank=True)
    beneficiaries = models.TextField("who benefits", blank=True)
    activities = models.TextField(blank=True)
    priorities = models.ManyToManyField(Priority, blank=True, through="BidPriority", related_name="bids")
    funder_priorities = models.JSONField("police and crime plan priorities", default=list, blank=True)
    project_types = models.JSONField(default=list, blank=True)
    asked = models.BigIntegerField("amount asked", null=True, blank=True)
    """Pence; the sum of the cost lines where there are any."""
    match_cash = models.BigIntegerField("match funding in cash", null=True, blank=True)
    match_kind = models.BigIntegerField("match funding in kind", null=True, blank=True)
    sustainability = models.TextField(blank=True)
    safeguarding = models.TextField(blank=True)
    quarters = models.JSONField(default=list, blank=True)
    """The quarters in which it is delivered, such as "2024-Q2"."""
    recommended_amount = models.BigIntegerField("recommended", null=True, blank=True)
    state = models.CharField(max_length=16, choices=list(STATES.items()), default="draft", editable=False)
    approved_version = models.PositiveIntegerField(default=0, editable=False)
    """How many times its content was approved: a change after approval is a new version."""
    approved_content = models.JSONField(null=True, editable=False)
    approved_amount = models.BigIntegerField(null=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    tracked = (
        "pot_id", "title", "lead_id", "lead_as_printed", "delivery_partners", "what", "need", "beneficiaries",
        "activities", "funder_priorities", "project_types", "asked", "match_cash", "match_kind",
        "sustainability", "safeguarding", "quarters", "recommended_amount", "state", "approved_amount",
    )  # fmt: skip
    tracked_links = {"served": ("bid_priorities", "priority_id")}
    home = "grant__partnership"

    objects = BidQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="one_bid_a_number"),
            models.CheckConstraint(
                condition=Q(state="draft") | (~Q(title="") & Q(asked__gt=0) & ~Q(pot=None)),
                name="what_is_sent_is_whole",
                violation_error_message="Give the project its name, its pot and the amount asked before it is sent.",
            ),
            models.CheckConstraint(
                condition=Q(asked=None) | Q(asked__gte=0), name="an_amount_asked_is_not_below_nothing"
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"Bid {self.number}"

    @property
    def partnership(self) -> Partnership:
        return self.grant.partnership

    def make_link(self, name: str, item: int, position: int) -> "BidPriority":
        return BidPriority(bid=self, priority_id=item, position=position)


class BidPriority(models.Model):
    """A priority of the partnership's plan that a bid serves."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="bid_priorities", db_index=False)
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["bid", "priority"], name="one_priority_served_once")]

    def __str__(self) -> str:
        return str(self.priority)


class BidMove(models.Model):
    """One step on a bid's way: from which state to which, by whom, when and with what words. Never edited."""

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="moves", db_index=False)
    move = models.CharField(max_length=16)
    was = models.CharField(max_length=16, choices=list(STATES.items()))
    now = models.CharField(max_length=16, choices=list(STATES.items()))
    words = models.TextField(blank=True)
    bid_version = models.PositiveIntegerField(default=0)
    """The version of the bid's content that was decided on."""
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    """The body that the person spoke for, where the rules of interest ask."""
    lead = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    """The bidding body at that moment, for the rule that its people do not approve."""
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """On the funder's approval: who gave the chair's, for the rule that they are two people."""
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["bid", "made_at"], name="move_by_bid")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(move="approve_funder") | Q(chair=None) | ~Q(chair=F("made_by")),
                name="chair_and_funder_are_two_people",
                violation_error_message="The chair's and the funder's approval are two people's.",
            ),
            models.CheckConstraint(
                condition=~Q(move__in=["approve_chair", "approve_funder", "recommend"])
                | Q(body=None)
                | Q(lead=None)
                | ~Q(body=F("lead")),
                name="the_bidding_body_does_not_decide",
                violation_error_message="A person of the bidding body neither recommends nor approves its bid.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.move}: {self.bid}"


class CostLine(models.Model):
    """One line of what a project costs, in pence."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="cost_lines", db_index=False)
    position = models.PositiveIntegerField(default=0)
    words = models.CharField("what for", max_length=300)
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="a_cost_is_not_below_nothing"),
        ]

    def __str__(self) -> str:
        return self.words
