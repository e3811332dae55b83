"""A lifecycle as data: which state of a row may follow which, by whom, and what the screen calls it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Transition:
    """One legal transition: from which states, to which, and by which capability (plans/access/__init__.py)."""

    code: str
    from_states: frozenset[str]
    to_states: frozenset[str]
    """More than one where the row goes back to the state that it was in before."""
    capability: str = ""
    label: str = ""
    """What its button says."""
    past: str = ""
    """What the record or the message says afterwards."""
    needs_comment: bool = False


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """Every legal transition of a kind of row, and the sentences for what is not legal.

    The sentences take `{row}`, `{state}` (its name on screen), `{state_lower}`, `{label}`, `{label_lower}` and
    `{past}` of the transition asked for.
    """

    transitions: tuple[Transition, ...]
    not_now: str
    """The transition is not legal in the row's state."""
    not_writable: str = ""
    """The row's text cannot be changed in its state."""
    stale: str = ""
    """The row was changed since the person saw it."""
    comment_missing: str = "Enter a reason."

    def named(self, code: str) -> tuple[Transition, ...]:
        """Return every transition of that code. Raises KeyError where there is none."""
        found = tuple(each for each in self.transitions if each.code == code)
        if not found:
            raise KeyError(code)
        return found

    def legal(self, code: str, state: str) -> tuple[Transition, ...]:
        """Return the transitions of that code from that state; none where it is not legal."""
        return tuple(each for each in self.named(code) if state in each.from_states)

    def from_state(self, state: str) -> tuple[Transition, ...]:
        """Return the transitions that are legal from that state, in the order of the table."""
        return tuple(each for each in self.transitions if state in each.from_states)

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Return every pair of states between which a transition leads."""
        return frozenset(
            (before, after)
            for each in self.transitions
            for before in each.from_states
            for after in each.to_states
        )


def build_transition(
    code: str, from_states: Iterable[str], to_states: Iterable[str], capability: str = "", **texts
):
    """Return a transition, with its states given in any collection."""
    return Transition(code, frozenset(from_states), frozenset(to_states), capability, **texts)
