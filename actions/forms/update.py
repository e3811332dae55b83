"""The form in which a lead or an officer updates an action for a quarter."""

from __future__ import annotations

from datetime import date

from django import forms

from actions.forms.action_row import MAX_REVISION
from actions.models import UPDATE_STATUSES, Action, Milestone, Update
from actions.statuses import MEANINGS
from plans.govuk import DateField, Radios, Textarea
from plans.models import Body
from plans.periods import format_date


class UpdateForm(forms.Form):
    """Status with its meaning, comment, and which milestones are done and when.

    `bodies` are those that the user can represent; with `asks_whom` they select one, otherwise it is the only one.
    """

    revision = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=MAX_REVISION
    )
    status = forms.ChoiceField(
        label="What is the delivery status?",
        choices=UPDATE_STATUSES,
        widget=Radios(
            {"class": "govuk-radios--small"}, hints={code: MEANINGS[code][1] for code, _ in UPDATE_STATUSES}
        ),
        error_messages={"required": "Select the delivery status"},
    )
    words = forms.CharField(
        label="What has happened since the last update?",
        required=False,
        widget=Textarea({"rows": 5}),
        max_length=20_000,
    )

    def __init__(
        self,
        data=None,
        *,
        action: Action,
        update: Update | None,
        bodies: list[Body] = (),
        asks_whom: bool = False,
        prefix=None,
    ):
        initial = {"revision": update.revision if update else 0}
        if update:
            initial |= {
                "status": update.status,
                "words": update.words,
                "on_behalf_of": update.on_behalf_of_id,
            }
        super().__init__(data, initial=initial, prefix=prefix)
        self.bodies = list(bodies)
        if update and update.on_behalf_of and update.on_behalf_of not in self.bodies:
            # Another user's update is shown as it was sent, and saving it does not change which body it is from.
            self.bodies.append(update.on_behalf_of)
        if self.bodies and (asks_whom or len(self.bodies) > 1):
            self.fields["on_behalf_of"] = forms.TypedChoiceField(
                label="On behalf of",
                required=False,
                coerce=int,
                empty_value=None,
                choices=[("", "None"), *((body.pk, body.name) for body in self.bodies)],
            )
        self.steps = list(action.milestones.current())
        for step in self.steps:
            self._ask_done(step)

    def _ask_done(self, step: Milestone) -> None:
        words = step.milestone or step.timescale or "The action as a whole"
        due = f"Due {format_date(step.due)}" if step.due and not step.done_on else ""
        self.fields[f"done_{step.pk}"] = DateField(
            label=words if len(words) <= 150 else f"{words[:149]}…",
            help_text=due,
            required=False,
            initial=step.done_on,
        )
        # Without the revision that the user saw, a date that someone else entered in the meantime would be deleted.
        self.fields[f"seen_{step.pk}"] = forms.IntegerField(
            widget=forms.HiddenInput,
            required=False,
            min_value=0,
            max_value=MAX_REVISION,
            initial=step.revision,
        )

    @property
    def done_fields(self) -> list:
        """The date fields of the milestones, to be shown together."""
        return [self[f"done_{step.pk}"] for step in self.steps]

    @property
    def seen_fields(self) -> list:
        """The hidden revisions of the milestones."""
        return [self[f"seen_{step.pk}"] for step in self.steps]

    @property
    def changes(self) -> dict:
        """Return the values for the update, by column."""
        said = self.cleaned_data
        behalf = said.get("on_behalf_of")
        if "on_behalf_of" not in self.fields:
            behalf = self.bodies[0].pk if self.bodies else None
        return {"status": said["status"], "words": said["words"], "on_behalf_of_id": behalf}

    @property
    def done(self) -> dict[Milestone, date | None]:
        """Return each milestone, at the revision that the user saw, with the date on which it was done."""
        days = {}
        for step in self.steps:
            day, seen = self.cleaned_data[f"done_{step.pk}"], self.cleaned_data[f"seen_{step.pk}"]
            # A milestone that someone added in the meantime was not on the form, so it has no data.
            if seen is not None and day != step.done_on:
                step.revision = seen
                days[step] = day
        return days
