"""The form that opens where a row stands: the action, its milestones, and room for one more."""

from __future__ import annotations

from datetime import date

from django import forms

from actions.forms.leads import Leads, LeadsField
from actions.models import STATUS_CHOICES, UPDATE_STATUSES, Action, Milestone
from actions.operations import MilestoneEdit, moved_later
from actions.statuses import MEANINGS, Status
from actions.timescales import read_timescale
from plans.govuk import DateField, Textarea
from plans.models import Plan
from plans.periods import date_words


def status_choices(choices) -> list[tuple[str, str]]:
    """Each status with its meaning beside it: "At risk: might not be delivered by its date"."""
    return [(code, f"{words}: {MEANINGS[code][1]}") for code, words in choices]


class ActionForm(forms.ModelForm):
    """The action's own words."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Action
        fields = ["number", "action", "desired_outcome", "status"]
        widgets = {"action": Textarea({"rows": 3}), "desired_outcome": Textarea({"rows": 3})}
        error_messages = {"action": {"required": "Enter what will be done"}}

    def __init__(self, *args, bodies=(), **kwargs):
        super().__init__(*args, **kwargs)
        action = self.instance
        closed = action.status == Status.CLOSED
        self.fields["status"].choices = status_choices(STATUS_CHOICES if closed else UPDATE_STATUSES)
        self.fields["status"].disabled = closed
        self.fields["version"].initial = action.version
        self.fields["leads"] = LeadsField(bodies=bodies, label="Lead")
        if action.pk:
            ids = tuple(link.body_id for link in action.action_leads.all())
            self.fields["leads"].initial = Leads(ids, action.lead_to_be_confirmed)

    @property
    def changes(self) -> dict:
        """What the row should hold, by column."""
        leads = self.cleaned_data["leads"]
        words = {name: self.cleaned_data[name] for name in ("number", "action", "desired_outcome", "status")}
        return words | {"leads": list(leads.body_ids), "lead_to_be_confirmed": leads.to_be_confirmed}


class MilestoneForm(forms.ModelForm):
    """One step: what, when, by whom, and whether it is done."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    due_set = DateField(label="Date set by hand", required=False)
    done_on = DateField(label="Done on", required=False)
    why = forms.CharField(
        label="Moved later: why?",
        required=False,
        widget=Textarea({"rows": 2}),
        max_length=1000,
        help_text="Kept with the date, and told in the exception report.",
    )
    withdraw = forms.BooleanField(label="Withdraw this milestone", required=False)

    class Meta:
        model = Milestone
        fields = ["milestone", "timescale", "due_set", "done_on"]
        widgets = {"milestone": Textarea({"rows": 2}), "timescale": forms.TextInput}
        labels = {"timescale": "When"}
        help_texts = {"timescale": ""}

    def __init__(self, *args, plan: Plan, bodies=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["version"].initial = self.instance.version
        self.fields["leads"] = LeadsField(bodies=bodies, label="Lead of this milestone")
        if self.instance.pk:
            ids = tuple(link.body_id for link in self.instance.milestone_leads.all())
            self.fields["leads"].initial = Leads(ids, self.instance.lead_to_be_confirmed)
        else:
            del self.fields["withdraw"]
            del self.fields["why"]

    @property
    def is_blank(self) -> bool:
        """Whether the row for one more milestone was left empty."""
        filled = ("milestone", "timescale", "due_set", "done_on")
        return not self.instance.pk and not any(self.cleaned_data.get(name) for name in filled)

    @property
    def due(self) -> date | None:
        """The date these words come to."""
        if self.cleaned_data.get("due_set"):
            return self.cleaned_data["due_set"]
        words = self.cleaned_data.get("timescale") or ""
        return read_timescale(words, plan_starts=self.plan.starts, plan_ends=self.plan.ends).due

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and self.plan.state == Plan.State.ADOPTED and not cleaned.get("withdraw"):
            was = self.initial_due
            if moved_later(was, self.due) and not (cleaned.get("why") or "").strip():
                now = f"to {date_words(self.due)}" if self.due else "and has no date any more"
                self.add_error("why", f"Say why the date moved, from {date_words(was)} {now}")
        return cleaned

    @property
    def initial_due(self) -> date | None:
        """The date as it stood when the form was opened."""
        return self.__dict__.setdefault("_due_was", self.instance_due)

    @property
    def instance_due(self) -> date | None:
        return Milestone.objects.filter(pk=self.instance.pk).values_list("due", flat=True).first()

    @property
    def asks_why(self) -> bool:
        """Whether the box for the reason is shown: a date moved later, or somebody wrote in it."""
        return "why" in self.fields and bool(
            self.errors.get("why") or (self.is_bound and self["why"].value())
        )

    @property
    def edit(self) -> MilestoneEdit:
        """What to write."""
        cleaned, leads = self.cleaned_data, self.cleaned_data["leads"]
        if cleaned.get("withdraw"):
            fields: dict[str, object] = {"is_withdrawn": True}
        else:
            fields = {name: cleaned[name] for name in ("milestone", "timescale", "due_set", "done_on")}
            fields |= {"leads": list(leads.body_ids), "lead_to_be_confirmed": leads.to_be_confirmed}
        row = self.instance if self.instance.pk else None
        return MilestoneEdit(row, cleaned.get("version") or 0, fields, cleaned.get("why") or "")


class RowForm:
    """The forms of one action and its milestones, checked and read together."""

    def __init__(self, data, action: Action, *, plan: Plan, bodies, extra: int = 1):
        self.data = data
        self.action = action
        key = action.pk or "new"
        self.own = ActionForm(data, instance=action, bodies=bodies, prefix=f"a{key}")
        steps = list(action.milestones.current().prefetch_related("milestone_leads")) if action.pk else []
        if data is not None:
            extra = min(_count(data.get(f"a{key}-extra")), 30)
        self.extra = extra
        rows = [(f"m{step.pk}", step) for step in steps]
        rows += [(f"a{key}-n{index}", Milestone(plan=plan)) for index in range(extra)]
        self.milestones = [
            MilestoneForm(_present(data, prefix), instance=step, plan=plan, bodies=bodies, prefix=prefix)
            for prefix, step in rows
        ]
        for number, form in enumerate(self.milestones, 1):
            form.number = number

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in self.forms if form.is_bound]
        return all(valid)

    @property
    def forms(self) -> list:
        return [self.own, *self.milestones]

    @property
    def errors(self) -> dict:
        """Every error of the row, by the input it belongs to."""
        return {name: words for form in self.forms if form.is_bound for name, words in form.errors.items()}

    @property
    def bound_with_errors(self) -> list:
        """The forms that have something to put right, for the error summary."""
        return [form for form in self.forms if form.is_bound and form.errors]

    @property
    def edits(self) -> list[MilestoneEdit]:
        """What to write of the milestones; a row left blank is no milestone."""
        return [form.edit for form in self.milestones if form.is_bound and not form.is_blank]


def _present(data, prefix: str):
    """The data for a milestone's form; a milestone that somebody added meanwhile is not in it."""
    if data is None or f"{prefix}-milestone" not in data:
        return None
    return data


def _count(words) -> int:
    return int(words) if words and str(words).isascii() and str(words).isdigit() and len(words) < 4 else 1
