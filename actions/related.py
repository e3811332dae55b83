"""What other rooms show beside an action, such as the projects that pay for it.

The actions know nothing of those rooms: each puts its function into ROOMS when the site starts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actions.models import Action
from plans.access import Access


@dataclass(frozen=True, slots=True)
class RelatedItem:
    """One line: what it says, and where it leads; "" for nowhere."""

    words: str
    address: str = ""
    more: str = ""
    """What stands after the link."""


@dataclass(frozen=True, slots=True)
class RelatedPanel:
    """A part of the action's page that another room fills."""

    title: str
    lines: tuple[RelatedItem, ...]


RELATED_SOURCES: list[Callable[[Access, Action], RelatedPanel | None]] = []
"""Each says what its room shows beside an action to the person of that seat; None for nothing."""


def get_related_panels(access: Access, action: Action) -> list[RelatedPanel]:
    """Everything that other rooms show beside the action."""
    return [found for room in RELATED_SOURCES if (found := room(access, action))]
