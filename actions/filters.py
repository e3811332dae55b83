"""The filters of the action table; they live in the address, so that a view can be sent to somebody."""

from __future__ import annotations

from datetime import date

import django_filters
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.db.models import Exists, OuterRef, Q

from actions.models import STATUS_CHOICES, Action, Milestone
from plans.access import body_and_parts
from plans.govuk import FastSelect, FieldRow, SearchInput
from plans.models import Body, Plan, Priority
from plans.periods import InvalidQuarter, Quarter


class ActionFilter(django_filters.FilterSet):
    """Actions of one plan by priority, lead (a body and what belongs to it), status, date and words.

    Takes the plan's priorities and the partnership's bodies as they were already read, so that the form
    costs no statement of its own.
    """

    priority = django_filters.ChoiceFilter(
        label="Priority", empty_label="All", field_name="priority_id", widget=FastSelect
    )
    lead = django_filters.ChoiceFilter(label="Lead", empty_label="All", method="led_by", widget=FastSelect)
    status = django_filters.ChoiceFilter(
        label="Status",
        empty_label="All",
        choices=[*STATUS_CHOICES, ("running", "Not finished")],
        method="standing",
        widget=FastSelect,
    )
    due = django_filters.ChoiceFilter(
        label="Due in", empty_label="Any time", method="due_in", widget=FastSelect
    )
    q = django_filters.CharFilter(label="Words", method="with_words", widget=SearchInput, max_length=200)
    overdue = django_filters.BooleanFilter(label="Overdue", widget=forms.CheckboxInput, method="late")
    no_update = django_filters.BooleanFilter(label="No update", widget=forms.CheckboxInput, method="silent")
    no_lead = django_filters.BooleanFilter(label="No lead", widget=forms.CheckboxInput, method="leaderless")

    class Meta:
        model = Action
        fields: list[str] = []

    def __init__(
        self,
        data,
        queryset,
        *,
        plan: Plan,
        priorities: list[Priority],
        bodies: list[Body],
        quarter: Quarter,
        on: date,
    ):
        super().__init__(data, queryset=queryset)
        self.plan, self.bodies, self.quarter, self.on = plan, bodies, quarter, on
        self.filters["priority"].extra["choices"] = [(str(row.pk), str(row)) for row in priorities]
        self.filters["lead"].extra["choices"] = [(str(body.pk), body.name) for body in bodies]
        self.filters["due"].extra["choices"] = [(str(each), each.label) for each in plan.quarters]

    @property
    def is_used(self) -> bool:
        """Whether any filter narrows the table."""
        return any(self.data.get(name) for name in self.filters)

    def led_by(self, actions, name, value):
        parents = {body.pk: body.parent_id for body in self.bodies}
        return actions.led_by(body_and_parts({int(value)}, parents))

    def standing(self, actions, name, value):
        return actions.running() if value == "running" else actions.filter(status=value)

    def due_in(self, actions, name, value):
        try:
            quarter = Quarter.parse(value)
        except InvalidQuarter:
            return actions.none()
        due = Milestone.objects.due_between(quarter.starts, quarter.ends).filter(action=OuterRef("pk"))
        return actions.filter(Exists(due))

    def with_words(self, actions, name, value):
        words = value.replace("\x00", "")
        steps = Milestone.objects.current().filter(
            Q(milestone__icontains=words) | Q(timescale__icontains=words), action=OuterRef("pk")
        )
        own = Q(number__iexact=words) | Q(action__icontains=words) | Q(desired_outcome__icontains=words)
        return actions.filter(own | Exists(steps))

    def late(self, actions, name, value):
        return actions.overdue(self.on) if value else actions

    def silent(self, actions, name, value):
        return actions.without_update(self.quarter) if value else actions

    def leaderless(self, actions, name, value):
        return actions.without_lead() if value else actions

    @property
    def helper(self) -> FormHelper:
        """The filters in one line above the table."""
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
