"""The phrases that officers write around a date, and what each does to a timescale.

Phrases are in lower case. Hyphens, dots and apostrophes inside them do not count: "on-going" is "on going". The
longest phrase wins. A word that is in no table leaves the whole timescale unread.
"""

from __future__ import annotations

from actions import statuses

SILENT = "silent"
"""Phrases that say what happens then, or nothing; the date next to them is unchanged."""
END, LATE, MIDDLE, EARLY, BEFORE = "end", "late", "middle", "early", "before"
FROM, UNTIL, ONWARDS, THROUGHOUT = "from", "until", "onwards", "throughout"
AND, DASH, MOVED, EVERY = "and", "dash", "moved", "every"
WEEK_OF = "week of"
OPEN, UNDECIDED, RHYTHM, STATUS, WEEKDAY = "open", "undecided", "recurrence", "status", "weekday"

_TABLES: dict[str, tuple[str, ...]] = {
    SILENT: (
        *("by", "in", "on", "at", "the", "of", "for", "a", "an", "its", "this", "during", "within", "as at"),
        *("date", "dates", "due", "due by", "due date", "target", "target date", "deadline", "timescale"),
        *("no later than", "not later than", "latest", "at the latest", "at least", "minimum", "minimum of"),
        *("basis", "on a", "approximately", "approx", "around", "circa", "expected", "estimated", "planned"),
        *("anticipated", "scheduled", "meeting", "meetings", "report", "reports", "reporting", "reported"),
        *("review", "reviews", "reviewed", "review date", "next review", "to be reviewed", "monitoring"),
        *("update", "updates", "event", "events", "launch", "launched", "delivery", "deliver", "to deliver"),
        *("to be delivered", "delivered by", "implement", "implementation", "implemented", "in place"),
        *("school", "academic", "next", "final", "programme", "activity", "cycle", "campaign", "campaigns"),
        # To be done by then: not a status, though "Completed June 24" is one.
        *("complete by", "completed by", "completion", "completion by", "for completion", "to complete"),
        *("complete in", "complete during", "to complete by", "to be complete", "to be complete by"),
        *("to be completed", "to be completed by", "due for completion", "achieve by", "achieved by"),
        *("to be achieved by", "done by", "to be done by", "finish by", "finished by", "finish", "finishing"),
        *("complete by end", "ending", "ends", "to be in place"),
    ),
    END: ("end", "the end", "close of", "last day of", "the latter part of"),
    LATE: ("late", "later in", "towards the end of"),
    MIDDLE: ("mid", "middle", "middle of", "half way through"),
    EARLY: ("early", "beginning of", "start of", "beginning", "first part of"),
    BEFORE: ("before", "prior to", "ahead of", "in advance of"),
    FROM: (
        *("from", "since", "as from", "as of", "starting", "starts", "start", "commencing", "commences"),
        *("starting from", "starting in", "starting on", "commencing in", "commencing from", "begins"),
        *("effective from", "with effect from", "wef", "start date", "to start", "to commence", "to begin"),
        *("to start in", "to begin in", "to commence in", "beginning in", "starts in", "start in"),
    ),
    UNTIL: ("to", "until", "till", "til", "up to", "upto", "through to", "through until", "thru", "through"),
    ONWARDS: (
        "onwards",
        "onward",
        "on wards",
        "and onwards",
        "then ongoing",
        "and then ongoing",
        "and beyond",
    ),
    THROUGHOUT: ("throughout", "across", "over", "all through", "spread over", "spread across"),
    AND: (
        "and",
        "or",
        "and / or",
        "then",
        "and then",
        "and again in",
        "&",
        "+",
        ",",
        ";",
        "|",
        "/",
        ":",
        "•",
        "·",
    ),
    DASH: ("-",),
    MOVED: ("moved", "revised", "extended", "rescheduled", "postponed", "deferred", "changed", "now", "was"),
    EVERY: ("every", "each"),
    WEEK_OF: (
        *("w / c", "wc", "w / b", "wb", "week commencing", "week beginning", "week of", "wk commencing"),
        *("wk beginning", "wk of", "wk c"),
    ),
    OPEN: (
        *("ongoing", "on going", "continuous", "continuously", "continual", "continually", "continuing"),
        *("continue", "continued", "to continue", "permanent", "constant", "rolling", "rolling programme"),
        *("24 / 7", "bau", "business as usual", "day to day", "core business", "all year", "all year round"),
        *("year round", "all the time", "always", "as required", "when required", "as and when"),
        *("as and when required", "as & when", "as & when required", "as and when needed", "if required"),
        *("as and when necessary", "as needed", "when needed", "if needed", "as necessary", "as appropriate"),
        *(
            "when appropriate",
            "where appropriate",
            "where required",
            "as requested",
            "on request",
            "as arises",
        ),
        *("as they arise", "as it arises", "ad hoc", "adhoc", "on demand", "throughout year"),
        *("throughout the year", "throughout the plan", "throughout the life of the plan", "across the year"),
        *("throughout the financial year", "during the year", "over the year", "through the year"),
        *("life of the plan", "lifetime of the plan", "duration of the plan", "life of plan", "plan period"),
        *(
            "lifetime of plan",
            "duration of plan",
            "throughout the plan period",
            "no end date",
            "open ended",
            "until further notice",
        ),
    ),
    UNDECIDED: (
        *("tbc", "tba", "tbd", "t b c", "t b a", "to be confirmed", "to be agreed", "to be decided"),
        *(
            "to be determined",
            "to be set",
            "to be advised",
            "to be announced",
            "to be arranged",
            "to be scheduled",
        ),
        *("not yet agreed", "not yet known", "not yet set", "not yet confirmed", "not known", "not set"),
        *("unknown", "none", "nil", "n / a", "na", "not applicable", "pending", "awaiting confirmation", "?"),
        *("awaiting date", "awaiting dates", "funding dependent", "funding dependant", "subject to funding"),
        *("dependent on funding", "dependant on funding", "dependent upon funding", "dependant upon funding"),
        *("depending on funding", "depends on funding", "awaiting funding", "pending funding", "if funded"),
        *("when funded", "if funding available", "if funding is available", "when funding available"),
        *("when funding is available", "when funding is secured", "once funding is secured", "funding tbc"),
        *("subject to agreement", "subject to approval", "subject to confirmation", "subject to resources"),
        *("subject to capacity", "subject to availability", "provisional", "provisionally"),
    ),
}

