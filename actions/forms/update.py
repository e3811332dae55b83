"""The form in which a lead or an officer says how an action stands for a quarter."""

from __future__ import annotations

from django import forms

from actions.models import UPDATE_STATUSES, Action, Milestone, Update
from actions.statuses import MEANINGS
from plans.govuk import DateField, Radios, Textarea
from plans.periods import date_words


class UpdateForm(forms.Form):
    """Status with its meaning, words, and which milestones are done and when."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    status = forms.ChoiceField(
        label="How does it stand?",
        choices=UPDATE_STATUSES,
        widget=Radios(hints={code: f"{MEANINGS[code][1]}" for code, _ in UPDATE_STATUSES}),
        error_messages={"required": "Choose how the action stands"},
    )
    words = forms.CharField(
        label="What has happened since?", required=False, widget=Textarea({"rows": 5}), max_length=20_000
    )

    def __init__(self, data=None, *, action: Action, update: Update | None, bodies=(), prefix=None):
        initial = {"version": update.version if update else 0}
        if update:
            initial |= {
                "status": update.status,
                "words": update.words,
                "on_behalf_of": update.on_behalf_of_id,
            }
        super().__init__(data, initial=initial, prefix=prefix)
        self.steps = list(action.milestones.current())
        if len(bodies) > 1 or (update and update.on_behalf_of_id):
            self.fields["on_behalf_of"] = forms.TypedChoiceField(
                label="On behalf of",
                required=False,
                coerce=int,
                empty_value=None,
                choices=[("", "Nobody in particular"), *((body.pk, body.name) for body in bodies)],
            )
        for step in self.steps:
            words = step.milestone or step.timescale or "The action's own date"
            due = f" (due {date_words(step.due)})" if step.due and not step.done_on else ""
            self.fields[f"done_{step.pk}"] = DateField(
                label=f"Done: {words[:150]}{due}", required=False, initial=step.done_on
            )

    @property
    def done_fields(self) -> list:
        """The date fields of the milestones, to be shown together."""
        return [self[f"done_{step.pk}"] for step in self.steps]

    @property
    def done(self) -> dict[Milestone, object]:
        """Each milestone whose day of completion was changed, with the new day."""
        return {
            step: self.cleaned_data[f"done_{step.pk}"]
            for step in self.steps
            if self.cleaned_data[f"done_{step.pk}"] != step.done_on
        }
