"""Forms for the chair's and the funder's approval: select bids, then confirm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import forms

from funding.decisions.approval_list import PendingBid
from funding.decisions.record import SelectedBid
from funding.forms.decision_sheet import LONGEST_WORDS, number_of, version_field
from funding.money.amounts import format_money
from plans.govuk import Textarea


class ApprovalSelectionForm(forms.Form):
    """Form to select bids to approve."""

    def __init__(self, data=None, *, waiting: Sequence[PendingBid]):
        super().__init__(data)
        self.waiting = waiting
        for each in waiting:
            self.fields[f"revision_{each.key}"] = version_field()
            self.fields[f"revision_{each.key}"].initial = each.bid.revision
            if not each.why_not:
                self.fields[f"approve_{each.key}"] = forms.BooleanField(
                    label=f"Approve “{each.bid}”, {format_money(each.bid.recommended_amount)}", required=False
                )

    @property
    def rows(self) -> list[tuple[PendingBid, forms.BoundField, forms.BoundField | None]]:
        """Return each bid with its version and checkbox; no checkbox if the person cannot approve it."""
        return [
            (
                each,
                self[f"revision_{each.key}"],
                self[f"approve_{each.key}"] if f"approve_{each.key}" in self.fields else None,
            )
            for each in self.waiting
        ]

    @property
    def ticked(self) -> list[PendingBid]:
        """Return the selected bids."""
        return [each for each in self.waiting if self.cleaned_data.get(f"approve_{each.key}")]

    def clean(self):
        cleaned = super().clean()
        if not self.ticked and not self.errors:
            self.add_error(None, "Select at least one bid to approve")
        return cleaned

    @property
    def is_gone(self) -> bool:
        """Return whether a selected bid is no longer awaiting approval, or this person cannot approve it."""
        return any(name.startswith("approve_") and name not in self.fields for name in self.data)

    @property
    def stale(self) -> list[PendingBid]:
        """Return the selected bids that have changed since the page was opened."""
        return [
            each
            for each in self.ticked
            if self.cleaned_data.get(f"revision_{each.key}") not in (None, each.bid.revision)
        ]


class ApprovalConfirmForm(forms.Form):
    """Form to confirm: the versions reviewed, a comment, and a reason if a pot is over-committed.

    The comment is optional, unless a bid now has too few scores.
    """

    chosen = forms.CharField(widget=forms.HiddenInput, max_length=20_000)
    words = forms.CharField(
        label="Comment on the approval",
        required=False,
        widget=Textarea({"rows": 2}),
        max_length=LONGEST_WORDS,
        error_messages={"required": "Enter a reason for approving a bid with too few scores"},
    )
    reason = forms.CharField(
        label="Reason for approving more than the pot holds",
        required=False,
        widget=Textarea({"rows": 3}),
        max_length=LONGEST_WORDS,
        help_text="This is recorded with the approval, and in the ledger when the money is committed.",
    )

    def __init__(self, data=None, *, goes_over: bool, lacks_scores: bool = False, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["words"].required = lacks_scores
        if not lacks_scores:
            self.fields["words"].label += " (optional)"
        if not goes_over:
            del self.fields["reason"]

    def clean_chosen(self) -> list[SelectedBid]:
        """Return the bids with the versions reviewed."""
        pairs = [each.partition(":") for each in self.cleaned_data["chosen"].split()]
        pairs = [(key.removeprefix(CHANGE), revision, key.startswith(CHANGE)) for key, _, revision in pairs]
        if not all(number_of(text) for key, revision, _ in pairs for text in (key, revision)):
            raise forms.ValidationError("Select the bids again")
        return [
            SelectedBid(int(key), int(revision), is_change=is_change) for key, revision, is_change in pairs
        ]

    @property
    def bids(self) -> list[SelectedBid]:
        """Return the bids to approve; none if they cannot be parsed."""
        self.is_valid()
        return self.cleaned_data.get("chosen") or []

    def clean_reason(self) -> str:
        if not self.cleaned_data["reason"]:
            raise forms.ValidationError("Enter a reason for approving more than the pot holds")
        return self.cleaned_data["reason"]


CHANGE = "change"
"""The prefix of the key of a change (PendingBid.key)."""
TYPED = ("reason", "words")
"""The text fields of the confirmation form."""


def typed_labels() -> dict[str, str]:
    """Return the label of each text field."""
    return {name: ApprovalConfirmForm.base_fields[name].label for name in TYPED}


def chosen_words(chosen: Iterable[PendingBid]) -> str:
    """Return what was selected with its revisions, for the hidden field of the review page."""
    return " ".join(f"{each.key}:{each.bid.revision}" for each in chosen)
