"""Forms to score a bid and to declare an interest in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import forms
from django.db import IntegrityError, transaction

from funding.bids.transitions import lock_grant
from funding.models import Assessment, Bid, Criterion, Grant, Scorer
from funding.scoring.scores import POINTS
from plans.forms.tracked import MAX_REVISION
from plans.govuk import Radios, Textarea
from plans.records import WriteResult, add_row, resolve_conflicts, with_combined_text, write_row

LONGEST_WORDS = 4_000
SCORE, INTEREST, NO_INTEREST = "score", "interest", "none"
STANDS = ((SCORE, "Yes, I'll score this bid"), (INTEREST, "No, I have an interest in this bid"))
STAND_HINTS = {
    INTEREST: "Any points you gave are removed, and you cannot approve the bid. Both stay in the history."
}


class BaseAssessmentForm(forms.Form):
    """Base form of a person's score or interest. It has the version of the bid that it was opened with."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MAX_REVISION)
    interest = forms.CharField(
        label="Your interest",
        required=False,
        widget=Textarea({"rows": 3}),
        max_length=LONGEST_WORDS,
        help_text="For example, “I am a trustee of the charity that submitted the bid”. Do not include details of private people.",
    )

    def __init__(self, data=None, *, bid: Bid, scorer: Scorer | None, row: Assessment | None = None):
        super().__init__(with_combined_text(data))
        self.bid, self.scorer, self.row = bid, scorer, row
        if row and row.interest:
            self.fields["why"] = forms.CharField(
                label="Why you no longer have this interest",
                required=False,
                widget=Textarea({"rows": 2}),
                max_length=LONGEST_WORDS,
            )

    def refuse_gaps_in_interest(self, *, is_declared: bool) -> None:
        """Require a description of an interest, and a reason to withdraw it."""
        if is_declared and "interest" not in self.errors and not self.cleaned_data.get("interest"):
            self.add_error("interest", "Enter your interest")
        said_before = self.row.interest if self.row else ""
        if not is_declared and self.cleaned_data.get("interest") not in (None, "", said_before):
            self.add_error("interest", "Select that you have an interest, or delete the interest you entered")
        if not is_declared and "why" in self.fields and not self.cleaned_data.get("why"):
            self.add_error("why", "Enter why you no longer have this interest")

    def changes(self) -> dict[str, object]:
        """Return the changes to save."""
        raise NotImplementedError

    def write(self, *, by) -> WriteResult | None:
        """Save it; return None for the user's first one for the bid. Raises EditConflict."""
        changes, settled = resolve_conflicts(self.data, self.changes())
        if self.row is None:
            row = Assessment(bid=self.bid, scorer=self.scorer, interest=changes.get("interest", ""))
            try:
                with transaction.atomic():
                    add_row(row, by=by, links={"marks": changes.get("marks", [])})
                return None
            except IntegrityError:
                # The same user saved first in another window.
                self.row = Assessment.objects.get(bid=self.bid, scorer=self.scorer)
        return write_row(
            self.row,
            changes,
            base_revision=self.cleaned_data["revision"],
            by=by,
            why=self.cleaned_data.get("why", ""),
            settled=settled,
        )


