"""The form with which a person scores a bid, or declares an interest in it."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.db import IntegrityError, transaction

from funding.models import Bid, Criterion, Scorer, Scoring
from funding.scores import POINTS
from plans.clashes import settle, with_joined
from plans.forms.versioned import LARGEST_VERSION
from plans.govuk import Radios, Textarea
from plans.writing import Written, add_row, write_row

LONGEST_WORDS = 4_000
SCORE, INTEREST = "score", "interest"
STANDS = ((SCORE, "I score it"), (INTEREST, "I have an interest in it"))
STAND_HINTS = {INTEREST: "Your marks are removed, and you will not approve it. The history keeps both."}


class ScoreForm(forms.Form):
    """Points and reasons for each criterion, or an interest in their place; carries the version it was opened on."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST_VERSION)
    stand = forms.ChoiceField(
        label="Do you score this bid?",
        choices=STANDS,
        widget=Radios(hints=STAND_HINTS),
        error_messages={"required": "Choose whether you score the bid or have an interest in it"},
    )
    interest = forms.CharField(
        label="Your interest",
        required=False,
        widget=Textarea({"rows": 3}),
        max_length=LONGEST_WORDS,
        help_text="Such as “I am a trustee of the charity that bids”. No details of private people.",
    )

    def __init__(self, data=None, *, bid: Bid, scorer: Scorer, criteria: Sequence[Criterion], row=None):
        super().__init__(with_joined(data))
        self.bid, self.scorer, self.criteria = bid, scorer, criteria
        self.row: Scoring | None = row
        if row and row.interest:
            self.fields["why"] = forms.CharField(
                label="If it does not stand any more: why",
                required=False,
                widget=Textarea({"rows": 2}),
                max_length=LONGEST_WORDS,
            )
        for criterion in criteria:
            self.fields |= self._boxes(criterion)
        self.initial = self._as_it_stands()

    def _boxes(self, criterion: Criterion) -> dict[str, forms.Field]:
        return {
            f"points_{criterion.pk}": forms.TypedChoiceField(
                label=f"{criterion.name}: points",
                choices=[(str(points), f"{points}: {words}") for points, words in POINTS.items()],
                coerce=int,
                empty_value=None,
                required=False,
                widget=Radios({"class": "govuk-radios--small"}),
                help_text=criterion.guidance,
            ),
            f"why_{criterion.pk}": forms.CharField(
                label=f"{criterion.name}: why",
                required=False,
                widget=Textarea({"rows": 3}),
                max_length=LONGEST_WORDS,
            ),
        }

    def _as_it_stands(self) -> dict[str, object]:
        if self.row is None:
            return {"version": 0, "stand": SCORE}
        found: dict[str, object] = {
            "version": self.row.version,
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
        """Each criterion's two boxes."""
        return [(each, self[f"points_{each.pk}"], self[f"why_{each.pk}"]) for each in self.criteria]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("stand") == INTEREST:
            if not cleaned.get("interest"):
                self.add_error("interest", "Say what your interest is")
            return cleaned
        if cleaned.get("stand") == SCORE:
            if "why" in self.fields and not cleaned.get("why"):
                self.add_error("why", "Say why the interest that you declared does not stand any more")
            for criterion in self.criteria:
                self._refuse_gaps(criterion)
        return cleaned

    def _refuse_gaps(self, criterion: Criterion) -> None:
        points, why = f"points_{criterion.pk}", f"why_{criterion.pk}"
        if points not in self.errors and self.cleaned_data.get(points) is None:
            self.add_error(points, f"Give 0 to 5 points for “{criterion}”")
        if why not in self.errors and not self.cleaned_data.get(why):
            self.add_error(why, f"Say why “{criterion}” has these points")

    def changes(self) -> dict[str, object]:
        """The score as plans/writing.py takes it."""
        wanted = self.cleaned_data
        if wanted["stand"] == INTEREST:
            return {"interest": wanted["interest"], "marks": []}
        marks = [[each.pk, wanted[f"points_{each.pk}"], wanted[f"why_{each.pk}"]] for each in self.criteria]
        return {"interest": "", "marks": marks}

    def write(self, *, by) -> Written | None:
        """Stores the score; None for the first one of this person for the bid. Raises Clash."""
        changes, settled = settle(self.data, self.changes())
        if self.row is None:
            row = Scoring(bid=self.bid, scorer=self.scorer, interest=changes.get("interest", ""))
            try:
                with transaction.atomic():
                    add_row(row, by=by, links={"marks": changes.get("marks", [])})
                return None
            except IntegrityError:
                # The same person was quicker in another window.
                self.row = Scoring.objects.get(bid=self.bid, scorer=self.scorer)
        return write_row(
            self.row,
            changes,
            base_version=self.cleaned_data["version"],
            by=by,
            why=self.cleaned_data.get("why", ""),
            settled=settled,
        )
