"""Forms for opening a partnership, and for its settings."""

from __future__ import annotations

from django import forms

from plans.exception_reasons import ALWAYS_COUNT, GRANT_REASONS, REASONS
from plans.forms.former_names import build_former_name_formset
from plans.forms.tracked import TrackedModelForm
from plans.govuk import Radios
from plans.models import Partnership

OPTIONAL_REASONS = {code: words for code, words in REASONS.items() if code not in ALWAYS_COUNT}


def county_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Partnership.objects.open().filter(tier=Partnership.Tier.COUNTY).order_by("name"),
        label="County partnership",
        required=False,
        empty_label="None",
        help_text="The county team can view what this partnership has adopted and approved.",
    )


class PartnershipForm(forms.ModelForm):
    """A new partnership and its first officer, who is invited by email."""

    county = county_field()
    officer_name = forms.CharField(label="First officer's name", max_length=150)
    officer_email = forms.EmailField(
        label="First officer's email address", help_text="We'll send the invitation immediately."
    )

    class Meta:
        model = Partnership
        fields = ("name", "slug", "tier", "county", "area")
        labels = {"slug": "Web address"}
        widgets = {"tier": Radios}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("tier") == Partnership.Tier.COUNTY and cleaned.get("county"):
            self.add_error("county", "A county partnership cannot belong to another county: select ‘None’")
        return cleaned


class FirstOfficerForm(forms.Form):
    """A new invitation to a partnership that has no officer yet."""

    name = forms.CharField(label="Officer's name", max_length=150)
    email = forms.EmailField(label="Officer's email address")


class SettingsForm(TrackedModelForm):
    """An officer's settings of a partnership: names, area, county, and which reasons make an exception."""

    county = county_field()
    counted = forms.MultipleChoiceField(
        label="Which other reasons make an action an exception?",
        choices=list(OPTIONAL_REASONS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="‘Off track’ and ‘At risk’ are always exceptions.",
    )
    counted_of_grants = forms.MultipleChoiceField(
        label="What does the exception report show about grants?",
        choices=list(GRANT_REASONS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Partnership
        fields = ("name", "area", "county")

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        left_out = self.instance.excluded_reasons
        self.initial["counted"] = [code for code in OPTIONAL_REASONS if code not in left_out]
        self.initial["counted_of_grants"] = [code for code in GRANT_REASONS if code not in left_out]
        if self.instance.tier == Partnership.Tier.COUNTY:
            del self.fields["county"]
        else:
            self.fields["county"].queryset = self.fields["county"].queryset.exclude(pk=self.instance.pk)
        former = [former.key for former in self.instance.former_names.all()] if self.instance.pk else []
        self.former_names = build_former_name_formset(data, former)

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.former_names.is_valid()])

    def links(self) -> dict[str, list]:
        return {"former_names": self.former_names.names}

    def changes(self) -> dict[str, object]:
        counted = self.cleaned_data["counted"] + self.cleaned_data["counted_of_grants"]
        left_out = [code for code in OPTIONAL_REASONS | GRANT_REASONS if code not in counted]
        return super().changes() | {"excluded_reasons": left_out}
