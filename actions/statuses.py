"""Delivery statuses: how partnerships print them, and what each means."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Status(StrEnum):
    """Delivery statuses, as they are stored."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    COMPLETE = "complete"
    CLOSED = "closed"


# Code to label and meaning: "At risk: might not be delivered by its date".
MEANINGS = {
    Status.NOT_STARTED: ("Not started", "work has not started and is not due to start yet"),
    Status.ON_TRACK: ("On track", "will be delivered by its date"),
    Status.AT_RISK: ("At risk", "might not be delivered by its date"),
    Status.OFF_TRACK: ("Off track", "will not be delivered by its date"),
    Status.COMPLETE: ("Complete", "has been delivered"),
    Status.CLOSED: ("Closed", "will not be completed, for a reason that is recorded"),
}

# Worst first; a priority shows the first of these that any of its actions has. Not started comes before
# on track, since no one can yet say that it will be delivered. Closed comes after the open ones, since
# nothing is left to do, and before complete, since it was not delivered as planned.
SEVERITY = (
    Status.OFF_TRACK,
    Status.AT_RISK,
    Status.NOT_STARTED,
    Status.ON_TRACK,
    Status.CLOSED,
    Status.COMPLETE,
)

# Why an action was closed without being completed (design: "closed without completing, with a reason").
CLOSING_REASONS = {
    "carried_over": "Carried over to the next plan",
    "merged": "Merged into another action",
    "delivered_differently": "Delivered in a different way",
    "stopped": "Stopped",
    "business_as_usual": "Now business as usual",
}

_PRINTED = {
    Status.NOT_STARTED: (
        "grey",
        "gray",
        "not started",
        "not yet started",
        "not begun",
        "not due",
        "not yet due",
    ),
    Status.ON_TRACK: (
        *("green", "g", "on track", "on target", "on schedule", "to schedule", "on course"),
        *("in progress", "work in progress", "progressing", "underway", "under way"),
    ),
    Status.AT_RISK: (
        *("amber", "a", "at risk", "some risk", "delayed slightly", "slightly delayed"),
        *("slight delay", "minor delay", "slightly behind schedule"),
    ),
    Status.OFF_TRACK: (
        *("red", "r", "off track", "off target", "off schedule", "not on track", "not on target"),
        *("delayed", "delay", "overdue", "slipped", "behind", "behind schedule", "missed"),
    ),
    Status.COMPLETE: (
        *("blue", "b", "complete", "completed", "c", "done", "achieved", "finished", "fully complete"),
        *("action complete", "action completed", "delivered"),
    ),
    Status.CLOSED: ("closed", "stopped", "withdrawn", "cancelled", "no longer required", "discontinued"),
}

# Every printed phrase, in lower case with single spaces, to its status.
PHRASES = {phrase: status for status, phrases in _PRINTED.items() for phrase in phrases}

_LONGEST_PHRASE = max(len(phrase.split()) for phrase in PHRASES)

# Words next to a status that add nothing: "RAG: Green", "Status - Amber".
_SILENT = {"rag", "brag", "status", "rating", "rated"}

# Spreadsheets show the colour as a disc.
_DISCS = str.maketrans({"🟢": " green ", "🟠": " amber ", "🟡": " amber ", "🔴": " red ", "🔵": " blue "})

# A cell longer than this is a comment, not a status.
_LONGEST_CELL = 80


def parse_status(printed: str) -> str:
    """Return the status of a printed text, or "" if it has none, or two that differ.

    Every word must be known: "not complete" and "Amber to Green" are not parsed.
    """
    words = printed.strip()
    if len(words) > _LONGEST_CELL:
        return ""
    words = unicodedata.normalize("NFKC", words).translate(_DISCS).casefold()
    words = [word for word in re.findall(r"[^\W_]+", words) if word not in _SILENT]
    found = set()
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            status = PHRASES.get(" ".join(words[at : at + length]))
            if status:
                found.add(status)
                at += length
                break
        else:
            return ""
    return found.pop().value if len(found) == 1 else ""
