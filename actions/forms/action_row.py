"""The form that opens in place of a row: the action, its milestones, and one more milestone."""

from __future__ import annotations

import re
from collections import defaultdict
from copy import copy
from datetime import date
from functools import cached_property

from django import forms
from django.forms.utils import ErrorDict

from actions.editing.operations import MilestoneEdit, is_postponed
from actions.forms.leads import TO_BE_CONFIRMED, LeadSelection, LeadsField
from actions.models import STATUS_CHOICES, UPDATE_STATUSES, Action, Milestone, MilestoneLead
from actions.statuses import MEANINGS, Status
from actions.timescales.parsing import parse_timescale
from plans.govuk import DateField, FastSelect, Textarea
from plans.models import Plan
from plans.models.tracked import plain_value
from plans.periods import format_date
from plans.prepared_queries import prepared, set_related

MOST_NEW = 30
"""The maximum number of milestones that one form can add to an action."""
MAX_REVISION = 2**31 - 1


def status_choices(choices) -> list[tuple[str, str]]:
    """Return each status with its meaning: "At risk: might not be delivered by its date"."""
    return [(code, f"{words}: {MEANINGS[code][1]}") for code, words in choices]


class RowFormPart(forms.ModelForm):
    """One of the forms that make up a row's form; its input can be shown again without being checked.

    It works on a copy of its row: `row` stays as it was read, which saves reading it again.
    """

    revision = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=MAX_REVISION
    )
    is_checked = True

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=copy(instance), **kwargs)
        self.row = instance

    @property
    def errors(self):
        return super().errors if self.is_checked else ErrorDict()


class ActionForm(RowFormPart):
    """The action's own fields."""

    class Meta:
        model = Action
        fields = ["number", "action", "desired_outcome", "status"]
        labels = {"status": "Status"}
        widgets = {
            "action": Textarea({"rows": 3}),
            "desired_outcome": Textarea({"rows": 3}),
            "status": FastSelect,
        }
        error_messages = {"action": {"required": "Enter the action"}}

    def __init__(self, *args, bodies=(), **kwargs):
        super().__init__(*args, **kwargs)
        action = self.instance
        closed = action.status == Status.CLOSED
        self.fields["status"].choices = status_choices(STATUS_CHOICES if closed else UPDATE_STATUSES)
        self.fields["status"].disabled = closed
        self.fields["revision"].initial = action.revision
        leads = LeadSelection()
        if action.pk:
            ids = tuple(link.body_id for link in action.action_leads.all())
            leads = LeadSelection(ids, action.lead_to_be_confirmed)
        self.fields["leads"] = LeadsField(bodies=bodies, leads=leads, label="Lead")

    @property
    def changes(self) -> dict:
        """Return the values for the row, by column."""
        leads = self.cleaned_data["leads"]
        words = {name: self.cleaned_data[name] for name in ("number", "action", "desired_outcome", "status")}
        return words | {"leads": list(leads.body_ids), "lead_to_be_confirmed": leads.to_be_confirmed}


