"""The filters of the action table, which are in the URL, so that a filtered table can be shared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import django_filters
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from crispy_forms.utils import render_crispy_form
from django import forms
from django.db.models import Exists, Model, OuterRef, Q
from django.utils.safestring import SafeString

from actions.models import STATUS_CHOICES, Action, Milestone
from plans.access import body_and_parts
from plans.govuk import FastSelect, FieldRow, SearchInput
from plans.models import Body, Plan, Priority
from plans.periods import InvalidQuarter, Quarter

Choices = tuple[tuple[str, str], ...]
"""The choices of a select: each a value and a label."""


def row_choices(rows: Iterable[Model]) -> Choices:
    """Return rows as choices of a select: keys and names."""
    return tuple((str(row.pk), str(row)) for row in rows)


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """The choices of the filters' selects: each a value and a label."""

    priority: Choices
    lead: Choices
    due: Choices

    @classmethod
    def of_plan(cls, plan: Plan, *, priorities: Iterable[Priority], bodies: Iterable[Body]) -> FilterChoices:
        """Return the choices for a plan, from rows that have been read already."""
        return cls(
            priority=row_choices(priorities),
            lead=row_choices(bodies),
            due=tuple((str(quarter), quarter.label) for quarter in plan.quarters),
        )


class ActionFilter(django_filters.FilterSet):
    """Actions of one plan by priority, lead (a body and what belongs to it), status, date and text.

    `bodies` are those of the partnership, to include what belongs to a lead; `quarter` and `on` decide what is due.
    """

    priority = django_filters.ChoiceFilter(
        label="Priority", empty_label="All", field_name="priority_id", widget=FastSelect
    )
    lead = django_filters.ChoiceFilter(
        label="Lead", empty_label="All", method="filter_lead", widget=FastSelect
    )
    status = django_filters.ChoiceFilter(
        label="Status",
        empty_label="All",
        choices=[*STATUS_CHOICES, ("running", "Not finished")],
        method="filter_status",
        widget=FastSelect,
    )
    due = django_filters.ChoiceFilter(
        label="Due in", empty_label="Any time", method="filter_due", widget=FastSelect
    )
    q = django_filters.CharFilter(label="Search", method="filter_text", widget=SearchInput, max_length=200)
    overdue = django_filters.BooleanFilter(
        label="Overdue", widget=forms.CheckboxInput, method="filter_overdue"
    )
    no_update = django_filters.BooleanFilter(
        label="No update", widget=forms.CheckboxInput, method="filter_no_update"
    )
    no_lead = django_filters.BooleanFilter(
        label="No lead", widget=forms.CheckboxInput, method="filter_no_lead"
    )

    class Meta:
        model = Action
        fields: list[str] = []

    def __init__(
        self,
        data,
        queryset,
        *,
        choices: FilterChoices,
        bodies: Iterable[Body] = (),
        quarter: Quarter | None = None,
        on: date | None = None,
    ):
        super().__init__(data, queryset=queryset)
        self.choices, self.bodies, self.quarter, self.on = choices, bodies, quarter, on
        for name in ("priority", "lead", "due"):
            self.filters[name].extra["choices"] = getattr(choices, name)

    @property
    def is_used(self) -> bool:
        """Whether any filter is set."""
        return any(self.data.get(name) for name in self.filters)

    @property
    def qs(self):
        """The actions that pass the filters; if none is set, no form is built to find that out."""
        return super().qs if self.is_used else self.queryset.all()

    @property
    def form_html(self) -> SafeString:
        """Return the form of the filters, without its buttons."""
        return render_crispy_form(self.form, self.helper) if self.is_used else empty_form_html(self.choices)

    def filter_lead(self, actions, name, value):
        parents = {body.pk: body.parent_id for body in self.bodies}
        return actions.led_by(body_and_parts({int(value)}, parents))

    def filter_status(self, actions, name, value):
        return actions.running() if value == "running" else actions.filter(status=value)

    def filter_due(self, actions, name, value):
        try:
            quarter = Quarter.parse(value)
        except InvalidQuarter:
            return actions.none()
        due = Milestone.objects.due_between(quarter.starts, quarter.ends).filter(action=OuterRef("pk"))
        return actions.filter(Exists(due))

    def filter_text(self, actions, name, value):
        words = value.replace("\x00", "")
        steps = Milestone.objects.current().filter(
            Q(milestone__icontains=words) | Q(timescale__icontains=words), action=OuterRef("pk")
        )
        own = Q(number__iexact=words) | Q(action__icontains=words) | Q(desired_outcome__icontains=words)
        return actions.filter(own | Exists(steps))

    def filter_overdue(self, actions, name, value):
        return actions.overdue(self.on) if value else actions

    def filter_no_update(self, actions, name, value):
        return actions.without_update(self.quarter) if value else actions

    def filter_no_lead(self, actions, name, value):
        return actions.without_lead() if value else actions

    @property
    def helper(self) -> FormHelper:
        """The layout: all filters in one line above the table."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        boxes = (
            Field(name, css_class="govuk-checkboxes--small") for name in ("overdue", "no_update", "no_lead")
        )
        helper.layout = Layout(
            FieldRow("priority", "lead", "status", "due", "q", css_class="field-small filters__row"),
            FieldRow(*boxes, css_class="field-small filters__row"),
        )
        return helper


@lru_cache(maxsize=256)
def empty_form_html(choices: FilterChoices) -> SafeString:
    """Return the form of the filters with nothing selected; it depends only on its choices, so it is cached."""
    filters = ActionFilter({}, Action.objects.none(), choices=choices)
    return render_crispy_form(filters.form, filters.helper)
