"""Parse the leads that a plan prints: "CSU/Probation", "Police/SBC - CSU", "TBC".

The printed text is always kept next to the result. Names are compared without regard to capitals, dots, dashes,
spaces and "the". Nothing here uses the database, and nothing raises an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

# A cell longer than this is a sentence and not a name; it is kept as printed.
LONGEST_NAME = 150

_TO_BE_CONFIRMED = frozenset({
    "tbc", "tbd", "tba", "tobeconfirmed", "tobedecided", "tobeagreed", "tobeidentified", "tobedetermined",
    "tobeallocated", "tobeassigned", "leadtbc", "leadtobeconfirmed", "unassigned", "notyetassigned",
})  # fmt: skip
_NOBODY = frozenset({"na", "none", "nil", "nolead", "notapplicable"})
_EVERYBODY = frozenset({"all", "allpartners"})
ALL_PARTNERS = "All partners"

_ALWAYS_APART = re.compile(r"\s*[/;,|]\s*")
_PERHAPS_APART = re.compile(r"\s+and\s+|\s*[&+]\s*|\s+with\s+", re.IGNORECASE)
_BELONGS = re.compile(r"\s+[-–—]+\s+|\s*[–—]\s*|\s+>\s+")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^][]*)\]")
_LABEL = re.compile(
    r"(?:strategic|operational|joint|overall)?\s*lead(?:s|\s+agency|\s+officer)?\s*[:–—-]\s*", re.IGNORECASE
)
_BULLET = re.compile(r"[\s•·▪●◦*–—-]+")

_KINDS = (
    (
        "post",
        re.compile(
            r"\b(officers?|managers?|coordinators?|co-ordinators?|chair|director|head of .*|lead|inspector|sergeant|"
            r"superintendent|commissioner|adviser|advisor|wardens?|worker|chief executive|constable)$",
            re.IGNORECASE,
        ),
    ),
    (
        "group",
        re.compile(
            r"\b(groups?|panels?|boards?|forums?|executive|committee|sub-?group|steering|working party|network|"
            r"partners|partnership|meeting|taskforce|task force|alliance|delivery group|csp|all agencies)\b",
            re.IGNORECASE,
        ),
    ),
    ("unit", re.compile(r"\b(units?|teams?|departments?|service area|hub|csu)\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body as a plain value: its names (its own first, then its aliases) and its parent."""

    id: int
    names: tuple[str, ...]
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class UnmatchedLead:
    """A name that no body has, and the body it was printed as a part of, known or by name."""

    name: str
    parent: int | None = None
    parent_name: str = ""

    @property
    def key(self) -> str:
        """What makes two printed names the same: "S.B.C." and "sbc"."""
        return name_key(self.name)

    @property
    def kind(self) -> str:
        """The kind of body it seems to be; a post is one only if we know what it belongs to."""
        kind = next((kind for kind, words in _KINDS if words.search(self.name)), "organisation")
        if kind == "post" and self.parent is None and not self.parent_name:
            return "organisation"
        return kind


@dataclass(frozen=True, slots=True)
class ParsedLeads:
    """The leads of a printed text: bodies and new names in the order printed, and whether one is to be confirmed."""

    named: tuple[int | UnmatchedLead, ...] = ()
    to_be_confirmed: bool = False
    unread: tuple[str, ...] = ()
    """Texts too long for a name; they stay only in the printed text."""

    @property
    def known(self) -> tuple[int, ...]:
        """The bodies with these names."""
        return tuple(each for each in self.named if not isinstance(each, UnmatchedLead))

    @property
    def unknown(self) -> tuple[UnmatchedLead, ...]:
        """The names that no body has."""
        return tuple(each for each in self.named if isinstance(each, UnmatchedLead))


class BodyDirectory:
    """The bodies of a partnership by their names; a body's own name comes before another's alias."""

    def __init__(self, bodies: Iterable[KnownBody]):
        bodies = list(bodies)
        self.parents: Mapping[int, int | None] = {body.id: body.parent for body in bodies}
        self.ids: dict[str, int] = {}
        own = ((name_key(body.names[0]), body.id) for body in bodies if body.names)
        others = ((name_key(name), body.id) for body in bodies for name in body.names[1:])
        for key, body_id in chain(own, others):
            self.ids.setdefault(key, body_id)

    def find(self, name: str) -> int | None:
        """Return the body of that name, or None."""
        return self.ids.get(name_key(name))

    def belongs(self, body: int, to: int) -> bool:
        """Return whether a body is part of another, at any level."""
        seen = set()
        while body is not None and body not in seen:
            if body == to:
                return True
            seen.add(body)
            body = self.parents.get(body)
        return False


