"""Forms that close, reopen, move and withdraw an action."""

from __future__ import annotations

from django import forms

from actions.forms.action_row import MAX_REVISION, status_choices
from actions.models import UPDATE_STATUSES
from actions.statuses import CLOSING_REASONS
from plans.govuk import Radios, Textarea


class RevisionForm(forms.Form):
    """A form that carries the revision of the row it was opened on."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MAX_REVISION)


class CloseActionForm(RevisionForm):
    """Why an action is closed without being completed, and where it continues."""

    reason = forms.ChoiceField(
        label="Reason for closing without completing",
        choices=list(CLOSING_REASONS.items()),
        widget=Radios,
        error_messages={"required": "Select a reason for closing the action"},
    )
    words = forms.CharField(
        label="What happened",
        widget=Textarea({"rows": 4}),
        max_length=5000,
        error_messages={"required": "Enter what happened"},
    )
    link = forms.CharField(
        label="Where the work continues (optional)",
        required=False,
        max_length=500,
        help_text="A web address, or the number of another action.",
    )


class ReopenActionForm(RevisionForm):
    """The status of a closed action after it is reopened."""

    status = forms.ChoiceField(
        label="What is the delivery status?",
        choices=status_choices(UPDATE_STATUSES),
        widget=Radios,
        error_messages={"required": "Select the delivery status"},
    )


class MoveActionForm(RevisionForm):
    """The new position of the action: `place` is its priority, and `above` the action above it there."""

    priority = forms.TypedChoiceField(label="Priority", coerce=int)
    after = forms.TypedChoiceField(
        label="Position",
        coerce=int,
        required=False,
        empty_value=None,
        help_text="Select the action that this action will follow.",
    )

    def __init__(self, data=None, *, priorities, actions, **kwargs):
        super().__init__(data, **kwargs)
        self.priorities = {row.pk: row for row in priorities}
        self.actions = {row.pk: row for row in actions}
        self.fields["priority"].choices = [(row.pk, str(row)) for row in priorities]
        under = [
            (
                str(priority),
                [
                    (row.pk, f"After {row.number} {row.action[:60]}")
                    for row in actions
                    if row.priority_id == key
                ],
            )
            for key, priority in self.priorities.items()
        ]
        self.fields["after"].choices = [("", "First under the priority"), *under]

    @property
    def place(self):
        """The selected priority."""
        return self.priorities[self.cleaned_data["priority"]]

    @property
    def above(self):
        """The action selected to be above; None for the first position."""
        return self.actions.get(self.cleaned_data["after"])

    def clean(self):
        cleaned = super().clean()
        if not self.errors and self.above and self.above.priority_id != self.place.pk:
            self.add_error("after", f"Select an action that is under {self.place}")
        return cleaned


class WithdrawActionForm(RevisionForm):
    """Why a row is withdrawn."""

    why = forms.CharField(
        label="Reason for withdrawing the action",
        widget=Textarea({"rows": 3}),
        max_length=1000,
        error_messages={"required": "Enter a reason for withdrawing the action"},
    )
