from datetime import date

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from plans.lifecycles import Lifecycle, build_transition
from plans.models.body import Body
from plans.models.partnership import Partnership
from plans.models.tracked import TrackedModel
from plans.periods import Period, Quarter, quarters_between, reporting_date


class PlanQuerySet(models.QuerySet):
    def in_partnership(self, partnership):
        return self.filter(partnership=partnership)

    def adopted(self):
        """Return plans that were adopted, closed ones included."""
        return self.filter(state__in=[Plan.State.ADOPTED, Plan.State.CLOSED])

    def running(self, on: date):
        return self.filter(starts__lte=on, ends__gte=on)


class PlanState(models.TextChoices):
    """The state of a plan."""

    DRAFT = "draft", "Draft"
    CONSULTATION = "consultation", "In consultation"
    ADOPTED = "adopted", "Adopted"
    CLOSED = "closed", "Closed"


_S = PlanState
PLAN_TRANSITIONS = Lifecycle(
    # In the order of the buttons on the plan's page; a closed plan can be reopened.
    transitions=(
        build_transition(
            "consult",
            [_S.DRAFT],
            [_S.CONSULTATION],
            "edit_plan",
            label="Start consultation",
            past="is now in consultation",
        ),
        build_transition(
            "adopt",
            [_S.DRAFT, _S.CONSULTATION],
            [_S.ADOPTED],
            "adopt_plan",
            label="Adopt",
            past="adopted",
        ),
        build_transition(
            "close",
            [_S.ADOPTED],
            [_S.CLOSED],
            "edit_plan",
            label="Close plan",
            past="closed. You can still view it.",
        ),
        build_transition(
            "take_back",
            [_S.CONSULTATION, _S.ADOPTED],
            [_S.DRAFT],
            "edit_plan",
            label="Return to draft",
            past="is now a draft",
        ),
        build_transition(
            "reopen",
            [_S.CLOSED],
            [_S.ADOPTED],
            "edit_plan",
            label="Reopen plan",
            past="reopened",
        ),
    ),
    not_now="The status of the plan has changed since you opened this page. Check it and try again.",
    not_writable="This plan is closed. Reopen it before you change it.",
    stale="The status of the plan has changed since you opened this page. Check it and try again.",
)


class Plan(TrackedModel):
    """A community safety plan, a county agreement, a police and crime plan or a review's action plan."""

    class Kind(models.TextChoices):
        COMMUNITY_SAFETY = "community_safety", "Community safety plan"
        COUNTY_AGREEMENT = "county_agreement", "County community safety agreement"
        POLICE_AND_CRIME = "police_and_crime", "Police and crime plan"
        REVIEW = "review", "Action plan of a review"

    State = PlanState
    WRITABLE = frozenset({PlanState.DRAFT, PlanState.CONSULTATION, PlanState.ADOPTED})
    """States in which the rows of the plan can be changed."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="plans", db_index=False
    )
    slug = models.CharField(
        "address",
        max_length=60,
        help_text="The short name in web addresses, such as “2024-25”.",
        validators=[
            RegexValidator(
                r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
                "Web address must include only lower-case letters, numbers and single hyphens",
            )
        ],
    )
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.COMMUNITY_SAFETY)
    starts = models.DateField("first day")
    ends = models.DateField("last day")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    introduction = models.TextField(blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    adopted_by = models.CharField(
        max_length=200, blank=True, help_text="The meeting that adopted it, such as “Full Council”."
    )
    open_quarter = models.CharField(
        max_length=7,
        blank=True,
        help_text="The quarter that leads send updates for, such as 2024-Q2. Leave blank for the current "
        "quarter.",
    )
    last_report_frozen_at = models.DateTimeField(null=True, editable=False)
    """When an exception report on it was last frozen: the table shows what has changed since."""

    home = "partnership"
    lifecycle = PLAN_TRANSITIONS
    tracked_fields = (
        "title", "kind", "starts", "ends", "state", "introduction", "adopted_on", "adopted_by", "open_quarter",
    )  # fmt: skip
    # An adopted plan does not become a draft again, nor a draft adopted, when earlier text is restored.
    excluded_from_restore = ("state", "adopted_on", "adopted_by", "open_quarter")

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-starts", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"],
                name="one_plan_an_address",
                violation_error_message="Enter a web address that is not already in use",
            ),
            models.CheckConstraint(
                condition=Q(starts__lte=F("ends")),
                name="a_plan_ends_after_it_starts",
                violation_error_message="Last day must be the same as or after the first day",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "starts"], name="plan_by_partnership"),
            models.Index(fields=["starts", "partnership"], name="plan_by_period"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        return Period(self.starts, self.ends)

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        return quarters_between(self.starts, self.ends)

    def quarter_on(self, today: date) -> Quarter:
        """Return the quarter for which updates are written: the open one, or today's within the plan."""
        if self.open_quarter:
            return Quarter.parse(self.open_quarter)
        return min(max(Quarter.of(today), self.quarters[0]), self.quarters[-1])

    def as_at(self, today: date) -> date:
        """Return the date for which the plan is reported: the end of the open quarter, or today if earlier."""
        return reporting_date(self.quarter_on(today), today)

    @property
    def was_adopted(self) -> bool:
        """Return whether the plan was ever adopted: after that, a date that is postponed needs a reason."""
        return self.state in (self.State.ADOPTED, self.State.CLOSED) or self.adopted_on is not None

    @property
    def is_draft(self) -> bool:
        """Return whether only users who can see drafts can see it."""
        return self.state in (self.State.DRAFT, self.State.CONSULTATION)


