"""The text of the sections of a cover report when they are filled in from the data.

Each source is a plain function from the data to text with the three signs of plans/formatted_text.py. It states
only what is in the data, and describes the law without quoting it. A source without data returns "", and its
prompt tells the author what belongs there. The author can then edit all the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from funding.statement.values import GrantStatement
from plans.formatted_text import list_lines, table_line
from plans.periods import format_date
from plans.wording import count_noun, join_with_and
from reports.packs.section_text_money import money_text

LIKELIHOODS = {"A": "A Very likely", "B": "B Likely", "C": "C Unlikely", "D": "D Rare"}
IMPACTS = {"I": "I Catastrophic", "II": "II Major", "III": "III Moderate", "IV": "IV Minor"}


@dataclass(frozen=True, slots=True)
class RiskData:
    """One risk of the plan with its rating."""

    risk: str
    description: str
    mitigation: str
    likelihood: str
    impact: str

    @property
    def rating(self) -> str:
        return f"{self.likelihood}{self.impact}"


@dataclass(frozen=True, slots=True)
class ProgressData:
    """The numbers in the frozen exception report."""

    quarter: str
    """As shown: "Q2 2024/25"."""
    as_at: date
    all: int
    exceptions: int
    on_track: int
    complete: int
    not_started: int
    closed: int
    reasons: tuple[tuple[str, int], ...] = ()
    """Why actions are exceptions, as text, with the number of actions; an action can have several reasons."""
    completed: tuple[str, ...] = ()
    """Actions completed in the quarter, each "1.1 What it is"."""


@dataclass(frozen=True, slots=True)
class PackData:
    """All the data that a section can be filled in from."""

    partnership: str
    committee: str
    council: str
    meeting_on: date
    plan_title: str
    plan_period: str
    """As shown: "2024/25", "2024 to 2027"."""
    is_adopted: bool = False
    adopted_on: date | None = None
    adopted_by: str = ""
    authorities: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    action_count: int = 0
    progress: ProgressData | None = None
    risks: tuple[RiskData, ...] = ()
    last_scrutiny: date | None = None
    appendices: tuple[str, ...] = ()
    grants: tuple[GrantStatement, ...] = ()
    """Those that are current on the day of the meeting, or ended in the year before it."""


@dataclass(frozen=True, slots=True)
class SectionSource:
    """A source of a section's text: its name in the list to select from, and the prompt for the author."""

    words: str
    fill: Callable[[PackData], str]
    prompt: str = ""

    @property
    def is_from_data(self) -> bool:
        """Whether the data has text for it; otherwise the author only gets the prompt."""
        return self.fill is not nothing


def generate_section_text(name: str, facts: PackData) -> str:
    """Return the text that the data has for a section; "" if it has none, or there is no such source."""
    filling = FILLINGS.get(name)
    return filling.fill(facts) if filling else ""


def prompt_of(name: str) -> str:
    """Return what belongs in the section, for its author; "" if there is no prompt."""
    filling = FILLINGS.get(name)
    return filling.prompt if filling else ""


def regenerate_text(words: str, *, was: str, now: str) -> str:
    """Return a section's text with the current text from the data instead of the earlier one.

    Text around the earlier text stays. If the earlier text itself was edited, the new text replaces everything.
    """
    if was and was in words:
        return words.replace(was, now, 1).strip()
    if words.strip() and not was:
        return f"{words.rstrip()}\n\n{now}"
    return now


def summary(facts: PackData) -> str:
    lines = [
        "The responsible authorities must agree a plan to reduce crime and disorder, substance misuse and "
        "reoffending. A council committee must scrutinise their work at least once a year. "
        f"This report describes what {facts.partnership} has done on its plan, {facts.plan_title}."
    ]
    if facts.progress:
        lines.append(f"{_as_at(facts.progress)}, {_figures(facts.progress)}.")
    return _paragraphs(lines)


