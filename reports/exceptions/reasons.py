"""Why an action is an exception: each reason as a text that a chief officer can act on (design §5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from actions.statuses import Status
from plans.exception_reasons import REASONS
from plans.periods import format_date, last_day_of_month
from plans.wording import count_noun
from reports.exceptions.report_data import ReportAction, ReportData, ReportMilestone

# A quoted text is cut to this length. The annex has the complete text.
LONGEST_QUOTE = 120
# Lateness is given in days below this number, then in weeks, and from two complete months in months.
DAYS_UP_TO = 14

ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
TIMES = ("", "once", "twice", "three times", "four times", "five times", "six times")


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its code (plans/exception_reasons.py) and its text."""

    code: str
    words: str
    public_words: str = ""
    """The same without what was written only for the Executive: why a date moved, why a pot is over-committed."""


def find_reasons(action: ReportAction, facts: ReportData, counting: Iterable[str]) -> tuple[Reason, ...]:
    """Return every reason that counts why the action is an exception, most serious first; none if it is not one."""
    if action.is_withdrawn:
        rules = {"withdrawn": withdrawn_since} if "withdrawn" in counting else {}
    else:
        rules = {code: RULES[code] for code in REASONS if code in counting and code in RULES}
    discreet = _without_asides(action)
    return tuple(
        Reason(code, words, rule(discreet, facts))
        for code, rule in rules.items()
        if (words := rule(action, facts))
    )


def off_track(action: ReportAction, facts: ReportData) -> str:
    return f"Off track{_running(action)}" if action.status == Status.OFF_TRACK else ""


def at_risk(action: ReportAction, facts: ReportData) -> str:
    return f"At risk{_running(action)}" if action.status == Status.AT_RISK else ""


def overdue_milestone(action: ReportAction, facts: ReportData) -> str:
    late = [step for step in action.milestones if step.is_overdue(facts.as_at)] if action.is_running else []
    if not late:
        return ""
    late.sort(key=lambda step: step.due)
    each = [
        f"{_name(step)} by {how_long(step.due, facts.as_at)} (due {format_date(step.due)})" for step in late
    ]
    return f"{'Milestone' if len(late) == 1 else f'{len(late)} milestones'} overdue: {'; '.join(each)}"


def no_update(action: ReportAction, facts: ReportData) -> str:
    return f"No update for {facts.quarter.months}" if action.is_running and not action.has_update else ""


def no_lead(action: ReportAction, facts: ReportData) -> str:
    if not action.is_running or action.has_lead:
        return ""
    return "Lead to be confirmed" if action.lead_to_be_confirmed else "No lead"


def date_moved(action: ReportAction, facts: ReportData) -> str:
    if not action.is_running:
        return ""
    return "; ".join(filter(None, map(_move_words, action.milestones)))


def closed(action: ReportAction, facts: ReportData) -> str:
    if action.status != Status.CLOSED or action.status_reported == Status.CLOSED:
        return ""
    told = [action.closing_reason or "no reason given", action.closing_reference]
    reason = ": ".join(part for part in told if part)
    words = f" (“{_quote(action.closing_comment)}”)" if action.closing_comment.strip() else ""
    return f"Closed without completing: {reason[:1].lower()}{reason[1:]}{words}"


def added_since(action: ReportAction, facts: ReportData) -> str:
    if not facts.since or action.status_reported is not None:
        return ""
    return f"Added since the report for {facts.since}"


def withdrawn_since(action: ReportAction, facts: ReportData) -> str:
    """Only for an action in the last report: an action added and withdrawn between two reports was never reported."""
    if action.status_reported is None:
        return ""
    why = f": “{_quote(action.withdrawn_why)}”" if action.withdrawn_why.strip() else ""
    return f"Withdrawn since the report for {facts.since}{why}"


def repeated_words(action: ReportAction, facts: ReportData) -> str:
    now, before = _plain(action.words), _plain(action.words_before)
    if not action.is_running or not now or now != before:
        return ""
    return f"The comment is the same as for {facts.quarter.previous.months}"


RULES: dict[str, Callable[[ReportAction, ReportData], str]] = {
    "off_track": off_track,
    "at_risk": at_risk,
    "overdue_milestone": overdue_milestone,
    "no_update": no_update,
    "no_lead": no_lead,
    "date_moved": date_moved,
    "closed": closed,
    "added": added_since,
    "repeated_words": repeated_words,
}


def how_long(due: date, as_at: date) -> str:
    """Return how late something is on a day: "1 day", "9 days", "3 weeks", "2 months", "2 years"."""
    days, months = (as_at - due).days, whole_months(due, as_at)
    if days < DAYS_UP_TO:
        return count_noun(days, "day")
    if months < 2:
        return count_noun(days // 7, "week")
    if months < 24:
        return count_noun(months, "month")
    return count_noun(months // 12, "year")


def whole_months(first: date, last: date) -> int:
    """Return the complete calendar months between two days; 31 August to 30 September is one, because both are month ends."""
    months = (last.year - first.year) * 12 + last.month - first.month
    ends_month = (last + timedelta(days=1)).month != last.month
    if last.day < first.day and not (ends_month and first.day > last_day_of_month(last.year, last.month).day):
        months -= 1
    return max(months, 0)


def _running(action: ReportAction) -> str:
    quarters = action.quarters_running
    if quarters < 2:
        return ""
    if quarters < len(ORDINALS):
        return f" for the {ORDINALS[quarters]} quarter in a row"
    return f" for {quarters} quarters in a row"


def _move_words(step: ReportMilestone) -> str:
    if not step.moves_since:
        return ""
    was, now = step.moves_since[0].was, step.moves_since[-1].now
    if step.due is not None and step.due <= was:
        # The milestone has its first date again, or an earlier one.
        return ""
    moved = (
        f"moved from {format_date(was)} to {format_date(now)}" if now else f"removed, was {format_date(was)}"
    )
    whys = "; ".join(f"“{_quote(move.why)}”" for move in step.moves_since if move.why)
    why = f": {whys}" if whys else ""
    times = max(step.times_moved, len(step.moves_since))
    often = TIMES[times] if times < len(TIMES) else f"{times} times"
    return f"Date of {_name(step)} {moved}{why} (moved {often} in total)"


def _without_asides(action: ReportAction) -> ReportAction:
    """Return the action without the text that was written only for the Executive."""
    steps = tuple(
        replace(step, moves_since=tuple(replace(move, why="") for move in step.moves_since))
        for step in action.milestones
    )
    return replace(action, milestones=steps, closing_comment="", closing_reference="", withdrawn_why="")


def _name(step: ReportMilestone) -> str:
    return f"“{_quote(step.words)}”" if step.words.strip() else "a milestone without a description"


def _quote(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1].rstrip() + "…"


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
