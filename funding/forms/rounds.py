"""Forms of a grant's round: when each pot takes bids, by what bids are scored, and by whom."""

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
    ("Need and evidence", "5: the need is shown by figures with their source, and by what people say. 0: no need is shown.", 25),
    ("Fits the priorities", "5: serves priorities of our plan and of the police and crime plan directly. 0: serves none.", 20),
    ("Will work, and can be measured", "5: who does what by when is clear, with measures and targets. 0: neither is.", 25),
    ("Value for money", "5: each cost is explained and fits what is gained; others pay their part. 0: the costs are not explained.", 20),
    ("Lasts", "5: what remains when the money ends is agreed and paid for. 0: nothing remains.", 10),
)  # fmt: skip
"""Name, guidance and weight of the criteria that are proposed where there are none."""


END_OF_DAY = time(23, 59, 59)
"""Until when bids are taken on the last day where no time is typed, or its last minute is."""


class TimeField(forms.Field):
    """A time of day as people type it ("17:00", "5.30pm"), or None; refused in words when it is not one."""

    widget = forms.TextInput({"class": "govuk-input--width-5", "autocomplete": "off"})

    def to_python(self, value) -> time | None:
        """The time of the words typed."""
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
        return forms.ValidationError(f"“{value[:20]}” is not a time. Write it like 17:00 or 5pm.")

    def prepare_value(self, value):
        """The time as it is typed."""
        return f"{value:%H:%M}" if isinstance(value, time) else value


class BiddingWindowForm(TrackedModelForm):
    """Between which two moments, by London's clock, a pot takes bids."""

    opens_on = DateField(label="First day", required=False)
    opens_time = TimeField(
        label="Time on the first day",
        required=False,
        help_text="Such as 9:00; the start of the day if blank.",
    )
    closes_on = DateField(label="Last day", required=False)
    closes_time = TimeField(
        label="Time on the last day", required=False, help_text="Such as 17:00; the end of the day if blank."
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
                self.add_error(f"{name}_on", "Enter the day as well as the time")
            # The last minute of the day is taken whole: so it is shown, and so it is typed.
            at = blank if at is None or (name == "closes" and at == time(23, 59)) else at
            cleaned[f"{name}_at"] = moment = london_datetime(day, at) if day else None
            if moment and time_in_london(moment) != at:
                said = f"There is no {at:%H:%M} on that day: the clocks go forward. Enter another time"
                self.add_error(f"{name}_time", said)
        opens, closes = cleaned["opens_at"], cleaned["closes_at"]
        if not self.errors and opens and closes and closes <= opens:
            self.add_error("closes_on", "Bids must be taken until later than from when they are taken")
        return cleaned

    def changes(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in ("opens_at", "closes_at")}


def london_datetime(day: date, at: time) -> datetime:
    """That time of that day in London."""
    return datetime.combine(day, at, tzinfo=timezone.get_default_timezone())


def time_in_london(moment: datetime) -> time:
    """What a clock in London shows at that moment: another time than was asked for in the hour that clocks skip."""
    return moment.astimezone(UTC).astimezone(timezone.get_default_timezone()).time()


class OpenEarlyForm(forms.Form):
    """Why a pot is opened for decisions early."""

    why = forms.CharField(
        label="Why it is opened early",
        widget=Textarea({"rows": 3}),
        max_length=LONGEST_WORDS,
        help_text="It is kept in the grant's history, and shown on the decision sheet.",
        error_messages={"required": "Say why the pot is opened early"},
    )


class CriterionForm(TrackedModelForm):
    """Something by which bids are scored."""

    class Meta:
        model = Criterion
        fields = ("name", "guidance", "weight")
        widgets = {"guidance": Textarea({"rows": 3})}
        error_messages = {"name": {"required": "Name the criterion"}}

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
                ("required", "invalid", "min_value", "max_value"), "Enter a whole number from 1 to 100"
            ),
        )

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"grant"}

    def clean_guidance(self) -> str:
        words = self.cleaned_data["guidance"]
        if len(words) > LONGEST_WORDS:
            raise forms.ValidationError(f"Shorten this to {LONGEST_WORDS:,} characters")
        return words


class ScorersForm(forms.Form):
    """People to invite, one or several at once."""

    people = forms.MultipleChoiceField(
        label="Who is invited to score",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one person",
            "invalid_choice": "One of these people cannot be invited. Choose again",
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
        """Invites those chosen; one who was invited before takes up their earlier marks. Returns how many."""
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
    """Person → their name with the roles by which they may score."""
    roles: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    for member in members_with_capability(partnership, "score_bids"):
        body = f" for {member.body}" if member.body else ""
        roles.setdefault(member.person_id, []).append(f"{member.get_role_display().lower()}{body}")
        names[member.person_id] = str(member.person)
    return {pk: f"{name}, {' and '.join(roles[pk])}" for pk, name in names.items()}
