"""A bid or change as one user can read it: all of it, or only the approved version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from funding.access.bid_permissions import can_write_bid
from funding.bids.clarification import questions_of
from funding.bids.questions import (
    QUESTIONS,
    SECTIONS,
    BidQuestion,
    BidSection,
    MissingAnswer,
)
from funding.bids.submission import format_datetime, window_closed_reason
from funding.bids.tables import differences_table
from funding.bids.transitions import Subject, steps_of
from funding.bids.versions import (
    AnswerDifference,
    bid_content,
    compare_versions,
)
from funding.bids.visible_version import get_visible_version, reads_approved_only
from funding.lifecycles import BidState, BidTransitionCode, state_colour
from funding.models import Bid, BidTransition, BidVersion, ClarificationQuestion, Pot, ProjectChange
from plans.access import Access
from plans.govuk import Table


@dataclass(frozen=True, slots=True)
class AnswerDisplay:
    """A question with the bid's answer."""

    name: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class BidVersionDisplay:
    """A version of a bid, with the answers that differ from the version before; the first with all its answers."""

    version: BidVersion
    after: int | None
    differences: list[AnswerDifference]
    said: list[AnswerDisplay]

    @property
    def table(self) -> Table:
        """The differences as a table."""
        caption = f"Changes from version {self.after}"
        return differences_table(self.differences, caption, id=f"differences{self.version.number}")


@dataclass(frozen=True, slots=True)
class BidDisplay:
    """A bid or a change as one user can read it."""

    bid: Subject
    is_agreed_only: bool
    """Whether the person sees only what was approved: no drafts, transitions or names."""
    is_deciding: bool
    """Whether it is read by the funder for whose decision it waits."""
    version: int
    """The version that is read; 0 for a draft."""
    content: Mapping[str, str] = field(repr=False)
    is_writer: bool = False
    """Whether the person can write the answers."""

    @property
    def title(self) -> str:
        return self.content.get("title") or str(self.bid)

    @property
    def state_words(self) -> str:
        return self.bid.get_state_display()

    @property
    def colour(self) -> str:
        return state_colour(self.bid.state)

    @property
    def shows_recommended(self) -> bool:
        """Whether the recommended amount is shown next to those requested and approved."""
        return self.bid.recommended_amount is not None and (not self.is_agreed_only or self.is_deciding)

    def sections(self) -> list[tuple[BidSection, list[AnswerDisplay]]]:
        """The form's sections with their answers, without unanswered questions."""
        told = [(section, answered_questions(section.questions, self.content)) for section in SECTIONS]
        return [(section, answers) for section, answers in told if answers]


def answered_questions(questions: Iterable[BidQuestion], content: Mapping[str, str]) -> list[AnswerDisplay]:
    """Return the answered questions, with the answers."""
    return [
        AnswerDisplay(each.name, each.label, content[each.name])
        for each in questions
        if content.get(each.name)
    ]


def build_bid_display(access: Access, bid: Subject) -> BidDisplay:
    """Return the bid or change as the user can read it, in a constant number of queries."""
    if not reads_approved_only(access, bid):
        is_writer = can_write_bid(access, bid)
        return BidDisplay(bid, False, False, bid.version, bid_content(bid), is_writer)
    visible = get_visible_version(access, bid)
    version = visible.version
    return BidDisplay(
        bid, True, visible.is_deciding, version.number if version else 0, version.content if version else {}
    )


def bidding_window_text(pot: Pot, now: datetime) -> str:
    """Return until when the pot accepts bids, or why it does not; "" if no times are set."""
    if late_or_early := window_closed_reason(pot, now):
        return late_or_early
    return f"The {pot.name} pot closes for bids at {format_datetime(pot.closes_at)}." if pot.closes_at else ""


def invalid_answers(found: list[MissingAnswer]) -> list[MissingAnswer]:
    """Return those of them that are invalid, not blank: an amount that cannot be parsed, an answer too long."""
    return [gap for gap in found if gap.words != QUESTIONS[gap.question].missing]


def gaps_by_section(found: list[MissingAnswer]) -> list[tuple[BidSection, list[MissingAnswer]]]:
    """Return every section with its missing answers."""
    return [
        (section, [gap for gap in found if gap.question in {each.name for each in section.questions}])
        for section in SECTIONS
    ]


def questions_read(reading: BidDisplay) -> list[tuple[ClarificationQuestion, str]]:
    """Return what was asked of the bidder, and about what; the funder's users see what the funder asked."""
    asked = questions_of(reading.bid).select_related("requested_by", "answered_by")
    if reading.is_agreed_only:
        if not reading.is_deciding:
            return []
        own = steps_of(reading.bid).filter(move=BidTransitionCode.ASK, was=BidState.CHAIR_APPROVED)
        asked = asked.filter(requested_by__in=own.values("created_by"))
    return [(question, QUESTIONS[question.about].label) for question in asked]


def moves_read(reading: BidDisplay) -> list[BidTransition]:
    """Return the progress of the bid or change so far; none for a person who sees only what is approved."""
    return [] if reading.is_agreed_only else list(steps_of(reading.bid).select_related("created_by"))


def versions_read(reading: BidDisplay) -> list[BidVersionDisplay]:
    """Return the versions that the person can read, newest first; a change is compared with what was approved."""
    row = reading.bid
    versions = row.versions.select_related("created_by")
    if isinstance(row, Bid):
        versions = versions.filter(change=None)
    if reading.is_agreed_only:
        versions = versions.filter(number=reading.version)
    versions = list(versions)
    first = None if isinstance(row, Bid) else _approved_before(row)
    before = [first, *versions][: len(versions)]
    return [_version(version, earlier) for earlier, version in zip(before, versions, strict=True)][::-1]


def _approved_before(change: ProjectChange) -> BidVersion | None:
    """Return the approved version to which the change was proposed."""
    first = change.versions.order_by("number").values_list("number", flat=True).first()
    approved = BidTransition.objects.filter(
        bid=change.project.bid_id,
        move__in=[BidTransitionCode.FUNDER_APPROVE, BidTransitionCode.IMPORT_APPROVED],
        version__lt=first or 0,
    )
    number = approved.order_by("-id").values_list("version", flat=True).first()
    return BidVersion.objects.filter(bid=change.project.bid_id, number=number or 0).first()


def _version(version: BidVersion, earlier: BidVersion | None) -> BidVersionDisplay:
    if earlier is not None:
        return BidVersionDisplay(
            version, earlier.number, compare_versions(earlier.content, version.content), []
        )
    return BidVersionDisplay(version, None, [], answered_questions(QUESTIONS.values(), version.content))
