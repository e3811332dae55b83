"""Which totals in a spreadsheet are the award."""

from __future__ import annotations

import re

AWARD_LABEL = re.compile(r"(total )?(grant )?award|total (grant|allocation|funding available|available)")


def is_award(label: str) -> bool:
    """Return whether the label of a total means the award of the grant."""
    return bool(AWARD_LABEL.fullmatch(plain_label(label)))


def plain_label(label: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[^a-z ]", " ", label.lower())).strip()