def name_key(name: str) -> str:
    """Return a name without what does not matter: "The Kent Police." and "KENT-POLICE" are the same."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    words = re.findall(r"[^\W_]+", plain.replace(".", "").replace("'", "").replace("’", ""))
    key = "".join(word for word in words if word != "the")
    return key or plain.strip()


def parse_leads(printed: str, bodies: BodyDirectory | Iterable[KnownBody]) -> ParsedLeads:
    """Return the bodies that a printed text names, the unknown names, and whether a lead is to be confirmed.

    Each line is a lead. A line is split at "/", ";" and "," unless the whole line is a name, and at "and" only
    where every part is known. "X – Y" is Y, a part of X.
    """
    bodies = bodies if isinstance(bodies, BodyDirectory) else BodyDirectory(bodies)
    named: dict[int | str, int | UnmatchedLead] = {}
    unread, to_come = [], False
    for line in printed.splitlines():
        for each in _read_line(line, bodies):
            if each is _TO_COME:
                to_come = True
            elif isinstance(each, str):
                unread.append(each)
            else:
                named.setdefault(each.key if isinstance(each, UnmatchedLead) else each, each)
    return ParsedLeads(tuple(named.values()), to_come, tuple(unread))


_TO_COME = object()


def _read_line(line: str, bodies: BodyDirectory) -> list:
    text = _tidy(line)
    if not text:
        return []
    whole = _read_name(text, bodies)
    if whole is not None:
        return whole
    parts = _split(_ALWAYS_APART, text)
    if len(parts) > 1:
        return [each for part in parts for each in _read_line(part, bodies)]
    parts = _split(_PERHAPS_APART, text)
    if len(parts) > 1:
        read = [_read_line(part, bodies) for part in parts]
        if all(found and all(isinstance(each, int) or each is _TO_COME for each in found) for found in read):
            return [each for found in read for each in found]
    parts = _split(_BELONGS, text)
    if len(parts) > 1:
        return _read_part_of(parts, bodies)
    if len(text) > LONGEST_NAME:
        return [text]
    return [UnmatchedLead(text)]


def _read_name(text: str, bodies: BodyDirectory) -> list | None:
    """Parse a text that needs no splitting: a body, "to be confirmed", no one, or everyone."""
    key = name_key(text)
    body = bodies.ids.get(key)
    if body is not None:
        return [body]
    if key in _TO_BE_CONFIRMED or not text.strip("?.… "):
        return [_TO_COME]
    if key in _NOBODY or not any(sign.isalnum() for sign in text):
        return []
    if key in _EVERYBODY:
        body = bodies.find(ALL_PARTNERS)
        return [UnmatchedLead(ALL_PARTNERS) if body is None else body]
    return _read_with_brackets(text, bodies)


def _read_with_brackets(text: str, bodies: BodyDirectory) -> list | None:
    """Parse "Community Safety Unit (CSU)" and "Kent Police (TBC)": the name outside, otherwise the one inside."""
    inside = [first or second for first, second in _BRACKETS.findall(text)]
    if not inside:
        return None
    outside = _tidy(_BRACKETS.sub(" ", text))
    for name in (outside, *inside):
        body = bodies.find(name) if name.strip() else None
        if body is not None:
            return [body]
    return [_TO_COME] if name_key(outside) in _TO_BE_CONFIRMED else None


def _read_part_of(parts: list[str], bodies: BodyDirectory) -> list:
    """Parse "SBC - CSU" as the unit, and "CSU – Community and Partnerships Officer" as a post of it."""
    *above, last = parts
    body, parent = bodies.find(last), bodies.find(above[-1])
    if body is not None:
        if parent is None or bodies.belongs(body, parent):
            return [body]
        # Two bodies of which neither is part of the other: both lead.
        return [each for part in parts for each in _read_line(part, bodies)]
    read = _read_line(last, bodies)
    if len(read) != 1 or not isinstance(read[0], UnmatchedLead):
        # "Kent Police – TBC" names the police.
        return [each for part in parts for each in _read_line(part, bodies)]
    if len(above[-1]) > LONGEST_NAME:
        return [" – ".join(parts)]
    return [UnmatchedLead(read[0].name, parent, "" if parent is not None else above[-1])]


def _split(pattern: re.Pattern, text: str) -> list[str]:
    """Return the parts of a text, not split within brackets; one part if any part would have no text."""
    hidden = _BRACKETS.sub(lambda found: "\0" * len(found[0]), text)
    places = [found.span() for found in pattern.finditer(hidden)]
    starts, ends = [0, *(end for _, end in places)], [*(start for start, _ in places), len(text)]
    parts = [_tidy(text[start:end]) for start, end in zip(starts, ends, strict=True)]
    return [part for part in parts if part]


def _tidy(text: str) -> str:
    """Return the text without a bullet, a label ("Lead:") and punctuation at the ends."""
    text = " ".join(text.split())
    bullet = _BULLET.match(text)
    text = text[bullet.end() :] if bullet else text
    label = _LABEL.match(text)
    return (text[label.end() :] if label else text).strip(" ,;:/–—-")
