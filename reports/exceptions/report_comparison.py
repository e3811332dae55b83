"""What changed from one report to another, using only the content of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# A database can return the counts in another order.
COUNTS = ("all", "exceptions", "on_track", "complete", "not_started", "closed")


@dataclass(frozen=True, slots=True)
class ComparedAction:
    """An action that both reports, or one of them, shows."""

    key: int
    number: str
    action: str
    was: str = ""
    now: str = ""
    """The two texts if they are different: statuses, reasons or comments."""


@dataclass(frozen=True, slots=True)
class ReportComparison:
    """What changed; each list in the order of the plan."""

    into: tuple[ComparedAction, ...]
    """Became exceptions; `now` has the reasons."""
    out: tuple[ComparedAction, ...]
    """No longer exceptions, or withdrawn; `was` has the reasons why they were."""
    staying: tuple[ComparedAction, ...]
    """Were exceptions and still are, with the reasons then and now."""
    added: tuple[ComparedAction, ...]
    withdrawn: tuple[ComparedAction, ...]
    statuses: tuple[ComparedAction, ...]
    words: tuple[ComparedAction, ...]
    """Whose update has another comment."""
    counts: tuple[tuple[str, int, int], ...]
    """Count, then, now."""


def compare_reports(before: Mapping, after: Mapping) -> ReportComparison:
    """Return what changed from one report's content to another's."""
    then, now = _rows(before), _rows(after)
    were, are = _reasons(before), _reasons(after)
    both = [key for key in now if key in then and not now[key]["is_withdrawn"]]
    return ReportComparison(
        into=tuple(_row(now[key], now=are[key]) for key in now if key in are and key not in were),
        out=tuple(
            _row(now.get(key, row), was=were[key])
            for key, row in then.items()
            if key in were and key not in are
        ),
        staying=tuple(
            _row(now[key], was=were[key], now=are[key]) for key in now if key in are and key in were
        ),
        added=tuple(
            _row(row)
            for key, row in now.items()
            if not row["is_withdrawn"] and (key not in then or then[key]["is_withdrawn"])
        ),
        withdrawn=tuple(
            _row(row)
            for key, row in then.items()
            if not row["is_withdrawn"] and (key not in now or now[key]["is_withdrawn"])
        ),
        statuses=tuple(_differences(both, then, now, "status_words")),
        words=tuple(_differences(both, then, now, "words")),
        counts=tuple((name, before["counts"][name], after["counts"][name]) for name in COUNTS),
    )


def _rows(content: Mapping) -> dict[int, Mapping]:
    return {row["key"]: row for row in content["actions"]}


def _reasons(content: Mapping) -> dict[int, str]:
    return {
        row["key"]: "; ".join(reason["words"] for reason in row["reasons"]) for row in content["exceptions"]
    }


def _differences(keys, then: Mapping, now: Mapping, name: str):
    for key in keys:
        if then[key][name] != now[key][name]:
            yield _row(now[key], was=then[key][name], now=now[key][name])


def _row(row: Mapping, *, was: str = "", now: str = "") -> ComparedAction:
    return ComparedAction(row["key"], row["number"], row["action"], was, now)
