"""Which printed totals of a spreadsheet are the award itself."""

from __future__ import annotations

import re

AWARD_LABEL = re.compile(r"(total )?(grant )?award|total (grant|allocation|funding available|available)")


def is_award(label: str) -> bool:
    """Whether what a total is called says that it is the grant's award."""
    return bool(AWARD_LABEL.fullmatch(plain_label(label)))


def plain_label(label: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[^a-z ]", " ", label.lower())).strip()
