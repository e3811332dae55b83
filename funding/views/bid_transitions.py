from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from funding.access.bid_permissions import can_transition, can_transition_later, is_possible
from funding.access.finders import get_bid_or_404, get_bid_to_write_or_404
from funding.bids.clarification import answer_clarification, questions_of, request_clarification
from funding.bids.decline_withdraw import decline_bid, why_not_declined, withdraw_bid
from funding.bids.display import bidding_window_text, build_bid_display, gaps_by_section
from funding.bids.project_changes import cancel_change
from funding.bids.questions import SECTIONS
from funding.bids.submission import missing_answers, submit_bid, submit_change, window_closed_reason
from funding.bids.tables import changes_table
from funding.bids.transitions import Subject, apply_transition, refetch
from funding.bids.versions import approved_content, bid_content, get_version
from funding.forms.transitions import (
    ClarificationAnswerForm,
    ClarificationForm,
    SubmitBidForm,
    TransitionCommentForm,
    answer_labels,
    labels_of,
)
from funding.lifecycles import PAST, BidState, BidTransitionCode
from funding.models import Bid, ProjectChange
from funding.views.bid_navigation import (
    ENDINGS,
    Row,
    noun_of,
    redirect_to_row,
    render_not_possible,
    transition_label,
)
from funding.views.unsaved_input import get_unsaved_input
from plans.access import capability_required
from plans.records import IncompleteError, OperationError, form_data, save_posted_draft
from plans.views.form_views import finish_saving, render_form

# Transition → its function, which takes the row, the user, the comment, and the revision that was seen.
BID_OPERATIONS: dict[str, Callable] = {
    BidTransitionCode.SHORTLIST: lambda bid, **said: apply_transition(
        bid, BidTransitionCode.SHORTLIST, **said
    ),
    BidTransitionCode.DECLINE: decline_bid,
    BidTransitionCode.WITHDRAW: withdraw_bid,
}
CHANGE_OPERATIONS: dict[str, Callable] = {
    BidTransitionCode.CANCEL_CHANGE: cancel_change,
    BidTransitionCode.DECLINE: decline_bid,
}
WHAT_FOLLOWS: dict[str, str] = {
    BidTransitionCode.ASK: "The bid returns to its current status when the bidder has answered.",
    BidTransitionCode.SHORTLIST: "The group will score the bid and decide.",
    BidTransitionCode.DECLINE: "The bid will not be funded. You cannot undo this.",
    BidTransitionCode.WITHDRAW: "The bid will not be considered. It is kept in the history. You cannot undo this.",
}  # fmt: skip
WHAT_FOLLOWS_FOR_CHANGE: dict[str, str] = {
    BidTransitionCode.ASK: "The change returns to its current status when the bidder has answered.",
    BidTransitionCode.CANCEL_CHANGE: "The change is discarded, and the project continues as approved.",
    BidTransitionCode.DECLINE: "The change will not be made, and the project continues as approved.",
}


@capability_required("view_grants", get_bid_or_404)
def bid_transition(request, bid, move):
    return transition_subject(request, bid, move)


def transition_subject(request, bid: Subject, move: str):
    """Return the page of one transition of a bid or a change, or redirect after it is made."""
    if move not in BidTransitionCode.values:
        raise Http404("There is no such transition.")
    if move not in texts_for(bid) or not is_possible(bid, move):
        return render_refusal(request, bid, move, stands_elsewhere(request, bid, move))
    if not can_transition(request.access, bid, move) and has_gone_on(request, bid, move):
        return render_refusal(request, bid, move, others_turn(request, bid, move))
    if not can_transition(request.access, bid, move):
        raise PermissionDenied(f"You cannot use ‘{BidTransitionCode(move).label}’ for this {noun_of(bid)}.")
    if move == BidTransitionCode.DECLINE and (words := why_not_declined(bid, request.user)):
        return render_refusal(request, bid, move, words)

    typed = form_data(request)
    form = (
        ClarificationForm(typed, bid=bid)
        if move == BidTransitionCode.ASK
        else TransitionCommentForm(typed, bid=bid, move=move)
    )

    if request.method == "POST" and form.is_valid():
        moved = tried(request, form, bid, lambda: make_move(form, bid, move, by=request.user))
        if moved is not None:
            finish_saving(request, form)
            messages.success(request, f"{PAST[move]}: “{moved}”")
            return redirect_to_row(moved)

    return move_page(request, bid, move, form)


