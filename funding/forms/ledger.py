"""Forms that add entries to the ledger, and the form that filters them."""

from __future__ import annotations

import uuid
from datetime import date

from django import forms

from funding.forms.confirmation import ConfirmForm
from funding.models import Grant, LedgerEntry
from funding.money.fields import AmountField
from plans.govuk import DateField, Textarea

Kind = LedgerEntry.Kind
# The kinds of entry that each amount on the grant page adds up.
FIGURES = {
    "allocated": ("Allocated: awards and movements", (Kind.AWARD, Kind.MOVEMENT)),
    "approved": ("Approved: commitments and releases", (Kind.COMMITMENT, Kind.RELEASE)),
    "paid": ("Paid: payments and repayments", (Kind.PAYMENT, Kind.RETURN)),
    "left": (
        "Left: allocated, less approved and returned to the funder",
        (Kind.AWARD, Kind.MOVEMENT, Kind.COMMITMENT, Kind.RELEASE, Kind.RETURNED_TO_FUNDER),
    ),
}


class LedgerEntryForm(ConfirmForm):
    """Form with an amount and a date. `idempotency_key` is an idempotency key, so an entry is added once."""

    amount = AmountField(label="Amount", least=1, error_messages={"required": "Enter the amount"})
    on = DateField(label="Date", error_messages={"required": "Enter the date"})
    idempotency_key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)

    def __init__(self, data=None, *, today: date, **kwargs):
        self.today = today
        super().__init__(data, initial={"on": today, "idempotency_key": uuid.uuid4().hex}, **kwargs)

    def clean_on(self):
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError("Date must be today or in the past")
        return self.cleaned_data["on"]


class PaymentForm(LedgerEntryForm):
    """Form to record a payment to a project."""

    reason = forms.CharField(
        label="Note (optional)", required=False, widget=Textarea({"rows": 2}), max_length=2_000,
        help_text="For example, an invoice number. Do not include names of people.",
    )  # fmt: skip
    field_order = ("amount", "on", "reason")


class RepaymentForm(LedgerEntryForm):
    """Form for money that a project does not need, or was paid and did not spend."""

    button = "Record repayment"
    reason = forms.CharField(
        label="Reason",
        widget=Textarea({"rows": 3}),
        max_length=2_000,
        error_messages={"required": "Enter a reason for this entry"},
    )
    field_order = ("amount", "on", "reason")


class ReturnToFunderForm(RepaymentForm):
    """Form to record money of a pot that is returned to the funder."""

    pot = forms.ModelChoiceField(
        None,
        label="Pot",
        empty_label=None,
        error_messages={"required": "Select the pot to return money from"},
    )
    field_order = ("pot", "amount", "on", "reason")

    def __init__(self, data=None, *, grant: Grant, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["pot"].queryset = grant.pots.filter(is_withdrawn=False)


class ConsentedTransferForm(LedgerEntryForm):
    """Form to move money, with the reason and who agreed."""

    reason = forms.CharField(
        label="Reason",
        widget=Textarea({"rows": 3}),
        max_length=2_000,
        error_messages={"required": "Enter a reason for moving the money"},
    )
    consent = forms.CharField(
        label="Who agreed, and how",
        max_length=500,
        help_text="For example, “The Commissioner's office, by letter of 3 June 2024”.",
        error_messages={"required": "Enter who agreed, and how"},
    )


class PotTransferForm(ConsentedTransferForm):
    """Form to move money from one pot to another, with who agreed."""

    button = "Move money"
    source = forms.ModelChoiceField(
        None, label="From", empty_label=None, error_messages={"required": "Select the pot to move money from"}
    )
    target = forms.ModelChoiceField(
        None, label="To", empty_label=None, error_messages={"required": "Select the pot to move money to"}
    )
    field_order = ("source", "target", "amount", "on", "reason", "consent")

    def __init__(self, data=None, *, grant: Grant, **kwargs):
        super().__init__(data, **kwargs)
        pots = grant.pots.filter(is_withdrawn=False)
        for name in ("source", "target"):
            self.fields[name].queryset = pots
        self.initial |= {"source": pots.first(), "target": pots.last()}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("source") and cleaned.get("source") == cleaned.get("target"):
            self.add_error("target", "Select two different pots")
        return cleaned


class LedgerFilterForm(forms.Form):
    """Form to filter the entries of the ledger."""

    pot = forms.ModelChoiceField(None, label="Pot", required=False, empty_label="All pots")
    kind = forms.ChoiceField(label="Kind", required=False)
    project = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, data=None, *, grant: Grant):
        super().__init__(data)
        self.fields["pot"].queryset = grant.pots.filter(is_withdrawn=False)
        figures = [(name, words) for name, (words, _) in FIGURES.items()]
        self.fields["kind"].choices = [("", "All kinds"), *figures, *Kind.choices]

    def lines(self, entries):
        """Return the entries that match; all of them if the filter is not valid."""
        if not self.is_valid():
            return entries
        wanted = self.cleaned_data
        if wanted["pot"]:
            entries = entries.filter(pot=wanted["pot"])
        if wanted["kind"]:
            _, kinds = FIGURES.get(wanted["kind"], ("", (wanted["kind"],)))
            entries = entries.filter(kind__in=kinds)
        if wanted["project"]:
            entries = entries.filter(project__number=wanted["project"])
        return entries
