"""Repeating rows of inputs for answers with several parts, saved as they were entered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import forms

from funding.bids.questions import CASH, KIND, MATCH_KINDS, cost_total, match_total
from funding.money.amounts import format_money

BLANK_ROWS = 3
MOST_ROWS = 60

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class RowColumn:
    """A column of inputs; `kind` is "words", "short" or "amount"."""

    label: str
    kind: str = "words"
    most: int = 500
    """Characters."""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowCell:
    """An input with its value."""

    column: RowColumn
    name: str
    id: str
    value: str


COLUMNS: dict[str, tuple[RowColumn, ...]] = {
    "activities": (RowColumn("Activity"), RowColumn("When", "short", 100)),
    "measures": (RowColumn("Measure"), RowColumn("Target", "short", 200)),
    "costs": (RowColumn("Cost"), RowColumn("Amount", "amount", 60)),
    "match": (
        RowColumn("Given by"),
        RowColumn("Type", "short", 10, MATCH_KINDS),
        RowColumn("Amount", "amount", 60),
    ),
}
NOUNS = {"activities": "activity", "measures": "measure", "costs": "cost", "match": "match funding"}


def row_totals(name: str, rows: Rows) -> list[tuple[str, str, str]]:
    """Return the totals of the rows: (type of row, label, amount). Rows with invalid amounts are excluded."""
    if name == "costs":
        return [("", "Total costs so far", format_money(cost_total(rows)))]
    if name == "match":
        return [
            (kind, f"Match funding {words} so far", format_money(match_total(rows, kind)))
            for kind, words in ((CASH, "in cash"), (KIND, "in kind"))
        ]
    return []


def is_blank(columns: Sequence[RowColumn], row: Sequence[str]) -> bool:
    """Return whether a row is blank. A choice from a list does not count."""
    return not any(text.strip() for column, text in zip(columns, row, strict=True) if not column.choices)


class RowsInput(forms.MultiWidget):
    """Widget with the filled rows, and blank rows below them."""

    template_name = "funding/rows_input.html"
    is_hidden = False

    def __init__(self, question: str):
        super().__init__([])
        self.question, self.columns = question, COLUMNS[question]
        self.more = 0
        """Blank rows to show in addition to the usual number."""

    def value_from_datadict(self, data, files, name) -> Rows:
        return list(self._sent_rows(data, name))

    def _sent_rows(self, data, name: str) -> Iterator[list[str]]:
        for row in range(MOST_ROWS + 1):
            names = [f"{name}-{row}-{place}" for place in range(len(self.columns))]
            if not any(each in data for each in names):
                return
            yield [data.get(each, "") for each in names]

    def blank_rows(self, data, name: str) -> int:
        """Return the number of blank rows in the submitted form."""
        return sum(is_blank(self.columns, row) for row in self._sent_rows(data, name))

    def value_omitted_from_data(self, data, files, name) -> bool:
        return False

    def decompress(self, value) -> Rows:
        return value or []

    def get_context(self, name, value, attrs):
        rows = [list(row) for row in value or []]
        while rows and is_blank(self.columns, rows[-1]):
            rows.pop()
        blank = min(BLANK_ROWS + self.more, MOST_ROWS - len(rows))
        filled = rows + [[""] * len(self.columns)] * blank
        width = len(self.columns)
        boxes = [
            [
                RowCell(column, f"{name}-{place}-{at}", f"{attrs['id']}_{place * width + at}", text)
                for at, (column, text) in enumerate(zip(self.columns, row, strict=True))
            ]
            for place, row in enumerate(filled)
        ]
        return {
            "widget": {
                "name": name,
                "id": attrs["id"],
                "noun": NOUNS[self.question],
                "rows": boxes,
                "sums": row_totals(self.question, rows),
                "is_full": len(filled) >= MOST_ROWS,
            }
        }


class RowsFormField(forms.Field):
    """Form field of rows of text. Blank rows are skipped."""

    def __init__(self, question: str, **kwargs):
        super().__init__(widget=RowsInput(question), required=False, **kwargs)
        self.columns = COLUMNS[question]

    def to_python(self, value) -> Rows:
        rows = [[text.strip() for text in row] for row in value or []]
        return [row for row in rows if not is_blank(self.columns, row)]

    def validate(self, value: Rows) -> None:
        if len(value) > MOST_ROWS:
            raise forms.ValidationError(f"Enter {MOST_ROWS} rows or fewer")
        wrong = [words for number, row in enumerate(value, 1) for words in self._wrong(number, row)]
        if wrong:
            raise forms.ValidationError(wrong)

    def _wrong(self, number: int, row: list[str]) -> Iterator[str]:
        for column, text in zip(self.columns, row, strict=True):
            where = f"{column.label} in row {number}"
            if "\0" in text:
                yield f"{where} must not include a null character"
            if len(text) > column.most:
                yield f"{where} must be {column.most} characters or fewer"
            if column.choices and text not in column.choices:
                yield f"{where} must be {' or '.join(column.choices)}"
