"""Records of a bid that are written once and never changed: its transitions, its versions, its authors."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from funding.lifecycles import (
    APPROVALS,
    BID_TRANSITIONS,
    CHANGE_TRANSITIONS,
    PAST,
    PROJECT_TRANSITIONS,
    BidState,
    BidTransitionCode,
    ChangeState,
    ProjectState,
)
from funding.models.bid import Bid
from funding.money.fields import PenceField
from plans.lifecycles import Lifecycle

STATES = list(dict([*ChangeState.choices, *ProjectState.choices, *BidState.choices]).items())
"""Every state of a bid, a project or a change, with its label."""


def _pairs(lifecycle: Lifecycle) -> Q:
    """Return the allowed transitions of one lifecycle, as the database checks them."""
    legal = sorted(
        {
            (step.code, before, after)
            for step in lifecycle.transitions
            for before in step.from_states
            for after in step.to_states
        }
    )
    pairs = Q()
    for move, was, now in legal:
        pairs |= Q(move=move, was=was, now=now)
    return pairs


def _is_legal() -> Q:
    """Return the condition that a transition is of its own lifecycle: the change's, the project's or the bid's."""
    return (
        (Q(project=None, change=None) & _pairs(BID_TRANSITIONS))
        | (Q(project__isnull=False, change=None) & _pairs(PROJECT_TRANSITIONS))
        | (Q(project=None, change__isnull=False) & _pairs(CHANGE_TRANSITIONS))
    )


class BidTransition(models.Model):
    """One transition of a bid, of its project or of a change: who, when, from which state to which. Never edited.

    The database rejects a transition that no lifecycle has, a second approval of the same version, and both approvals
    by one person; its triggers reject authors and people of the bidding organisation.
    """

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="moves", db_index=False)
    project = models.ForeignKey(
        "funding.Project", on_delete=models.PROTECT, null=True, blank=True, related_name="moves"
    )
    """The project whose state changed; None for a transition of the bid or of a change."""
    change = models.ForeignKey(
        "funding.ProjectChange", on_delete=models.PROTECT, null=True, blank=True, related_name="moves"
    )
    """The change whose state changed; None for a transition of the bid or of the project."""
    move = models.CharField(max_length=16, choices=BidTransitionCode)
    was = models.CharField(max_length=16, blank=True)
    now = models.CharField(max_length=16, choices=STATES)
    words = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    """The version of the answers to which it applies."""
    amount = PenceField(null=True)
    """Pence that were recommended or approved."""
    balance_before = PenceField(null=True)
    """What was left of the pot before, in pence; for an approval or a recommendation."""
    idempotency_key = models.CharField(max_length=40, blank=True)
    """Transitions made in one step share this."""
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
        """What was done, as the progress of the bid shows it."""
        return PAST[self.move]


class BidVersion(models.Model):
    """The answers of a bid, or of a change to its project, as submitted. Never edited."""

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="versions", db_index=False)
    change = models.ForeignKey(
        "funding.ProjectChange", on_delete=models.PROTECT, null=True, blank=True, related_name="versions"
    )
    """The change whose answers they are; None for those of the bid."""
    number = models.PositiveIntegerField()
    """1, 2, 3 … within the bid, those of changes included."""
    content = models.JSONField()
    """Question → its answer as text; documents and comparisons are made from it."""
    values = models.JSONField()
    """The values of the row's own fields, from which a change starts and the project is copied."""
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
    """A person who wrote answers of a bid or of a change: they neither score nor approve it."""

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
