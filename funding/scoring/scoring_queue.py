"""Number of bids that a person is due to score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from funding.access.bid_permissions import is_scorable
from funding.access.conflicts_of_interest import InterestChecker
from funding.lifecycles import SCORABLE_STATES
from funding.models import Assessment, Bid, Criterion, Grant, Scorer
from funding.scoring.score_table import points_by_criterion
from funding.scoring.scores import weighted_score
from plans.access import Access
from plans.prepared_queries import prepared


def bids_to_score(access: Access, grants: Sequence[Grant]) -> dict[int, int]:
    """Return the number of bids for the person to score in each grant, in a constant number of queries.

    Bids that they cannot score, have scored completely, or have an interest in are excluded.
    """
    if not access.can("score_bids"):
        return {}
    scorers = dict(_scorers([grant.pk for grant in grants], access.person.pk))
    weights = _weights(scorers)
    if not weights:
        return {}
    said = _said(scorers)
    ties = InterestChecker(*grants)
    found: dict[int, int] = defaultdict(int)
    for bid in Bid.objects.filter(grant__in=weights, is_withdrawn=False, state__in=sorted(SCORABLE_STATES)):
        scoring = said.get(bid.pk)
        is_said = scoring and (
            scoring.interest
            or weighted_score(points_by_criterion(scoring), weights[bid.grant_id]) is not None
        )
        if is_scorable(bid) and not is_said and not ties.why_not_scored(bid, access.person):
            found[bid.grant_id] += 1
    return dict(found)


@prepared
def _scorers(grants: list[int], person: int):
    invited = Scorer.objects.filter(grant__in=grants, person=person, is_withdrawn=False).order_by()
    return invited.values_list("grant_id", "pk")


def _weights(grants) -> dict[int, dict[int, int]]:
    """Return the weight of each criterion by grant, without grants that have no criteria."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Criterion.objects.filter(grant__in=grants, is_withdrawn=False).order_by() if grants else ()
    for row in rows:
        found[row.grant_id][row.pk] = row.weight
    return found


def _said(scorers) -> dict[int, Assessment]:
    """Return the person's score of each bid."""
    rows = Assessment.objects.filter(scorer__in=scorers.values(), is_withdrawn=False).prefetch_related(
        "marks"
    )
    return {row.bid_id: row for row in rows}
