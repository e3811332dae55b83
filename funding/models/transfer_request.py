from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from funding.models.grant import Grant, GrantOwned, Pot
from funding.models.project import Project
from funding.money.amounts import format_money
from funding.money.fields import PenceField
from plans.lifecycles import Lifecycle, build_transition
from plans.models.tracked import TrackedModel
from plans.periods import format_date

REQUEST_TRANSITIONS = Lifecycle(
    transitions=(
        build_transition("agree", ["waiting"], ["agreed"], "decide_transfer", label="Agree", past="agreed"),
        build_transition(
            "disagree",
            ["waiting"],
            ["not_agreed"],
            "decide_transfer",
            label="Do not agree",
            past="did not agree",
            needs_comment=True,
        ),
        build_transition(
            "take_back",
            ["waiting"],
            ["taken_back"],
            "request_transfer",
            label="Withdraw request",
            past="withdrew the request",
        ),
    ),
    not_now="{row.outcome}",
    comment_missing="Enter a reason for not agreeing.",
)


class TransferRequest(GrantOwned, TrackedModel):
    """A request for the funder's consent to move money between two pots or two projects of a grant.

    The movement is added to the ledger when a user of the funder agrees. A request is decided once.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Awaiting consent"
        AGREED = "agreed", "Agreed"
        NOT_AGREED = "not_agreed", "Not agreed"
        TAKEN_BACK = "taken_back", "Withdrawn"

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="movement_requests")
    source_pot = models.ForeignKey(
        Pot, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="from the pot"
    )
    target_pot = models.ForeignKey(
        Pot, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="to the pot"
    )
    source_project = models.ForeignKey(
        Project, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="from the project"
    )
    target_project = models.ForeignKey(
        Project, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="to the project"
    )
    amount = PenceField()
    reason = models.TextField("reason")
    overcommit_reason = models.TextField("reason for over-committing a pot", blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    idempotency_key = models.CharField(max_length=32, unique=True)
    """An idempotency key, so that a form sent twice makes one request."""
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decision_comment = models.TextField("funder's comments", blank=True)

    tracked_fields = (
        "source_pot_id", "target_pot_id", "source_project_id", "target_project_id", "amount", "reason", "overcommit_reason",
        "state", "decision_comment",
    )  # fmt: skip
    excluded_from_restore = tracked_fields
    queue = "grant"
    lifecycle = REQUEST_TRANSITIONS

    class Meta:
        verbose_name = "request to move money"
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    Q(
                        source_pot__isnull=False,
                        target_pot__isnull=False,
                        source_project=None,
                        target_project=None,
                    )
                    & ~Q(source_pot=F("target_pot"))
                )
                | Q(
                    Q(
                        source_project__isnull=False,
                        target_project__isnull=False,
                        source_pot=None,
                        target_pot=None,
                    )
                    & ~Q(source_project=F("target_project"))
                ),
                name="a_request_is_of_two_pots_or_two_projects",
                violation_error_message="Select two different pots, or two different projects.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0) & ~Q(reason=""),
                name="a_request_has_amount_and_reason",
                violation_error_message="Enter an amount of more than £0 and a reason.",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by=None, decided_at=None)
                | (~Q(state="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="a_request_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "not_agreed"]) | ~Q(decided_by=F("requested_by")),
                name="a_request_is_agreed_to_by_another",
                violation_error_message="The person who made the request cannot agree to it.",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken_back") | Q(decided_by=F("requested_by")),
                name="a_request_is_taken_back_by_who_asked",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_agreed") | ~Q(decision_comment=""),
                name="a_request_is_not_agreed_to_with_words",
                violation_error_message="Enter a reason for not agreeing.",
            ),
        ]

    def __str__(self) -> str:
        return f"Request to move {format_money(self.amount)}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def outcome(self) -> str:
        """Return the outcome in a sentence; "" before the decision."""
        if self.is_waiting:
            return ""
        day = format_date(timezone.localdate(self.decided_at))
        [step] = (step for step in REQUEST_TRANSITIONS.transitions if self.state in step.to_states)
        return f"{self.decided_by} {step.past} on {day}."

    @property
    def is_of_projects(self) -> bool:
        """Return whether the request is about two projects, not two pots."""
        return self.source_project_id is not None
