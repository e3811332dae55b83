"""The table of every bid with the score of every scorer."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html

from funding.models import Bid
from funding.scoring.score_table import BidScore, ScoreTable
from plans.govuk import Column, Row, Table


def score_matrix(scores: ScoreTable, bids: Iterable[Bid]) -> Table:
    """Return a table with a row for each bid and a column for each scorer. Missing scores are in bold."""
    columns = ("Project", "Pot", *map(str, scores.scorers), "Mean", "Counted")
    rows = []
    for bid in bids:
        score = scores.of(bid)
        by_scorer = [
            format_html("<strong>{}</strong>", each.words) if each.is_missing else each.words
            for each in scores.stands(bid)
        ]
        pot = bid.pot.name[:1].upper() + bid.pot.name[1:]
        rows.append(
            Row((bid.title, pot, *by_scorer, score.words, _counted(score)), id=f"scores-{bid.number}")
        )
    return Table(
        "Weighted scores of 100, by scorer",
        tuple(map(Column, columns)),
        rows,
        id="matrix",
        caption_size="s",
        css_class="grant-table",
    )


def _counted(score: BidScore) -> str:
    """Return how many people and organisations have scores that count."""
    if not score.people:
        return "None"
    people = "1 person" if score.people == 1 else f"{score.people} people"
    organisations = "1 organisation" if score.organisations == 1 else f"{score.organisations} organisations"
    return f"{people} of {organisations}{' (too few)' if score.lacking else ''}"
