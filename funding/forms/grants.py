"""Forms of a grant, its award and its funder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import forms
from django.db import IntegrityError, transaction

from funding.forms.confirmation import ConfirmForm
from funding.grants.operations import add_grant
from funding.models import Funder, Grant
from funding.money.fields import AmountField
from plans.forms.tracked import TrackedModelForm, text_length_validator
from plans.govuk import DateField, Radios, Textarea
from plans.periods import Period, format_date, slug_of_period
from plans.records import add_row

LONG_TEXT = 20_000
# These slugs are taken by other pages at the same place in the URL.
TAKEN_SLUGS = ("new", "funders")
TAKEN_SLUG = "Enter a web address that is not already in use"
STATES = ((False, "Confirmed"), (True, "Provisional"))
STATE_HINTS = {"True": "Members outside the group cannot see the grant until the funder confirms the award."}


def provisional_field() -> forms.TypedChoiceField:
    """Return the field for whether the award is confirmed or provisional."""
    return forms.TypedChoiceField(
        label="Award status",
        choices=STATES,
        coerce=lambda value: value == "True",
        widget=Radios(hints=STATE_HINTS),
        initial=False,
        error_messages={"required": "Select whether the award is confirmed or provisional"},
    )


class GrantForm(TrackedModelForm):
    """Form to edit a grant. Its amounts are in the ledger."""

    class Meta:
        model = Grant
        fields = (
            "title", "starts", "ends", "funder", "conditions", "project_types", "funder_priorities",
            "printed_left",
        )  # fmt: skip
        field_classes = {"starts": DateField, "ends": DateField}
        labels = {
            "conditions": "Conditions (optional)",
            "project_types": "The funder's types of project (optional)",
            "funder_priorities": "Priorities of the police and crime plan (optional)",
            "printed_left": "Amount left in a published report (optional)",
        }
        help_texts = {
            "project_types": "Enter one type per line.",
            "funder_priorities": "Enter one priority per line.",
            "printed_left": "This is compared with the amount left that we calculate.",
        }
        widgets = {
            "conditions": Textarea({"rows": 4}),
            "project_types": Textarea({"rows": 4}),
            "funder_priorities": Textarea({"rows": 4}),
        }

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        funders = Funder.objects.filter(partnership=self.instance.partnership, is_withdrawn=False)
        self.fields["funder"] = forms.ModelChoiceField(
            funders, label="Funder (optional)", required=False, empty_label="Not set", widget=forms.Select
        )
        self.fields["funder"].label_from_instance = funder_words
        for name in ("conditions", "project_types", "funder_priorities"):
            self.fields[name].max_length = LONG_TEXT
            self.fields[name].validators.append(text_length_validator(LONG_TEXT))

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "Last day must be the same as or after the first day")
        elif starts and ends and cleaned.get("funder"):
            self.refuse_other_days("funder", cleaned["funder"], Period(starts, ends))
        return cleaned

    def refuse_other_days(self, box: str, funder: Funder, period: Period) -> None:
        """Add an error if the funder did not have its name on any day of the grant."""
        if words := other_days(funder, period):
            self.add_error(box, words)


class GrantNewForm(GrantForm):
    """Form to set up a grant, with its award and a new funder if one is needed."""

    funder_name = forms.CharField(label="Name", max_length=200, required=False)
    funder_kind = forms.ChoiceField(label="Type", choices=Funder.Kind, required=False)
    funder_starts = DateField(label="From (optional)", required=False)
    funder_ends = DateField(label="Until (optional)", required=False)
    award = AmountField(label="Award", least=1, error_messages={"required": "Enter the award"})
    is_provisional = provisional_field()

    class Meta(GrantForm.Meta):
        fields = (*GrantForm.Meta.fields, "slug")

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        del self.fields["printed_left"]
        self.fields["slug"].required = False
        self.fields["slug"].label = "Web address (optional)"
        self.fields[
            "slug"
        ].help_text = "If you leave this blank, we'll use the grant's year. For example, 2024-25."

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if "slug" not in self.errors and starts and ends and starts <= ends:
            cleaned["slug"] = cleaned.get("slug") or slug_of_period(starts, ends)
            taken = Grant.objects.filter(partnership=self.instance.partnership, slug=cleaned["slug"])
            if cleaned["slug"] in TAKEN_SLUGS or taken.exists():
                self.add_error("slug", TAKEN_SLUG)
        first, last = cleaned.get("funder_starts"), cleaned.get("funder_ends")
        if first and last and last < first:
            self.add_error("funder_ends", "Last day must be the same as or after the first day")
        if cleaned.get("funder") and cleaned.get("funder_name"):
            self.add_error("funder_name", "Select a funder or enter the name of a new one, not both")
        elif not self.errors and (funder := self.new_funder()):
            self.refuse_other_days("funder_name", funder, Period(starts, ends))
        return cleaned

    def set_up(self, split: Mapping[str, int], *, by) -> bool:
        """Save the grant with its award, split in pence, and the funder if it is new.

        Return False, with an error, if another grant has taken the slug since the form was checked.
        """
        funder = self.new_funder()
        try:
            with transaction.atomic():
                if funder:
                    add_row(funder, by=by)
                    self.instance.funder = funder
                self.instance.is_provisional = self.cleaned_data["is_provisional"]
                add_grant(self.instance, award=self.cleaned_data["award"], pots=split, by=by)
        except IntegrityError:
            self.add_error("slug", TAKEN_SLUG)
            return False
        return True

    def new_funder(self) -> Funder | None:
        """Return the new funder, not saved yet; None if an existing one is selected."""
        if not self.cleaned_data["funder_name"]:
            return None
        return Funder(
            partnership=self.instance.partnership,
            name=self.cleaned_data["funder_name"],
            kind=self.cleaned_data["funder_kind"] or Funder.Kind.PCC,
            starts=self.cleaned_data["funder_starts"],
            ends=self.cleaned_data["funder_ends"],
        )


class AwardForm(ConfirmForm):
    """Form with the award as it is now, and the reason for the change.

    `seen` is the award that the form was opened with, so that another user's change is shown and not undone.
    """

    button = "Change award"

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=50)

    award = AmountField(label="Award", least=1, error_messages={"required": "Enter the award"})
    is_provisional = provisional_field()
    reason = forms.CharField(
        label="Reason for the change",
        widget=Textarea({"rows": 3}),
        max_length=2_000,
        error_messages={"required": "Enter a reason for changing the award"},
        help_text="For example, “Confirmed by the funder's letter of 12 April 2024”.",
    )

    def tell_changed(self, words: str, seen: str) -> None:
        """Add an error with the award that another user saved, and accept the form the next time."""
        self.data = self.data.copy()
        self.data["seen"] = seen
        self.add_error(None, words)


class FunderForm(TrackedModelForm):
    """Form for a funder, and the dates between which it has its name."""

    class Meta:
        model = Funder
        fields = ("name", "kind", "starts", "ends")
        field_classes = {"starts": DateField, "ends": DateField}
        labels = {"kind": "Type", "starts": "From (optional)", "ends": "Until (optional)"}
        widgets = {"kind": Radios}

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "Last day must be the same as or after the first day")
        elif not self.errors and self.instance.pk:
            self.refuse_days_without_its_grants(starts, ends)
        return cleaned

    def refuse_days_without_its_grants(self, starts: date | None, ends: date | None) -> None:
        """Add an error if the dates exclude a grant of this funder."""
        changed = Funder(name=self.cleaned_data.get("name", ""), starts=starts, ends=ends)
        for grant in self.instance.grants.filter(is_withdrawn=False):
            if other_days(changed, grant.period):
                box = "ends" if ends and ends < grant.starts else "starts"
                self.add_error(
                    box,
                    f"Dates must include at least one day of “{grant}”: {format_date(grant.starts)} to"
                    f" {format_date(grant.ends)}",
                )
                return


def other_days(funder: Funder, period: Period) -> str:
    """Return a sentence if the funder did not have its name on any day of the period; "" if it did."""
    if funder.ends and funder.ends < period.starts:
        return f"“{funder}” has this name until {format_date(funder.ends)}, before the grant's first day"
    if funder.starts and funder.starts > period.ends:
        return f"“{funder}” has this name from {format_date(funder.starts)}, after the grant's last day"
    return ""


def funder_words(funder: Funder) -> str:
    """Return the name of the funder with the years between which it has that name."""
    since = f"from {funder.starts.year}" if funder.starts else ""
    until = f"until {funder.ends.year}" if funder.ends else ""
    days = " ".join(part for part in (since, until) if part)
    return f"{funder.name} ({days})" if days else funder.name
