"""Versions of a bid: the answers at each submission, and the differences between versions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from funding.bids.choices import priority_choices
from funding.bids.questions import QUESTIONS, SECTIONS
from funding.bids.transitions import Subject, about
from funding.models import Bid, BidAuthor, BidVersion, Project
from funding.money.amounts import InvalidAmount, format_money, parse_amount
from plans.periods import Quarter


@dataclass(frozen=True, slots=True)
class AnswerDifference:
    """A question whose answer changed."""

    label: str
    before: str
    after: str


def answers_of(bid: Subject) -> dict[str, object]:
    """Return the saved answers of the bid, with names in place of ids."""
    answers: dict[str, object] = {name: getattr(bid, name, None) for name in QUESTIONS}
    return answers | {
        "pot": bid.pot.name if bid.pot_id else "",
        "lead": bid.lead_words,
        "partners": [str(link.body) for link in bid.partner_links.select_related("body")],
        "priorities": [str(link.priority) for link in bid.priority_links.select_related("priority")],
        "asked": bid.amount_requested_text or (format_money(bid.asked) if bid.asked is not None else ""),
    }


def available_choices(bid: Subject) -> dict[str, bool]:
    """Return, for each question with a list of choices, whether there is anything to select."""
    grant = bid.grant
    return {
        "priorities": priority_choices(grant.partnership).exists(),
        "funder_priorities": bool(grant.funder_priorities.strip()),
        "project_types": bool(grant.project_types.strip()),
    }


def bid_content(bid: Subject) -> dict[str, str]:
    """Return each question's answer as text for pages and documents, without blank answers."""
    answers = answers_of(bid)
    said = {name: format_answer(name, value) for name, value in answers.items()}
    return {name: words for name, words in said.items() if words}


def format_answer(name: str, value) -> str:
    """Return an answer as text: rows and lists one per line, amounts formatted."""
    if value is None or value == "":
        return ""
    if name == "asked":
        return _amount(value)
    if name == "quarters":
        return "\n".join(f"{Quarter.parse(each).label}, {Quarter.parse(each).months}" for each in value)
    if name == "costs":
        return "\n".join(f"{what}: {_amount(typed)}" for what, typed in value)
    if name == "match":
        return "\n".join(f"{giver}, {kind}: {_amount(typed)}" for giver, kind, typed in value)
    if name in ("activities", "measures"):
        return "\n".join(": ".join(text for text in row if text) for row in value)
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def _amount(typed: str) -> str:
    try:
        return format_money(parse_amount(typed))
    except InvalidAmount:
        return typed


def store_version(bid: Subject, *, by, why: str = "") -> BidVersion:
    """Save the answers as the current version, with their hash; the version cannot be changed."""
    content = bid_content(bid)
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return BidVersion.objects.create(
        **about(bid),
        number=bid.version,
        content=content,
        values=bid.values((*bid.answer_fields, "partners", "priorities")),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        why=why,
        created_by=by,
        created_at=timezone.now(),
    )


def approved_content(project: Project) -> dict[str, str]:
    """Return the approved answers of the project as text, with its amount now in place of the amount requested."""
    return project.version.content | {"asked": format_money(project.amount)}


def get_version(bid: Subject, number: int | None) -> BidVersion | None:
    """Return a version of the bid, or of the change, by its number."""
    return bid.versions.filter(number=number).first() if number else None


def compare_versions(before: Mapping[str, str], after: Mapping[str, str]) -> list[AnswerDifference]:
    """Return the answers that differ, in form order."""
    names = [question.name for section in SECTIONS for question in section.questions]
    return [
        AnswerDifference(QUESTIONS[name].label, before.get(name, ""), after.get(name, ""))
        for name in names
        if before.get(name, "") != after.get(name, "")
    ]


def record_author(bid: Subject, person) -> None:
    """Record the person as an author of the bid: they cannot score or approve it, or a change, from now on."""
    if person is not None:
        BidAuthor.objects.get_or_create(
            bid_id=bid.pk if isinstance(bid, Bid) else bid.project.bid_id, person=person
        )
