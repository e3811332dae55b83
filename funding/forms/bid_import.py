"""Forms to import bids: the spreadsheet, and the status of its bids."""

from __future__ import annotations

from collections import Counter

from django import forms

from funding.bid_imports.columns import years_of
from funding.bid_imports.parsing import parse_bids
from funding.bids.attachments import LARGEST_FILE
from funding.models import Grant
from plans.files import SourceFileError
from plans.govuk import Radios, Textarea

AS = (("submitted", "Submitted"), ("approved", "Already approved"))
CHANGED = (("leave", "Skip these rows"), ("add", "Import these rows as additional bids"))
AS_HINTS = {"approved": "The amount each bid requests is committed from its pot in the ledger."}


class BidUploadForm(forms.Form):
    """Form with the spreadsheet. A file that cannot be parsed is rejected with the reason."""

    file = forms.FileField(
        label="Spreadsheet of bids",
        help_text="Excel (.xlsx) or CSV file, smaller than 10MB.",
        error_messages={
            "required": "Select a file",
            "empty": "The selected file is empty",
            "max_length": "File name must be 200 characters or fewer",
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
            raise forms.ValidationError("The selected file must be smaller than 10MB")
        self.content = file.read()
        try:
            parse_bids(file.name, self.content, years=years_of(self.grant.period))
        except SourceFileError as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file


class HideTotalsForm(forms.Form):
    """Form to hide the totals of spreadsheets."""

    sheets = forms.MultipleChoiceField(
        label="Which spreadsheets do you want to hide the totals of?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Select at least one spreadsheet",
            "invalid_choice": "The totals of a spreadsheet you selected are already hidden. Check the list and try again",
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
    """Form with the status of the bids, and the reason for approving more than a pot holds."""

    taken_as = forms.ChoiceField(
        label="Status of the bids",
        choices=AS,
        widget=Radios(hints=AS_HINTS),
        error_messages={"required": "Select whether the bids are submitted or already approved"},
    )
    changed = forms.ChoiceField(
        label="Bids that are in the grant with a different amount",
        choices=CHANGED,
        widget=Radios,
        error_messages={
            "required": "Select what to do with bids that are in the grant with a different amount"
        },
    )
    skip_refused = forms.BooleanField(label="Skip the rows with errors", required=False)
    reason = forms.CharField(
        label="Reason for approving more than a pot holds",
        required=False,
        widget=Textarea({"rows": 2}),
        max_length=2_000,
    )

    def __init__(self, data=None, *, refusals, over, changed=(), is_empty=False):
        super().__init__(data)
        self.over, self.is_empty = over, is_empty
        if not changed:
            del self.fields["changed"]
        if not refusals:
            del self.fields["skip_refused"]
        if over:
            self.fields["reason"].help_text = f"If the bids are already approved: {'; '.join(over)}."
        else:
            del self.fields["reason"]

    def clean(self):
        cleaned = super().clean()
        if self.is_empty:
            self.add_error(None, "Every row has an error. Correct the spreadsheet and select it again")
        if "skip_refused" in self.fields and not cleaned.get("skip_refused"):
            self.add_error(
                "skip_refused",
                "Correct the cells with errors and select the spreadsheet again, or skip the rows with errors",
            )
        if self.over and cleaned.get("taken_as") == "approved" and not cleaned.get("reason"):
            self.add_error("reason", "Enter a reason for approving more than a pot holds")
        return cleaned
