"""The results of a return or an evaluation as a table: `{% table row.results|results_table %}`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import template

from plans.govuk import Column, Table

register = template.Library()


@register.filter
def results_table(results: Iterable[Sequence[str]]) -> Table:
    """Return the measures with their targets and the results that were reported."""
    return Table(
        "Measures against targets",
        (Column("Measure"), Column("Target"), Column("Result so far")),
        [(measure, target, result or "Not entered") for measure, target, result in results],
        id="results",
        caption_size="s",
    )