class MilestoneForm(RowFormPart):
    """One milestone: what, when, by whom, and whether it is done."""

    due_override = DateField(label="Due date set manually", required=False)
    done_on = DateField(label="Done on", required=False)
    why = forms.CharField(
        label="Reason for the later due date",
        required=False,
        widget=Textarea({"rows": 2}),
        max_length=1000,
        help_text="The reason is shown in the exception report.",
    )
    withdraw = forms.BooleanField(
        label="Withdraw this milestone",
        required=False,
        widget=forms.CheckboxInput({"class": "govuk-checkboxes--small"}),
    )

    class Meta:
        model = Milestone
        fields = ["milestone", "timescale", "due_override", "done_on"]
        # An imported timescale can contain a line break, which a one-line box would remove.
        widgets = {"milestone": Textarea({"rows": 2}), "timescale": Textarea({"rows": 1})}
        labels = {"timescale": "When"}
        help_texts = {"timescale": ""}

    def __init__(self, *args, plan: Plan, bodies=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = self.row.plan = self.instance.plan = plan
        self.fields["revision"].initial = self.instance.revision
        leads = LeadSelection()
        if self.instance.pk:
            ids = tuple(link.body_id for link in self.instance.milestone_leads.all())
            leads = LeadSelection(ids, self.instance.lead_to_be_confirmed)
        else:
            del self.fields["withdraw"]
        if not self.instance.pk or not plan.was_adopted:
            del self.fields["why"]
        self.fields["leads"] = LeadsField(bodies=bodies, leads=leads, label="Lead")

    @property
    def is_blank(self) -> bool:
        """Return whether the form for one more milestone was left empty."""
        filled = ("milestone", "timescale", "due_override", "done_on")
        return not self.instance.pk and not any(self.cleaned_data.get(name) for name in filled)

    @property
    def is_unchanged(self) -> bool:
        """Return whether the milestone is the same as in the form, and as when the form was opened."""
        if not self.instance.pk or self.cleaned_data.get("revision") != self.instance.revision:
            return False
        was = self.row.values()
        return all(plain_value(value) == was[name] for name, value in self.edit.fields.items())

    @property
    def due(self) -> date | None:
        """The due date of the text that was typed."""
        if self.cleaned_data.get("due_override"):
            return self.cleaned_data["due_override"]
        words = self.cleaned_data.get("timescale") or ""
        return parse_timescale(words, plan_starts=self.plan.starts, plan_ends=self.plan.ends).due

    def clean(self):
        cleaned = super().clean()
        if self.is_blank and cleaned.get("leads") != LeadSelection():
            self.add_error("milestone", "Enter the milestone for this lead")
        moves = self._is_alone and not cleaned.get("withdraw") and is_postponed(self.instance.due, self.due)
        if moves and not cleaned.get("why"):
            self.require_reason(self.instance.due)
        return cleaned

    @property
    def _is_alone(self) -> bool:
        """Return whether a reason can be required: no one else wrote the milestone since the form was opened.

        If someone did, only the merge knows whether this user postpones the date, and requires the reason then.
        """
        return "why" in self.fields and self.cleaned_data.get("revision") == self.instance.revision

    def require_reason(self, was: date) -> None:
        """Add an error that asks for the reason why the date is postponed."""
        due = self.due
        if due:
            change = f"moving the due date from {format_date(was)} to {format_date(due)}"
        else:
            change = f"removing the due date of {format_date(was)}"
        self.add_error("why", f"Enter a reason for {change}")

    @property
    def asks_why(self) -> bool:
        """Whether the box for the reason is shown: a date was postponed, or a reason was typed."""
        return "why" in self.fields and bool(
            self.errors.get("why") or (self.is_bound and self["why"].value())
        )

    @property
    def is_open(self) -> bool:
        """Whether the minor fields are shown open: one has input, or an error."""
        names = [name for name in ("due_override", "done_on", "withdraw") if name in self.fields]
        return any(self.errors.get(name) for name in names) or (
            self.is_bound and any(name in names for name in self.changed_data)
        )

    @property
    def facts(self) -> str:
        """The summary of the minor fields while they are closed: "Done 12 July 2024"."""
        done_on, due_override = self.initial.get("done_on"), self.initial.get("due_override")
        if done_on:
            return f"Done {format_date(done_on)}"
        return f"Due date set: {format_date(due_override)}" if due_override else ""

    @property
    def edit(self) -> MilestoneEdit:
        """Return the edit to write."""
        cleaned, leads = self.cleaned_data, self.cleaned_data["leads"]
        if cleaned.get("withdraw"):
            fields: dict[str, object] = {"is_withdrawn": True}
        else:
            fields = {name: cleaned[name] for name in ("milestone", "timescale", "due_override", "done_on")}
            fields |= {"leads": list(leads.body_ids), "lead_to_be_confirmed": leads.to_be_confirmed}
        row = self.row if self.row.pk else None
        return MilestoneEdit(row, cleaned.get("revision") or 0, fields, cleaned.get("why") or "")


class ActionRowForm:
    """The forms of one action and its milestones, checked together.

    With `more`, one more empty milestone is shown. A form that is not `checked` is shown as typed, without errors.
    """

    def __init__(self, data, action: Action, *, plan: Plan, bodies, more: bool = False, checked: bool = True):
        self.action = action
        self.label = action.label if action.pk else ""
        key = action.pk or "new"
        self.extra = 1 if data is None else min(_count(data.get(f"a{key}-extra")) + more, MOST_NEW)
        self.own = ActionForm(data, instance=action, bodies=bodies, prefix=f"a{key}")
        steps = _steps(action, data)
        self.current_steps = [step for step in steps if not step.is_withdrawn]
        rows = [(f"m{step.pk}", step) for step in steps]
        rows += [(f"a{key}-n{index}", Milestone(plan=plan)) for index in range(self.extra)]
        self._data, self._plan, self._bodies = data, plan, bodies
        self._is_checked, self._asks_for_more = checked, more
        self._rows, self._forms = rows, {}
        self.own.is_checked = checked

    def _form(self, prefix: str, step: Milestone) -> MilestoneForm:
        """Return the form of one milestone, built when it is first needed."""
        if prefix not in self._forms:
            data = _present(self._data, prefix)
            form = MilestoneForm(data, instance=step, plan=self._plan, bodies=self._bodies, prefix=prefix)
            form.is_checked = self._is_checked
            self._forms[prefix] = form
        return self._forms[prefix]

    @cached_property
    def milestones(self) -> list[MilestoneForm]:
        """Return the form of every milestone, and of the empty ones below them."""
        forms = [self._form(prefix, step) for prefix, step in self._rows]
        for number, form in enumerate(forms, 1):
            form.number = number
        if self._asks_for_more:
            forms[-1].fields["milestone"].widget.attrs["autofocus"] = True
        return forms

    @cached_property
    def said(self) -> list[MilestoneForm]:
        """The forms that have changes; saving ignores the others."""
        return [
            self._form(prefix, step)
            for prefix, step in self._rows
            if _present(self._data, prefix) is not None and not _is_untouched(self._data, prefix, step)
        ]

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in (self.own, *self.said)]
        return self.own.is_bound and all(valid)

    @property
    def forms(self) -> list:
        return [self.own, *self.milestones]

    @property
    def has_errors(self) -> bool:
        """Whether any form has errors."""
        return any(form.is_bound and form.errors for form in self.forms)

    @property
    def edits(self) -> list[MilestoneEdit]:
        """Return the edits of the milestones; an empty row is no milestone, an unchanged one is not written."""
        said = [form for form in self.said if not form.is_blank]
        return [form.edit for form in said if not form.is_unchanged]

    def require_reason(self, milestone: Milestone, was: date) -> None:
        """Add an error that asks for the reason why that milestone's date is postponed."""
        for form in self.milestones:
            if form.instance.pk == milestone.pk:
                form.require_reason(was)


