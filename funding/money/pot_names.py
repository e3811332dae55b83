"""Names of the pots of a grant, and which names mean the same pot."""

from __future__ import annotations

import re

UPFRONT, TACTICAL, REST = "upfront", "tactical", "not allocated"


def pot_name(printed: str) -> str:
    """Return the name of a pot in the ledger: "Up-front pot" is "upfront". Other names do not change."""
    plain = re.sub(r"[^a-z]", "", printed.lower())
    for name in (UPFRONT, TACTICAL):
        if plain in {name, f"{name}pot", f"{name}fund", f"{name}funding", f"{name}projects", f"{name}bids"}:
            return name
    return printed


def pot_key(name: str) -> str:
    """Return the key that is the same for two names of a pot, such as "Tactical pot" and "tactical"."""
    return pot_name(name).casefold()