def recommendations(facts: PackData) -> str:
    lines = [
        f"The committee is asked to note the progress made on {facts.plan_title}.",
        f"The committee is asked to scrutinise the work of {facts.partnership} over the past year, in carrying "
        "out the crime and disorder functions of its responsible authorities.",
        "The committee is asked to agree any recommendations to the partnership or its member organisations.",
    ]
    return _paragraphs(lines)


def policy_framework(facts: PackData) -> str:
    council = facts.council or "the council"
    lines = [
        "Sections 5 to 7 of the Crime and Disorder Act 1998 make certain organisations responsible for working together "
        "on crime and disorder in each area, and ask others to co-operate with them."
    ]
    if facts.authorities:
        lines.append(
            f"The responsible authorities of {facts.partnership} are:\n{list_lines(facts.authorities)}"
        )
    if facts.cooperating:
        lines.append(f"The co-operating organisations are:\n{list_lines(facts.cooperating)}")
    lines += [
        "The police and crime commissioner is not a responsible authority, but commissioner and partnership "
        "must each have regard to the other's priorities (Police Reform and Social Responsibility Act 2011, "
        "section 10).",
        "The Crime and Disorder (Formulation and Implementation of Strategy) Regulations 2007 ask for a "
        "strategic assessment each year (regulation 5), and for a partnership plan that is reviewed "
        "each year in its light (regulation 10).",
        f"Section 19 of the Police and Justice Act 2006 asks {council} to have a committee with the power to "
        "scrutinise what the responsible authorities decide and do about crime and disorder, and to report and "
        "recommend. Under the Crime and Disorder (Overview and Scrutiny) Regulations 2009 it meets for this at "
        "least once in every twelve months.",
    ]
    return _paragraphs(lines)


def background(facts: PackData) -> str:
    lines = []
    if facts.last_scrutiny:
        lines.append(f"The committee last scrutinised the partnership on {format_date(facts.last_scrutiny)}.")
    adopted = ""
    if facts.is_adopted:
        by = f" by {facts.adopted_by}" if facts.adopted_by else ""
        on = f" on {format_date(facts.adopted_on)}" if facts.adopted_on else ""
        adopted = f" and was adopted{by}{on}" if by or on else " and has been adopted"
    lines.append(f"The current plan, {facts.plan_title}, covers {facts.plan_period}{adopted}.")
    if facts.priorities:
        lines.append(f"Its priorities are:\n{list_lines(facts.priorities)}")
    if facts.themes:
        lines.append(f"The cross-cutting themes are:\n{list_lines(facts.themes)}")
    if facts.action_count:
        lines.append(f"The plan is delivered through {count_noun(facts.action_count, 'action')}.")
    return _paragraphs(lines)


def options(facts: PackData) -> str:
    return _paragraphs(
        [
            "The committee can note this report, ask for more information, or make reports and recommendations to the "
            "council and to the member organisations of the partnership.",
            "Only those who adopted the plan can change it.",
        ]
    )


def advice(facts: PackData) -> str:
    if not facts.progress:
        return ""
    progress = facts.progress
    lines = [
        f"Progress is reported by exception each quarter. {_as_at(progress)}, {_figures(progress)}. "
        "Each action is counted once. An action that is an exception is counted only as an exception."
    ]
    if progress.reasons:
        counted = [f"{words}: {count}" for words, count in progress.reasons]
        lines.append(
            f"Why actions are exceptions (an action can have more than one reason):\n{list_lines(counted)}"
        )
    if progress.completed:
        lines.append(f"Completed in the quarter:\n{list_lines(progress.completed)}")
    lines.append("The full exception report is in the appendices.")
    return _paragraphs(lines)


