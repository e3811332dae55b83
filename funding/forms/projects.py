"""Forms to link actions to a project, start projects and move money between projects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms

from actions.models import Action
from funding.forms.ledger import ConsentedTransferForm
from funding.models import Project
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


class ProjectActionsForm(TrackedModelForm):
    """Form to select the actions that a project pays for."""

    actions = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Project
        fields = ()

    def __init__(self, data=None, *, choices: Iterable[Action], **kwargs):
        super().__init__(data, **kwargs)
        self.shown = list(choices)
        self.initial["actions"] = [link.action_id for link in self.instance.action_links.all()]
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

    projects = forms.TypedMultipleChoiceField(
        label="Which projects do you want to start?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Select at least one project",
            "invalid_choice": "A project you selected has changed since you opened this page. Check the list and try again",
        },
    )

    def __init__(self, data=None, *, projects: Iterable[Project], **kwargs):
        super().__init__(data, **kwargs)
        self.fields["projects"].choices = [(project.pk, start_words(project)) for project in projects]
        self.initial["projects"] = [key for key, _ in self.fields["projects"].choices]


def start_words(project: Project) -> str:
    """Return a project that can be started, as its checkbox shows it."""
    amount = f"{format_money(project.amount)} {project.pot.name}"
    return ", ".join(filter(None, (str(project), project.lead_words, amount)))


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

    def __init__(self, data=None, *, projects: list[tuple[Project, int]], **kwargs):
        super().__init__(data, **kwargs)
        self.projects = {project.pk: project for project, _ in projects}
        words = [
            (
                project.pk,
                f"{project.number} {project} ({project.pot.name}): {format_money(open_sum)} not paid",
            )
            for project, open_sum in projects
        ]
        for name in ("source", "target"):
            self.fields[name].choices = [("", "Select a project"), *words]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("source") and cleaned.get("source") == cleaned.get("target"):
            self.add_error("target", "Select two different projects")
        return cleaned

    @property
    def ends(self) -> tuple[Project, Project]:
        """Return the project that gives the money and the project that receives it."""
        return self.projects[self.cleaned_data["source"]], self.projects[self.cleaned_data["target"]]