# A phrase to its recurrence, as shown on screen.
_RHYTHMS = {
    "daily": ("daily", "each day", "every day", "per day"),
    "weekly": ("weekly", "every week", "each week", "per week", "once a week", "a week", "wkly"),
    "fortnightly": ("fortnightly", "every fortnight", "each fortnight", "every two weeks"),
    "monthly": (
        "monthly",
        "every month",
        "each month",
        "per month",
        "once a month",
        "once per month",
        "mthly",
    ),
    "quarterly": (
        *("quarterly", "every quarter", "each quarter", "per quarter", "once a quarter", "once per quarter"),
        *("qtrly", "qrtly"),
    ),
    "every six months": ("half yearly", "every half year", "semi annual", "semi annually"),
    "annually": (
        *("annually", "annual", "yearly", "every year", "each year", "per year", "per annum", "p a", "pa"),
        *("once a year", "once per year", "every financial year", "each financial year", "year on year"),
    ),
    "every two years": ("biennial", "biennially", "every other year"),
    "every two months": ("every other month",),
    "each term": ("termly", "every term", "each term", "per term", "each school term", "every school term"),
    "every meeting": ("every meeting", "each meeting"),
}

# Each of these means twice a year to some people and every two years to others: the words are kept as the
# rhythm and the reading says that it is ambiguous.
AMBIGUOUS_RHYTHMS = {
    "bi-annually": ("bi annual", "bi annually", "biannual", "biannually", "bi yearly", "biyearly"),
    "bi-monthly": ("bi monthly", "bimonthly"),
    "bi-weekly": ("bi weekly", "biweekly"),
}

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_WEEKDAYS_SHORT = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "weds": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}

SINGLE_RHYTHMS = {
    "day": "daily",
    "week": "weekly",
    "month": "monthly",
    "quarter": "quarterly",
    "term": "each term",
    "year": "annually",
}

COUNTS = (
    "zero",
    *["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
)

COUNTED_UNITS = {
    "day": "day",
    "days": "day",
    "week": "week",
    "weeks": "week",
    "wks": "week",
    "month": "month",
    "months": "month",
    "mths": "month",
    "quarter": "quarter",
    "quarters": "quarter",
    "term": "term",
    "terms": "term",
    "year": "year",
    "years": "year",
    "yrs": "year",
    "annum": "year",
    "daily": "day",
    "weekly": "week",
    "wkly": "week",
    "monthly": "month",
    "mthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
}


def _phrases() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """Return every phrase by its first word, longest first, with its tag and its value."""
    rows: list[tuple[str, str, str]] = []
    rows += [(phrase, tag, phrase) for tag, phrases in _TABLES.items() for phrase in phrases]
    rows += [
        (phrase, RHYTHM, recurrence)
        for recurrence, phrases in (_RHYTHMS | AMBIGUOUS_RHYTHMS).items()
        for phrase in phrases
    ]
    # One letter is a status in a status column; in a timescale it can mean anything.
    rows += [(phrase, STATUS, status) for phrase, status in statuses.PHRASES.items() if len(phrase) > 1]
    rows += [(name.lower(), WEEKDAY, str(number)) for number, name in enumerate(WEEKDAYS)]
    rows += [(f"{name.lower()}s", RHYTHM, f"every {name}") for name in WEEKDAYS]
    rows += [(name, WEEKDAY, str(number)) for name, number in _WEEKDAYS_SHORT.items()]
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for phrase, tag, value in rows:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, tag, value))
    for phrases in found.values():
        phrases.sort(key=lambda row: -len(row[0]))
    return found


PHRASES = _phrases()
