from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from actions.models import Action
from funding.lifecycles import (
    CHANGE_OPEN,
    CHANGE_TRANSITIONS,
    HOLDS_MONEY,
    PROJECT_TRANSITIONS,
    ChangeState,
    ProjectState,
)
from funding.models.bid import ANSWER_FIELDS, Bid, BidAnswers
from funding.models.grant import Grant, GrantOwned, Pot
from funding.models.rows import RowsModelField
from funding.money.fields import PenceField
from plans.models import Body, Partnership, Priority
from plans.models.tracked import TrackedModel


class ProjectQuerySet(models.QuerySet):
    def of_grant(self, grant):
        return self.filter(grant=grant, is_withdrawn=False)

    def funded(self):
        """Return projects that hold money of their grant: those that were not withdrawn."""
        return self.filter(state__in=sorted(HOLDS_MONEY))


class Project(GrantOwned, TrackedModel):
    """A bid that the funder approved: its money, returns, evaluation and actions.

    Title, lead, quarters and measures are copied from the approved version whenever that changes, and by nothing else.
    """

    State = ProjectState

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="projects", db_index=False)
    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="project")
    number = models.PositiveIntegerField(editable=False)
    """The number of its bid, in its URL."""
    pot = models.ForeignKey(Pot, on_delete=models.PROTECT, related_name="projects")
    version = models.ForeignKey("funding.BidVersion", on_delete=models.PROTECT, related_name="+")
    """The version that the funder approved last: of the bid, or of a change."""
    title = models.CharField("project", max_length=300)
    lead = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name="lead organisation",
    )
    lead_as_printed = models.CharField(max_length=300, blank=True, editable=False)
    amount = PenceField("amount approved", default=0, editable=False)
    """Pence. It follows the ledger: what is committed to the project, less what was released."""
    quarters = models.JSONField(default=list, blank=True)
    """Quarters in which it runs, such as "2024-Q2"."""
    measures = RowsModelField("measures and targets", columns=("measure", "target"))
    state = models.CharField(max_length=16, choices=State, default=State.APPROVED, editable=False)
    closed_on = models.DateField(null=True, editable=False)

    tracked_fields = (
        "version_id", "title", "lead_id", "lead_as_printed", "amount", "quarters", "measures", "state", "closed_on",
    )  # fmt: skip
    tracked_relations = {"actions": ("action_links", "action_id")}
    excluded_from_restore = tracked_fields
    queue = "grant"
    lifecycle = PROJECT_TRANSITIONS

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="one_project_a_number"),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="a_project_has_its_amount",
                violation_error_message="Enter the amount approved",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["closed", "evaluated"], closed_on__isnull=False)
                | Q(state__in=["approved", "live", "withdrawn"], closed_on=None),
                name="a_closed_project_has_its_day",
                violation_error_message="Enter the date on which the project was closed",
            ),
        ]
        indexes = [models.Index(fields=["grant", "state"], name="project_by_state")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("project_detail", args=[self.grant.partnership.slug, self.grant.slug, self.number])

    @property
    def lead_words(self) -> str:
        """The lead organisation as its spreadsheet names it, or else the body's name; "" if there is none."""
        return self.lead_as_printed or (str(self.lead) if self.lead else "")

    @property
    def lead_ids(self) -> set[int]:
        """The body that leads it, in the form that plans/access needs."""
        return {self.lead_id} if self.lead_id else set()

    @property
    def is_funded(self) -> bool:
        """Whether it holds money of the grant."""
        return self.state in HOLDS_MONEY

    @property
    def open_change(self) -> "ProjectChange | None":
        """The change that is being written or decided; a project has one at most."""
        return self.changes.filter(state__in=sorted(CHANGE_OPEN)).first()

    def make_link(self, name: str, item, position: int) -> models.Model:
        return ProjectAction(project=self, action_id=item)


class ProjectAction(models.Model):
    """An action of the plan that a project pays for."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="action_links", db_index=False
    )
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="paid_by_projects")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["project", "action"], name="one_action_paid_once")]

    def __str__(self) -> str:
        return str(self.action)


class ProjectChange(BidAnswers):
    """A proposed change to a project: answers that replace the approved ones once the chair and the funder approve.

    The project continues as approved until then.
    """

    State = ChangeState

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="changes", db_index=False)
    number = models.PositiveIntegerField(editable=False)
    """1, 2, 3 … within the project, in its URL."""
    why = models.TextField("what will change, and why", blank=True, editable=False)
    state = models.CharField(max_length=16, choices=State, default=State.DRAFT, editable=False)
    version = models.PositiveIntegerField("version", default=0, editable=False)
    """0 for a draft; each submission of edited answers is the next version of the bid (BidVersion)."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    tracked_fields = (*ANSWER_FIELDS, "why", "state", "version", "recommended_amount")
    excluded_from_restore = ("why", "state", "version", "recommended_amount")
    queue = "project"
    home = "project__grant__partnership"
    lifecycle = CHANGE_TRANSITIONS

    class Meta:
        verbose_name = "change to a project"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_change_a_number"),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(state__in=["draft", "submitted", "clarification", "chair_approved"]),
                name="one_open_change_a_project",
                violation_error_message="There is already a change to this project.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"])
                | (~Q(title="") & Q(asked__isnull=False) & Q(version__gte=1)),
                name="a_change_has_its_project",
                violation_error_message="Enter the name of the project and the amount requested",
            ),
            models.CheckConstraint(
                condition=Q(asked=None) | Q(asked__gte=0),
                name="a_change_asks_nothing_below_0",
                violation_error_message="Amount requested must be £0 or more",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "chair_approved", "approved"])
                | Q(recommended_amount__isnull=False, recommended_amount__gte=0),
                name="a_submitted_change_has_its_amount",
                violation_error_message="Enter the amount requested",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"Change {self.number} to {self.project}"

    def get_absolute_url(self) -> str:
        return f"{self.project.get_absolute_url()}changes/{self.number}/"

    @property
    def bid(self) -> Bid:
        return self.project.bid

    @property
    def grant(self) -> Grant:
        return self.project.grant

    @property
    def grant_id(self) -> int:
        return self.project.grant_id

    @property
    def pot(self) -> Pot:
        return self.project.pot

    @property
    def pot_id(self) -> int:
        return self.project.pot_id

    @property
    def partnership(self) -> Partnership:
        return self.project.partnership

    @property
    def thread(self) -> str:
        return self.project.thread

    @property
    def lead_as_printed(self) -> str:
        return self.project.lead_as_printed

    @property
    def lead_ids(self) -> set[int]:
        """The body that leads the project, in the form that plans/access needs."""
        return self.project.lead_ids or ({self.lead_id} if self.lead_id else set())

    @property
    def is_open(self) -> bool:
        """Whether it is still being written or decided."""
        return self.state in CHANGE_OPEN

    def make_link(self, name: str, item, position: int) -> models.Model:
        if name == "partners":
            return ChangePartner(change=self, body_id=item, position=position)
        return ChangePriority(change=self, priority_id=item)


class ChangePartner(models.Model):
    """A body that would deliver the changed project together with its lead."""

    change = models.ForeignKey(
        ProjectChange, on_delete=models.CASCADE, related_name="partner_links", db_index=False
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="partner_in_changes")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["change", "body"], name="one_partner_of_a_change_once")
        ]

    def __str__(self) -> str:
        return str(self.body)


class ChangePriority(models.Model):
    """A priority of the partnership's plan that the changed project would serve."""

    change = models.ForeignKey(
        ProjectChange, on_delete=models.CASCADE, related_name="priority_links", db_index=False
    )
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="served_by_changes")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["change", "priority"], name="one_priority_of_a_change_once")
        ]

    def __str__(self) -> str:
        return str(self.priority)
