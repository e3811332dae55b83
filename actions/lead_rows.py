"""Read rows together with the bodies that lead them, in one query and without building models."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from actions.models import Action, Milestone


def actions_with_leads(actions: QuerySet[Action], columns: tuple[str, ...], *order: str):
    """Return each action, as a named tuple of `pk` and these columns, with the keys of its leads, in order."""
    return _with_leads(actions, columns, order, "action_leads")


def milestones_with_leads(milestones: QuerySet[Milestone], columns: tuple[str, ...]):
    """Return each milestone, as a named tuple of `pk` and these columns, with the keys of its leads, in order."""
    return _with_leads(milestones, columns, ("position", "id"), "milestone_leads")


def _with_leads(rows: QuerySet, columns, order, link: str) -> list[tuple[Any, list[int]]]:
    # The query returns a row once for each of its leads, one after the other; a row without leads, once.
    ordered = rows.order_by(*order, f"{link}__position", f"{link}__id")
    found: list[tuple[Any, list[int]]] = []
    for row in ordered.values_list("pk", *columns, f"{link}__body_id", named=True):
        if not found or found[-1][0].pk != row.pk:
            found.append((row, []))
        if row[-1] is not None:
            found[-1][1].append(row[-1])
    return found
