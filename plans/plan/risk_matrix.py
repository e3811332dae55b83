"""The committee's risk matrix: likelihood A to D down, impact IV to I across."""

from __future__ import annotations

from collections.abc import Iterable

from plans.models import Risk


def risk_matrix(risks: Iterable[Risk]) -> list[tuple[str, list[tuple[str, list[Risk]]]]]:
    """One row a likelihood, most likely first; in it one cell an impact, least serious first, with its risks."""
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
