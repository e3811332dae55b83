"""A lifecycle as data: which state of a row can follow which, by whom, and its label on screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed transition: from which states, to which, and the capability it needs (plans/access/table.py)."""

    code: str
    from_states: frozenset[str]
    to_states: frozenset[str]
    """More than one if the row returns to its earlier state."""
    capability: str = ""
    label: str = ""
    """The text of its button."""
    past: str = ""
    """How the record and the message describe it afterwards."""
    needs_comment: bool = False


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """Every allowed transition of a kind of row, and the messages for those not allowed.

    The messages take `{row}`, `{state}` (its name on screen), `{state_lower}`, `{label}`, `{label_lower}` and
    `{past}` of the requested transition.
    """

    transitions: tuple[Transition, ...]
    not_now: str
    """The transition is not legal in the row's state."""
    not_writable: str = ""
    """The row's text cannot be changed in its state."""
    stale: str = ""
    """The row was changed since the user saw it."""
    comment_missing: str = "Enter a reason."

    def named(self, code: str) -> tuple[Transition, ...]:
        """Return every transition of that code. Raises KeyError if there is none."""
        found = tuple(each for each in self.transitions if each.code == code)
        if not found:
            raise KeyError(code)
        return found

    def legal(self, code: str, state: str) -> tuple[Transition, ...]:
        """Return the transitions of that code from that state; none if it is not allowed."""
        return tuple(each for each in self.named(code) if state in each.from_states)

    def from_state(self, state: str) -> tuple[Transition, ...]:
        """Return the transitions that are allowed from that state, in the order of the table."""
        return tuple(each for each in self.transitions if state in each.from_states)

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Return every pair of states that a transition connects."""
        return frozenset(
            (before, after)
            for each in self.transitions
            for before in each.from_states
            for after in each.to_states
        )


def build_transition(
    code: str, from_states: Iterable[str], to_states: Iterable[str], capability: str = "", **texts
):
    """Return a transition; its states can be given in any collection."""
    return Transition(code, frozenset(from_states), frozenset(to_states), capability, **texts)
