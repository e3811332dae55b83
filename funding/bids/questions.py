"""The questions of a bid, with their guidance and word limits, and the missing answers.

A draft can have blank and long answers. When the bid is submitted, each problem is an error.
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
    """The maximum number of words of an answer; 0 for no limit."""
    is_required: bool = True
    missing: str = ""
    """The error if there is no answer."""


@dataclass(frozen=True, slots=True)
class BidSection:
    """A section of the form, with a page of its own."""

    name: str
    title: str
    questions: tuple[BidQuestion, ...]


@dataclass(frozen=True, slots=True)
class MissingAnswer:
    """An answer that a bid needs before it can be submitted."""

    question: str
    words: str


SECTIONS: tuple[BidSection, ...] = (
    BidSection(
        "project",
        "The project",
        (
            BidQuestion("title", "What is the project called?", "A short name. It will be published.", missing="Enter the name of the project"),
            BidQuestion("pot", "Which pot is it for?", "Upfront: a business case for the year. Tactical: a need that came up in the year.", missing="Select a pot"),
            BidQuestion("lead", "Which organisation leads the project?", "The organisation or group that receives the money and is responsible for it.", missing="Select the lead organisation"),
            BidQuestion("partners", "Which organisations will deliver it with you?", "Organisations or groups that do part of the work.", is_required=False),
            BidQuestion("summary", "What will be done?", "Who will do what, where and for whom. Do not name private people.", 300, missing="Enter what will be done"),
        ),
    ),
    BidSection(
        "need",
        "Why it is needed",
        (
            BidQuestion("need", "What is the need, and how do you know?", "Include numbers with their source and date, and what people told you.", 300, missing="Enter what the need is and how you know"),
            BidQuestion("beneficiaries", "Who will benefit?", "Include groups, places and roughly how many people.", 150, missing="Enter who will benefit"),
        ),
    ),
    BidSection(
        "delivery",
        "How it will be done",
        (
            BidQuestion("activities", "What will happen, and when?", "Enter one activity per row, with its date.", missing="Enter at least one activity"),
            BidQuestion("quarters", "Which quarters will the project run in?", "You must send a return for each quarter.", missing="Select at least one quarter"),
            BidQuestion("measures", "How will you measure success?", "Enter one measure per row, with its target. You'll report progress in each return.", missing="Enter at least one measure and its target"),
        ),
    ),
    BidSection(
        "serves",
        "Priorities",
        (
            BidQuestion("priorities", "Which priorities of the partnership's plan does it serve?", missing="Select at least one priority of the plan"),
            BidQuestion("funder_priorities", "Which priorities of the police and crime plan does it serve?", missing="Select at least one priority of the police and crime plan"),
            BidQuestion("project_types", "Which of the funder's project types is it?", missing="Select at least one project type"),
        ),
    ),
    BidSection(
        "money",
        "Money",
        (
            BidQuestion("asked", "How much are you requesting?", "For example, 4,125 or 4,125.50.", missing="Enter the amount requested"),
            BidQuestion("costs", "What will the project cost?", "Enter one cost per row. The total must equal the amount requested plus any match funding in cash.", missing="Enter at least one cost"),
            BidQuestion("match", "What other funding does the project have?", "Match funding in cash, and contributions in kind with their value.", is_required=False),
        ),
    ),
    BidSection(
        "lasting",
        "After the project, and safeguarding",
        (
            BidQuestion("sustainability", "What will continue when the funding ends?", "Who will continue the work, and how it will be paid for.", 150, missing="Enter what will continue when the funding ends"),
            BidQuestion("safeguarding", "How are people kept safe?", "Checks, training and who to report to, if children or adults at risk take part.", 150, missing="Enter how people are kept safe"),
        ),
    ),
)  # fmt: skip

QUESTIONS: dict[str, BidQuestion] = {each.name: each for section in SECTIONS for each in section.questions}


def section_of(name: str) -> BidSection | None:
    """Return the section with that name in the URL; None if there is none."""
    return next((section for section in SECTIONS if section.name == name), None)


def word_count(text: str) -> int:
    """Return the number of words of a text, as the counter under its field counts them."""
    return len(re.findall(r"\S+", text))


def find_missing_answers(
    answers: Mapping[str, object], *, choices: Mapping[str, bool] | None = None
) -> list[MissingAnswer]:
    """Return the problems of a bid that must be corrected before it is submitted, in the order of the form.

    `answers` are the values of the fields: text, rows as lists of text, links as lists. `choices` is whether a question
    with a list has any choices. If it has none, no answer is required.
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
                MissingAnswer(
                    question.name, f"“{question.label}” is {words} over the limit of {question.max_words}"
                )
            )
        elif not is_blank:
            found += _wrong_rows(question.name, value)
    money_gaps = [gap for gap in found if gap.question in ("asked", "costs", "match")]
    return found if money_gaps else found + _does_not_add_up(answers)


def _wrong_rows(name: str, value) -> list[MissingAnswer]:
    if name == "asked":
        return _unreadable("asked", value, "")
    if name == "costs":
        return [gap for row in value for gap in _row_gaps(name, row[0], row[1], "what the cost is for")]
    if name == "match":
        return [gap for row in value for gap in _row_gaps(name, row[0], row[2], "who gives the funding")]
    if name == "measures":
        return [
            MissingAnswer(name, f"Enter both a measure and a target for “{row[0] or row[1]}”")
            for row in value
            if not (row[0].strip() and row[1].strip())
        ]
    return []


def _row_gaps(name: str, what: str, typed: str, missing: str) -> list[MissingAnswer]:
    if not what.strip():
        return [MissingAnswer(name, f"Enter {missing}: {typed}")]
    if not typed.strip():
        return [MissingAnswer(name, f"Enter an amount for “{what}”")]
    return _unreadable(name, typed, f"{what}: ")


def _unreadable(name: str, typed: str, before: str) -> list[MissingAnswer]:
    try:
        pence = parse_amount(typed)
    except InvalidAmount as refusal:
        return [MissingAnswer(name, f"{before}{refusal}")]
    if pence < 0 or (name == "asked" and pence == 0):
        return [MissingAnswer(name, f"{before}{format_money(pence)} must be more than £0")]
    return []


def _does_not_add_up(answers: Mapping[str, object]) -> list[MissingAnswer]:
    """Check that the costs add up exactly to the amount requested and the match funding in cash."""
    costs, asked, cash = (
        cost_total(answers["costs"]),
        parse_amount(answers["asked"]),
        match_total(answers.get("match") or [], CASH),
    )
    if costs == asked + cash:
        return []
    paid = f"{format_money(asked)} is requested" + (
        f" with {format_money(cash)} of match funding in cash" if cash else ""
    )
    return [
        MissingAnswer(
            "costs",
            f"The costs total {format_money(costs)}, but {paid}: the difference is {format_money(abs(costs - asked - cash))}",
        )
    ]


def cost_total(rows) -> int:
    """Return the total of the costs, in pence. Rows with invalid amounts are excluded."""
    return sum(_pence(row[1]) for row in rows)


def match_total(rows, kind: str) -> int:
    """Return the total match funding of a type, in pence. Rows with invalid amounts are excluded."""
    return sum(_pence(row[2]) for row in rows if row[1] == kind)


def _pence(typed: str) -> int:
    try:
        return parse_amount(typed)
    except InvalidAmount:
        return 0