def risk(facts: PackData) -> str:
    if not facts.risks:
        return ""
    rows = [table_line(("Risk", "Description", "Action to avoid or mitigate it", "Rating"))]
    rows += [table_line((each.risk, each.description, each.mitigation, each.rating)) for each in facts.risks]
    by_rating: dict[str, int] = {}
    for each in facts.risks:
        by_rating[each.rating] = by_rating.get(each.rating, 0) + 1
    key = [table_line(("Likelihood", *IMPACTS.values()))]
    for likelihood, words in LIKELIHOODS.items():
        key.append(table_line((words, *(_rating(likelihood + impact, by_rating) for impact in IMPACTS))))
    return _paragraphs(
        [
            "The table lists the risks to the delivery of the plan and the action to reduce each risk.",
            "\n".join(rows),
            "A rating combines how likely a risk is (A to D) with how serious its impact would be (I to IV). The table shows "
            "how many of the risks have each rating.",
            "\n".join(key),
        ]
    )


def financial(facts: PackData) -> str:
    return money_text(facts.grants)


def appendices(facts: PackData) -> str:
    return list_lines(f"Appendix {place}: {title}" for place, title in enumerate(facts.appendices, start=1))


def background_papers(facts: PackData) -> str:
    return "None."


def nothing(facts: PackData) -> str:
    """Return "", for sections that only their author can write."""
    return ""


FILLINGS: dict[str, SectionSource] = {
    "summary": SectionSource("Summary", summary),
    "recommendations": SectionSource(
        "Recommendations",
        recommendations,
        "What the committee is asked to do, one request in each paragraph.",
    ),
    "policy_framework": SectionSource("The law, and who is responsible", policy_framework),
    "background": SectionSource("The plan, its priorities and the last scrutiny", background),
    "options": SectionSource("What the committee can do", options),
    "advice": SectionSource(
        "Progress, from the exception report",
        advice,
        "Select an exception report for this pack. Its numbers are then filled in here.",
    ),
    "risk": SectionSource(
        "The plan's risks and their ratings",
        risk,
        "Record risks in the plan to fill in a table of risks here, or write the section yourself.",
    ),
    "consultation": SectionSource(
        "Consultation",
        nothing,
        "Who was consulted, how, the number of replies, and what mattered most to them.",
    ),
    "climate": SectionSource(
        "Climate change",
        nothing,
        "How the plan affects carbon emissions and the climate. If there is no effect, state this.",
    ),
    "financial": SectionSource(
        "Money, from the grant",
        financial,
        "The grant for the year, its pots, the amount committed and the amount left. Record the grant "
        "and its bids to fill in this section, or write it yourself.",
    ),
    "legal": SectionSource(
        "Legal implications",
        nothing,
        "Legal duties other than those named above, and who would decide on a change to the plan.",
    ),
    "contact": SectionSource(
        "Contact",
        nothing,
        "Name, job title, telephone number and email address of the officer to contact. This text is published as you write it.",
    ),
    "appendices": SectionSource("List of appendices", appendices),
    "background_papers": SectionSource(
        "Background papers",
        background_papers,
        "Documents used for this report that are not published. There are often none.",
    ),
}


def _paragraphs(lines: Iterable[str]) -> str:
    return "\n\n".join(lines)


def _as_at(progress: ProgressData) -> str:
    return f"On {format_date(progress.as_at)} ({progress.quarter})"


def _figures(progress: ProgressData) -> str:
    parts = [
        count_noun(progress.exceptions, "is an exception", "are exceptions"),
        f"{progress.on_track} on track",
        f"{progress.complete} complete",
        f"{progress.not_started} not started",
        f"{progress.closed} closed without completing",
    ]
    # The number of exceptions is always stated, even if it is 0; the others only if they are not 0.
    said = [parts[0], *(part for part in parts[1:] if not part.startswith("0 "))]
    return f"of {count_noun(progress.all, 'action')}, {join_with_and(said)}"


def _rating(rating: str, counts: dict[str, int]) -> str:
    count = counts.get(rating, 0)
    return f"{rating}: {count_noun(count, 'risk')}" if count else rating
