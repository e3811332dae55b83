"""Column headings that partnerships print, with a score for each meaning."""

from __future__ import annotations

import re
from functools import lru_cache

from plans.files import normalise_words

# A heading is a few words; a longer text is a cell of the plan.
_LONGEST = 80

# Whole headings, normalised: meaning to score to headings.
_WHOLE: dict[str, dict[int, str]] = {
    "action": {
        100: "action, actions, key action, key actions, priority action, priority actions, agreed action, agreed actions, "
        "planned action, planned actions, proposed action, proposed actions, action required, actions required, "
        "action to be taken, actions to be taken, action activity, action description, action detail, action details, "
        "description of action, agreed action s, action s, action task, specific action, specific actions, improvement action",
        95: "what will we do, what we will do, what are we going to do, what are we going to do about it, what needs to be done, "
        "what do we need to do, what needs to happen, what we are going to do, we will, what will be done, what we re going to do",
        85: "activity, activities, key activity, key activities, intervention, interventions, commitment, commitments, "
        "our commitment, our commitments, what we plan to do, how will we do this, how will we achieve this",
        80: "task, tasks, key task, initiative, initiatives, project, projects, project activity, delivery activity",
        70: "recommendation, recommendations, deliverable, deliverables, what, how will we do it, how we will do it, "
        "how will we deliver this",
        60: "how, how we will deliver, work, programme of work, improvement",
        55: "aim, aims, objective, objectives, our aim, our aims, our objective, our objectives, goal, goals, key objective, "
        "key objectives, smart objective",
        35: "description, detail, details, summary",
    },
    "milestone": {
        100: "milestone, milestones, key milestone, key milestones, milestone s, milestones and targets, key milestones and targets, "
        "milestones targets, actions and milestones, milestones outputs, delivery milestones, interim milestones",
        75: "sub action, sub actions, sub task, sub tasks, step, steps, key step, key steps, steps to be taken, key deliverables, "
        "key tasks, action steps",
        58: "deliverables, next steps, how will we do it, how we will do it, how will we achieve it, how will we get there, "
        "how will we do this, stages, stage",
        45: "tasks, activities, key activities, how, detail of action",
    },
    "desired_outcome": {
        100: "outcome, outcomes, desired outcome, desired outcomes, intended outcome, intended outcomes, expected outcome, "
        "expected outcomes, outcome s, planned outcome, key outcome, key outcomes, outcome measure, outcome measures, "
        "outcome success measure, outcomes and measures",
        90: "success measure, success measures, measure of success, measures of success, success criteria, what difference, "
        "what difference will it make, what difference will this make, what difference will we make, what will success look like, "
        "what does success look like, what success looks like, what good looks like, how will we know, "
        "how will we know we have succeeded, how will we know it has worked, how will we measure success, "
        "how will we know we have made a difference, what will be different, intended impact, desired impact, desired result",
        75: "impact, expected impact, result, results, benefit, benefits, expected result, expected results, anticipated outcome, "
        "target outcome, aspiration, what do we want to achieve, what we want to achieve, what will it achieve",
        60: "output, outputs, performance measure, performance measures, measure, measures, evidence of success, impact measure, "
        "purpose, rationale, kpi, kpis, performance indicator, indicator",
        40: "target, targets, why, aim, aims",
        34: "objective, objectives",
    },
    "timescale": {
        100: "timescale, timescales, time scale, time scales, timeframe, time frame, when, by when, target date, target dates, "
        "deadline, deadlines, due, due date, due by, date due, timescale s, when by, by when date, timing, delivery date, "
        "timeline, time line, timelines, target completion date, target completion, expected completion date, "
        "expected completion, to be completed by, complete by, date for completion, deadline date, by date, action by date, "
        "when will it be done, when will we do it, when will we do this by, when will this happen, target timescale, "
        "milestone date, planned completion date, planned date, timeframes, delivery timescale, implementation date, "
        "proposed completion date, due date for completion, when will this be done, timeframe for delivery, completion due",
        80: "completion date, end date, finish date, date of completion, finish, end",
        60: "date, dates, quarter due, due quarter, target quarter, period",
        36: "quarter, start date, year, review date",
    },
    "lead": {
        100: "lead, leads, lead agency, lead agencies, lead officer, lead officers, lead partner, lead partners, "
        "lead organisation, lead organisations, lead organization, lead body, lead s, lead person, lead agency officer, "
        "lead officer agency, lead department, lead service, lead agency partner, lead name, lead contact, action lead, "
        "lead responsibility, lead agency partners, lead agency lead officer, delivery lead, milestone lead, lead group",
        98: "owner, owners, action owner, responsible, responsible officer, responsible officers, responsible person, "
        "person responsible, responsible agency, responsible body, responsible organisation, responsible lead, "
        "responsibility, who, by whom, who will lead, who is responsible, who s responsible, led by, who will do it, "
        "who leads, officer responsible, agency responsible, who will lead on this, who will lead this, responsible partner, "
        "who by, responsible owner, lead owner, action by, who will do this, who s leading, accountable, accountable officer, "
        "responsible authority, by who",
        70: "agency, agencies, organisation, organisations, officer, named officer, delivered by, accountable body, "
        "delivery partner, delivery partners, delivery agency, assigned to, allocated to",
        40: "partner, partners, partners involved, partner agency, partner agencies, key partners, support, supporting agency",
    },
    "status": {
        100: "status, rag, brag, rag status, brag status, rag rating, brag rating, current status, delivery status, progress rag, "
        "status rag, rag brag, current rag, overall rag, status brag, action status, rag score, progress status, bragg, "
        "rag rated, status rating, brag score",
        34: "progress and status, status update",
    },
    "done_on": {
        100: "completed on, date completed, done on, date done, completed date, actual completion date, date of actual completion, "
        "date achieved, achieved on, closed on, date closed, actual completion, date action completed",
        80: "done, completed",
        50: "completion date, date of completion",
    },
    "number": {
        100: "no, number, ref, reference, ref no, reference no, reference number, action no, action number, action ref, "
        "action reference, id, action id, item no, item number, num, #, №, ref number, plan ref, s no, sr no, serial no, nos, "
        "no s, csp ref, action #, no ref, row, line",
        70: "item, action code, code",
    },
    "priority": {
        100: "priority, priorities, theme, themes, focus area, focus areas, area of focus, priority area, priority areas, "
        "priority theme, strategic priority, csp priority, csp priorities, strand, strands, cross cutting theme, priority heading, "
        "plan priority, priority or theme, strategic theme, key priority, local priority, partnership priority, priority title, "
        "priority name, strategic priority area, delivery theme, community safety priority",
        80: "workstream, work stream, workstreams, pillar, pillars, strategic objective, strategic aim, strategic objectives, "
        "strategic goal, section, strategic outcome, ambition",
        50: "category, topic, subject, area, key area, issue",
    },
    "action_lead": {100: "lead of the action"},
    "kind": {100: "kind"},
    "priority_notes": {100: "notes on the priority"},
    "notes": {
        100: "notes, note, comment, comments, update, updates, progress, progress update, progress updates, latest update, "
        "resources, resource, cost, budget, funding, supporting agencies, supporting partners, support from, evidence, "
        "risks, barriers, dependencies, date added, date updated, last updated",
    },
}

