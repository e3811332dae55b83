"""What a bid is asked: each question with its guidance and its word limit, and what is still missing.

A draft may have gaps and long answers; when the bid is submitted each gap is named. Plain values in, sentences out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from funding.money.amounts import InvalidAmount, format_money, parse_amount

CASH, KIND = "cash", "in kind"
MATCH_KINDS = (CASH, KIND)


@dataclass(frozen=True, slots=True)
class BidQuestion:
    """One question of the form; `name` is the bid's field."""

    name: str
    label: str
    guidance: str = ""
    max_words: int = 0
    """Words that an answer may have; 0 where it is not counted."""
    is_required: bool = True
    missing: str = ""
    """What is said when there is no answer."""


@dataclass(frozen=True, slots=True)
class BidSection:
    """A page of the form, filled in by itself."""

    name: str
    title: str
    questions: tuple[BidQuestion, ...]


@dataclass(frozen=True, slots=True)
class MissingAnswer:
    """Something that a bid lacks before it can be submitted."""

    question: str
    words: str


SECTIONS: tuple[BidSection, ...] = (
    BidSection(
        "project",
        "The project",
        (
            BidQuestion("title", "What is the project called?", "A short name that the public will read.", missing="Name the project"),
            BidQuestion("pot", "Which pot is it for?", "Upfront: a business case for the year. Tactical: a need that came up in the year.", missing="Choose the pot"),
            BidQuestion("lead", "Which body leads it?", "The body that receives the money and answers for it.", missing="Choose the body that leads"),
            BidQuestion("partners", "Who delivers it with you?", "Bodies that do part of the work.", is_required=False),
            BidQuestion("summary", "What will be done?", "Who does what, where and for whom. No names of private people.", 300, missing="Say what will be done"),
        ),
    ),
    BidSection(
        "need",
        "Why it is needed",
        (
            BidQuestion("need", "What is the need, and how do you know?", "Figures with their source and date, and what people told you.", 300, missing="Say what the need is, and how you know"),
            BidQuestion("beneficiaries", "Who benefits?", "Groups and places, and about how many people.", 150, missing="Say who benefits"),
        ),
    ),
    BidSection(
        "delivery",
        "How it will be done",
        (
            BidQuestion("activities", "What happens when?", "One activity a line, with when it happens.", missing="Give at least one activity"),
            BidQuestion("quarters", "In which quarters does it run?", "A return is asked for each.", missing="Choose at least one quarter"),
            BidQuestion("measures", "How will you know that it worked?", "One measure a line, with its target. Each return says how far you are.", missing="Give at least one measure with its target"),
        ),
    ),
    BidSection(
        "serves",
        "What it serves",
        (
            BidQuestion("priorities", "Which priorities of the partnership's plan does it serve?", missing="Choose at least one priority of the plan"),
            BidQuestion("funder_priorities", "Which priorities of the police and crime plan does it serve?", missing="Choose at least one priority of the police and crime plan"),
            BidQuestion("project_types", "Which of the funder's types of project is it?", missing="Choose at least one type of project"),
        ),
    ),
    BidSection(
        "money",
        "Money",
        (
            BidQuestion("asked", "How much do you ask for?", "In pounds, such as 4,125 or 4125.50.", missing="Say how much you ask for"),
            BidQuestion("costs", "What does it cost?", "Every cost of the project, one a line. They must come to what you ask for and match funding in cash.", missing="Give at least one cost"),
            BidQuestion("match", "What else pays for it?", "Match funding in cash, and what is given in kind with its worth.", is_required=False),
        ),
    ),
    BidSection(
        "lasting",
        "Afterwards, and safety",
        (
            BidQuestion("sustainability", "What remains when the money ends?", "Who goes on with it, and how that is paid.", 150, missing="Say what remains when the money ends"),
            BidQuestion("safeguarding", "How are people kept safe?", "Checks, training and whom to tell, where children or adults at risk take part.", 150, missing="Say how people are kept safe"),
        ),
    ),
)  # fmt: skip

QUESTIONS: dict[str, BidQuestion] = {each.name: each for section in SECTIONS for each in section.questions}


