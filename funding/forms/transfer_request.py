"""Forms to request consent to move money, and to decide a request."""

from __future__ import annotations

from django import forms

from funding.forms.ledger import PotTransferForm
from funding.forms.projects import ProjectTransferForm
from plans.govuk import Textarea

AGREE, DISAGREE = "agree", "disagree"


class PotTransferRequestForm(PotTransferForm):
    """Form to ask the funder to agree to move money between pots. The date is that of the consent."""

    button = "Request consent"
    on = None
    consent = None


class ProjectTransferRequestForm(ProjectTransferForm):
    """Form to ask the funder to agree to move money between projects."""

    on = None
    consent = None


class TransferDecisionForm(forms.Form):
    """Form with the decision of the funder and a comment. The button gives the decision."""

    decision = forms.CharField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label="Your comments",
        required=False,
        widget=Textarea({"rows": 4}),
        max_length=2_000,
        help_text="Saved with the movement in the ledger. If you do not agree, you must give a reason.",
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") not in (AGREE, DISAGREE):
            self.add_error(None, "Select whether you agree")
        if cleaned.get("decision") == DISAGREE and "words" in cleaned and not cleaned["words"]:
            self.add_error("words", "Enter a reason for not agreeing")
        return cleaned
