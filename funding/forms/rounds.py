"""Forms of the bidding round of a grant: opening times of pots, criteria and scorers."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

from django import forms
from django.db import transaction
from django.utils import timezone

from funding.models import Criterion, Grant, Pot, Scorer
from funding.models.assessment import HEAVIEST
from plans.access import members_with_capability
from plans.forms.tracked import TrackedModelForm
from plans.govuk import DateField, Textarea
from plans.records import add_row, new_batch_id, write_row

LONGEST_WORDS = 2_000
USUAL_CRITERIA = (
    ("Need and evidence", "5: the need is shown by numbers with their source, and by what people say. 0: no need is shown.", 25),
    ("Fits the priorities", "5: serves priorities of the partnership's plan and of the police and crime plan directly. 0: serves none.", 20),
    ("Will work, and can be measured", "5: who does what by when is clear, with measures and targets. 0: neither is.", 25),
    ("Value for money", "5: each cost is explained and fits what is gained; others pay their part. 0: the costs are not explained.", 20),
    ("Lasts", "5: what remains when the money ends is agreed and paid for. 0: nothing remains.", 10),
)  # fmt: skip
"""Name, guidance and weight of the suggested criteria."""


END_OF_DAY = time(23, 59, 59)
"""The closing time on the last day if no time is entered, or if it is 23:59."""


class TimeField(forms.Field):
    """Form field of a time such as 17:00 or 5.30pm, or None. Other text is rejected with the reason."""

    widget = forms.TextInput({"class": "govuk-input--width-5", "autocomplete": "off"})

    def to_python(self, value) -> time | None:
        """Return the time that was entered. Raises ValidationError."""
        text = str(value or "").lower().replace(" ", "")
        if not text:
            return None
        found = re.fullmatch(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(am|pm)?", text)
        if not found or (found[2] is None and found[3] is None):
            raise self._refusal(value)
        hour, minute = int(found[1]), int(found[2] or 0)
        if found[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if found[3] == "pm" else 0)
        elif found[3]:
            raise self._refusal(value)
        if hour > 23 or minute > 59:
            raise self._refusal(value)
        return time(hour, minute)

    def _refusal(self, value: str) -> forms.ValidationError:
        return forms.ValidationError(f"“{value[:20]}” must be a time, like 5:30pm or 17:30")

    def prepare_value(self, value):
        """Return the time as it is shown in the field."""
        return f"{value:%H:%M}" if isinstance(value, time) else value


class BiddingWindowForm(TrackedModelForm):
    """Form with the opening and closing times of a pot, in UK time."""

    opens_on = DateField(label="First day", required=False)
    opens_time = TimeField(
        label="Time on the first day",
        required=False,
        help_text="For example, 9am or 9:30am. If you leave this blank, the pot opens at midnight at the start of the day.",
    )
    closes_on = DateField(label="Last day", required=False)
    closes_time = TimeField(
        label="Time on the last day",
        required=False,
        help_text="For example, 5pm or 5:30pm. If you leave this blank, the pot closes at the end of the day.",
    )

    class Meta:
        model = Pot
        fields = ()

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        for name in ("opens", "closes"):
            moment = getattr(self.instance, f"{name}_at")
            if moment:
                local = timezone.localtime(moment)
                self.initial |= {f"{name}_on": local.date(), f"{name}_time": local.time()}

    def clean(self):
        cleaned = super().clean()
        for name, blank in (("opens", time(0, 0)), ("closes", END_OF_DAY)):
            day, at = cleaned.get(f"{name}_on"), cleaned.get(f"{name}_time")
            if at and not day and f"{name}_on" not in self.errors:
                self.add_error(f"{name}_on", "Enter the date as well as the time")
            # The last minute of the day is included, because the field shows the end of the day as 23:59.
            at = blank if at is None or (name == "closes" and at == time(23, 59)) else at
            cleaned[f"{name}_at"] = moment = london_datetime(day, at) if day else None
            if moment and time_in_london(moment) != at:
                said = f"Enter a different time: {at:%H:%M} does not exist on that day, because the clocks go forward"
                self.add_error(f"{name}_time", said)
        opens, closes = cleaned["opens_at"], cleaned["closes_at"]
        if not self.errors and opens and closes and closes <= opens:
            self.add_error("closes_on", "Last day and time must be after the first day and time")
        return cleaned

    def changes(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in ("opens_at", "closes_at")}


def london_datetime(day: date, at: time) -> datetime:
    """Return a date and a time as a moment in London."""
    return datetime.combine(day, at, tzinfo=timezone.get_default_timezone())


def time_in_london(moment: datetime) -> time:
    """Return the London time of a moment. It differs from the time entered in the hour that the clocks skip."""
    return moment.astimezone(UTC).astimezone(timezone.get_default_timezone()).time()


class OpenEarlyForm(forms.Form):
    """Form with the reason for opening a pot early for decisions."""

    why = forms.CharField(
        label="Reason for opening the pot early",
        widget=Textarea({"rows": 3}),
        max_length=LONGEST_WORDS,
        help_text="This is recorded in the grant's history and shown on the decision sheet.",
        error_messages={"required": "Enter a reason for opening the pot early"},
    )


class CriterionForm(TrackedModelForm):
    """Form for a criterion."""

    class Meta:
        model = Criterion
        fields = ("name", "guidance", "weight")
        widgets = {"guidance": Textarea({"rows": 3})}
        error_messages = {"name": {"required": "Enter the name of the criterion"}}

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["guidance"].max_length = LONGEST_WORDS
        weight = self.fields["weight"]
        self.fields["weight"] = forms.IntegerField(
            label=weight.label,
            help_text=weight.help_text,
            min_value=1,
            max_value=HEAVIEST,
            widget=forms.NumberInput({"class": "govuk-input--width-3"}),
            error_messages=dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"),
                "Weight must be a whole number between 1 and 100",
            ),
        )

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"grant"}

    def clean_guidance(self) -> str:
        words = self.cleaned_data["guidance"]
        if len(words) > LONGEST_WORDS:
            raise forms.ValidationError(f"Guidance must be {LONGEST_WORDS:,} characters or fewer")
        return words


class ScorersForm(forms.Form):
    """Form to invite people to score."""

    people = forms.MultipleChoiceField(
        label="Who do you want to invite?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Select at least one person",
            "invalid_choice": "Select people who can be invited to score",
        },
    )

    def __init__(self, data=None, *, grant: Grant):
        super().__init__(data)
        self.grant = grant
        invited = set(grant.scorers.filter(is_withdrawn=False).values_list("person_id", flat=True))
        self.found = {
            pk: words for pk, words in people_who_score(grant.partnership).items() if pk not in invited
        }
        self.fields["people"].choices = list(self.found.items())

    def invite(self, *, by) -> int:
        """Invite the selected people and return their number. Earlier scores of a person count again."""
        batch = new_batch_id()
        with transaction.atomic():
            chosen = [int(pk) for pk in self.cleaned_data["people"]]
            Grant.objects.select_for_update().get(pk=self.grant.pk)
            earlier = {row.person_id: row for row in self.grant.scorers.filter(person__in=chosen)}
            for pk in chosen:
                if pk in earlier:
                    row = earlier[pk]
                    write_row(row, {"is_withdrawn": False}, base_revision=row.revision, by=by, batch=batch)
                else:
                    add_row(Scorer(grant=self.grant, person_id=pk), by=by, batch=batch)
        return len(chosen)


def people_who_score(partnership) -> dict[int, str]:
    """Return user id → their name with the roles that can score."""
    roles: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    for member in members_with_capability(partnership, "score_bids"):
        body = f" for {member.body}" if member.body else ""
        roles.setdefault(member.person_id, []).append(f"{member.get_role_display().lower()}{body}")
        names[member.person_id] = str(member.person)
    return {pk: f"{name}, {' and '.join(roles[pk])}" for pk, name in names.items()}
