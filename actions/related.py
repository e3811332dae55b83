"""Panels of other apps on an action's page, such as the projects that fund it.

This app does not import those apps: each adds its function to RELATED_SOURCES when the site starts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actions.models import Action
from plans.access import Access


@dataclass(frozen=True, slots=True)
class RelatedItem:
    """One line: its text, and its URL; "" for none."""

    words: str
    address: str = ""
    more: str = ""
    """The text after the link."""


@dataclass(frozen=True, slots=True)
class RelatedPanel:
    """A part of the action's page that another app fills."""

    title: str
    lines: tuple[RelatedItem, ...]


RELATED_SOURCES: list[Callable[[Access, Action], RelatedPanel | None]] = []
"""Functions that return the panel of an app for an action and a user's access; None for no panel."""


def get_related_panels(access: Access, action: Action) -> list[RelatedPanel]:
    """Return every panel that other apps show on the action's page."""
    return [found for room in RELATED_SOURCES if (found := room(access, action))]
