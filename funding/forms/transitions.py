"""Forms for transitions of a bid; each carries the version that the person saw."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from funding.bids.questions import QUESTIONS, SECTIONS
from funding.bids.versions import bid_content
from funding.lifecycles import NEEDS_COMMENT, BidTransitionCode
from funding.models import Bid, ClarificationQuestion, Project, ProjectChange
from plans.forms.tracked import MAX_REVISION
from plans.govuk import Textarea

LONGEST_WORDS = 5_000
WORDS_OF_CHANGE = "What will change, and why"
LABELS = {
    BidTransitionCode.SHORTLIST: "Comment (optional)",
    BidTransitionCode.START: "Comment (optional)",
    BidTransitionCode.CLOSE: "How the project ended",
    BidTransitionCode.CHANGE: WORDS_OF_CHANGE,
    BidTransitionCode.SUBMIT: WORDS_OF_CHANGE,
    BidTransitionCode.CANCEL_CHANGE: "Reason for discarding the change",
    BidTransitionCode.DECLINE: "Reason for declining",
    BidTransitionCode.WITHDRAW: "Reason for withdrawing",
}
MISSING = {
    BidTransitionCode.CLOSE: "Enter how the project ended",
    BidTransitionCode.CHANGE: "Enter what will change, and why",
    BidTransitionCode.CANCEL_CHANGE: "Enter a reason for discarding the change",
    BidTransitionCode.DECLINE: "Enter a reason for declining",
    BidTransitionCode.WITHDRAW: "Enter a reason for withdrawing",
}
HINTS = {BidTransitionCode.DECLINE: "The bidder can read this."}


class SeenRevisionForm(forms.Form):
    """Form that carries the version of the bid shown when the page was opened."""

    revision = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=MAX_REVISION
    )

    is_refused = False
    """Whether the transition was not possible in the bid's current state."""

    def __init__(self, data=None, *, bid: Bid | Project | ProjectChange):
        self.bid = bid
        super().__init__(data, initial={"revision": bid.revision})

    @property
    def seen_revision(self) -> int | None:
        """Return the version that the person saw; None accepts the current version."""
        return self.cleaned_data["revision"]

    def refuse(self, words: str, *, revision: int) -> None:
        """Add the error; the next submission applies to the current version, which the page shows."""
        self.is_refused = True
        self.data = self.data.copy()
        self.data["revision"] = str(revision)
        self.add_error(None, words)


class TransitionCommentForm(SeenRevisionForm):
    """Form for a transition with a comment or reason."""

    words = forms.CharField(widget=Textarea({"rows": 4}), max_length=LONGEST_WORDS)

    def __init__(self, data=None, *, bid: Bid | Project | ProjectChange, move: str):
        super().__init__(data, bid=bid)
        field = self.fields["words"]
        field.label, field.help_text = LABELS[move], HINTS.get(move, "")
        field.required = move in NEEDS_COMMENT
        field.error_messages["required"] = MISSING.get(move, "Enter a reason")


class SubmitBidForm(SeenRevisionForm):
    """Form to submit a bid; a change to an approved project needs an explanation."""

    words = forms.CharField(
        label=WORDS_OF_CHANGE,
        help_text="The chair and the funder read this before they approve the change.",
        widget=Textarea({"rows": 4}),
        max_length=LONGEST_WORDS,
        error_messages={"required": "Enter what will change, and why"},
    )

    def __init__(self, data=None, *, bid: Bid | ProjectChange):
        super().__init__(data, bid=bid)
        if isinstance(bid, Bid):
            del self.fields["words"]


class ClarificationForm(SeenRevisionForm):
    """Form to request clarification about at least one question."""

    def __init__(self, data=None, *, bid: Bid | ProjectChange):
        super().__init__(data, bid=bid)
        says = bid_content(bid)
        for question in QUESTIONS.values():
            answer = says.get(question.name, "")
            self.fields[f"ask-{question.name}"] = forms.CharField(
                label=question.label,
                help_text=f"Answer: {shortened(answer)}" if answer else "Not answered.",
                required=False,
                widget=Textarea({"rows": 2}),
                max_length=LONGEST_WORDS,
            )

    def sections(self):
        """Yield each section with its fields, and whether any has text."""
        for section in SECTIONS:
            boxes = [self[f"ask-{question.name}"] for question in section.questions]
            yield section, boxes, any(box.value() for box in boxes)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.asked:
            self.add_error("ask-title", "Enter at least one question")
        return cleaned

    @property
    def asked(self) -> dict[str, str]:
        """Return the question for each answer."""
        typed = ((name, self.cleaned_data.get(f"ask-{name}")) for name in QUESTIONS)
        return {name: words for name, words in typed if words}


class ClarificationAnswerForm(SeenRevisionForm):
    """Form to answer each clarification question."""

    def __init__(self, data=None, *, bid: Bid | ProjectChange, waiting):
        super().__init__(data, bid=bid)
        self.waiting = list(waiting)
        for question in self.waiting:
            self.fields[f"answer-{question.pk}"] = forms.CharField(
                label=question.words,
                help_text=f"About “{QUESTIONS[question.about].label}”",
                widget=Textarea({"rows": 4}),
                max_length=LONGEST_WORDS,
                error_messages={"required": f"Enter an answer to “{shortened(question.words)}”"},
            )

    @property
    def answers(self) -> dict[int, str]:
        """Return the answer by question key."""
        return {question.pk: self.cleaned_data[f"answer-{question.pk}"] for question in self.waiting}


def labels_of(move: str) -> dict[str, str]:
    """Return the labels of the text fields of that transition's page."""
    if move == BidTransitionCode.ASK:
        return {f"ask-{question.name}": question.label for question in QUESTIONS.values()}
    return {"words": LABELS[move]} if move in LABELS else {}


def answer_labels(questions: Iterable[ClarificationQuestion]) -> dict[str, str]:
    """Return the labels of the answer fields for these questions."""
    return {f"answer-{question.pk}": question.words for question in questions}


def shortened(words: str, most: int = 160) -> str:
    """Return a text shortened to `most` characters."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
