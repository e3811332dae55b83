from datetime import date

from django.db import models
from django.db.models import Q

from plans.models.partnership import Partnership
from plans.models.tracked import TrackedModel, plain_value


class BodyQuerySet(models.QuerySet):
    def in_partnership(self, partnership):
        return self.filter(partnership=partnership)

    def current(self):
        return self.filter(is_withdrawn=False)


class Body(TrackedModel):
    """Anything that can lead: an organisation, a group, a unit or a post, as one partnership names it."""

    class Kind(models.TextChoices):
        RESPONSIBLE = "responsible", "Responsible authority"
        COOPERATING = "cooperating", "Co-operating body"
        ORGANISATION = "organisation", "Other organisation"
        GROUP = "group", "Group"
        UNIT = "unit", "Unit"
        POST = "post", "Post"

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="bodies", db_index=False
    )
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ORGANISATION)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="belongs to",
        help_text="The organisation or group that a unit or post belongs to.",
    )

    tracked_fields = ("name", "kind", "parent_id")
    tracked_relations = {"other_names": ("other_names", "key")}

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = "organisation or group"
        verbose_name_plural = "organisations and groups"
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"],
                condition=Q(is_withdrawn=False),
                name="one_body_a_name",
                violation_error_message="Enter a name that is not already in use",
            ),
            models.CheckConstraint(
                condition=~Q(kind="post") | ~Q(parent=None),
                name="a_post_belongs_to_a_body",
                violation_error_message="Select the organisation or group that this post belongs to",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def name_on(self, on: date) -> str:
        """Return the name that the body had on that date."""
        former = [other for other in self.other_names.all() if other.until and on < other.until]
        return min(former, key=lambda other: other.until).name if former else self.name

    def make_link(self, name: str, item, position: int) -> "BodyName":
        other, until = item
        return BodyName(body=self, name=other, until=date.fromisoformat(until) if until else None)


class BodyName(models.Model):
    """Another name of a body: an alias ("SBC"), or a former name with the date until which it was used."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=200)
    until = models.DateField(
        null=True, blank=True, help_text="For a former name, the first day of the new name."
    )

    key_fields = ("name", "until")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "name", "until"], name="one_former_name_once"),
            # A second constraint, because two NULLs are never equal.
            models.UniqueConstraint(fields=["body", "name"], condition=Q(until=None), name="one_alias_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> list:
        return [self.name, plain_value(self.until)]
