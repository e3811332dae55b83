"""Forms that move a bid along its way; each carries the version of the bid that the person saw."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from funding.bids.questions import QUESTIONS, SECTIONS
from funding.bids.versions import bid_content
from funding.lifecycles import NEEDS_WORDS, BidTransitionCode
from funding.models import Bid, ClarificationQuestion
from plans.forms.tracked import MAX_REVISION
from plans.govuk import Textarea

LONGEST_WORDS = 5_000
WORDS_OF_CHANGE = "What changes, and why"
LABELS = {
    BidTransitionCode.SHORTLIST: "Words for the record (optional)",
    BidTransitionCode.START: "Words for the record (optional)",
    BidTransitionCode.CLOSE: "How it ended",
    BidTransitionCode.CHANGE: WORDS_OF_CHANGE,
    BidTransitionCode.SUBMIT: WORDS_OF_CHANGE,
    BidTransitionCode.CANCEL_CHANGE: "Why the change is dropped",
    BidTransitionCode.DECLINE: "Why it is declined",
    BidTransitionCode.WITHDRAW: "Why it is withdrawn",
}
HINTS = {BidTransitionCode.DECLINE: "The bidder reads this."}


class SeenRevisionForm(forms.Form):
    """Carries the version of the bid on which the page was opened."""

    revision = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=MAX_REVISION
    )

    is_refused = False
    """Whether the move could not be made where the bid stands now."""

    def __init__(self, data=None, *, bid: Bid):
        self.bid = bid
        super().__init__(data, initial={"revision": bid.revision})

    @property
    def seen_revision(self) -> int | None:
        """The version that the person saw; without one, the bid as it stands counts as seen."""
        return self.cleaned_data["revision"]

    def refuse(self, words: str, *, revision: int) -> None:
        """Says why nothing was done; the next press is about the bid as it stands now, which the page shows."""
        self.is_refused = True
        self.data = self.data.copy()
        self.data["revision"] = str(revision)
        self.add_error(None, words)


class TransitionCommentForm(SeenRevisionForm):
    """A move with the words that go with it."""

    words = forms.CharField(widget=Textarea({"rows": 4}), max_length=LONGEST_WORDS)

    def __init__(self, data=None, *, bid: Bid, move: str):
        super().__init__(data, bid=bid)
        field = self.fields["words"]
        field.label, field.help_text = LABELS[move], HINTS.get(move, "")
        field.required = move in NEEDS_WORDS
        field.error_messages["required"] = "Say why, in a few words"


class SubmitBidForm(SeenRevisionForm):
    """The press that submits a bid; a change of an approved project says what it changes."""

    words = forms.CharField(
        label=WORDS_OF_CHANGE,
        help_text="The chair and the funder read this when they approve the change.",
        widget=Textarea({"rows": 4}),
        max_length=LONGEST_WORDS,
        error_messages={"required": "Say what changes, and why"},
    )

    def __init__(self, data=None, *, bid: Bid):
        super().__init__(data, bid=bid)
        if bid.approved_version is None:
            del self.fields["words"]


class ClarificationForm(SeenRevisionForm):
    """What is asked about each question of the form; at least one."""

    def __init__(self, data=None, *, bid: Bid):
        super().__init__(data, bid=bid)
        says = bid_content(bid)
        for question in QUESTIONS.values():
            answer = says.get(question.name, "")
            self.fields[f"ask-{question.name}"] = forms.CharField(
                label=question.label,
                help_text=f"It says: {shortened(answer)}" if answer else "It says nothing here.",
                required=False,
                widget=Textarea({"rows": 2}),
                max_length=LONGEST_WORDS,
            )

    def sections(self):
        """Each section of the form with the boxes for what is asked about it, and whether any is filled."""
        for section in SECTIONS:
            boxes = [self[f"ask-{question.name}"] for question in section.questions]
            yield section, boxes, any(box.value() for box in boxes)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.asked:
            self.add_error("ask-title", "Ask at least one question")
        return cleaned

    @property
    def asked(self) -> dict[str, str]:
        """Question → what is asked about it."""
        typed = ((name, self.cleaned_data.get(f"ask-{name}")) for name in QUESTIONS)
        return {name: words for name, words in typed if words}


class ClarificationAnswerForm(SeenRevisionForm):
    """An answer to each question that was asked."""

    def __init__(self, data=None, *, bid: Bid, waiting):
        super().__init__(data, bid=bid)
        self.waiting = list(waiting)
        for question in self.waiting:
            self.fields[f"answer-{question.pk}"] = forms.CharField(
                label=question.words,
                help_text=f"About “{QUESTIONS[question.about].label}”",
                widget=Textarea({"rows": 4}),
                max_length=LONGEST_WORDS,
                error_messages={"required": f"Answer “{shortened(question.words)}”"},
            )

    @property
    def answers(self) -> dict[int, str]:
        """The key of a question → its answer."""
        return {question.pk: self.cleaned_data[f"answer-{question.pk}"] for question in self.waiting}


def labels_of(move: str) -> dict[str, str]:
    """The boxes of the page on which that move is made, each with its label."""
    if move == BidTransitionCode.ASK:
        return {f"ask-{question.name}": question.label for question in QUESTIONS.values()}
    return {"words": LABELS[move]} if move in LABELS else {}


def answer_labels(questions: Iterable[ClarificationQuestion]) -> dict[str, str]:
    """The boxes for the answers to these questions, each with what was asked."""
    return {f"answer-{question.pk}": question.words for question in questions}


def shortened(words: str, most: int = 160) -> str:
    """The first words of a long text."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
