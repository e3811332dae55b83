"""Forms to link actions to a project, start projects and move money between projects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms

from actions.models import Action
from funding.forms.ledger import ConsentedTransferForm
from funding.models import Bid
from funding.money.amounts import format_money
from plans.forms.tracked import TrackedModelForm
from plans.govuk import FastSelect, Textarea


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """A priority of a plan with the checkboxes of its actions."""

    words: str
    boxes: tuple
    is_open: bool
    """Whether one of its actions is selected."""


class BidActionsForm(TrackedModelForm):
    """Form to select the actions that a project pays for."""

    actions = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Bid
        fields = ()

    def __init__(self, data=None, *, choices: Iterable[Action], **kwargs):
        super().__init__(data, **kwargs)
        self.shown = list(choices)
        self.initial["actions"] = [link.action_id for link in self.instance.bid_actions.all()]
        self.fields["actions"].choices = [
            (each.pk, f"{each.number} {each.action}".strip()) for each in self.shown
        ]

    def links(self) -> dict[str, list]:
        """Return the selected actions, in the order of the plan."""
        return {"actions": self.cleaned_data["actions"]}

    @property
    def headings(self) -> list[ActionGroup]:
        """Return the checkboxes by plan and priority."""
        boxes = dict(zip((each.pk for each in self.shown), self["actions"], strict=True))
        ticked = {str(value) for value in self["actions"].value() or ()}
        grouped: dict[str, list[Action]] = {}
        for each in self.shown:
            grouped.setdefault(f"{each.priority} · {each.plan}", []).append(each)
        return [
            ActionGroup(
                words, tuple(boxes[each.pk] for each in rows), any(str(each.pk) in ticked for each in rows)
            )
            for words, rows in grouped.items()
        ]


class StartProjectsForm(forms.Form):
    """Form to start approved projects together. All of them are selected at first."""

    bids = forms.TypedMultipleChoiceField(
        label="Which projects do you want to start?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Select at least one project",
            "invalid_choice": "A project you selected has changed since you opened this page. Check the list and try again",
        },
    )

    def __init__(self, data=None, *, bids: Iterable[Bid], **kwargs):
        super().__init__(data, **kwargs)
        self.fields["bids"].choices = [(bid.pk, start_words(bid)) for bid in bids]
        self.initial["bids"] = [key for key, _ in self.fields["bids"].choices]


def start_words(bid: Bid) -> str:
    """Return the label of a project that can be started."""
    return ", ".join(
        filter(None, (str(bid), bid.lead_words, f"{format_money(bid.approved_amount)} {bid.pot.name}"))
    )


class ProjectTransferForm(ConsentedTransferForm):
    """Form to move money between two projects of a grant, with who agreed."""

    source = forms.TypedChoiceField(
        label="From", coerce=int, widget=FastSelect, error_messages={"required": "Select the project to move money from"}
    )  # fmt: skip
    target = forms.TypedChoiceField(
        label="To", coerce=int, widget=FastSelect, error_messages={"required": "Select the project to move money to"}
    )  # fmt: skip
    overcommit_reason = forms.CharField(
        label="Reason for over-committing a pot (optional)",
        required=False,
        widget=Textarea({"rows": 2}),
        max_length=2_000,
        help_text="Enter a reason if the second project is in another pot that does not hold enough.",
    )
    field_order = ("source", "target", "amount", "on", "reason", "consent", "overcommit_reason")

    def __init__(self, data=None, *, bids: list[tuple[Bid, int]], **kwargs):
        super().__init__(data, **kwargs)
        self.bids = {bid.pk: bid for bid, _ in bids}
        words = [
            (bid.pk, f"{bid.number} {bid} ({bid.pot.name}): {format_money(open_sum)} not paid")
            for bid, open_sum in bids
        ]
        for name in ("source", "target"):
            self.fields[name].choices = [("", "Select a project"), *words]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("source") and cleaned.get("source") == cleaned.get("target"):
            self.add_error("target", "Select two different projects")
        return cleaned

    @property
    def ends(self) -> tuple[Bid, Bid]:
        """Return the project that gives the money and the project that receives it."""
        return self.bids[self.cleaned_data["source"]], self.bids[self.cleaned_data["target"]]
