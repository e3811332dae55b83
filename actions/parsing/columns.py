"""The meaning of each column of a plan: guessed from its heading, or matched manually."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from actions.parsing.vocabulary import scores_of
from plans.files import SourceFileError, assign_meanings, normalise_words, one_line

# Each meaning with its label on screen, in the order in which they are offered.
MEANINGS: dict[str, str] = {
    "priority": "Priority or theme",
    "number": "Number of the action",
    "action": "Action",
    "desired_outcome": "Desired outcome",
    "milestone": "Milestones",
    "timescale": "Timescale",
    "lead": "Lead",
    "status": "Delivery status",
    "done_on": "Date done",
    "notes": "Something else: save as a note",
    "action_lead": "Lead of the whole action, where milestones have leads of their own",
    "kind": "Whether a heading is a priority or a theme",
    "priority_notes": "Notes on the priority",
}

# What our own exports put before the heading of a note, so that it is not given another meaning.
ACTION_NOTE = "Note: "
MILESTONE_NOTE = "Milestone note: "

# The lowest score with which a heading is accepted.
_CERTAIN_ENOUGH = 30
_CERTAIN = 50


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """A column of the file, and its meaning."""

    heading: str
    """As printed; "Column 3" if it has none."""
    meaning: str
    """A key of MEANINGS."""
    guessed: bool
    """False if the meaning was matched manually."""
    sample: str
    """The first text under it."""
    key: str
    """A name for the column that a form can use."""

    @property
    def note_heading(self) -> str:
        """The heading under which its text is stored as notes."""
        for prefix in (MILESTONE_NOTE, ACTION_NOTE):
            if self.heading.startswith(prefix) and len(self.heading) > len(prefix):
                return self.heading[len(prefix) :]
        return self.heading


def parse_columns(words: str) -> dict[str, str]:
    """Parse headings and meanings from the command line: "Aims=action,Target Date=timescale".

    Raises ColumnMappingError where a part has no "=" or names no meaning.
    """
    found: dict[str, str] = {}
    for part in words.split(","):
        if not part.strip():
            continue
        heading, sign, meaning = part.rpartition("=")
        if not sign or not heading.strip():
            raise ColumnMappingError(
                f"“{part.strip()}” is not a heading and its meaning. Use the format Aims=action."
            )
        found[one_line(heading)] = meaning.strip()
    return checked_meanings(found)


def checked_meanings(columns: Mapping[str, str]) -> dict[str, str]:
    """Return the columns matched manually, each meaning in its known form. Raises ColumnMappingError."""
    found: dict[str, str] = {}
    for heading, meaning in columns.items():
        known = normalise_words(meaning).replace(" ", "_")
        if known not in MEANINGS:
            raise ColumnMappingError(
                f"“{meaning}” is not a meaning of a column. Use one of: {', '.join(MEANINGS)}."
            )
        found[heading] = known
    return found


def guess(headings: list[str], samples: list[list[str]], given: Mapping[int, str] | None = None) -> list[str]:
    """Return a meaning for each heading of a row of headings.

    Those given by position stay, and others than "notes" are guessed once at most. The text under a heading counts
    too: High, Medium, Low under "Priority" is not a priority of the plan.
    """
    claims = []
    is_ours = any("kind" in _claims(heading, samples[at]) for at, heading in enumerate(headings))
    for position, heading in enumerate(headings):
        # Next to "Kind" a priority is taken literally, even "High".
        scores = scores_of(heading) if is_ours else _claims(heading, samples[position])
        for meaning, score in sorted(scores.items()):
            if score >= _CERTAIN_ENOUGH and meaning in MEANINGS:
                claims.append((score, position, meaning))
    found = assign_meanings(claims, given=given, repeated=frozenset({"notes"}))
    return [found.get(position, "notes") for position in range(len(headings))]


def certainty(headings: list[str]) -> int:
    """Return how much a row of headings looks like that of an action plan; 0 when it does not."""
    scores = [scores_of(heading) for heading in headings]
    if any("refused" in each for each in scores):
        return 0
    meanings = guess(headings, [[] for _ in headings])
    what = [
        scores[position][each] for position, each in enumerate(meanings) if each in {"action", "milestone"}
    ]
    others = len(set(meanings) - {"notes", "action"}) - ("action" not in meanings)
    if not what or others < (1 if max(what) >= _CERTAIN else 3):
        return 0
    return max(what) + 100 * others


def _claims(heading: str, sample: list[str]) -> dict[str, int]:
    found = scores_of(heading)
    filled = [normalise_words(each) for each in sample if each.strip()]
    if not filled:
        return found
    if "priority" in found and _are_ranks(filled):
        found = {"notes": 100}
    if "kind" in found and not all(each in {"priority", "theme"} for each in filled):
        del found["kind"]
    if not heading.strip() and sum(_is_number(each) for each in sample if each.strip()) * 2 > len(filled):
        found = {"number": _CERTAIN}
    return found


_RANKS = {
    "high",
    "medium",
    "low",
    "med",
    "h",
    "m",
    "l",
    "very high",
    "very low",
    "urgent",
    "normal",
    "critical",
}


def _are_ranks(words: list[str]) -> bool:
    """Return whether the text ranks how urgent an action is; numbers that only rise are priorities of the plan."""
    if all(each.isdecimal() and len(each) == 1 for each in words):
        return words != sorted(words)
    return all(each in _RANKS or (each.isdecimal() and len(each) == 1) for each in words)


def _is_number(text: str) -> bool:
    words = text.strip().rstrip(".)")
    return 0 < len(words) <= 6 and words[-1].isalnum() and any(letter.isdigit() for letter in words)


class UnknownHeadingsError(SourceFileError):
    """A file with tables, but without known headings; its columns can be matched manually."""

    def __init__(self, words: str, columns: tuple[SourceColumn, ...]):
        super().__init__(words)
        self.columns = columns
        """The columns of the best-looking row of headings, to be matched by hand."""


class ColumnMappingError(ValueError):
    """Columns were matched manually to a heading or a meaning that does not exist."""
