from django.db import models
from django.db.models import F, Q

from funding.money.fields import PenceField
from plans.models import Partnership
from plans.models.tracked import TrackedModel
from plans.periods import Period


class Funder(TrackedModel):
    """A funder of grants, with the dates between which it has its name, because a mayor can replace a commissioner."""

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
                violation_error_message="Last day must be the same as or after the first day.",
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
    slug = models.SlugField("web address", max_length=60, db_index=False, help_text="For example, 2024-25.")
    title = models.CharField(max_length=200, default="Crime Reduction Grant")
    funder = models.ForeignKey(Funder, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    starts = models.DateField("first day")
    ends = models.DateField("last day")
    is_provisional = models.BooleanField(
        "provisional", default=False, help_text="The funder has not confirmed the award."
    )
    conditions = models.TextField(blank=True)
    project_types = models.TextField(blank=True, help_text="Enter one type per line.")
    funder_priorities = models.TextField(blank=True, help_text="Enter one priority per line.")
    printed_left = PenceField(
        "published amount left",
        null=True,
        blank=True,
        help_text="This is compared with the amount left that we calculate.",
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
                violation_error_message="Enter a web address that is not already in use.",
            ),
            models.CheckConstraint(
                condition=Q(starts__lte=F("ends")),
                name="a_grant_ends_after_it_starts",
                violation_error_message="Last day must be the same as or after the first day.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        return Period(self.starts, self.ends)


class GrantOwned:
    """Mixin for models with a grant: their partnership and their history group."""

    home = "grant__partnership"

    @property
    def partnership(self) -> Partnership:
        return self.grant.partnership

    @property
    def thread(self) -> str:
        return f"grant:{self.grant_id}"


class Pot(GrantOwned, TrackedModel):
    """A part of a grant: upfront, tactical or one recipient's share. Its amounts are in the ledger."""

    class Kind(models.TextChoices):
        UPFRONT = "upfront", "Upfront (business case)"
        TACTICAL = "tactical", "Tactical"
        SHARE = "share", "A recipient's share"
        REST = "rest", "Not allocated"
        """The award less its recipients' shares; negative if the shares are more."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="pots", db_index=False)
    name = models.CharField(
        max_length=100, help_text="The name in web addresses and files, for example “upfront”."
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SHARE)
    position = models.PositiveIntegerField(default=0)
    opens_at = models.DateTimeField("opens for bids", null=True, blank=True)
    closes_at = models.DateTimeField("closes for bids", null=True, blank=True)
    opened_early_why = models.TextField("reason for opening the pot early", blank=True, editable=False)
    """An officer's reason to decide tactical bids before every upfront bid is decided; "" for none."""

    tracked_fields = ("name", "kind", "position", "opens_at", "closes_at", "opened_early_why")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(opens_at__lt=F("closes_at")),
                name="a_pot_closes_after_it_opens",
                violation_error_message="Closing time must be after the opening time.",
            ),
            models.UniqueConstraint(
                fields=["grant", "name"],
                condition=Q(is_withdrawn=False),
                name="one_pot_a_name",
                violation_error_message="Enter a pot name that this grant does not already use.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
