"""Formset of former names of a partnership or a body, each with the date until which it was used."""

from __future__ import annotations

from datetime import date

from django import forms

from plans.govuk import DateField

MOST_NAMES = 30


class FormerNameForm(forms.Form):
    """One former name; a blank form is ignored."""

    name = forms.CharField(
        label="Former name",
        max_length=200,
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-20"}),
    )
    until = DateField(label="Until", required=False, help_text="The first day of the new name.")

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if cleaned.get("name") and not cleaned.get("until"):
            self.add_error("until", "Enter the first day of the new name")
        if cleaned.get("until") and not cleaned.get("name"):
            self.add_error("name", "Enter the former name")
        return cleaned


class BaseFormerNameFormSet(forms.BaseFormSet):
    def clean(self):
        if any(self.errors):
            return
        days = [until for _, until in self.names]
        if len(days) != len(set(days)):
            raise forms.ValidationError("Enter a different date for each former name")

    @property
    def names(self) -> list[list]:
        """Return the former names as the row stores them, earliest first: [["Old name", "2019-04-01"]]."""
        typed = [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]
        return sorted(([row["name"], row["until"].isoformat()] for row in typed), key=lambda name: name[1])


FormerNameFormSet = forms.formset_factory(
    FormerNameForm, formset=BaseFormerNameFormSet, extra=1, max_num=MOST_NAMES, absolute_max=MOST_NAMES
)


def build_former_name_formset(data, names) -> BaseFormerNameFormSet:
    """Return the formset, with an empty form at the end; `names` are the current (name, until)."""
    initial = [{"name": name, "until": date.fromisoformat(until)} for name, until in names]
    return FormerNameFormSet(data, prefix="former", initial=initial)
