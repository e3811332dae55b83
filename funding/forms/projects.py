"""Forms about projects: the actions that one pays for, and money that moves from one to another."""

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
    """A heading of a plan with the boxes of its actions."""

    words: str
    boxes: tuple
    is_open: bool
    """Whether one of its actions is ticked."""


class ProjectActionsForm(TrackedModelForm):
    """The actions of the partnership's plans that a project pays for."""

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
        """The actions that are ticked, in the plan's order."""
        return {"actions": self.cleaned_data["actions"]}

    @property
    def headings(self) -> list[ActionGroup]:
        """The boxes by plan and heading."""
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
    """The approved projects that are started in one press; all of them unless some are unticked."""

    projects = forms.TypedMultipleChoiceField(
        label="Which projects start?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one project",
            "invalid_choice": "One of those chosen was started or changed since you opened this page. Look at them again",
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
    """Money that moves from one project to another of the same grant, with who agreed."""

    source = forms.TypedChoiceField(
        label="From", coerce=int, widget=FastSelect, error_messages={"required": "Choose the project it comes from"}
    )  # fmt: skip
    target = forms.TypedChoiceField(
        label="To", coerce=int, widget=FastSelect, error_messages={"required": "Choose the project it goes to"}
    )  # fmt: skip
    overcommit_reason = forms.CharField(
        label="Why a pot goes over, where one does",
        required=False,
        widget=Textarea({"rows": 2}),
        max_length=2_000,
        help_text="Only where the projects are of two pots, and the second does not hold as much.",
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
            self.fields[name].choices = [("", "Choose a project"), *words]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("source") and cleaned.get("source") == cleaned.get("target"):
            self.add_error("target", "Choose two different projects")
        return cleaned

    @property
    def ends(self) -> tuple[Project, Project]:
        """The project that gives and the one that gets."""
        return self.projects[self.cleaned_data["source"]], self.projects[self.cleaned_data["target"]]
