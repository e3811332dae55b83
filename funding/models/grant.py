from django.db import models
from django.db.models import F, Q

from funding.money.fields import PenceField
from plans.models import Partnership
from plans.models.tracked import TrackedModel
from plans.periods import Period


class Funder(TrackedModel):
    """Who gives a grant, under the name borne between two days: commissioners and mayors follow each other."""

    class Kind(models.TextChoices):
        PCC = "pcc", "Police and Crime Commissioner"
        PFCC = "pfcc", "Police, Fire and Crime Commissioner"
        MAYOR = "mayor", "Mayor"
        BOARD = "board", "Policing and crime board"
        OTHER = "other", "Other funder"

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="funders")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PCC)
    starts = models.DateField("from", null=True, blank=True)
    ends = models.DateField("until", null=True, blank=True)

    tracked_fields = ("name", "kind", "starts", "ends")
    home = "partnership"

    class Meta:
        ordering = ["-starts", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(starts__lte=F("ends")),
                name="a_funder_ends_after_it_starts",
                violation_error_message="The last day must not be before the first day.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class GrantQuerySet(models.QuerySet):
    def in_partnership(self, partnership):
        return self.filter(partnership=partnership, is_withdrawn=False)

    def confirmed(self):
        return self.filter(is_provisional=False)


class Grant(TrackedModel):
    """A funder's grant for a period, such as the Crime Reduction Grant; its award and pots are in the ledger."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="grants", db_index=False
    )
    slug = models.SlugField("address", max_length=60, db_index=False, help_text="Such as “2024-25”.")
    title = models.CharField(max_length=200, default="Crime Reduction Grant")
    funder = models.ForeignKey(Funder, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    starts = models.DateField("first day")
    ends = models.DateField("last day")
    is_provisional = models.BooleanField(
        "provisional", default=False, help_text="The award is not confirmed by the funder yet."
    )
    conditions = models.TextField(blank=True)
    project_types = models.TextField(blank=True, help_text="The funder's types of project, one a line.")
    funder_priorities = models.TextField(
        blank=True, help_text="Priorities of the police and crime plan, one a line."
    )
    printed_left = PenceField(
        "left as printed",
        null=True,
        blank=True,
        help_text="What a published report says is left; kept beside our own figure.",
    )

    tracked_fields = (
        "title", "funder_id", "starts", "ends", "is_provisional", "conditions", "project_types",
        "funder_priorities", "printed_left",
    )  # fmt: skip
    excluded_from_restore = ("is_provisional",)
    home = "partnership"

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["-starts", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"],
                name="one_grant_an_address",
                violation_error_message="This partnership already has a grant at that address.",
            ),
            models.CheckConstraint(
                condition=Q(starts__lte=F("ends")),
                name="a_grant_ends_after_it_starts",
                violation_error_message="The last day must not be before the first day.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        return Period(self.starts, self.ends)


class Pot(TrackedModel):
    """A part of a grant: upfront, tactical, or one recipient's share. What is in it follows from the ledger."""

    class Kind(models.TextChoices):
        UPFRONT = "upfront", "Upfront (business case)"
        TACTICAL = "tactical", "Tactical"
        SHARE = "share", "A recipient's share"
        REST = "rest", "Not allocated"
        """What the award is more than its recipients' shares; below nothing when the shares are more."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="pots", db_index=False)
    name = models.CharField(
        max_length=100, help_text="As it stands in the address and in files, such as “upfront”."
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SHARE)
    position = models.PositiveIntegerField(default=0)
    opens_at = models.DateTimeField("bids are taken from", null=True, blank=True)
    closes_at = models.DateTimeField("bids are taken until", null=True, blank=True)
    opened_early_why = models.TextField(
        "why its bids are decided before the upfront ones", blank=True, editable=False
    )
    """For the tactical pot: an officer's reason to decide before every upfront bid is decided; "" for none."""

    tracked_fields = ("name", "kind", "position", "opens_at", "closes_at", "opened_early_why")
    home = "grant__partnership"

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(opens_at__lt=F("closes_at")),
                name="a_pot_closes_after_it_opens",
                violation_error_message="Bids must be taken until later than from when they are.",
            ),
            models.UniqueConstraint(
                fields=["grant", "name"],
                condition=Q(is_withdrawn=False),
                name="one_pot_a_name",
                violation_error_message="This grant already has a pot of that name.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def partnership(self) -> Partnership:
        return self.grant.partnership

    @property
    def thread(self) -> str:
        return f"grant:{self.grant_id}"