def _steps(action: Action, data) -> list[Milestone]:
    """Return the action's milestones, and those in the data that someone withdrew in the meantime."""
    if not action.pk:
        return []
    typed = [
        int(found[1]) for name in data or () if (found := re.fullmatch(r"m([0-9]{1,18})-milestone", name))
    ]
    # All are read and sorted here: the database would take longer to be asked for some in their order.
    steps = [step for step in _milestones(action.pk) if not step.is_withdrawn or step.pk in typed]
    leads = defaultdict(list)
    for link in _leads(action.pk) if steps else ():
        leads[link.milestone_id].append(link)
    for step in steps:
        set_related(step, "milestone_leads", leads[step.pk])
    return sorted(steps, key=lambda step: (step.position, step.pk))


@prepared
def _milestones(action: int):
    return Milestone.objects.filter(action=action).order_by()


@prepared
def _leads(action: int):
    return MilestoneLead.objects.filter(milestone__action=action)


def _present(data, prefix: str):
    """Return the data of a milestone's form; None for a milestone that someone added in the meantime."""
    if data is None or f"{prefix}-milestone" not in data:
        return None
    return data


def _is_untouched(data, prefix: str, step: Milestone) -> bool:
    """Return whether the data has the milestone unchanged, exactly as its form would send it."""
    if step.pk and data.get(f"{prefix}-revision") != str(step.revision):
        return False
    keys = [str(link.body_id) for link in step.milestone_leads.all()] if step.pk else []
    keys += [TO_BE_CONFIRMED] if step.lead_to_be_confirmed else []
    words = {
        name: data.get(f"{prefix}-{name}", "").replace("\r\n", "\n") for name in ("milestone", "timescale")
    }
    days = {name: _day_sent(data, f"{prefix}-{name}") for name in ("due_override", "done_on")}
    return (
        words == {name: getattr(step, name) for name in words}
        and days == {name: DateField.widget().decompress(getattr(step, name)) for name in days}
        and [key for key in data.getlist(f"{prefix}-leads") if key] == keys
        and not any(data.get(f"{prefix}-{name}") for name in ("withdraw", "why"))
    )


def _day_sent(data, name: str) -> list[str]:
    return [data.get(f"{name}_{part}", "") for part in DateField.widget.PARTS]


def _count(words) -> int:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 4 else 1
