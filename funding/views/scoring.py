"""Scoring: a user's bids to score, the page of a score, and the table of all scores."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from funding.access.bid_permissions import is_scorable
from funding.access.finders import get_grant_or_404, get_sent_bid_or_404, sent_bids
from funding.bids.file_access import files_to_score
from funding.bids.questions import QUESTIONS
from funding.bids.versions import bid_content, get_version
from funding.forms.scoring import (
    INTEREST,
    NO_INTEREST,
    SCORE,
    BaseAssessmentForm,
    InterestForm,
    ScoreForm,
    score_labels,
)
from funding.lifecycles import UNDECIDED_STATES
from funding.models import Bid, Grant
from funding.scoring.score_matrix import score_matrix
from funding.scoring.score_table import ScoreTable
from funding.views.unsaved_input import get_unsaved_input
from plans.access import capability_required
from plans.records import EditConflict, build_conflict_display, form_data, value_formatter
from plans.views.form_views import finish_saving, render_form

DONE = {
    SCORE: "Score saved for",
    INTEREST: "Interest declared in",
    NO_INTEREST: "Interest removed from",
}


@capability_required("score_bids", get_grant_or_404)
@require_GET
def grant_scores(request, grant):
    table = ScoreTable(grant)
    bids = list(sent_bids(grant))

    scorer = table.scorer_of(request.user)
    mine = [
        (bid, table.stand(bid, scorer), table.ties.why_not_scored(bid, request.user))
        for bid in bids
        if scorer and is_scorable(bid)
    ]
    context = {"grant": grant, "table": table, "scorer": scorer, "mine": mine}
    if request.access.can("view_decisions"):
        touched = [bid for bid in bids if table.is_touched(bid)]
        context["matrix"] = score_matrix(table, touched) if touched else None
    return render(request, "funding/grant_scores.html", context)


@capability_required("score_bids", get_sent_bid_or_404)
def bid_score(request, bid):
    table = ScoreTable(bid.grant, bids=[bid])
    scorer = table.scorer_of(request.user)
    if scorer is None:
        words = "You have not been invited to score bids to this grant."
        return why_not(request, bid.grant, None, words, table, status=422)
    no_marks = why_no_marks(bid, table)
    refused = why_not_at_all(bid, table, request.user) or (no_marks if gives_marks(request) else "")
    if refused:
        return why_not(request, bid.grant, bid, refused, table, status=409)

    stand = table.stand(bid, scorer)
    of = {"bid": bid, "scorer": scorer, "row": stand.scoring}
    typed = form_data(request)
    form = InterestForm(typed, **of) if no_marks else ScoreForm(typed, criteria=table.criteria, **of)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = write_stand(request, form)
        if clashes is None:
            return redirect("grant_scores", bid.grant.partnership.slug, bid.grant.slug)

    context = {
        "grant": bid.grant,
        "bid": bid,
        "said": said_of(bid),
        "questions": answered(bid),
        "files": [] if no_marks else files_to_score(bid),
        "may_score": True,
        "no_marks": no_marks,
        "stand": stand,
    }
    return render_form(request, "funding/bid_score.html", form, context, clashes=clashes)


def gives_marks(request) -> bool:
    """Return whether the form has points, not an interest or a withdrawn interest."""
    return request.method == "POST" and request.POST.get("stand") not in (INTEREST, NO_INTEREST)


def why_no_marks(bid: Bid, table: ScoreTable) -> str:
    """Return why the bid cannot be scored now, in a sentence. An interest can still be declared."""
    if not is_scorable(bid):
        return f"“{bid}” can no longer be scored because its status is “{bid.get_state_display()}”."
    return (
        ""
        if table.criteria
        else "There are no criteria yet. An officer must add criteria before bids can be scored."
    )


def why_not_at_all(bid: Bid, table: ScoreTable, person) -> str:
    """Return why an invited user cannot score or declare an interest now, in a sentence; "" if they can."""
    if bid.state not in UNDECIDED_STATES:
        return why_no_marks(bid, table)
    return table.ties.why_not_scored(bid, person)


def why_not(request, grant: Grant, bid: Bid | None, words: str, table: ScoreTable, *, status: int):
    """Return the page without a form: why the user cannot score the bid, and the text they entered."""
    context = {
        "grant": grant,
        "bid": bid,
        "why_not": words,
        "may_declare": bid is not None and not why_not_at_all(bid, table, request.user),
        "typed": get_unsaved_input(request, score_labels(table.criteria)),
    }
    return render(
        request, "funding/bid_score.html", context, status=status if request.method == "POST" else 200
    )


def write_stand(request, form: BaseAssessmentForm):
    """Save a score or an interest. Return the edit conflicts with another window of the user, or None."""
    try:
        form.write(by=request.user)
    except EditConflict as clash:
        return [build_conflict_display(clash, words_of=value_formatter(clash.row), row_words="your score")]
    finish_saving(request, form)
    messages.success(request, f"{DONE[form.cleaned_data['stand']]} “{form.bid}”")
    return None


def said_of(bid: Bid) -> list[tuple[str, str]]:
    """Return each question with its answer in the last submitted version."""
    kept = get_version(bid, bid.version)
    content = kept.content if kept else bid_content(bid)
    return [(question.label, content[name]) for name, question in QUESTIONS.items() if name in content]


def answered(bid: Bid):
    """Return the clarification questions about the bid."""
    return list(bid.questions.all())
