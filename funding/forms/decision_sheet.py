"""Forms of the decision sheet and of the record of the consensus."""

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
PRESS = "[0-9a-f]{32}"
RECOMMEND, DECLINE, LEAVE = "recommend", "decline", "leave"
CHOICES = {RECOMMEND: "Recommend", DECLINE: "Do not recommend", LEAVE: "Leave for now"}


def version_field() -> forms.IntegerField:
    """The version of a row that the page showed."""
    return forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=MAX_REVISION,
        error_messages={"required": "Look at the page again: it does not say what you saw"},
    )


@dataclass(frozen=True, slots=True)
class DecisionRowFields:
    """A bid of the sheet with its boxes."""

    row: DecisionRow
    choice: forms.BoundField
    amount: forms.BoundField | None
    revision: forms.BoundField

    @property
    def is_open(self) -> bool:
        """Whether anything can be decided of the bid now."""
        return self.amount is not None or self.row.may_decline


@dataclass(frozen=True, slots=True)
class DecisionTotals:
    """What the choices come to, in pence."""

    recommended: int
    bids: int
    left: int
    """What is left of the pot after them; below nothing when they go over."""

    @property
    def over(self) -> int:
        return max(-self.left, 0)


class DecisionSheetForm(forms.Form):
    """For each bid: recommend with an amount, do not recommend, or leave for now."""

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
                    "required": f"Choose what the group decides on “{title}”",
                    "invalid_choice": f"This cannot be decided of “{title}” where it stands now",
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
        """Each bid with its boxes."""
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
                # What stands in the box of a bid that is not recommended does not matter.
                self.errors.pop(name, None)
            elif name not in self.errors and amount is None:
                self.add_error(name, f"Enter how much is recommended for “{row.bid}”")
            elif name not in self.errors and not 0 < amount <= row.bid.asked:
                self.add_error(
                    name,
                    f"“{row.bid}” asks for {format_money(row.bid.asked)}: recommend some of it, or all,"
                    f" not {format_money(amount)}",
                )
        return cleaned

    def chosen(self, choice: str) -> list[tuple[Bid, int]]:
        """The bids with that choice, each with its amount in pence, once the form is valid or not bound."""
        values = self.cleaned_data if self.is_bound else {name: f.initial for name, f in self.fields.items()}
        return [
            (row.bid, values.get(f"amount_{row.bid.pk}") or 0)
            for row in self.sheet.rows
            if values.get(f"choice_{row.bid.pk}") == choice
        ]

    def as_chosen(self, choice: str) -> list[SelectedBid]:
        """The same as funding/decisions/record.py takes it, with the versions that the page showed."""
        return [
            SelectedBid(bid.pk, self.cleaned_data[f"revision_{bid.pk}"], amount or None)
            for bid, amount in self.chosen(choice)
        ]

    @property
    def totals(self) -> DecisionTotals:
        """What the choices come to."""
        if self.is_bound:
            self.is_valid()
        taken = self.chosen(RECOMMEND)
        total = sum(amount for _, amount in taken)
        return DecisionTotals(total, len(taken), self.sheet.money.left - total)

    @property
    def stale(self) -> list[Bid]:
        """The bids that were changed since the page was opened."""
        return [
            row.bid
            for row in self.sheet.rows
            if self.cleaned_data.get(f"revision_{row.bid.pk}") not in (None, row.bid.revision)
            and self.cleaned_data.get(f"choice_{row.bid.pk}") != LEAVE
        ]

    @property
    def is_gone(self) -> bool:
        """Whether something was chosen of a bid that does not wait for the group's decision any more."""
        return any(name.startswith("choice_") and name not in self.fields for name in self.data)

    @property
    def gone(self) -> list[int]:
        """The keys of the bids of which something was chosen that does not wait for the group any more."""
        names = [name for name in self.data if name.startswith("choice_") and name not in self.fields]
        chosen = [name for name in names if self.data.get(name) in (RECOMMEND, DECLINE)]
        return [key for name in chosen if (key := number_of(name.removeprefix("choice_")))]

    def as_bids_stand(self) -> DecisionSheetForm:
        """The same choices and amounts, on the bids as they stand now, as far as they can still be made."""
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
        """What was chosen, as hidden inputs of the page that reviews it."""
        return [(name, self.data.get(name, "")) for name in self.fields]


def number_of(text: str) -> int | None:
    """The number of a few figures; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


class ConsensusForm(forms.Form):
    """The words of a consensus. `press` is the same however often the button is pressed, so it is recorded once."""

    words = forms.CharField(
        label="The consensus",
        widget=Textarea({"rows": 5}),
        max_length=LONGEST_WORDS,
        help_text="Who was there, by role or body, and what was agreed.",
        error_messages={"required": "Record the consensus: who was there, and what was agreed"},
    )
    press = forms.RegexField(rf"^{PRESS}\Z", widget=forms.HiddenInput)

    def __init__(self, data=None, *, words: str = ""):
        super().__init__(data, initial={"press": uuid.uuid4().hex, "words": words})


def valid_idempotency_key(typed: Mapping[str, str]) -> str:
    """The press that was sent; "" for anything that this site did not make."""
    press = typed.get("press", "")
    return press if re.fullmatch(PRESS, press) else ""