class ScoreForm(BaseAssessmentForm):
    """Form with points and reasons for each criterion, or an interest in their place."""

    stand = forms.ChoiceField(
        label="Will you score this bid?",
        choices=STANDS,
        widget=Radios(hints=STAND_HINTS),
        error_messages={"required": "Select whether you will score the bid or have an interest in it"},
    )

    def __init__(self, data=None, *, criteria: Sequence[Criterion], **kwargs):
        super().__init__(data, **kwargs)
        self.criteria = criteria
        for criterion in criteria:
            self.fields |= self._boxes(criterion)
        self.initial = self._as_it_stands()

    def _boxes(self, criterion: Criterion) -> dict[str, forms.Field]:
        return {
            f"points_{criterion.pk}": forms.TypedChoiceField(
                label=f"Points: {criterion.name}",
                choices=[(str(points), f"{points}: {words}") for points, words in POINTS.items()],
                coerce=int,
                empty_value=None,
                required=False,
                widget=Radios({"class": "govuk-radios--small"}),
                help_text=criterion.guidance,
            ),
            f"why_{criterion.pk}": forms.CharField(
                label=f"Reason for the points: {criterion.name}",
                required=False,
                widget=Textarea({"rows": 3}),
                max_length=LONGEST_WORDS,
            ),
        }

    def _as_it_stands(self) -> dict[str, object]:
        if self.row is None:
            return {"revision": 0, "stand": SCORE}
        found: dict[str, object] = {
            "revision": self.row.revision,
            "stand": INTEREST if self.row.interest else SCORE,
            "interest": self.row.interest,
        }
        for mark in self.row.marks.all():
            found |= {
                f"points_{mark.criterion_id}": mark.points,
                f"why_{mark.criterion_id}": mark.rationale,
            }
        return found

    @property
    def rows(self):
        """Return the two fields of each criterion."""
        return [(each, self[f"points_{each.pk}"], self[f"why_{each.pk}"]) for each in self.criteria]

    def clean(self):
        cleaned = super().clean()
        if "stand" in cleaned:
            self.refuse_gaps_in_interest(is_declared=cleaned["stand"] == INTEREST)
        if cleaned.get("stand") == SCORE:
            for criterion in self.criteria:
                self._refuse_gaps(criterion)
        return cleaned

    def _refuse_gaps(self, criterion: Criterion) -> None:
        points, why = f"points_{criterion.pk}", f"why_{criterion.pk}"
        if points not in self.errors and self.cleaned_data.get(points) is None:
            self.add_error(points, f"Select 0 to 5 points for “{criterion}”")
        if why not in self.errors and not self.cleaned_data.get(why):
            self.add_error(why, f"Enter a reason for the points for “{criterion}”")

    def changes(self) -> dict[str, object]:
        wanted = self.cleaned_data
        if wanted["stand"] == INTEREST:
            return {"interest": wanted["interest"], "marks": []}
        marks = [[each.pk, wanted[f"points_{each.pk}"], wanted[f"why_{each.pk}"]] for each in self.criteria]
        return {"interest": "", "marks": marks}


class InterestForm(BaseAssessmentForm):
    """Form to declare an interest without a score: before there are criteria, after the decision, or as approver."""

    stand = forms.ChoiceField(
        label="Do you have an interest in this bid?",
        choices=((INTEREST, "Yes, I have an interest"), (NO_INTEREST, "No, I no longer have an interest")),
        widget=Radios,
        error_messages={"required": "Select whether you have an interest in the bid"},
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        has_interest = bool(self.row and self.row.interest)
        if not has_interest:
            self.fields["stand"].choices = [(INTEREST, "Yes, I have an interest")]
            self.fields["stand"].widget = forms.HiddenInput()
        self.initial = {
            "revision": self.row.revision if self.row else 0,
            "stand": INTEREST,
            "interest": self.row.interest if has_interest else "",
        }

    def clean(self):
        cleaned = super().clean()
        if "stand" in cleaned:
            self.refuse_gaps_in_interest(is_declared=cleaned["stand"] == INTEREST)
        return cleaned

    def changes(self) -> dict[str, object]:
        is_declared = self.cleaned_data["stand"] == INTEREST
        return {"interest": self.cleaned_data["interest"] if is_declared else "", "marks": []}

    def write(self, *, by) -> WriteResult | None:
        with transaction.atomic():
            # Approvals lock the same row, so the next one sees the interest.
            grant = lock_grant(self.bid.grant_id)
            self.scorer = self.scorer or scorer_without_invitation(grant, by)
            return super().write(by=by)


def scorer_without_invitation(grant: Grant, person) -> Scorer:
    """Return the scorer row for the interest of a person who is not invited to score."""
    found = grant.scorers.filter(person=person).order_by("is_withdrawn", "pk").first()
    if found is None:
        found = Scorer(grant=grant, person=person, is_withdrawn=True)
        add_row(found, by=person, why="Declared an interest without an invitation to score")
    return found


def score_labels(criteria: Iterable[Criterion]) -> dict[str, str]:
    """Return the text fields of the page that scores by these criteria, each with its label."""
    whys = {f"why_{each.pk}": f"Reason for the points: {each.name}" for each in criteria}
    return {"interest": "Your interest", "why": "Why you no longer have this interest"} | whys
