"""The committee's risk matrix: likelihood A to D down, impact IV to I across."""

from __future__ import annotations

from collections.abc import Iterable

from plans.govuk import Cell, Column, Table
from plans.models import Risk


def risk_matrix(risks: Iterable[Risk]) -> list[tuple[str, list[tuple[str, list[Risk]]]]]:
    """Return a row for each likelihood, most likely first, with a cell for each impact, least serious first."""
    risks = list(risks)
    return [
        (
            likelihood.label,
            [
                (
                    f"{likelihood}{impact}",
                    [risk for risk in risks if (risk.likelihood, risk.impact) == (likelihood, impact)],
                )
                for impact in reversed(Risk.Impact)
            ],
        )
        for likelihood in Risk.Likelihood
    ]


def risk_matrix_table(risks: Iterable[Risk]) -> Table:
    """Return the risk matrix with a link to each risk, or a table without rows if there are no risks."""
    risks = list(risks)
    impacts = (impact.label for impact in reversed(Risk.Impact))
    rows = (
        (
            likelihood,
            *(
                Cell(template="plans/_risk_matrix_cell.html", values={"rating": rating, "risks": found})
                for rating, found in cells
            ),
        )
        for likelihood, cells in (risk_matrix(risks) if risks else [])
    )
    columns = (Column("Likelihood"), *map(Column, impacts))
    return Table("Risk matrix", columns, rows, caption_size="hidden")
