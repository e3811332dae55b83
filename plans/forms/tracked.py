"""The form of a row that two people can edit: it carries a revision, and is written by plans/records."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from django import forms
from django.db import IntegrityError, transaction

from plans.records import WriteResult, add_row, resolve_conflicts, with_combined_text, write_row

MAX_REVISION = 2**31 - 1
MAX_TEXT_LENGTH = 100_000
"""Characters of one text: longer ones take too long to read and to show."""


def text_length_validator(longest: int = MAX_TEXT_LENGTH) -> Callable[[str], None]:
    """Return a validator that rejects a longer text, and says how long it is."""

    def validate_text_length(text: str) -> None:
        if len(text) > longest:
            raise forms.ValidationError(f"Text must be {longest:,} characters or fewer; it is {len(text):,}")

    return validate_text_length


class TrackedModelForm(forms.ModelForm):
    """Form for a tracked row: `add` saves a new row, `write` saves what changed since the form was opened."""

    revision = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=MAX_REVISION
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(with_combined_text(data), **kwargs)
        self.initial["revision"] = self.instance.revision

    def clean_revision(self) -> int:
        """Return the revision on which the form was opened; without one, the current row counts as seen."""
        revision = self.cleaned_data["revision"]
        return self.instance.revision if revision is None else revision

    def _get_validation_exclusions(self) -> set[str]:
        # A constraint can name a field that is not on the form: the row has its value, so it can be checked.
        return super()._get_validation_exclusions() - {"partnership", "is_withdrawn"}

    def links(self) -> dict[str, list]:
        """Return the relation fields of this form, as plans/records takes them."""
        return {}

    def changes(self) -> dict[str, object]:
        """Return every column and relation field of the form with its value."""
        columns = {
            name: self._meta.model._meta.get_field(name) for name in self._meta.fields if name in self.fields
        }
        values = {name: self.cleaned_data[name] for name in columns}
        return {
            column.attname: values[name].pk if column.is_relation and values[name] else values[name]
            for name, column in columns.items()
        } | self.links()

    def turn(self) -> AbstractContextManager:
        """The lock under which the row is written, for rows whose writers wait for each other."""
        return nullcontext()

    def add(self, *, by) -> bool:
        """Save the new row. Return False, with an error, if another row took its name in the meantime."""
        return self._tried(lambda: add_row(self.instance, by=by, links=self.links())) is not None

    def write(self, *, by, why: str = "") -> WriteResult | None:
        """Save what changed. Return None if another row took its name in the meantime. Raises EditConflict."""
        changes, settled = resolve_conflicts(self.data, self.changes())
        return self._tried(
            lambda: write_row(
                self.instance,
                changes,
                base_revision=self.cleaned_data["revision"],
                by=by,
                why=why,
                settled=settled,
            )
        )

    def _tried(self, write):
        try:
            with transaction.atomic(), self.turn():
                return write()
        except IntegrityError:
            self.add_error(None, "Enter a name and web address that are not already in use")
            return None
