from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from plans.lifecycles import Lifecycle, build_transition
from plans.models import Partnership, Plan
from plans.models.tracked import TrackedModel
from plans.periods import format_date
from reports.models.report import Report

# A published pack can be withdrawn; no other step can be undone.
PACK_TRANSITIONS = Lifecycle(
    transitions=(
        build_transition("freeze", ["draft"], ["frozen"], "build_pack", label="Freeze", past="frozen"),
        build_transition(
            "publish", ["frozen"], ["published"], "publish_pack", label="Publish", past="published"
        ),
        build_transition(
            "reopen",
            ["frozen"],
            ["draft"],
            "build_pack",
            label="Return the pack to draft",
            past="a draft again",
        ),
        build_transition(
            "withdraw",
            ["published"],
            ["withdrawn"],
            "publish_pack",
            label="Withdraw pack",
            past="withdrawn",
        ),
    ),
    not_now="This pack is {state_lower} now. Someone else changed it. Check the pack and try again.",
    not_writable="You cannot change this pack because it is {state_lower}.",
    stale="The pack has changed since you opened this page. Check it and try again.",
)


class Committee(TrackedModel):
    """A council committee that scrutinises the partnership at least once a year."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="committees")
    name = models.CharField("committee", max_length=200)
    council = models.CharField(
        max_length=200,
        blank=True,
        help_text="The council that runs the committee, for example “Medway Council”.",
    )

    home = "partnership"
    tracked_fields = ("name", "council")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TemplateSection(TrackedModel):
    """One section of the cover report as this committee wants it: heading, order, and the data that fills it in."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="template_sections")
    position = models.PositiveIntegerField(default=0)
    heading = models.CharField(max_length=200)
    filling = models.CharField("filled in from", max_length=30, blank=True)
    """The data that the section is filled in from, a name in reports/packs/section_text.py; blank for standard text only."""
    words = models.TextField(
        "standard text",
        blank=True,
        help_text="Shown in every pack, before the text that is filled in from the data.",
    )
    is_numbered = models.BooleanField("numbered", default=True)

    home = "committee__partnership"
    tracked_fields = ("position", "heading", "filling", "words", "is_numbered")

    class Meta:
        verbose_name = "section"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.heading

    @property
    def partnership(self) -> Partnership:
        return self.committee.partnership

    @property
    def thread(self) -> str:
        return f"committee:{self.committee_id}"


class Meeting(TrackedModel):
    """A meeting of a committee."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="meetings")
    on = models.DateField("date")
    place = models.CharField(max_length=200, blank=True)

    home = "committee__partnership"
    tracked_fields = ("on", "place")

    class Meta:
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "on"],
                condition=Q(is_withdrawn=False),
                name="one_meeting_a_day",
                violation_error_message="This committee already has a meeting on that day.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.committee}, {self.day}"

    @property
    def day(self) -> str:
        """The date as text."""
        return format_date(self.on)

    @property
    def partnership(self) -> Partnership:
        return self.committee.partnership

    @property
    def thread(self) -> str:
        return f"committee:{self.committee_id}"


class PackQuerySet(models.QuerySet):
    def in_partnership(self, partnership):
        return self.filter(partnership=partnership)

    def published(self):
        return self.filter(state=Pack.State.PUBLISHED)

    def frozen_or_later(self):
        """Packs whose content is frozen, whether or not they have been published."""
        return self.exclude(state=Pack.State.DRAFT)

    def ever_published(self):
        """Packs that have been published, including those withdrawn later."""
        return self.filter(state__in=[Pack.State.PUBLISHED, Pack.State.WITHDRAWN])


class Pack(TrackedModel):
    """Documents for a scrutiny committee: a cover report, a frozen exception report and the action plan."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        FROZEN = "frozen", "Frozen, waiting to be published"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="packs", db_index=False
    )
    slug = models.CharField(
        "web address",
        max_length=60,
        help_text="The short name in web addresses, for example “annual-scrutiny-2024”.",
        validators=[
            RegexValidator(
                r"^[a-z0-9]+(-[a-z0-9]+)*\Z", "Use lower-case letters, numbers and single hyphens."
            )
        ],
    )
    title = models.CharField(max_length=200)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="packs")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="packs")
    report = models.ForeignKey(
        Report,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="packs",
        verbose_name="exception report",
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    content = models.JSONField(null=True, editable=False)
    """What the public page and the PDF are made from; built from named public fields alone."""
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    software = models.CharField(max_length=20, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    last_edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    frozen_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    published_at = models.DateTimeField(null=True, editable=False)
    withdrawn_why = models.TextField(blank=True, editable=False)

    queue = "plan"
    home = "partnership"
    lifecycle = PACK_TRANSITIONS
    tracked_fields = ("title", "meeting_id", "plan_id", "report_id", "state", "withdrawn_why")
    # Freezing, publishing and withdrawing are separate steps, and are not restored with an earlier version.
    excluded_from_restore = ("state", "withdrawn_why")

    objects = PackQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting__on", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"],
                name="one_pack_an_address",
                violation_error_message="Enter a web address that no other pack of this partnership has.",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None)
                | (
                    ~Q(published_by=F("created_by"))
                    & ~Q(published_by=F("frozen_by"))
                    & ~Q(published_by=F("last_edited_by"))
                ),
                name="author_does_not_publish",
                violation_error_message="Someone other than the author must publish the pack.",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(content_hash=""), name="a_frozen_pack_has_its_hash"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "frozen"]) | Q(published_by__isnull=False),
                name="a_published_pack_has_its_publisher",
                violation_error_message="A published pack must have a publisher.",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_why=""),
                name="withdrawn_for_a_reason",
                violation_error_message="Enter a reason for withdrawing the pack.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def document_key(self) -> str:
        """The key of its PDF once it is frozen."""
        return f"pack:{self.pk}:{self.content_hash}"


class PackSection(TrackedModel):
    """One section of a pack's cover report: filled in from the data once, then edited by the author."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField(default=0)
    heading = models.CharField(max_length=200)
    filling = models.CharField(max_length=30, blank=True, editable=False)
    words = models.TextField(
        "text",
        blank=True,
        help_text="A blank line starts a new paragraph. A line that starts with “- ” is an item of a list. "
        "A line between bars, “| Risk | Rating |”, is a row of a table. The first row is the headings.",
    )
    is_numbered = models.BooleanField("numbered", default=True)
    generated_text = models.TextField("generated text", blank=True, editable=False)
    """The text from the data when the section was last filled in, to detect that the data has changed."""

    home = "pack__partnership"
    tracked_fields = ("position", "heading", "words", "is_numbered", "generated_text")
    excluded_from_restore = ("position", "generated_text")

    class Meta:
        verbose_name = "section"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.heading

    @property
    def partnership(self) -> Partnership:
        return self.pack.partnership

    @property
    def plan_id(self) -> int:
        return self.pack.plan_id

    @property
    def thread(self) -> str:
        return f"pack:{self.pack_id}"
