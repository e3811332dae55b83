"""The form that changes several rows in one step."""

from __future__ import annotations

from functools import lru_cache

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from actions.filters import Choices
from actions.forms.leads import TO_BE_CONFIRMED
from actions.models import UPDATE_STATUSES
from plans.govuk import FastSelect


class BulkEditForm(forms.Form):
    """One change for all selected rows: a status, a lead, a priority, or withdrawal."""

    status = forms.ChoiceField(label="Set status", required=False, widget=FastSelect)
    lead = forms.ChoiceField(label="Set lead", required=False, widget=FastSelect)
    priority = forms.ChoiceField(label="Move to priority", required=False, widget=FastSelect)
    withdraw = forms.BooleanField(
        label="Withdraw these actions",
        required=False,
        widget=forms.CheckboxInput({"class": "govuk-checkboxes--small"}),
    )

    def __init__(self, data=None, *, priorities: Choices = (), bodies: Choices = ()):
        super().__init__(data, auto_id="several_%s")
        self.fields["status"].choices = [("", "No change"), *UPDATE_STATUSES]
        self.fields["lead"].choices = [
            ("", "No change"),
            *bodies,
            (TO_BE_CONFIRMED, "To be confirmed"),
        ]
        self.fields["priority"].choices = [("", "No change"), *priorities]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError("Select what to change in the selected actions")
        return cleaned

    @property
    def changes(self) -> dict:
        """Return the values to write to each row, by column."""
        cleaned, changes = self.cleaned_data, {}
        if cleaned["status"]:
            changes |= {"status": cleaned["status"]}
        if cleaned["lead"] == TO_BE_CONFIRMED:
            changes |= {"leads": [], "lead_to_be_confirmed": True}
        elif cleaned["lead"]:
            changes |= {"leads": [int(cleaned["lead"])], "lead_to_be_confirmed": False}
        if cleaned["priority"]:
            changes |= {"priority_id": int(cleaned["priority"])}
        if cleaned["withdraw"]:
            changes |= {"is_withdrawn": True}
        return changes


@lru_cache(maxsize=256)
def several_fields_html(priorities: Choices, bodies: Choices) -> SafeString:
    """Return the fields of the empty form; they depend only on their choices, so they are cached."""
    form = BulkEditForm(priorities=priorities, bodies=bodies)
    return format_html_join("", "{}", ((field.as_field_group(),) for field in form))
