"""Scores of a grant's bids, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from funding.access.bid_permissions import is_scorable
from funding.access.conflicts_of_interest import InterestChecker
from funding.models import Assessment, Bid, BidVersion, Criterion, Grant, Scorer
from funding.scoring.scores import format_points, format_score, mean, weighted_score
from plans.models import HistoryEntry
from plans.prepared_queries import prepared


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """A criterion with the mean of the points that count."""

    criterion: Criterion
    points: Fraction | None

    @property
    def words(self) -> str:
        return format_points(self.points)


@dataclass(frozen=True, slots=True)
class BidScore:
    """The scores of one bid that count."""

    weighted: Fraction | None
    """Mean of the scorers' weighted scores, of 100; None if no score counts."""
    by_criterion: tuple[CriterionScore, ...]
    people: int
    organisations: int
    before: int
    """How many of the counted scores were given before the current version was submitted."""
    interests: tuple[Assessment, ...]
    """Declared interests, including those of people no longer invited."""
    lacking: str
    """Why the scores are too few to recommend the bid; "" if they are enough, or there are no criteria."""

    @property
    def words(self) -> str:
        return format_score(self.weighted)


@dataclass(frozen=True, slots=True)
class ScorerStatus:
    """One scorer's score of one bid, or why there is none."""

    scorer: Scorer
    weighted: Fraction | None = None
    scoring: Assessment | None = None
    is_counted: bool = False
    is_missing: bool = False
    """Whether their score is still expected."""
    words: str = ""

    @property
    def is_before(self) -> bool:
        """Return whether the score was given before the current version was submitted; it still counts."""
        return self.is_counted and predates_version(self.scoring)


@prepared
def _criteria(grant: int):
    return Criterion.objects.filter(grant=grant, is_withdrawn=False)


@prepared
def _scorers(grant: int):
    return Scorer.objects.filter(grant=grant, is_withdrawn=False).select_related("person")


class ScoreTable:
    """Criteria, scorers and their points; `bids` limits the points to these bids."""

    def __init__(
        self, grant: Grant, ties: InterestChecker | None = None, *, bids: Iterable[Bid] | None = None
    ):
        self.ties = ties or InterestChecker(grant)
        self.criteria = _criteria(grant.pk)
        self.weights = {criterion.pk: criterion.weight for criterion in self.criteria}
        self.scorers = _scorers(grant.pk)
        found = Assessment.objects.filter(is_withdrawn=False)
        found = found.filter(bid__grant=grant) if bids is None else found.filter(bid__in=bids)
        self.scorings: dict[int, dict[int, Assessment]] = defaultdict(dict)
        found = with_moments(found).select_related("scorer__person").prefetch_related("marks")
        for scoring in found:
            self.scorings[scoring.bid_id][scoring.scorer_id] = scoring

    @property
    def total_weight(self) -> int:
        """Return the sum of the weights."""
        return sum(self.weights.values())

    def scorer_of(self, person) -> Scorer | None:
        """Return the person's invitation; None if they are not invited."""
        return next((scorer for scorer in self.scorers if scorer.person_id == person.pk), None)

    def of(self, bid: Bid) -> BidScore:
        """Return the scores of the bid."""
        counted = [stand for stand in self.stands(bid) if stand.is_counted]
        people = [stand.scorer.person_id for stand in counted]
        points = [points_by_criterion(stand.scoring) for stand in counted]
        is_scored_here = bool(self.criteria)
        return BidScore(
            weighted=mean(stand.weighted for stand in counted),
            by_criterion=tuple(
                CriterionScore(criterion, mean(given[criterion.pk] for given in points))
                for criterion in self.criteria
            ),
            people=len(people),
            organisations=self.ties.organisations_among(people),
            before=sum(stand.is_before for stand in counted),
            interests=tuple(each for each in self.scorings.get(bid.pk, {}).values() if each.interest),
            lacking=self.ties.why_not_recommended(bid, people) if is_scored_here else "",
        )

    def stands(self, bid: Bid) -> list[ScorerStatus]:
        """Return the status of each scorer for the bid, ordered by name."""
        return [self.stand(bid, scorer) for scorer in self.scorers]

    def stand(self, bid: Bid, scorer: Scorer) -> ScorerStatus:
        """Return the status of one scorer for the bid."""
        scoring = self.scorings.get(bid.pk, {}).get(scorer.pk)
        if scoring and scoring.interest:
            return ScorerStatus(scorer, scoring=scoring, words="interest declared")
        if self.ties.why_not_scored(bid, scorer.person):
            return ScorerStatus(scorer, scoring=scoring, words="cannot score this bid")
        weighted = weighted_score(points_by_criterion(scoring), self.weights) if scoring else None
        if weighted is not None:
            return ScorerStatus(scorer, weighted, scoring, is_counted=True, words=format_score(weighted))
        if not is_scorable(bid):
            return ScorerStatus(scorer, scoring=scoring, words=format_score(None))
        words = "incomplete" if scoring and points_by_criterion(scoring) else "not scored yet"
        return ScorerStatus(scorer, scoring=scoring, is_missing=True, words=words)

    def is_touched(self, bid: Bid) -> bool:
        """Return whether the bid can be scored now, or has a score or interest."""
        return is_scorable(bid) or bid.pk in self.scorings


def points_by_criterion(scoring: Assessment) -> dict[int, int]:
    """Return the points given for each criterion."""
    return {mark.criterion_id: mark.points for mark in scoring.marks.all()}


def with_moments(scorings: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Annotate scores with when they last changed, and when the bid's current version was submitted."""
    changes = HistoryEntry.objects.filter(row=Concat(Value("assessment:"), Cast(OuterRef("pk"), CharField())))
    words = BidVersion.objects.filter(bid=OuterRef("bid"), number=OuterRef("bid__version"), number__gt=1)
    return scorings.annotate(
        scored_at=Subquery(changes.order_by("-revision").values("created_at")[:1]),
        words_at=Subquery(words.values("created_at")[:1]),
    )


def predates_version(scoring: Assessment) -> bool:
    """Return whether a score annotated by `with_moments` is for an earlier version."""
    return bool(scoring.words_at and scoring.scored_at and scoring.scored_at < scoring.words_at)