def texts_for(row: Subject) -> dict[str, str]:
    """Return the transitions that have a page here, each with its effect."""
    return WHAT_FOLLOWS_FOR_CHANGE if isinstance(row, ProjectChange) else WHAT_FOLLOWS


def render_refusal(request, bid: Subject, move: str, words: str):
    """Return the page that explains why the transition is not possible, with what was entered."""
    title = build_bid_display(request.access, bid).title
    return render_not_possible(request, bid, words, title=title, labels=labels_of(move))


def has_gone_on(request, bid: Row, move: str) -> bool:
    """Return whether the person could make this transition when they opened the page, and the row has changed since."""
    was_sent = request.method == "POST" and request.POST.get("revision") not in (None, str(bid.revision))
    return was_sent and can_transition_later(request.access, bid, move)


def make_move(form, bid: Subject, move: str, *, by) -> Subject:
    """Return the bid or change after the transition. Raises OperationError."""
    seen = {"by": by, "seen_revision": form.seen_revision}
    if move == BidTransitionCode.ASK:
        return request_clarification(bid, form.asked, **seen)
    operations = CHANGE_OPERATIONS if isinstance(bid, ProjectChange) else BID_OPERATIONS
    return operations[move](bid, words=form.cleaned_data["words"], **seen)


def tried(request, form, row: Row, do: Callable[[], Row]) -> Row | None:
    """Return the result; None if it was not possible: the form shows why, and what was entered is saved as a draft."""
    try:
        return do()
    except IncompleteError as lacking:
        form.add_error(None, gaps_words(lacking.missing))
    except OperationError as refused:
        form.refuse(str(refused), revision=refetch(row).revision)
    save_posted_draft(request, now=timezone.now())
    return None


def gaps_words(found) -> str:
    """Return the sentence above the list of missing answers."""
    answers = "1 answer" if len(found) == 1 else f"{len(found)} answers"
    return f"Complete or correct {answers} before you submit"


def transition_page(request, template: str, form, context: dict):
    """Return the page of a transition with its form, with status 409 if it is not possible now."""
    response = render_form(request, template, form, context)
    if form.is_refused:
        response.status_code = 409
    return response


def lacking_by_section(bid: Subject):
    """Return the sections with problems, each with its problems."""
    return [(section, lacking) for section, lacking in gaps_by_section(missing_answers(bid)) if lacking]


def move_page(request, bid: Subject, move: str, form):
    """Return the page of one of the transitions that share a template."""
    context = {
        "grant": bid.grant,
        "row": bid,
        "reading": build_bid_display(request.access, bid),
        "label": transition_label(bid, move),
        "follows": texts_for(bid)[move],
        "is_ending": move in ENDINGS,
    }
    return transition_page(request, "funding/bid_transition.html", form, context)


def stands_elsewhere(request, bid: Subject, move: str) -> str:
    """Return why a transition cannot be made on this page."""
    reading = build_bid_display(request.access, bid)
    label = BidTransitionCode(move).label
    if move in texts_for(bid) or not is_possible(bid, move):
        return f"You cannot use ‘{label}’ because the status of “{reading.title}” is “{reading.state_words}”."
    return f"You cannot use ‘{label}’ on this page. Go back to the {noun_of(bid)} and select it there."


def others_turn(request, bid: Subject, move: str) -> str:
    """Return who else can make the transition now."""
    reading = build_bid_display(request.access, bid)
    return (
        f"The status of “{reading.title}” is now “{reading.state_words}”, so someone else must use"
        f" ‘{BidTransitionCode(move).label}’."
    )


