"""Forms of an import: the file, the meaning of its columns, and its issues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django import forms

from actions.importing.comparison import MISSING, ImportIssue, PlanComparison
from actions.importing.decisions import AS_PRINTED, NEW, ImportDecisions
from actions.importing.review import milestones_at
from actions.parsing import MEANINGS, SourceColumn, SourceFileError, UnknownHeadingsError, parse_plan
from actions.snapshot.tree import PlanRows
from actions.timescales.parsing import parse_timescale
from plans.files import limits, truncate
from plans.govuk import DateField, Textarea
from plans.models import Body, Plan

# The maximum number of issues shown with inputs; the rest are counted, and can be corrected in the table later.
MOST_DOUBTS = 150
PAIRING_ROWS = 40


class PlanUploadForm(forms.Form):
    """The uploaded file, with an error if it cannot be read."""

    file = forms.FileField(
        label="Action plan file",
        help_text=f"Word (.docx), Excel (.xlsx) or CSV, up to {limits.UPLOAD // limits.MB}MB.",
        error_messages={
            "required": "Select a Word (.docx), Excel (.xlsx) or CSV file",
            "empty": "The selected file is empty",
            "max_length": "The name of the selected file is too long",
        },
        widget=forms.FileInput({"accept": ".docx,.xlsx,.csv"}),
        max_length=250,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > limits.UPLOAD:
            raise forms.ValidationError(
                f"The selected file must be smaller than {limits.UPLOAD // limits.MB}MB. Remove pictures "
                "from it, or import one part at a time"
            )
        self.content = file.read()
        try:
            parse_plan(file.name, self.content)
        except UnknownHeadingsError:
            # Its columns are matched manually in the next step.
            pass
        except SourceFileError as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file


class ColumnMappingForm(forms.Form):
    """The meaning of each column of the file."""

    def __init__(self, *args, columns: Sequence[SourceColumn], **kwargs):
        super().__init__(*args, **kwargs)
        self.columns = columns
        for column in columns:
            self.fields[column.key] = forms.ChoiceField(
                label=column.heading,
                help_text=f"First text in this column: “{column.sample}”" if column.sample else "",
                choices=MEANINGS.items(),
                initial=column.meaning,
            )

    def clean(self):
        cleaned = super().clean()
        chosen = [meaning for meaning in cleaned.values() if meaning != "notes"]
        for meaning in dict.fromkeys(chosen):
            if chosen.count(meaning) > 1:
                last = [key for key in cleaned if cleaned[key] == meaning][-1]
                self.add_error(
                    last,
                    f"Select ‘{MEANINGS[meaning]}’ for only one column",
                )
        if not {"action", "milestone"} & set(chosen) and self.columns:
            self.add_error(self.columns[0].key, "Select ‘Action’ for the column that shows what will be done")
        return cleaned

    @property
    def meanings(self) -> dict[str, str]:
        """Return heading → meaning, for the parser."""
        return {column.heading: self.cleaned_data[column.key] for column in self.columns}


@dataclass(slots=True)
class ImportIssueDisplay:
    """An issue with the inputs that correct it."""

    doubt: ImportIssue
    number: int
    fields: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    """Milestones of an action, each with an input for text, timescale and lead."""


class ImportReviewForm(forms.Form):
    """Decisions about the issues; the differences to import are selected next to them."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args, comparison: PlanComparison, rows: PlanRows, reading, choices: ImportDecisions, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.comparison, self.rows, self.reading, self.before = comparison, rows, reading, choices
        self.fields["seen"].initial = comparison.fingerprint
        self.bodies = [(str(body.pk), body.name) for body in rows.bodies]
        self.shown = [
            ImportIssueDisplay(doubt, number) for number, doubt in enumerate(comparison.doubts[:MOST_DOUBTS])
        ]
        for each in self.shown:
            adder = getattr(self, f"_add_{each.doubt.code}", None)
            if adder:
                adder(each)

    @property
    def not_shown(self) -> int:
        """How many issues there are beyond those shown."""
        return len(self.comparison.doubts) - len(self.shown)

    def _add_timescale(self, each: ImportIssueDisplay) -> None:
        printed = each.doubt.key
        now = self.before.timescales.get(printed, printed)
        words, due = f"t{each.number}_words", f"t{each.number}_due"
        self.fields[words] = forms.CharField(
            label=f"Change “{truncate(printed, 40)}” to",
            initial="" if now == printed else now,
            required=False,
            strip=True,
            max_length=limits.CELL,
            help_text=self._reading_words(now) if now != printed else "",
        )
        self.fields[due] = DateField(
            label="Or set a due date", initial=self.before.date_set(now), required=False
        )
        each.fields = [words, due]

    def _reading_words(self, words: str) -> str:
        plan: Plan = self.rows.plan
        return (
            "We took this to mean: "
            f"{parse_timescale(words, plan_starts=plan.starts, plan_ends=plan.ends).words}."
        )

    def _add_lead_new(self, each: ImportIssueDisplay) -> None:
        lead = each.doubt.lead
        kinds = [
            kind for kind in Body.Kind.choices if kind[0] != Body.Kind.POST or lead.kind == Body.Kind.POST
        ]
        new = [(f"{NEW}:{kind}", f"Add as a new {words.lower()}") for kind, words in kinds]
        decided = self.before.leads.get(lead.key, NEW)
        name = f"l{each.number}"
        self.fields[name] = forms.ChoiceField(
            label=f"Which lead is “{truncate(lead.name, 40)}”?",
            choices=[
                *new,
                (AS_PRINTED, "No lead: keep the original text"),
                ("In this partnership", self.bodies),
            ],
            initial=f"{NEW}:{self.before.kinds.get(lead.key, lead.kind)}" if decided == NEW else decided,
        )
        each.fields = [name]

    def _add_lead_to_come(self, each: ImportIssueDisplay) -> None:
        name = f"c{each.number}"
        self.fields[name] = forms.ChoiceField(
            label="Lead",
            choices=[("", "To be confirmed"), ("In this partnership", self.bodies)],
            initial=self.before.confirmed.get(each.doubt.key, ""),
            required=False,
        )
        each.fields = [name]

    def _add_uneven(self, each: ImportIssueDisplay) -> None:
        path = each.doubt.key
        if not path:
            return
        steps = milestones_at(self.reading.document, path)
        kept = self.before.pairings.get(path) or [
            [step.milestone, step.timescale, step.lead] for step in steps
        ]
        for place, row in enumerate([*kept, ["", "", ""]][:PAIRING_ROWS]):
            names = [f"p{each.number}_{place}_{part}" for part in "mtl"]
            labels = [f"{part} {place + 1}" for part in ("Milestone", "Timescale", "Lead")]
            for name, label, words in zip(names, labels, row, strict=True):
                self.fields[name] = forms.CharField(
                    label=label, initial=words, required=False, widget=Textarea({"rows": 2})
                )
            each.rows.append(names)

    @property
    def doubts_with_fields(self) -> Iterable[dict]:
        """Return each issue with its bound fields, for the template."""
        for each in self.shown:
            yield {
                "doubt": each.doubt,
                "fields": [self[name] for name in each.fields],
                "rows": [[self[name] for name in row] for row in each.rows],
            }

    @property
    def choices(self) -> ImportDecisions:
        """Return the decisions, including earlier ones about issues that are not shown."""
        cleaned, before = self.cleaned_data, self.before
        timescales, dates = dict(before.timescales), dict(before.dates)
        leads, kinds = dict(before.leads), dict(before.kinds)
        confirmed, pairings = dict(before.confirmed), dict(before.pairings)
        for each in self.shown:
            key = each.doubt.key
            if each.doubt.code == "timescale":
                words, due = cleaned[each.fields[0]], cleaned[each.fields[1]]
                _keep(timescales, key, words if words != key else "")
                _keep(dates, words or key, due.isoformat() if due else "")
            elif each.doubt.code == "lead_new":
                decided, _, kind = cleaned[each.fields[0]].partition(":")
                _keep(leads, key, decided if decided != NEW else "")
                _keep(kinds, key, kind if kind != each.doubt.lead.kind else "")
            elif each.doubt.code == "lead_to_come":
                _keep(confirmed, key, cleaned[each.fields[0]])
            elif each.rows:
                rows = [[cleaned[name] for name in row] for row in each.rows]
                while rows and not any(rows[-1]):
                    rows.pop()
                read = [
                    [step.milestone, step.timescale, step.lead]
                    for step in milestones_at(self.reading.document, key)
                ]
                _keep(pairings, key, rows if rows != read else "")
        taken = set(self.data.getlist("take"))
        left = {path for path in optional_changes(self.comparison) if path not in taken}
        missing = {each.path for each in self.comparison.missing}
        return ImportDecisions(
            timescales=timescales,
            dates=dates,
            leads=leads,
            kinds=kinds,
            confirmed=confirmed,
            pairings=pairings,
            left=frozenset(left),
            withdrawn=frozenset(missing & set(self.data.getlist("withdraw"))),
        )


def optional_changes(comparison: PlanComparison) -> list[str]:
    """Return the paths of everything that can be left out: new rows and changed fields.

    A new action's milestones are left out with it.
    """
    paths = []
    for each in comparison.differences:
        if each.act == MISSING:
            continue
        if each.fields:
            paths += [one.path for one in each.fields]
        elif each.kind != "milestone" or each.parent.startswith("action:"):
            paths.append(each.path)
    return paths


def _keep(decisions: dict, key: str, value) -> None:
    """Store a decision; a blank one is stored as none."""
    if value:
        decisions[key] = value
    else:
        decisions.pop(key, None)
