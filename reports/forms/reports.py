"""Forms for an exception report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms

from plans.govuk import Radios, Textarea
from plans.models import Priority
from plans.records import resolve_conflicts, with_combined_text
from reports.exceptions.operations import TextEdit
from reports.models import Commentary, Report

OWN = "report-"
MAX_REVISION = 2**31 - 1


def prefix_of(priority: Priority) -> str:
    """Return the prefix of the names of a priority's fields."""
    return f"p{priority.pk}-"


class ReportTextForm(forms.Form):
    """The officer's text in a report: the decisions requested, and a commentary on each priority."""

    def __init__(
        self,
        data,
        *,
        report: Report | None,
        priorities: Iterable[Priority],
        commentary: Mapping[int, Commentary],
        hints: Mapping[int, str],
    ):
        super().__init__(with_combined_text(data))
        self.priorities = list(priorities)
        self._add(
            OWN,
            "decisions_requested",
            label="Decisions requested from the Executive Group",
            hint="One decision per line. The decisions are shown at the start of the report.",
            words=report.decisions_requested if report else "",
            revision=report.revision if report else 0,
        )
        for priority in self.priorities:
            row = commentary.get(priority.pk)
            self._add(
                prefix_of(priority),
                "words",
                label=str(priority),
                hint=hints.get(priority.pk, ""),
                words=row.words if row else "",
                revision=row.revision if row else 0,
            )

    def _add(self, prefix: str, name: str, *, label: str, hint: str, words: str, revision: int) -> None:
        self.fields[prefix + name] = forms.CharField(
            label=label,
            help_text=hint,
            initial=words,
            required=False,
            strip=False,
            widget=Textarea({"rows": 4}),
        )
        self.fields[prefix + "revision"] = forms.IntegerField(
            initial=revision,
            required=False,
            min_value=0,
            max_value=MAX_REVISION,
            widget=forms.HiddenInput,
        )

    @property
    def decisions(self) -> TextEdit | None:
        """The decisions requested; None if the other person's text was selected on the page for edit conflicts."""
        return self._edit(OWN, "decisions_requested")

    @property
    def commentary(self) -> dict[Priority, TextEdit]:
        """The commentary on each priority, unless the other person's text was selected."""
        edits = {priority: self._edit(prefix_of(priority), "words") for priority in self.priorities}
        return {priority: edit for priority, edit in edits.items() if edit is not None}

    def _edit(self, prefix: str, name: str) -> TextEdit | None:
        changes, settled = resolve_conflicts(
            self.data, {name: self.cleaned_data[prefix + name]}, prefix=prefix
        )
        if name not in changes:
            return None
        return TextEdit(changes[name], self.cleaned_data[prefix + "revision"] or 0, settled)


class ReportDecisionForm(forms.Form):
    """Whether the chair approves a report, with a comment."""

    decision = forms.ChoiceField(
        label="What is your decision?",
        choices=[("approve", "Approve the report"), ("return", "Return the report")],
        widget=Radios(
            hints={
                "approve": "The report becomes the partnership's report for the quarter.",
                "return": "Your comment explains what must be corrected in a new version.",
            }
        ),
        error_messages={"required": "Select whether you approve or return the report"},
    )
    words = forms.CharField(
        label="Your comment",
        help_text="You must enter a comment if you return the report. The comment is shown with the report.",
        required=False,
        widget=Textarea({"rows": 4}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MAX_REVISION)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == "return" and not cleaned.get("words", "").strip():
            self.add_error("words", "Enter what must be corrected before the report can be approved")
        return cleaned


class NewVersionForm(forms.Form):
    """Why a decided report is corrected by a new version."""

    why = forms.CharField(
        label="What does the new version correct?",
        help_text="This is shown on the cover of the new version, with the version it replaces.",
        widget=Textarea({"rows": 4}),
        error_messages={"required": "Enter what the new version corrects"},
    )


class CompareForm(forms.Form):
    """Which report to compare with."""

    against = forms.ChoiceField(label="Compare with", widget=forms.Select)

    def __init__(self, data, *, others: Iterable[Report]):
        super().__init__(data)
        self.fields["against"].choices = [
            (
                report.pk,
                f"{report.for_quarter.label}, version {report.number}: {report.get_state_display().lower()}",
            )
            for report in others
        ]
