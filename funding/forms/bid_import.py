"""Forms of bringing a sheet of bids in: the file, and what its bids are taken as."""

from __future__ import annotations

from collections import Counter

from django import forms

from funding.bid_imports.columns import years_of
from funding.bid_imports.parsing import parse_bids
from funding.bid_imports.spreadsheets import LARGEST_FILE
from funding.models import Grant
from plans.govuk import Radios, Textarea
from plans.records import OperationError

AS = (("submitted", "Submitted"), ("approved", "Approved already"))
CHANGED = (("leave", "Leave these rows out"), ("add", "Bring them in as further bids"))
AS_HINTS = {"approved": "What each asked for is committed from its pot in the ledger."}


class BidUploadForm(forms.Form):
    """The file, refused in words when it cannot be read."""

    file = forms.FileField(
        label="The file",
        help_text="Excel (.xlsx) or CSV, up to 10 MB.",
        error_messages={
            "required": "Choose a file: Excel (.xlsx) or CSV",
            "empty": "The selected file is empty",
            "max_length": "The file's name is too long. Give it a shorter one",
        },
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
        max_length=200,
    )

    def __init__(self, *args, grant: Grant):
        self.grant = grant
        super().__init__(*args)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError("The file is larger than 10 MB. Bring it in by parts")
        self.content = file.read()
        try:
            parse_bids(file.name, self.content, years=years_of(self.grant.period))
        except OperationError as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file


class HideTotalsForm(forms.Form):
    """Sheets whose printed totals are withdrawn."""

    sheets = forms.MultipleChoiceField(
        label="Which sheets?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one sheet",
            "invalid_choice": "The totals of one of these sheets are withdrawn already. Choose again",
        },
    )

    def __init__(self, data=None, *, grant: Grant):
        super().__init__(data)
        counts = Counter(grant.printed_totals.values_list("filename", flat=True))
        self.fields["sheets"].choices = [
            (name, f"{name}, 1 total" if count == 1 else f"{name}, {count} totals")
            for name, count in counts.items()
        ]


class ImportBidsForm(forms.Form):
    """What the sheet's bids are, and why a pot goes over where one does."""

    taken_as = forms.ChoiceField(
        label="The bids are",
        choices=AS,
        widget=Radios(hints=AS_HINTS),
        error_messages={"required": "Choose whether the bids are approved already"},
    )
    changed = forms.ChoiceField(
        label="Rows whose bid is here with another amount",
        choices=CHANGED,
        widget=Radios,
        error_messages={"required": "Choose what becomes of the rows whose bid is here with another amount"},
    )
    skip_refused = forms.BooleanField(label="Leave the refused cells' rows out", required=False)
    reason = forms.CharField(
        label="Why a pot goes over", required=False, widget=Textarea({"rows": 2}), max_length=2_000
    )

    def __init__(self, data=None, *, refusals, over, changed=(), is_empty=False):
        super().__init__(data)
        self.over, self.is_empty = over, is_empty
        if not changed:
            del self.fields["changed"]
        if not refusals:
            del self.fields["skip_refused"]
        if over:
            self.fields["reason"].help_text = f"If they are approved: {'; '.join(over)}."
        else:
            del self.fields["reason"]

    def clean(self):
        cleaned = super().clean()
        if self.is_empty:
            self.add_error(None, "Every row was refused. Put the cells right and choose the file again")
        if "skip_refused" in self.fields and not cleaned.get("skip_refused"):
            self.add_error(
                "skip_refused",
                "Put the refused cells right and choose the file again, or leave their rows out",
            )
        if self.over and cleaned.get("taken_as") == "approved" and not cleaned.get("reason"):
            self.add_error("reason", "Say why more is approved than the pot holds")
        return cleaned
