"""Forms for a return and an evaluation of a project, and for the decision of an officer."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from funding.bids.attachments import KINDS, LONGEST_NAME, MEDIA, MOST_FILES
from funding.forms.attachment import read_upload
from funding.models import BidFile, Evaluation, ProjectReturn
from funding.models.project_report import ProjectReport
from funding.money.amounts import format_money
from funding.money.fields import AmountField
from funding.projects.reports import save_project_report
from plans.forms.tracked import MAX_REVISION, TrackedModelForm, text_length_validator
from plans.govuk import Radios, Textarea
from plans.records import WriteResult, resolve_conflicts

LONG_TEXT = 10_000
LONGEST_RESULT = 300
APPROVE, SEND_BACK = "approve", "send_back"


class ProjectReportForm(TrackedModelForm):
    """Form of a return or an evaluation. A draft can have blank answers; `is_sent` requires them."""

    needed: dict[str, str] = {}
    """Field → the error if it is blank when the form is sent."""

    def __init__(self, data=None, *, measures: list[list[str]], is_sent: bool = False, **kwargs):
        super().__init__(data, **kwargs)
        self.is_sent = is_sent
        said = {(measure, target): result for measure, target, result in self.instance.results}
        self.measures = [*measures, *([m, t] for m, t in said if [m, t] not in measures)]
        for place, (measure, target) in enumerate(self.measures):
            self.fields[f"result_{place}"] = forms.CharField(
                label=measure or target,
                help_text=f"Target: {target}" if target else "",
                required=False,
                max_length=LONGEST_RESULT,
                initial=said.get((measure, target), ""),
            )
        for name in self._meta.fields:
            if isinstance(self.fields[name], forms.CharField):
                self.fields[name].max_length = LONG_TEXT
                self.fields[name].validators.append(text_length_validator(LONG_TEXT))

    @property
    def result_fields(self) -> list:
        """Return the fields of the measures, which are shown together."""
        return [self[f"result_{place}"] for place in range(len(self.measures))]

    def clean(self):
        cleaned = super().clean()
        if self.is_sent:
            for name, words in self.needed.items():
                if name not in self.errors and cleaned.get(name) in (None, ""):
                    self.add_error(name, words)
        return cleaned

    def changes(self) -> dict[str, object]:
        """Return every column of the form. Each result is saved with its measure and target."""
        results = [
            [measure, target, self.cleaned_data[f"result_{place}"]]
            for place, (measure, target) in enumerate(self.measures)
        ]
        is_blank = not any(result for _, _, result in results)
        return super().changes() | {"results": [] if is_blank else results}

    def write(self, *, by, why: str = "") -> WriteResult:
        """Save or send the form. Raises EditConflict, or OperationError if it was sent by another user."""
        changes, settled = resolve_conflicts(self.data, self.changes())
        return save_project_report(
            self.instance,
            changes,
            base_revision=self.cleaned_data["revision"],
            by=by,
            send=self.is_sent,
            settled=settled,
        )


class ReturnForm(ProjectReportForm):
    """Form of a project's return for one quarter. Amounts are in pounds."""

    spent = AmountField(
        label="Spent in this quarter",
        required=False,
        least=0,
        help_text="For this quarter only. For example, 1,250. Enter 0 if nothing was spent.",
    )
    forecast = AmountField(
        label="Forecast for the whole project",
        required=False,
        least=0,
        help_text="The total the project will have spent when it ends, including what has already been spent.",
    )

    class Meta:
        model = ProjectReturn
        fields = ("spent", "forecast", "words")
        labels = {"words": "What was done in this quarter?"}
        help_texts = {
            "words": "Describe what happened, what changed and what comes next. Do not include names of private people."
        }
        widgets = {"words": Textarea({"rows": 6})}

    needed = {
        "spent": "Enter the amount spent in this quarter, or 0",
        "forecast": "Enter the forecast for the whole project",
        "words": "Enter what was done in this quarter",
    }

    def __init__(self, data=None, *, spent_before: int, **kwargs):
        self.spent_before = spent_before
        super().__init__(data, **kwargs)

    def clean(self):
        cleaned = super().clean()
        spent, forecast = cleaned.get("spent"), cleaned.get("forecast")
        if spent is not None and forecast is not None and forecast < self.spent_before + spent:
            self.add_error(
                "forecast",
                f"Forecast for the whole project must be {format_money(self.spent_before + spent)} or more, because"
                f" {format_money(self.spent_before)} was spent in earlier quarters and {format_money(spent)} in this"
                " quarter",
            )
        return cleaned