def section_of(name: str) -> BidSection | None:
    """The section of that name in the address; None when there is none."""
    return next((section for section in SECTIONS if section.name == name), None)


def word_count(text: str) -> int:
    """How many words a text has, as the counter under its box counts them."""
    return len(re.findall(r"\S+", text))


def find_missing_answers(
    answers: Mapping[str, object], *, choices: Mapping[str, bool] | None = None
) -> list[MissingAnswer]:
    """What a bid lacks before it can be submitted, in the order of the form; nothing when it is whole.

    `answers` are the fields' values: texts as texts, rows as lists of texts, links as lists. `choices` says of
    questions that are chosen from a list whether there is anything to choose; where not, none is asked.
    """
    choices = choices or {}
    found = []
    for question in QUESTIONS.values():
        value = answers.get(question.name)
        is_blank = not (value.strip() if isinstance(value, str) else value)
        if is_blank and question.is_required and choices.get(question.name, True):
            found.append(MissingAnswer(question.name, question.missing))
        elif question.max_words and isinstance(value, str) and word_count(value) > question.max_words:
            over = word_count(value) - question.max_words
            words = "1 word" if over == 1 else f"{over} words"
            found.append(
                MissingAnswer(question.name, f"“{question.label}” is {words} over its {question.max_words}")
            )
        elif not is_blank:
            found += _wrong_rows(question.name, value)
    money_gaps = [gap for gap in found if gap.question in ("asked", "costs", "match")]
    return found if money_gaps else found + _does_not_add_up(answers)


def _wrong_rows(name: str, value) -> list[MissingAnswer]:
    if name == "asked":
        return _unreadable("asked", value, "")
    if name == "costs":
        return [gap for row in value for gap in _row_gaps(name, row[0], row[1], "what it is for")]
    if name == "match":
        return [gap for row in value for gap in _row_gaps(name, row[0], row[2], "who gives it")]
    if name == "measures":
        return [
            MissingAnswer(name, f"“{row[0] or row[1]}” needs both a measure and a target")
            for row in value
            if not (row[0].strip() and row[1].strip())
        ]
    return []


def _row_gaps(name: str, what: str, typed: str, missing: str) -> list[MissingAnswer]:
    if not what.strip():
        return [MissingAnswer(name, f"Say {missing}: {typed}")]
    if not typed.strip():
        return [MissingAnswer(name, f"Enter the amount of “{what}”")]
    return _unreadable(name, typed, f"{what}: ")


def _unreadable(name: str, typed: str, before: str) -> list[MissingAnswer]:
    try:
        pence = parse_amount(typed)
    except InvalidAmount as refusal:
        return [MissingAnswer(name, f"{before}{refusal}")]
    if pence < 0 or (name == "asked" and pence == 0):
        return [MissingAnswer(name, f"{before}{format_money(pence)} is not above nothing")]
    return []


def _does_not_add_up(answers: Mapping[str, object]) -> list[MissingAnswer]:
    """Costs must come to what is asked for and match funding in cash, to the penny."""
    costs, asked, cash = (
        cost_total(answers["costs"]),
        parse_amount(answers["asked"]),
        match_total(answers.get("match") or [], CASH),
    )
    if costs == asked + cash:
        return []
    paid = f"{format_money(asked)} asked for" + (
        f" and {format_money(cash)} of match funding in cash" if cash else ""
    )
    return [
        MissingAnswer(
            "costs",
            f"The costs come to {format_money(costs)}, but {paid}: the difference is {format_money(abs(costs - asked - cash))}",
        )
    ]


def cost_total(rows) -> int:
    """What the cost lines come to, in pence; lines that cannot be read are left out."""
    return sum(_pence(row[1]) for row in rows)


def match_total(rows, kind: str) -> int:
    """What match funding of that kind comes to, in pence; lines that cannot be read are left out."""
    return sum(_pence(row[2]) for row in rows if row[1] == kind)


def _pence(typed: str) -> int:
    try:
        return parse_amount(typed)
    except InvalidAmount:
        return 0
