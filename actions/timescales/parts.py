"""Split a printed timescale into its parts: dates and how they are joined, recurrences, status words.

Other modules decide the year of a date, and which of several interpretations is meant.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from actions.timescales import vocabulary as words
from actions.timescales.date_expressions import DateExpression, parse_date_expression
from actions.timescales.tokens import TokenLine

RANGE, LIST = "range", "list"

# Words before a date that change what it means; they stay with it.
_MARKS = {
    words.END,
    words.LATE,
    words.MIDDLE,
    words.EARLY,
    words.BEFORE,
    words.FROM,
    words.UNTIL,
    words.THROUGHOUT,
    words.EVERY,
    words.WEEK_OF,
}

# These can also come last: "March 25 end", "Sept 24 start".
_MAY_TRAIL = {words.END, words.LATE, words.FROM, words.THROUGHOUT}


@dataclass(slots=True)
class PrintedDate:
    """A date with the words around it, and how it is joined to the one before."""

    readings: tuple[DateExpression, ...]
    marks: set[str]
    joined: str = ""


@dataclass(slots=True)
class TimescaleParts:
    """Everything in a timescale; `is_read` is False if it has an unknown word."""

    moments: list[PrintedDate] = field(default_factory=list)
    rhythms: list[str] = field(default_factory=list)
    status_words: list[str] = field(default_factory=list)
    weekday: int | None = None
    is_open: bool = False
    is_undecided: bool = False
    is_ambiguous: bool = False
    is_blank: bool = False
    """Only punctuation: blank, "-", "…"."""
    is_read: bool = True


@dataclass(slots=True)
class _Hand:
    """What was read since the last date and waits for the next one."""

    marks: set[str] = field(default_factory=set)
    joined: str = ""
    after_moment: bool = False

    def let_go(self):
        """Drop it: something that is neither a date nor a joining word came between."""
        self.joined, self.after_moment = "", False


def split_timescale(line: TokenLine, printed: str) -> TimescaleParts:
    """Return the parts of a timescale, in one pass over its tokens."""
    parts, hand, at = TimescaleParts(), _Hand(), 0
    parts.is_blank = not any(sign.isalnum() for token in line.tokens for sign in token.text)
    while at < len(line.tokens):
        recurrence = _counted_rhythm(line, at)
        moment = parse_date_expression(line, at)
        phrase = _phrase(line, at)
        if recurrence:
            parts.rhythms.append(recurrence[0])
            hand.let_go()
            at = recurrence[1]
        elif moment and (phrase is None or moment[1] > phrase[2]):
            if not moment[0]:
                break
            parts.moments.append(PrintedDate(moment[0], hand.marks, hand.joined))
            hand = _Hand(after_moment=True)
            at = moment[1]
        elif phrase:
            tag, value, beyond = phrase
            if tag == words.STATUS:
                parts.status_words.append(printed[line.tokens[at].starts : line.tokens[beyond - 1].ends])
                hand.let_go()
            else:
                # "Sept 24+" has no end.
                is_last = beyond == len(line.tokens)
                _take(parts, hand, words.ONWARDS if value == "+" and is_last else tag, value)
            at = beyond
        else:
            break
    if at < len(line.tokens):
        parts.is_read = False
        parts.status_words = _leading_status(line, printed)
    else:
        _close(parts, hand)
    return parts


def _take(parts: TimescaleParts, hand: _Hand, tag: str, value: str):
    """Read one phrase other than a date, a counted recurrence or a status."""
    if tag in (words.DASH, words.UNTIL) and hand.after_moment:
        hand.joined = RANGE
    elif tag == words.AND and hand.after_moment:
        hand.joined = hand.joined or LIST
    elif tag in _MARKS:
        hand.marks.add(tag)
    elif tag == words.ONWARDS and parts.moments:
        parts.moments[-1].marks.add(words.FROM)
    elif tag in (words.OPEN, words.UNDECIDED, words.ONWARDS):
        # "Sept 24 – ongoing" starts in September; "March 25 (ongoing)" does not say so.
        if hand.joined == RANGE:
            parts.moments[-1].marks.add(words.FROM)
        parts.is_open |= tag != words.UNDECIDED
        parts.is_undecided |= tag == words.UNDECIDED
        hand.let_go()
    elif tag == words.RHYTHM:
        parts.rhythms.append(value)
        parts.is_ambiguous |= value in words.AMBIGUOUS_RHYTHMS
        hand.let_go()
    elif tag == words.WEEKDAY and words.EVERY in hand.marks:
        hand.marks.discard(words.EVERY)
        parts.rhythms.append(f"every {words.WEEKDAYS[int(value)]}")
    elif tag == words.WEEKDAY:
        parts.weekday = int(value)
    elif tag == words.MOVED:
        hand.let_go()


def _close(parts: TimescaleParts, hand: _Hand):
    """Use the words that waited for a date which did not follow."""
    if words.FROM in hand.marks and hand.after_moment:
        parts.moments[-1].marks.add(words.FROM)
        hand.marks.discard(words.FROM)
    if words.THROUGHOUT in hand.marks:
        parts.is_open |= not parts.moments
    if hand.joined == RANGE:
        # "April 24 –": either a date with a stray dash, or a start without its end.
        parts.is_ambiguous = True
    said = parts.moments or parts.rhythms or parts.is_open
    parts.is_read = hand.marks <= (_MAY_TRAIL if said else {words.THROUGHOUT})


def _leading_status(line: TokenLine, printed: str) -> list[str]:
    """Return the status at the start of an unread text, if punctuation separates it: "Complete. See …"."""
    phrase = _phrase(line, 0)
    if not phrase or phrase[0] != words.STATUS:
        return []
    ends = line.tokens[phrase[2] - 1].ends
    following = printed[ends:].strip()[:1]
    return [] if following.isalnum() else [printed[line.tokens[0].starts : ends]]


def _phrase(line: TokenLine, at: int) -> tuple[str, str, int] | None:
    """Return the longest known phrase at a position: its tag, its value, the position after it."""
    for phrase, tag, value in words.PHRASES.get(line.text(at), ()):
        place = at + 1
        for word in phrase[1:]:
            if word != "-":
                place = line.after(place, "-")
            if line.text(place) != word:
                break
            place += 1
        else:
            return tag, value, place
    return None


def _counted_rhythm(line: TokenLine, at: int) -> tuple[str, int] | None:
    """Return every six weeks, 6-8 weekly, twice a year, 4 x per year, every other month; the position after it."""
    place = line.after(at, "every", "each")
    is_every = place > at
    times = {"once": 1, "twice": 2, "thrice": 3}.get(line.text(place))
    if times is None:
        count, place = _count(line, place)
        if count is None:
            return None
        last = count
        if line.text(place) in ("-", "to", "or", "/"):
            upper, beyond = _count(line, place + 1)
            if upper is not None:
                last, place = upper, beyond
        place = line.after(place, "-")
        printed = line.text(place)
        unit = words.COUNTED_UNITS.get(printed)
        if unit and (is_every or printed.endswith("ly")):
            return _interval(count, last, unit), place + 1
        if printed not in ("times", "time", "x", "per"):
            return None
        times, place = count, place + (printed != "per")
    else:
        place += 1
    unit_at = line.after(place, "a", "per", "each", "every", "in", "the", "-")
    unit = words.COUNTED_UNITS.get(line.text(unit_at))
    if unit is None or is_every:
        return None
    if times == 1:
        return _interval(1, 1, unit), unit_at + 1
    counted = "twice" if times == 2 else f"{_counted(times)} times"
    return f"{counted} a {unit}", unit_at + 1


def _count(line: TokenLine, at: int) -> tuple[int | None, int]:
    """Return the number in digits or in words at a position, and the position after it."""
    text = line.text(at)
    if text in words.COUNTS[1:]:
        return words.COUNTS.index(text), at + 1
    number = line.number(at, digits=(1, 2))
    return (number, at + 1) if number else (None, at)


def _counted(count: int) -> str:
    """Return a count in words up to twelve."""
    return words.COUNTS[count] if count < len(words.COUNTS) else str(count)


def _interval(count: int, last: int, unit: str) -> str:
    """Return an interval of weeks, months or years as text for the screen."""
    if last > count:
        return f"every {_counted(count)} to {_counted(last)} {unit}s"
    if count == 1:
        return words.SINGLE_RHYTHMS[unit]
    return f"every {_counted(count)} {unit}s"
