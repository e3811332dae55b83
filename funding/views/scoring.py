"""Scoring: the bids that a person is invited to score, each bid beside its criteria, and the group's table of scores."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from funding.bids.editions import content_of, edition_of
from funding.bids.file_reading import files_to_score
from funding.bids.questions import QUESTIONS
from funding.deciding.score_table import ScoreTable, is_scorable
from funding.finding import find_grant
from funding.forms.scoring import (
    INTEREST,
    NO_INTEREST,
    SCORE,
    InterestForm,
    ScoreForm,
    StandForm,
    score_labels,
)
from funding.models import Bid, Grant
from funding.views.typed import typed_again
from funding.way import UNDECIDED
from plans.access import requires
from plans.clashes import show_clash
from plans.drafts import typed_in
from plans.history import words_of
from plans.views.form_page import after_saving, form_page
from plans.writing import Clash

DONE = {
    SCORE: "Saved your score of",
    INTEREST: "Recorded your interest in",
    NO_INTEREST: "Recorded that you have no interest any more in",
}


@requires("score_bids")
@require_GET
def grant_scores(request, partnership, grant):
    found = find_grant(request, grant)
    table = ScoreTable(found)
    bids = list(sent_bids(found))

    scorer = table.scorer_of(request.user)
    mine = [
        (bid, table.stand(bid, scorer), table.ties.why_not_scored(bid, request.user))
        for bid in bids
        if scorer and is_scorable(bid)
    ]
    context = {"grant": found, "table": table, "scorer": scorer, "mine": mine}
    if request.seat.may("see_decisions"):
        touched = [bid for bid in bids if table.is_touched(bid)]
        context["matrix"] = [(bid, table.stands(bid), table.of(bid)) for bid in touched]
    return render(request, "funding/grant_scores.html", context)


def sent_bids(grant: Grant):
    """The bids of the grant that were submitted; a draft is its author's own."""
    return Bid.objects.of_grant(grant).sent().select_related("pot", "lead", "grant__partnership")


@requires("score_bids")
def bid_score(request, partnership, grant, number):
    found = find_grant(request, grant)
    bid = get_object_or_404(sent_bids(found), number=number)
    table = ScoreTable(found, bids=[bid])
    scorer = table.scorer_of(request.user)
    if scorer is None:
        words = "You are not invited to score the bids of this grant."
        return why_not(request, found, None, words, table, status=422)
    no_marks = why_no_marks(bid, table)
    refused = why_not_at_all(bid, table, request.user) or (no_marks if gives_marks(request) else "")
    if refused:
        return why_not(request, found, bid, refused, table, status=409)

    stand = table.stand(bid, scorer)
    of = {"bid": bid, "scorer": scorer, "row": stand.scoring}
    typed = typed_in(request)
    form = InterestForm(typed, **of) if no_marks else ScoreForm(typed, criteria=table.criteria, **of)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = write_stand(request, form)
        if clashes is None:
            return redirect("grant_scores", partnership.slug, found.slug)

    context = {
        "grant": found,
        "bid": bid,
        "said": said_of(bid),
        "questions": answered(bid),
        "files": [] if no_marks else files_to_score(bid),
        "may_score": True,
        "no_marks": no_marks,
        "stand": stand,
    }
    return form_page(request, "funding/bid_score.html", form, context, clashes=clashes)


def gives_marks(request) -> bool:
    """Whether points were sent, not an interest or one that is taken back."""
    return request.method == "POST" and request.POST.get("stand") not in (INTEREST, NO_INTEREST)


def why_no_marks(bid: Bid, table: ScoreTable) -> str:
    """Why nobody gives the bid points now, in a sentence; an interest in it is declared all the same."""
    if not is_scorable(bid):
        return f"“{bid}” stands at “{bid.get_state_display()}”, so it is not scored any more."
    return "" if table.criteria else "There are no criteria yet. An officer sets them before bids are scored."


def why_not_at_all(bid: Bid, table: ScoreTable, person) -> str:
    """Why somebody who is invited has nothing to say of this bid now, in a sentence; "" when they may."""
    if bid.state not in UNDECIDED:
        return why_no_marks(bid, table)
    return table.ties.why_not_scored(bid, person)


def why_not(request, grant: Grant, bid: Bid | None, words: str, table: ScoreTable, *, status: int):
    """The page without a form: why the person does not score the bid, and what they typed of it."""
    context = {
        "grant": grant,
        "bid": bid,
        "why_not": words,
        "may_declare": bid is not None and not why_not_at_all(bid, table, request.user),
        "typed": typed_again(request, score_labels(table.criteria)),
    }
    return render(
        request, "funding/bid_score.html", context, status=status if request.method == "POST" else 200
    )


def write_stand(request, form: StandForm):
    """Stores a score or an interest and says so; the clashes where the same person was quicker in another window."""
    try:
        form.write(by=request.user)
    except Clash as clash:
        return [show_clash(clash, words_of=words_of(clash.row), row_words="your score")]
    after_saving(request, form)
    messages.success(request, f"{DONE[form.cleaned_data['stand']]} “{form.bid}”.")
    return None


def said_of(bid: Bid) -> list[tuple[str, str]]:
    """Each question with its answer as the bid was submitted last."""
    kept = edition_of(bid, bid.edition)
    content = kept.content if kept else content_of(bid)
    return [(question.label, content[name]) for name, question in QUESTIONS.items() if name in content]


def answered(bid: Bid):
    """What was asked for clarification about the bid."""
    return list(bid.questions.all())