# Words inside longer headings: the pattern to match, and its score.
_PARTS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("milestone", 80, re.compile(r"\bmilestones?\b(?!.*\b(?:date|lead|owner|due)\b)")),
    (
        "timescale",
        75,
        re.compile(
            r"\b(?:time ?scales?|time ?frames?|deadlines?|by when|target date|due date|complet\w+ by)\b"
        ),
    ),
    ("timescale", 55, re.compile(r"\b(?:when|due|completion date|end date)\b")),
    ("lead", 78, re.compile(r"\b(?:lead|leads|led by|owners?|responsib\w+|accountab\w+)\b")),
    ("lead", 55, re.compile(r"\b(?:who|whom)\b")),
    ("desired_outcome", 77, re.compile(r"\b(?:outcomes?|success|difference)\b")),
    ("desired_outcome", 45, re.compile(r"\b(?:impacts?|measures?|achieve\w*|benefits?)\b")),
    ("status", 76, re.compile(r"\b(?:b?rag|status)\b")),
    (
        "action",
        72,
        re.compile(
            r"\b(?:actions?(?! (?:plan|plans|owner|lead|by|date|status|no|ref|number|id|note|notes|update))|what (?:will|we|are|do|needs))\b"
        ),
    ),
    ("action", 50, re.compile(r"\b(?:activit(?:y|ies)|tasks?|interventions?)\b")),
    ("number", 74, re.compile(r"\b(?:ref|reference|no|number|id)$")),
    ("priority", 60, re.compile(r"\b(?:priority|theme|focus area|strand|work ?stream)\b")),
)

# Tables with one of these are not action plans: version histories, risks, contacts, dates.
_REFUSED = re.compile(
    r"^(?:version|version no|version number|author|amended by|e ?mail|e mail address|email address|telephone|telephone number"
    r"|phone|contact number|likelihood|impact score|risk score|risk|risks? description|risk description|risk no|risk ref"
    r"|inherent risk|residual risk|venue|agenda item|minutes|meeting group|key functions|baseline|job title)$"
)

# A note on one milestone or the whole action in our own exports.
_OUR_NOTE = re.compile(r"(?:Milestone note|Note): \S")


@lru_cache(maxsize=4096)
def _scores(heading: str) -> tuple[tuple[str, int], ...]:
    if not heading or len(heading) > _LONGEST:
        return ()
    if _OUR_NOTE.match(heading):
        return (("notes", 200),)
    words = normalise_words(heading)
    found: dict[str, int] = {}
    if _REFUSED.match(words):
        found["refused"] = 100
    for meaning, score in _BY_HEADING.get(words, ()):
        found[meaning] = max(found.get(meaning, 0), score)
    if not found:
        # "Lead (agency)" and "Timescale / by when": the words outside brackets come first.
        outside = normalise_words(re.sub(r"\([^)]*\)", " ", heading))
        for meaning, score in _BY_HEADING.get(outside, ()):
            found[meaning] = score - 5
    if not found:
        for meaning, score, pattern in _PARTS:
            if pattern.search(words):
                found.setdefault(meaning, score)
    return tuple(found.items())


def scores_of(heading: str) -> dict[str, int]:
    """Return the score of each meaning of a heading, 0 to 100; "refused" for the headings of other tables."""
    return dict(_scores(heading))


def is_heading(text: str) -> bool:
    """Return whether the whole text of a cell is a heading that partnerships print."""
    return len(text) <= _LONGEST and bool(
        any(score >= 70 for _, score in _BY_HEADING.get(normalise_words(text), ())) or _OUR_NOTE.match(text)
    )


_BY_HEADING: dict[str, list[tuple[str, int]]] = {}
for _meaning, _by_score in _WHOLE.items():
    for _score, _headings in _by_score.items():
        for _heading in _headings.split(", "):
            _BY_HEADING.setdefault(_heading.strip(), []).append((_meaning, _score))
