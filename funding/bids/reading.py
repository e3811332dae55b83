"""What a person reads of a bid: all of it, or where only what is agreed is seen, the version that was approved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from funding.bids.agreed import agreed_of
from funding.bids.editions import Difference, answers_of, choices_of, content_of, differences
from funding.bids.questions import QUESTIONS, SECTIONS, BidQuestion, Gap, Section, gaps
from funding.finding import sees_only_agreed
from funding.models import Bid, BidEdition, BidMove, Pot, Question
from funding.moves.submitting import closed_words, moment_words
from funding.rights import may_write
from funding.way import Move, State
from plans.access import Seat

COLOURS = {
    State.DRAFT: "grey",
    State.SUBMITTED: "blue",
    State.CLARIFICATION: "yellow",
    State.SHORTLISTED: "blue",
    State.RECOMMENDED: "purple",
    State.CHAIR_APPROVED: "teal",
    State.APPROVED: "green",
    State.LIVE: "green",
    State.CHANGING: "yellow",
    State.DECLINED: "red",
}
"""Beside the state's word; the others are grey."""


@dataclass(frozen=True, slots=True)
class Said:
    """A question with what the bid says to it."""

    name: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a bid, with what it says otherwise than the one before; the first with all that it says."""

    edition: BidEdition
    after: int | None
    differences: list[Difference]
    said: list[Said]


@dataclass(frozen=True, slots=True)
class Reading:
    """A bid as one person reads it."""

    bid: Bid
    is_agreed_only: bool
    """Whether the person sees just what was approved: no drafts, changes, moves or names."""
    is_deciding: bool
    """Whether it is read by the funder for whose decision it waits."""
    edition: int
    """The version that is read; 0 for a draft."""
    content: Mapping[str, str] = field(repr=False)
    state: str
    """Where the bid stands, as far as the person may know."""
    is_writer: bool = False
    """Whether the person may write the bid's words."""

    @property
    def title(self) -> str:
        return self.content.get("title") or f"Bid {self.bid.number}"

    @property
    def state_words(self) -> str:
        return State(self.state).label

    @property
    def colour(self) -> str:
        return COLOURS.get(self.state, "grey")

    @property
    def shows_recommended(self) -> bool:
        """Whether the sum that was recommended is shown beside what was asked and approved."""
        return self.bid.recommended_amount is not None and (not self.is_agreed_only or self.is_deciding)

    def sections(self) -> list[tuple[Section, list[Said]]]:
        """The form's sections with what is said; what was not answered is left out."""
        told = [(section, said_of(section.questions, self.content)) for section in SECTIONS]
        return [(section, answers) for section, answers in told if answers]


def said_of(questions: Iterable[BidQuestion], content: Mapping[str, str]) -> list[Said]:
    """The questions that are answered, with the answers."""
    return [Said(each.name, each.label, content[each.name]) for each in questions if content.get(each.name)]


def read_bid(seat: Seat, bid: Bid) -> Reading:
    """The bid as the person reads it, in a constant number of statements."""
    is_writer = may_write(seat, bid)
    if not sees_only_agreed(seat) or is_writer:
        return Reading(bid, False, False, bid.edition, content_of(bid), bid.state, is_writer)
    agreed = agreed_of([bid], as_funder=seat.may("approve_bids_as_funder"))[bid.pk]
    content = agreed.kept.content if agreed.kept else content_of(bid)
    return Reading(bid, True, agreed.is_deciding, agreed.number, content, agreed.state)


def window_words(pot: Pot, now: datetime) -> str:
    """Until when the pot takes bids, or why it does not take them now; "" where no time is set."""
    if late_or_early := closed_words(pot, now):
        return late_or_early
    return f"The {pot.name} pot takes bids until {moment_words(pot.closes_at)}." if pot.closes_at else ""


def gaps_of(bid: Bid) -> list[Gap]:
    """What the bid lacks before it can be submitted."""
    return gaps(answers_of(bid), choices=choices_of(bid))


def doubts_of(found: list[Gap]) -> list[Gap]:
    """Of these, what is there and cannot stay so: an amount that cannot be read, an answer too long."""
    return [gap for gap in found if gap.words != QUESTIONS[gap.question].missing]


def gaps_by_section(found: list[Gap]) -> list[tuple[Section, list[Gap]]]:
    """Every section with what it lacks."""
    return [
        (section, [gap for gap in found if gap.question in {each.name for each in section.questions}])
        for section in SECTIONS
    ]


def questions_read(reading: Reading) -> list[tuple[Question, str]]:
    """What was asked of the bidder, with what it is about; the funder reads what the funder asked."""
    asked = reading.bid.questions.select_related("asked_by", "answered_by")
    if reading.is_agreed_only:
        if not reading.is_deciding:
            return []
        own = BidMove.objects.filter(bid=reading.bid, move=Move.ASK, was=State.CHAIR_APPROVED)
        asked = asked.filter(asked_by__in=own.values("made_by"))
    return [(question, QUESTIONS[question.about].label) for question in asked]


def moves_read(reading: Reading) -> list[BidMove]:
    """The bid's way so far; none where only what is agreed is seen."""
    return [] if reading.is_agreed_only else list(reading.bid.moves.select_related("made_by"))


def versions_read(reading: Reading) -> list[Version]:
    """The versions that the person may read, the latest first."""
    editions = reading.bid.editions.select_related("made_by")
    if reading.is_agreed_only:
        editions = editions.filter(number__in={reading.edition, reading.bid.approved_edition} - {None})
    editions = list(editions)
    before = [None, *editions][: len(editions)]
    return [_version(edition, earlier) for earlier, edition in zip(before, editions, strict=True)][::-1]


def _version(edition: BidEdition, earlier: BidEdition | None) -> Version:
    if earlier is not None:
        return Version(edition, earlier.number, differences(earlier.content, edition.content), [])
    return Version(edition, None, [], said_of(QUESTIONS.values(), edition.content))
