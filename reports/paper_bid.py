"""The business case of a bid: one version of its words, what it costs, and who approved it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from funding.bids.editions import content_of
from funding.bids.questions import MATCH_KINDS, SECTIONS, BidQuestion, cost_total, match_total
from funding.models import Bid, BidEdition, BidMove
from funding.money.amounts import AmountUnreadable, money, read_amount
from funding.way import Move
from plans.periods import date_words
from reports.papers import Paper, PaperSection, PaperTable, Words, amount, column, said

APPROVED = (Move.FUNDER_APPROVE, Move.APPROVED_ALREADY)
APPROVALS = (Move.CHAIR_APPROVE, *APPROVED)
DECISIONS = (Move.RECOMMEND, *APPROVALS)


@dataclass(frozen=True, slots=True)
class BidWords:
    """A version of a bid's words, or the draft of the next one."""

    number: int
    """0 for a draft."""
    content: Mapping[str, str]
    asked: int | None
    """Pence."""
    costs: list
    match: list
    edition: BidEdition | None = None

    @classmethod
    def of_edition(cls, edition: BidEdition) -> BidWords:
        values = edition.values
        return cls(
            edition.number, edition.content, values["asked"], values["costs"], values["match"], edition
        )

    @classmethod
    def of_draft(cls, bid: Bid) -> BidWords:
        return cls(0, content_of(bid), bid.asked, bid.costs, bid.match)

    @classmethod
    def of_sheet(cls, bid: Bid) -> BidWords:
        """What a bid says that came with a sheet, of which no version was kept."""
        return cls(bid.edition, content_of(bid), bid.asked, bid.costs, bid.match)


def bid_paper(bid: Bid, words: BidWords, *, is_agreed_only: bool = False) -> Paper:
    """The business case; who reads just what is agreed is shown the approvals by their role, without names."""
    moves = APPROVALS if is_agreed_only else DECISIONS
    steps = list(bid.moves.filter(edition=words.number, move__in=moves).select_related("made_by"))
    return Paper(
        title=f"Business case: {words.content.get('title') or bid}",
        owner=bid.partnership.name,
        facts=_facts(bid, words, steps),
        sections=(*_decisions(words, steps, with_names=not is_agreed_only), *_sections(words)),
        is_draft=words.number == 0,
    )


def _facts(bid: Bid, words: BidWords, steps: list[BidMove]) -> tuple[tuple[str, str], ...]:
    approved = next((_amount(step, words) for step in steps if step.move in APPROVED), None)
    return said(
        (
            ("Grant", bid.grant.title),
            ("Funder", str(bid.grant.funder or "")),
            ("Bid", str(bid.number)),
            ("Pot", words.content.get("pot", "")),
            ("Lead body", words.content.get("lead", "")),
            ("Asked", words.content.get("asked", "")),
            ("Approved", money(approved) if approved is not None else ""),
            ("Version", _version(words, is_approved=approved is not None)),
            ("SHA-256 of its words", words.edition.sha256 if words.edition else ""),
        )
    )


def _version(words: BidWords, *, is_approved: bool) -> str:
    if not words.number:
        return "Draft, not submitted yet"
    if words.edition is None:
        return f"{words.number}, as it came with a sheet of bids"
    made = f"{words.number}, submitted on {_day(words.edition.made_at)}"
    return made if is_approved else f"{made}, not approved by the funder"


def _sections(words: BidWords) -> Iterable[PaperSection]:
    for section in SECTIONS:
        answers = [(each, _answer(each, words)) for each in section.questions]
        # A version kept is shown as it was; only a draft says what it lacks.
        parts = [
            part
            for question, answer in answers
            if answer or words.number == 0
            for part in (Words(question.label, is_heading=True), *(answer or (Words("Not answered yet."),)))
        ]
        if parts:
            yield PaperSection(section.title, tuple(parts))


def _answer(question: BidQuestion, words: BidWords) -> tuple[Words | PaperTable, ...]:
    if question.name == "costs" and words.costs:
        return (_costs(words.costs),)
    if question.name == "match" and words.match:
        return (_match(words.match),)
    text = words.content.get(question.name, "")
    return (Words(text),) if text else ()


def _costs(rows: list) -> PaperTable:
    lines = tuple((what, _typed(typed)) for what, typed in rows)
    return PaperTable(
        "Costs",
        (column("What it is for"), amount("Amount", "w22")),
        (*lines, ("Total", money(cost_total(rows)))),
        has_total=True,
    )


def _match(rows: list) -> PaperTable:
    lines = tuple((giver, kind, _typed(typed)) for giver, kind, typed in rows)
    totals = tuple(
        (f"Total {kind}", "", money(match_total(rows, kind)))
        for kind in MATCH_KINDS
        if any(row[1] == kind for row in rows)
    )
    columns = (column("Who gives it"), column("How", "w18"), amount("Worth", "w22"))
    return PaperTable("Match funding", columns, (*lines, *totals), has_total=len(totals) == 1)


def _decisions(words: BidWords, steps: list[BidMove], *, with_names: bool) -> Iterable[PaperSection]:
    if steps:
        rows = [(step.past, money(_amount(step, words)), _day(step.made_at)) for step in steps]
        columns = (column("Decision"), amount("Amount", "w18"), column("On", "w22"))
        if with_names:
            rows = [(*row, str(step.made_by or "")) for row, step in zip(rows, steps, strict=True)]
            columns = (*columns, column("By", "w25"))
        yield PaperSection("Decisions", (PaperTable("Decisions on this version", columns, tuple(rows)),))


def _amount(step: BidMove, words: BidWords) -> int:
    """What the step approved or recommended, in pence; what came with a sheet was approved as it was asked."""
    return words.asked if step.amount is None else step.amount


def _typed(typed: str) -> str:
    """An amount as it is printed; as it was typed where it cannot be read."""
    try:
        return money(read_amount(typed))
    except AmountUnreadable:
        return typed


def _day(moment) -> str:
    return date_words(timezone.localtime(moment).date())
