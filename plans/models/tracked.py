from datetime import UTC, date, datetime
from typing import ClassVar

from django.db import models

from plans.lifecycles import Lifecycle


class TrackedModel(models.Model):
    """A row that two people can edit: it has a revision and names the fields whose history is kept.

    Only plans/records writes such a row.
    """

    revision = models.PositiveIntegerField(default=1, editable=False)
    is_withdrawn = models.BooleanField("withdrawn", default=False, editable=False)

    tracked_fields: ClassVar[tuple[str, ...]] = ()
    """Column names (a foreign key by its `_id`) whose every change is kept."""
    tracked_relations: ClassVar[dict[str, tuple[str, str]]] = {}
    """Ordered many-to-many fields: name → (related name of the link rows, column of the link row)."""

    queue: ClassVar[str] = ""
    """The foreign key whose row is locked before this one is changed, so that writers take turns; "" for itself."""
    lifecycle: ClassVar[Lifecycle | None] = None
    """The transitions of its state, for a row that has one."""

    home: ClassVar[str] = ""
    """The path to the partnership, read together with the row when it is written ("plan__partnership")."""
    tracked_derived_fields: ClassVar[tuple[str, ...]] = ()
    """Derived columns whose changes the history shows too, such as a milestone's due date."""

    excluded_from_restore: ClassVar[tuple[str, ...]] = ("position",)
    """Tracked fields that do not change when an earlier version is restored: position, state, decisions."""
    code_labels: ClassVar[dict[str, dict[str, str]]] = {}
    """For a field that is a list of codes: field → code → its label, for the history."""

    class Meta:
        abstract = True

    @property
    def thread(self) -> str:
        """Return the row on whose page this row's history shows, such as "action:12"."""
        return row_key(self)

    def derived(self, changed: dict) -> dict:
        """Return the columns that follow from the changed ones; they are set on the row and written with them."""
        return {}

    def make_link(self, name: str, item, position: int) -> models.Model:
        """Return an unsaved link row for one item of a tracked relation."""
        raise NotImplementedError(f"{type(self).__name__} has no link field “{name}”")

    def values(self, names=None) -> dict:
        """Return the current values of the tracked fields, or of those named, in a form that JSON can hold."""
        wanted = [name for name in (*self.tracked_fields, "is_withdrawn") if names is None or name in names]
        plain = {name: plain_value(getattr(self, name)) for name in wanted}
        for name, (related, column) in self.tracked_relations.items():
            if names is not None and name not in names:
                continue
            plain[name] = [getattr(link, column) for link in getattr(self, related).all()]
        return plain


def row_key(row: models.Model) -> str:
    """Return the name of a row in the history, such as "milestone:7"."""
    return f"{row._meta.model_name}:{row.pk}"


def plain_value(value):
    """Return a field's value as JSON stores it: dates in ISO form, times in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
