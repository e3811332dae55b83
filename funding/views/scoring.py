"""Scoring: the bids that a person is invited to score, each bid beside its criteria, and the group's table of scores."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from funding.editions import content_of, edition_of
from funding.finding import find_grant
from funding.forms.scoring import INTEREST, ScoreForm
from funding.models import Bid, Grant
from funding.questions import QUESTIONS
from funding.score_table import ScoreTable, is_scorable
from plans.access import requires
from plans.clashes import show_clash
from plans.drafts import typed_in
from plans.history import words_of
from plans.views.form_page import after_saving, form_page
from plans.writing import Clash


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
        return why_not(request, found, None, "You are not invited to score the bids of this grant.", 422)
    if words := why_not_now(bid, table, request.user):
        return why_not(request, found, bid, words, 409)

    row = table.stand(bid, scorer).scoring
    form = ScoreForm(typed_in(request), bid=bid, scorer=scorer, criteria=table.criteria, row=row)

    clashes = None
    if request.method == "POST" and form.is_valid():
        try:
            form.write(by=request.user)
        except Clash as clash:
            clashes = [show_clash(clash, words_of=words_of(clash.row), row_words="your score")]
        else:
            after_saving(request, form)
            is_interest = form.cleaned_data["stand"] == INTEREST
            done = "Recorded your interest in" if is_interest else "Saved your score of"
            messages.success(request, f"{done} “{bid}”.")
            return redirect("grant_scores", partnership.slug, found.slug)

    context = {
        "grant": found,
        "bid": bid,
        "said": said_of(bid),
        "questions": answered(bid),
        "may_score": True,
    }
    return form_page(request, "funding/bid_score.html", form, context, clashes=clashes)


def why_not_now(bid: Bid, table: ScoreTable, person) -> str:
    """Why somebody who is invited does not score this bid now, in a sentence; "" when they may."""
    if not is_scorable(bid):
        return f"“{bid}” stands at “{bid.get_state_display()}”, so it is not scored any more."
    if not table.criteria:
        return "There are no criteria yet. An officer sets them before bids are scored."
    return table.ties.why_not_scored(bid, person)


def why_not(request, grant: Grant, bid: Bid | None, words: str, status: int):
    """The page without a form: why the person does not score the bid."""
    context = {"grant": grant, "bid": bid, "why_not": words}
    return render(
        request, "funding/bid_score.html", context, status=status if request.method == "POST" else 200
    )


def said_of(bid: Bid) -> list[tuple[str, str]]:
    """Each question with its answer as the bid was submitted last."""
    kept = edition_of(bid, bid.edition)
    content = kept.content if kept else content_of(bid)
    return [(question.label, content[name]) for name, question in QUESTIONS.items() if name in content]


def answered(bid: Bid):
    """What was asked for clarification about the bid."""
    return list(bid.questions.all())