class EvaluationForm(ProjectReportForm):
    """Form of the evaluation of a closed project."""

    class Meta:
        model = Evaluation
        fields = ("achieved", "difference", "learned", "next_steps")
        labels = {
            "achieved": "What did the project achieve?",
            "difference": "Who is better off, and how do you know?",
            "learned": "What was learned?",
            "next_steps": "What happens next?",
        }
        help_texts = {
            "achieved": "The scrutiny committee and the funder read this. Do not include names of private people.",
            "next_steps": "Describe what will continue without this money, and who will pay for it.",
        }
        widgets = {name: Textarea({"rows": 5}) for name in fields}

    needed = {
        "achieved": "Enter what the project achieved",
        "difference": "Enter who is better off, and how you know",
        "learned": "Enter what was learned",
        "next_steps": "Enter what happens next",
    }


class EvidenceForm(forms.Form):
    """Form to add a file as evidence of a return, and to withdraw earlier files."""

    evidence = forms.FileField(
        label="Add a file as evidence (optional)",
        required=False,
        help_text=f"{KINDS}, smaller than 10MB. Do not include names of victims, offenders or other private people.",
        error_messages={
            "empty": "The selected file is empty",
            "max_length": f"File name must be {2 * LONGEST_NAME} characters or fewer",
        },
        widget=forms.FileInput({"accept": ",".join(f".{ending}" for ending in MEDIA)}),
        max_length=2 * LONGEST_NAME,
    )
    withdrawn = forms.TypedMultipleChoiceField(
        label="Withdraw files (optional)", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, files: Iterable[BidFile]):
        super().__init__(*args)
        self.files_now = {file.pk: file for file in files}
        self.fields["withdrawn"].choices = [(pk, str(file)) for pk, file in self.files_now.items()]
        if not self.files_now:
            del self.fields["withdrawn"]

    def clean_evidence(self):
        file = self.cleaned_data["evidence"]
        if not file:
            return None
        if len(self.files_now) >= MOST_FILES:
            raise forms.ValidationError(f"A return can have up to {MOST_FILES} files. Withdraw a file first")
        self.name, self.content = read_upload(file)
        return file

    @property
    def unwanted(self) -> list[BidFile]:
        """Return the files that the user withdraws."""
        return [self.files_now[pk] for pk in self.cleaned_data.get("withdrawn", [])]


class ProjectReportDecisionForm(forms.Form):
    """Form to approve a return or an evaluation or send it back, with a comment."""

    decision = forms.ChoiceField(label="What is your decision?", widget=Radios)
    words = forms.CharField(required=False, widget=Textarea({"rows": 4}), max_length=LONG_TEXT)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MAX_REVISION)

    def __init__(self, data=None, *, row: ProjectReport, choices: list[tuple[str, str]]):
        super().__init__(data, initial={"revision": row.revision})
        noun = "evaluation" if isinstance(row, Evaluation) else "return"
        self.fields["words"].label = f"Comments for the person who sent the {noun}"
        self.fields["words"].help_text = f"If you send the {noun} back, you must explain what to correct."
        noun = "evaluation" if isinstance(row, Evaluation) else "return"
        self.fields["words"].label = f"Comments for the person who sent the {noun}"
        self.fields["words"].help_text = f"If you send the {noun} back, you must explain what to correct."
        self.fields["decision"].choices = choices
        self.fields["decision"].error_messages["required"] = "Select your decision"
        if len(choices) == 1:
            self.fields["decision"].initial = choices[0][0]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == SEND_BACK and not (cleaned.get("words") or "").strip():
            self.add_error("words", "Enter what needs to be corrected")
        return cleaned
