from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from plans.exception_reasons import GRANT_REASONS, REASONS
from plans.models.tracked import TrackedModel, plain_value

# First parts of URLs that belong to the site itself.
RESERVED_SLUGS = frozenset({
    "accounts", "admin", "health", "help", "invitations", "media", "new", "partnerships", "published",
    "static", "accessibility", "privacy", "drafts", "favicon.ico", "robots.txt",
})  # fmt: skip


def validate_slug_not_reserved(slug: str) -> None:
    """Reject a slug that is the first part of one of the site's own URLs."""
    if slug in RESERVED_SLUGS:
        raise ValidationError("Enter a different web address. “%(slug)s” is reserved", params={"slug": slug})


class PartnershipQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_on=None)


class Partnership(TrackedModel):
    """A Community Safety Partnership of a district, a unitary council or a county."""

    class Tier(models.TextChoices):
        DISTRICT = "district", "District"
        UNITARY = "unitary", "Unitary"
        COUNTY = "county", "County"

    slug = models.CharField(
        "address",
        max_length=60,
        unique=True,
        help_text="The short name in web addresses, such as “swale”.",
        validators=[
            RegexValidator(
                r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
                "Web address must include only lower-case letters, numbers and single hyphens",
            ),
            validate_slug_not_reserved,
        ],
    )
    name = models.CharField(max_length=200)
    tier = models.CharField(max_length=10, choices=Tier, default=Tier.DISTRICT)
    county = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="districts"
    )
    area = models.CharField(
        max_length=200,
        blank=True,
        help_text="The council areas that the partnership covers, such as “Borough of Swale”.",
    )
    closed_on = models.DateField(null=True, blank=True)
    excluded_reasons = models.JSONField(
        "reasons that are not exceptions",
        default=list,
        blank=True,
        help_text="Reasons that are not exceptions in this partnership.",
    )

    tracked_fields = ("name", "tier", "county_id", "area", "closed_on", "excluded_reasons")
    tracked_relations = {"former_names": ("former_names", "key")}
    # Only the site administrator opens and closes a partnership, whatever is restored in its settings.
    excluded_from_restore = ("tier", "closed_on")
    code_labels = {"excluded_reasons": REASONS | GRANT_REASONS}

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(tier="county") | Q(county=None),
                name="a_county_has_no_county",
                violation_error_message="A county partnership cannot belong to another county",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def partnership(self) -> "Partnership":
        return self

    def name_on(self, on: date) -> str:
        """Return the name that the partnership had on that date."""
        former = [other for other in self.former_names.all() if on < other.until]
        return min(former, key=lambda other: other.until).name if former else self.name

    def make_link(self, name: str, item, position: int) -> "PartnershipName":
        former, until = item
        return PartnershipName(partnership=self, name=former, until=date.fromisoformat(until))


class PartnershipName(models.Model):
    """A former name of a partnership, used until a date; councils change and merge."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=200)
    until = models.DateField(help_text="The first day of the new name.")

    key_fields = ("name", "until")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "until"], name="one_partnership_name_a_day")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> list:
        return [self.name, plain_value(self.until)]
