"""The business case of a bid: one version of its words, what it costs, and who approved it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from funding.bids.questions import MATCH_KINDS, SECTIONS, BidQuestion, cost_total, match_total
from funding.bids.transitions import Subject, steps_of
from funding.bids.versions import bid_content
from funding.lifecycles import BidTransitionCode
from funding.models import Bid, BidTransition, BidVersion
from funding.money.amounts import InvalidAmount, format_money, parse_amount
from plans.periods import format_date
from reports.funder_documents.document import (
    DocumentSection,
    DocumentTable,
    DocumentText,
    FunderDocument,
    amount,
    column,
    nonblank_details,
)

APPROVED = (BidTransitionCode.FUNDER_APPROVE, BidTransitionCode.IMPORT_APPROVED)
APPROVALS = (BidTransitionCode.CHAIR_APPROVE, *APPROVED)
DECISIONS = (BidTransitionCode.RECOMMEND, *APPROVALS)


@dataclass(frozen=True, slots=True)
class BidText:
    """A version of a bid's words, or the draft of the next one."""

    number: int
    """0 for a draft."""
    content: Mapping[str, str]
    asked: int | None
    """Pence."""
    costs: list
    match: list
    version: BidVersion | None = None

    @classmethod
    def of_version(cls, version: BidVersion) -> BidText:
        values = version.values
        return cls(
            version.number, version.content, values["asked"], values["costs"], values["match"], version
        )

    @classmethod
    def of_draft(cls, bid: Subject) -> BidText:
        return cls(0, bid_content(bid), bid.asked, bid.costs, bid.match)


def build_business_case(bid: Subject, words: BidText, *, is_agreed_only: bool = False) -> FunderDocument:
    """The business case; who reads just what is agreed is shown the approvals by their role, without names."""
    moves = APPROVALS if is_agreed_only else DECISIONS
    steps = list(steps_of(bid).filter(version=words.number, move__in=moves).select_related("created_by"))
    return FunderDocument(
        title=f"Business case: {words.content.get('title') or bid}",
        owner=bid.partnership.name,
        facts=_facts(bid, words, steps),
        sections=(*_decisions(words, steps, with_names=not is_agreed_only), *_sections(words)),
        is_draft=words.number == 0,
    )


def _facts(bid: Subject, words: BidText, steps: list[BidTransition]) -> tuple[tuple[str, str], ...]:
    approved = next((_amount(step, words) for step in steps if step.move in APPROVED), None)
    return nonblank_details(
        (
            ("Grant", bid.grant.title),
            ("Funder", str(bid.grant.funder or "")),
            ("Bid", str(bid.number if isinstance(bid, Bid) else bid.project.number)),
            ("Change", "" if isinstance(bid, Bid) else str(bid.number)),
            ("Pot", words.content.get("pot", "")),
            ("Lead body", words.content.get("lead", "")),
            ("Asked", words.content.get("asked", "")),
            ("Approved", format_money(approved) if approved is not None else ""),
            (
                "Version",
                _version(words, is_imported=_is_imported(bid, words), is_approved=approved is not None),
            ),
            ("SHA-256 of its words", words.version.sha256 if words.version else ""),
        )
    )


def _version(words: BidText, *, is_imported: bool, is_approved: bool) -> str:
    if not words.number:
        return "Draft, not submitted yet"
    if is_imported:
        return f"{words.number}, as it came with a sheet of bids"
    made = f"{words.number}, submitted on {_day(words.version.created_at)}"
    return made if is_approved else f"{made}, not approved by the funder"


def _is_imported(bid: Subject, words: BidText) -> bool:
    """Return whether the version came with a spreadsheet: the first of an imported bid."""
    return words.number == 1 and steps_of(bid).filter(move=BidTransitionCode.IMPORT).exists()


def _sections(words: BidText) -> Iterable[DocumentSection]:
    for section in SECTIONS:
        answers = [(each, _answer(each, words)) for each in section.questions]
        # A version kept is shown as it was; only a draft says what it lacks.
        parts = [
            part
            for question, answer in answers
            if answer or words.number == 0
            for part in (
                DocumentText(question.label, is_heading=True),
                *(answer or (DocumentText("Not answered yet."),)),
            )
        ]
        if parts:
            yield DocumentSection(section.title, tuple(parts))


def _answer(question: BidQuestion, words: BidText) -> tuple[DocumentText | DocumentTable, ...]:
    if question.name == "costs" and words.costs:
        return (_costs(words.costs),)
    if question.name == "match" and words.match:
        return (_match(words.match),)
    text = words.content.get(question.name, "")
    return (DocumentText(text),) if text else ()


def _costs(rows: list) -> DocumentTable:
    lines = tuple((what, _typed(typed)) for what, typed in rows)
    return DocumentTable(
        "Costs",
        (column("What it is for"), amount("Amount", "w22")),
        (*lines, ("Total", format_money(cost_total(rows)))),
        has_total=True,
    )


def _match(rows: list) -> DocumentTable:
    lines = tuple((giver, kind, _typed(typed)) for giver, kind, typed in rows)
    totals = tuple(
        (f"Total {kind}", "", format_money(match_total(rows, kind)))
        for kind in MATCH_KINDS
        if any(row[1] == kind for row in rows)
    )
    columns = (column("Who gives it"), column("How", "w18"), amount("Worth", "w22"))
    return DocumentTable("Match funding", columns, (*lines, *totals), has_total=len(totals) == 1)


def _decisions(words: BidText, steps: list[BidTransition], *, with_names: bool) -> Iterable[DocumentSection]:
    if steps:
        rows = [(step.past, format_money(_amount(step, words)), _day(step.created_at)) for step in steps]
        columns = (column("Decision"), amount("Amount", "w18"), column("On", "w22"))
        if with_names:
            rows = [(*row, str(step.created_by or "")) for row, step in zip(rows, steps, strict=True)]
            columns = (*columns, column("By", "w25"))
        yield DocumentSection(
            "Decisions", (DocumentTable("Decisions on this version", columns, tuple(rows)),)
        )


def _amount(step: BidTransition, words: BidText) -> int:
    """What the step approved or recommended, in pence; what came with a sheet was approved as it was asked."""
    return words.asked if step.amount is None else step.amount


def _typed(typed: str) -> str:
    """An amount as it is printed; as it was typed where it cannot be read."""
    try:
        return format_money(parse_amount(typed))
    except InvalidAmount:
        return typed


def _day(moment) -> str:
    return format_date(timezone.localtime(moment).date())
