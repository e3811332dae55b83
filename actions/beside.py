"""What other rooms show beside an action, such as the projects that pay for it.

The actions know nothing of those rooms: each puts its function into ROOMS when the site starts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actions.models import Action
from plans.access import Seat


@dataclass(frozen=True, slots=True)
class BesideLine:
    """One line: what it says, and where it leads; "" for nowhere."""

    words: str
    address: str = ""
    more: str = ""
    """What stands after the link."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A part of the action's page that another room fills."""

    title: str
    lines: tuple[BesideLine, ...]


ROOMS: list[Callable[[Seat, Action], Beside | None]] = []
"""Each says what its room shows beside an action to the person of that seat; None for nothing."""


def beside(seat: Seat, action: Action) -> list[Beside]:
    """Everything that other rooms show beside the action."""
    return [found for room in ROOMS if (found := room(seat, action))]