class VersionTableRow(TrackedModel):
    """A row of the version table at the front of a printed plan."""

    queue = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="version_table")
    number = models.CharField("version", max_length=20)
    on = models.DateField("date")
    words = models.CharField("what changed", max_length=500)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    tracked_fields = ("number", "on", "words")

    class Meta:
        verbose_name = "revision"
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.number}: {self.words}"

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership

    @property
    def thread(self) -> str:
        return f"plan:{self.plan_id}"


class PriorityQuerySet(models.QuerySet):
    def current(self):
        return self.filter(is_withdrawn=False)


class Priority(TrackedModel):
    """A priority, focus area or cross-cutting theme of a plan."""

    class Kind(models.TextChoices):
        PRIORITY = "priority", "Priority"
        THEME = "theme", "Cross-cutting theme"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="priorities", db_index=False)
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PRIORITY)
    heading = models.CharField(
        max_length=500, blank=True, help_text="For example, “Priority 1: Domestic Abuse”."
    )
    summary = models.TextField("summary of the issue", blank=True)
    notes = models.TextField(
        blank=True, help_text="Text under the heading, such as where to find related actions."
    )

    queue = "plan"
    home = "plan__partnership"
    tracked_fields = ("position", "kind", "heading", "summary", "notes")
    tracked_relations = {"leads": ("priority_leads", "key")}

    objects = PriorityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "priorities"
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["plan", "position"], name="priority_by_plan")]

    def __str__(self) -> str:
        return self.heading or "No heading"

    def make_link(self, name: str, item, position: int) -> "PriorityLead":
        level, body_id = item
        return PriorityLead(priority=self, level=level, body_id=body_id, position=position)

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership


class PriorityLead(models.Model):
    """A body that leads on a priority; Thanet names an operational and a strategic one."""

    class Level(models.TextChoices):
        LEAD = "lead", "Lead"
        OPERATIONAL = "operational", "Operational lead"
        STRATEGIC = "strategic", "Strategic lead"

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="priority_leads")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="leads_priorities")
    level = models.CharField(max_length=12, choices=Level, default=Level.LEAD)
    position = models.PositiveIntegerField(default=0)

    key_fields = ("level", "body_id")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["priority", "body", "level"], name="one_priority_lead_once")
        ]

    def __str__(self) -> str:
        return f"{self.body} ({self.get_level_display()})"

    @property
    def key(self) -> list:
        return [self.level, self.body_id]


class Risk(TrackedModel):
    """A risk to the plan's delivery, rated by likelihood A to D and impact I to IV."""

    class Likelihood(models.TextChoices):
        A = "A", "A Very likely"
        B = "B", "B Likely"
        C = "C", "C Unlikely"
        D = "D", "D Rare"

    class Impact(models.TextChoices):
        I = "I", "I Catastrophic"  # noqa: E741 (the committee's own numeral)
        II = "II", "II Major"
        III = "III", "III Moderate"
        IV = "IV", "IV Minor"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="risks")
    position = models.PositiveIntegerField(default=0)
    risk = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    mitigation = models.TextField("action to avoid or mitigate it", blank=True)
    likelihood = models.CharField(max_length=1, choices=Likelihood, default=Likelihood.C)
    impact = models.CharField(max_length=3, choices=Impact, default=Impact.III)

    queue = "plan"
    home = "plan__partnership"
    tracked_fields = ("position", "risk", "description", "mitigation", "likelihood", "impact")

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.risk

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership

    @property
    def thread(self) -> str:
        return f"plan:{self.plan_id}"

    @property
    def rating(self) -> str:
        """Return the rating as a committee prints it, such as "DII"."""
        return f"{self.likelihood}{self.impact}"