@capability_required("write_bid", get_bid_to_write_or_404)
def bid_submit(request, bid):
    return submit_subject(request, bid)


def submit_subject(request, bid: Subject):
    """Return the page to check and submit a bid or a change, or redirect after it is submitted."""
    move = BidTransitionCode.SUBMIT
    if not is_possible(bid, move):
        return render_refusal(request, bid, move, stands_elsewhere(request, bid, move))

    form = SubmitBidForm(form_data(request), bid=bid)

    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data.get("words", "")
        submit = submit_change if isinstance(bid, ProjectChange) else submit_bid
        submitted = tried(
            request,
            form,
            bid,
            lambda: submit(bid, by=request.user, words=words, seen_revision=form.seen_revision),
        )
        if submitted is not None:
            finish_saving(request, form)
            messages.success(request, f"“{submitted}” submitted as version {submitted.version}")
            return redirect_to_row(submitted)

    return submit_page(request, bid, form)


def submit_page(request, bid: Subject, form):
    """Return the review before submission: the answers, what is missing, the deadline, and what changes."""
    now = timezone.now()
    is_draft = isinstance(bid, Bid) and bid.state == BidState.DRAFT
    project = bid.project if isinstance(bid, ProjectChange) else None
    context = {
        "grant": bid.grant,
        "bid": bid,
        "reading": build_bid_display(request.access, bid),
        "gaps": lacking_by_section(bid),
        "window": bidding_window_text(bid.pot, now) if is_draft else "",
        "is_late": is_draft and bool(window_closed_reason(bid.pot, now)),
        "approved": project.version if project else None,
        "differences": changes_table(
            approved_content(project), bid_content(bid), "Changes to the approved version"
        )
        if project
        else None,
    }
    return transition_page(request, "funding/bid_submit.html", form, context)


@capability_required("write_bid", get_bid_to_write_or_404)
def bid_answer(request, bid):
    return answer_subject(request, bid)


def answer_subject(request, bid: Subject):
    """Return the page to answer the questions about a bid or a change, or redirect after they are answered."""
    move = BidTransitionCode.ANSWER
    if not is_possible(bid, move):
        labels = answer_labels(questions_of(bid))
        return render_not_possible(request, bid, stands_elsewhere(request, bid, move), labels=labels)

    waiting = questions_of(bid).filter(answered_at=None).select_related("requested_by")
    form = ClarificationAnswerForm(form_data(request), bid=bid, waiting=waiting)

    if request.method == "POST" and form.is_valid():
        answered = tried(
            request,
            form,
            bid,
            lambda: answer_clarification(
                bid, form.answers, by=request.user, seen_revision=form.seen_revision
            ),
        )
        if answered is not None:
            finish_saving(request, form)
            messages.success(request, answered_words(bid, answered))
            return redirect_to_row(answered)

    return answer_page(request, bid, form)


def answered_words(before: Subject, answered: Subject) -> str:
    """Return the message after the answers are sent."""
    if answered.version == before.version:
        return f"Answers sent. The status of “{answered}” is “{answered.get_state_display()}” again."
    return f"Answers sent with version {answered.version} of “{answered}”. Its status is “{answered.get_state_display()}”."


def answer_page(request, bid: Subject, form):
    """Return the questions with a field for each answer, and what was edited since the submission."""
    kept = get_version(bid, bid.version)
    changed = changes_table(kept.content, bid_content(bid), "Changes since the submission") if kept else None
    answered = questions_of(bid).exclude(answered_at=None) if request.method == "POST" else ()
    context = {
        # Another user has answered since the page was opened, or there are new questions.
        "typed": get_unsaved_input(request, answer_labels(answered)) if answered else [],
        "grant": bid.grant,
        "bid": bid,
        "noun": noun_of(bid),
        "sections": SECTIONS,
        "differences": changed,
        "gaps": lacking_by_section(bid) if changed else [],
    }
    return transition_page(request, "funding/bid_answer.html", form, context)
