"""Tables of the pages of a bid and of a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from funding.bids.versions import AnswerDifference, compare_versions
from plans.govuk import Column, Table

BLANK = "(blank)"


def changes_table(before: Mapping[str, str], after: Mapping[str, str], caption: str) -> Table | None:
    """Return the answers that differ, before and after; None if there are none."""
    differences = compare_versions(before, after)
    return differences_table(differences, caption) if differences else None


def differences_table(
    differences: Iterable[AnswerDifference], caption: str, *, id: str = "differences"
) -> Table:
    """Return answers that changed, before and after."""
    return Table(
        caption,
        (Column("Question"), Column("Before"), Column("After")),
        [(each.label, each.before or BLANK, each.after or BLANK) for each in differences],
        id=id,
        caption_size="s",
        css_class="bid-differences",
    )
