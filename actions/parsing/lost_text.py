"""Find text of the parsed tables that is not in the plan: there should be none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actions.action_numbers import split_leading_number
from actions.plan_text import PlanText
from plans.files import OUR_SUBTITLE, SourceRow, SourceTable, iso_date, one_line

# Characters that are searched for lines which are a part of others; what is beyond is reported as lost.
_SEARCHED = 1_000_000_000


def find_lost_text(
    tables: Iterable[SourceTable], document: PlanText, elsewhere: Iterable[str]
) -> list[tuple[SourceTable, SourceRow, str]]:
    """Return each line of a cell that is not in the document, in its headings or in other stored text."""
    kept = [one_line(line) for text in [*texts_of(document), *elsewhere] for line in text.split("\n")]
    lines = set(kept) - {""}
    whole, searched = "\n".join(kept), 0
    lost: list[tuple[SourceTable, SourceRow, str]] = []
    for table in tables:
        for row in table.rows:
            for line in (
                one_line(line)
                for cell in row.filled
                if cell.style != OUR_SUBTITLE
                for line in cell.text.split("\n")
            ):
                if not line or line in lines or _is_kept_otherwise(line, lines):
                    continue
                # A heading can be made of two cells, and a title of several.
                searched += len(whole)
                if searched > _SEARCHED or line not in whole:
                    lost.append((table, row, line))
    return lost


def _is_kept_otherwise(line: str, lines: set[str]) -> bool:
    """Return whether a line is a number separated from its text, or a date stored as its ISO date."""
    number, words = split_leading_number(line)
    return (number in lines and (not words or words in lines)) or iso_date(line) in lines


def texts_of(document: PlanText) -> Iterator[str]:
    """Yield every text of a plan."""
    yield document.title
    for priority in document.priorities:
        yield priority.kind
        yield priority.heading
        yield priority.notes
        for action in priority.actions:
            yield from (action.number, action.action, action.desired_outcome, action.status, action.lead)
            yield from action.notes.values()
            for milestone in action.milestones:
                yield from (milestone.milestone, milestone.timescale, milestone.lead, milestone.done_on)
                yield from milestone.notes.values()
