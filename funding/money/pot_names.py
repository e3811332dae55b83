"""What the pots of a grant are called, and which names mean the same pot."""

from __future__ import annotations

import re

UPFRONT, TACTICAL, REST = "upfront", "tactical", "not allocated"


def pot_name(printed: str) -> str:
    """A pot's name as the ledger has it: "Up-front pot" is "upfront"; any other name stays as printed."""
    plain = re.sub(r"[^a-z]", "", printed.lower())
    for name in (UPFRONT, TACTICAL):
        if plain in {name, f"{name}pot", f"{name}fund", f"{name}funding", f"{name}projects", f"{name}bids"}:
            return name
    return printed


def pot_key(name: str) -> str:
    """By which two names of a pot are the same: "Tactical pot" and "tactical" are."""
    return pot_name(name).casefold()
