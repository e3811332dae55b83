"""Forms of the chair's and the funder's approval: which bids, and the press that approves them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import forms

from funding.decisions.approval_list import PendingBid
from funding.decisions.record import SelectedBid
from funding.forms.decision_sheet import LONGEST_WORDS, number_of, version_field
from funding.models import Bid
from funding.money.amounts import format_money
from plans.govuk import Textarea


class ApprovalSelectionForm(forms.Form):
    """Which of the waiting bids are approved."""

    def __init__(self, data=None, *, waiting: Sequence[PendingBid]):
        super().__init__(data)
        self.waiting = waiting
        for each in waiting:
            pk = each.bid.pk
            self.fields[f"revision_{pk}"] = version_field()
            self.fields[f"revision_{pk}"].initial = each.bid.revision
            if not each.why_not:
                self.fields[f"approve_{pk}"] = forms.BooleanField(
                    label=f"Approve “{each.bid}”, {format_money(each.bid.recommended_amount)}", required=False
                )

    @property
    def rows(self) -> list[tuple[PendingBid, forms.BoundField, forms.BoundField | None]]:
        """Each bid with its version and its box to tick; no box where the person may not approve it."""
        return [
            (
                each,
                self[f"revision_{each.bid.pk}"],
                self[f"approve_{each.bid.pk}"] if f"approve_{each.bid.pk}" in self.fields else None,
            )
            for each in self.waiting
        ]

    @property
    def ticked(self) -> list[PendingBid]:
        """Those that were ticked."""
        return [each for each in self.waiting if self.cleaned_data.get(f"approve_{each.bid.pk}")]

    def clean(self):
        cleaned = super().clean()
        if not self.ticked and not self.errors:
            self.add_error(None, "Choose at least one bid to approve")
        return cleaned

    @property
    def is_gone(self) -> bool:
        """Whether a bid was ticked that does not wait any more, or that this person may not approve."""
        return any(name.startswith("approve_") and name not in self.fields for name in self.data)

    @property
    def stale(self) -> list[Bid]:
        """The ticked bids that were changed since the page was opened."""
        return [
            each.bid
            for each in self.ticked
            if self.cleaned_data.get(f"revision_{each.bid.pk}") not in (None, each.bid.revision)
        ]


class ApprovalConfirmForm(forms.Form):
    """The last press: the versions that were reviewed, words, and a reason where a pot goes over.

    The words can be left out, but not where the scores of a bid are too few by now.
    """

    chosen = forms.CharField(widget=forms.HiddenInput, max_length=20_000)
    words = forms.CharField(
        label="Words to keep with the approval",
        required=False,
        widget=Textarea({"rows": 2}),
        max_length=LONGEST_WORDS,
        error_messages={"required": "Say why a bid with too few scores is approved"},
    )
    reason = forms.CharField(
        label="Why more is approved than a pot holds",
        required=False,
        widget=Textarea({"rows": 3}),
        max_length=LONGEST_WORDS,
        help_text="It is kept with the approval, and in the ledger once the money is committed.",
    )

    def __init__(self, data=None, *, goes_over: bool, lacks_scores: bool = False, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["words"].required = lacks_scores
        if not goes_over:
            del self.fields["reason"]

    def clean_chosen(self) -> list[SelectedBid]:
        """The bids with the versions that were reviewed."""
        pairs = [each.partition(":") for each in self.cleaned_data["chosen"].split()]
        if not all(number_of(text) for bid, _, revision in pairs for text in (bid, revision)):
            raise forms.ValidationError("Choose the bids again")
        return [SelectedBid(int(bid), int(revision)) for bid, _, revision in pairs]

    @property
    def bids(self) -> list[SelectedBid]:
        """The bids of this press; none when they cannot be read."""
        self.is_valid()
        return self.cleaned_data.get("chosen") or []

    def clean_reason(self) -> str:
        if not self.cleaned_data["reason"]:
            raise forms.ValidationError("Say why more is approved than the pot holds")
        return self.cleaned_data["reason"]


TYPED = ("reason", "words")
"""The boxes of the last press into which words are typed."""


def typed_labels() -> dict[str, str]:
    """Those boxes, each with its label."""
    return {name: ApprovalConfirmForm.base_fields[name].label for name in TYPED}


def chosen_words(bids: Iterable[Bid]) -> str:
    """Bids with their versions, as the review page carries them."""
    return " ".join(f"{bid.pk}:{bid.revision}" for bid in bids)
