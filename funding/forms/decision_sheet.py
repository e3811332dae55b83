"""Forms of the decision sheet and the consensus."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms

from funding.decisions.decision_sheet import DecisionRow, DecisionSheet
from funding.decisions.record import SelectedBid
from funding.models import Bid
from funding.money.amounts import format_money
from funding.money.fields import AmountField
from plans.forms.tracked import MAX_REVISION
from plans.govuk import Radios, Textarea

LONGEST_WORDS = 10_000
KEY_PATTERN = "[0-9a-f]{32}"
RECOMMEND, DECLINE, LEAVE = "recommend", "decline", "leave"
CHOICES = {RECOMMEND: "Recommend", DECLINE: "Do not recommend", LEAVE: "Decide later"}


def version_field() -> forms.IntegerField:
    """Return a hidden field for the version of a row that the page showed."""
    return forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=MAX_REVISION,
        error_messages={"required": "This page has changed since you opened it. Check it and try again"},
    )


@dataclass(frozen=True, slots=True)
class DecisionRowFields:
    """A bid on the decision sheet with its form fields."""

    row: DecisionRow
    choice: forms.BoundField
    amount: forms.BoundField | None
    revision: forms.BoundField

    @property
    def is_open(self) -> bool:
        """Return whether the bid can be recommended or declined now."""
        return self.amount is not None or self.row.may_decline


@dataclass(frozen=True, slots=True)
class DecisionTotals:
    """Totals of the choices, in pence."""

    recommended: int
    bids: int
    left: int
    """What is left in the pot; negative if the choices exceed it."""

    @property
    def over(self) -> int:
        return max(-self.left, 0)


class DecisionSheetForm(forms.Form):
    """Form to recommend each bid with an amount, not recommend it, or decide later."""

    def __init__(self, data=None, *, sheet: DecisionSheet, ticked: Iterable[int] = ()):
        super().__init__(data)
        self.sheet = sheet
        ticked = set(ticked)
        for row in sheet.rows:
            pk, title = row.bid.pk, str(row.bid)
            known = [
                name
                for name in CHOICES
                if not (name == RECOMMEND and row.why_not_recommended)
                and not (name == DECLINE and not row.may_decline)
            ]
            self.fields[f"choice_{pk}"] = forms.ChoiceField(
                label=f"Decision on “{title}”",
                choices=[(name, CHOICES[name]) for name in known],
                initial=RECOMMEND if pk in ticked and RECOMMEND in known else LEAVE,
                widget=Radios({"class": "govuk-radios--small"}),
                error_messages={
                    "required": f"Select a decision for “{title}”",
                    "invalid_choice": f"Select a different decision for “{title}”, because its status has changed",
                },
            )
            self.fields[f"revision_{pk}"] = version_field()
            self.fields[f"revision_{pk}"].initial = row.bid.revision
            if RECOMMEND in known:
                self.fields[f"amount_{pk}"] = AmountField(
                    label=f"Amount for “{title}”", required=False, initial=row.bid.asked
                )

    @property
    def rows(self) -> list[DecisionRowFields]:
        """Return each bid with its form fields."""
        return [
            DecisionRowFields(
                row,
                self[f"choice_{row.bid.pk}"],
                self[f"amount_{row.bid.pk}"] if f"amount_{row.bid.pk}" in self.fields else None,
                self[f"revision_{row.bid.pk}"],
            )
            for row in self.sheet.rows
        ]

    def clean(self):
        cleaned = super().clean()
        for row in self.sheet.rows:
            name = f"amount_{row.bid.pk}"
            amount = cleaned.get(name)
            if cleaned.get(f"choice_{row.bid.pk}") != RECOMMEND:
                # The amount of a bid that is not recommended is ignored.
                self.errors.pop(name, None)
            elif name not in self.errors and amount is None:
                self.add_error(name, f"Enter the amount recommended for “{row.bid}”")
            elif name not in self.errors and not 0 < amount <= row.bid.asked:
                self.add_error(
                    name,
                    f"Amount for “{row.bid}” must be more than £0 and no more than the"
                    f" {format_money(row.bid.asked)} requested",
                )
        return cleaned

    def chosen(self, choice: str) -> list[tuple[Bid, int]]:
        """Return the bids with that choice and their amounts in pence, if the form is valid or unbound."""
        values = self.cleaned_data if self.is_bound else {name: f.initial for name, f in self.fields.items()}
        return [
            (row.bid, values.get(f"amount_{row.bid.pk}") or 0)
            for row in self.sheet.rows
            if values.get(f"choice_{row.bid.pk}") == choice
        ]

    def as_chosen(self, choice: str) -> list[SelectedBid]:
        """Return the same for funding/decisions/record.py, with the versions that the page showed."""
        return [
            SelectedBid(bid.pk, self.cleaned_data[f"revision_{bid.pk}"], amount or None)
            for bid, amount in self.chosen(choice)
        ]

    @property
    def totals(self) -> DecisionTotals:
        """Return the totals of the choices."""
        if self.is_bound:
            self.is_valid()
        taken = self.chosen(RECOMMEND)
        total = sum(amount for _, amount in taken)
        return DecisionTotals(total, len(taken), self.sheet.money.left - total)

    @property
    def stale(self) -> list[Bid]:
        """Return the bids that have changed since the page was opened."""
        return [
            row.bid
            for row in self.sheet.rows
            if self.cleaned_data.get(f"revision_{row.bid.pk}") not in (None, row.bid.revision)
            and self.cleaned_data.get(f"choice_{row.bid.pk}") != LEAVE
        ]

    @property
    def is_gone(self) -> bool:
        """Return whether a choice is for a bid that the group can no longer decide."""
        return any(name.startswith("choice_") and name not in self.fields for name in self.data)

    @property
    def gone(self) -> list[int]:
        """Return the keys of chosen bids that the group can no longer decide."""
        names = [name for name in self.data if name.startswith("choice_") and name not in self.fields]
        chosen = [name for name in names if self.data.get(name) in (RECOMMEND, DECLINE)]
        return [key for name in chosen if (key := number_of(name.removeprefix("choice_")))]

    def as_bids_stand(self) -> DecisionSheetForm:
        """Return a form with the same choices and amounts on the current bids, where still possible."""
        proposed = {name: field.prepare_value(field.initial) for name, field in self.fields.items()}
        again = {name: self.data.get(name, proposed[name]) for name in self.fields}
        for row in self.sheet.rows:
            choice = f"choice_{row.bid.pk}"
            known = [name for name, _ in self.fields[choice].choices]
            again[choice] = again[choice] if again[choice] in known else LEAVE
            again[f"revision_{row.bid.pk}"] = row.bid.revision
        return DecisionSheetForm(again, sheet=self.sheet)

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Return the choices as hidden fields for the review page."""
        return [(name, self.data.get(name, "")) for name in self.fields]


def number_of(text: str) -> int | None:
    """Return the number for up to 18 digits; None for any other text."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


class ConsensusForm(forms.Form):
    """Form for the consensus; `idempotency_key` is an idempotency key, so the consensus is recorded once."""

    words = forms.CharField(
        label="Consensus",
        widget=Textarea({"rows": 5}),
        max_length=LONGEST_WORDS,
        help_text="List who attended, by role or organisation, and what the group agreed.",
        error_messages={"required": "Enter who attended and what the group agreed"},
    )
    idempotency_key = forms.RegexField(rf"^{KEY_PATTERN}\Z", widget=forms.HiddenInput)

    def __init__(self, data=None, *, words: str = ""):
        super().__init__(data, initial={"idempotency_key": uuid.uuid4().hex, "words": words})


def valid_idempotency_key(typed: Mapping[str, str]) -> str:
    """Return the idempotency key sent; "" if this service did not create it."""
    idempotency_key = typed.get("idempotency_key", "")
    return idempotency_key if re.fullmatch(KEY_PATTERN, idempotency_key) else ""
