from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from funding.access.bid_permissions import can_transition, can_transition_later, is_possible
from funding.access.selectors import get_bid_or_404, get_grant_or_404
from funding.bids.clarification import answer_clarification, request_clarification
from funding.bids.decline_withdraw import decline_bid, why_not_declined, withdraw_bid
from funding.bids.display import bidding_window_text, build_bid_display, gaps_by_section, missing_answers
from funding.bids.project_changes import cancel_change, start_change
from funding.bids.questions import SECTIONS
from funding.bids.submission import submit_bid, window_closed_reason
from funding.bids.transitions import apply_transition, refetch_bid
from funding.bids.versions import bid_content, compare_versions, get_version
from funding.forms.transitions import (
    ClarificationAnswerForm,
    ClarificationForm,
    SubmitBidForm,
    TransitionCommentForm,
    answer_labels,
    labels_of,
)
from funding.lifecycles import PAST, BidState, BidTransitionCode
from funding.models import Bid
from funding.views.bid_navigation import (
    ENDINGS,
    find_bid_to_write,
    redirect_to_bid,
    render_not_possible,
    transition_label,
)
from funding.views.unsaved_input import get_unsaved_input
from plans.access import capability_required
from plans.records import IncompleteError, OperationError, form_data, save_posted_draft
from plans.views.form_views import finish_saving, render_form

# Transition → the function that makes it, with the bid, user, comment and revision.
PRESSES: dict[str, Callable] = {
    BidTransitionCode.SHORTLIST: lambda bid, **said: apply_transition(
        bid, BidTransitionCode.SHORTLIST, **said
    ),
    BidTransitionCode.START: lambda bid, **said: apply_transition(bid, BidTransitionCode.START, **said),
    BidTransitionCode.CLOSE: lambda bid, **said: apply_transition(bid, BidTransitionCode.CLOSE, **said),
    BidTransitionCode.CHANGE: start_change,
    BidTransitionCode.CANCEL_CHANGE: cancel_change,
    BidTransitionCode.DECLINE: decline_bid,
    BidTransitionCode.WITHDRAW: withdraw_bid,
}
WHAT_FOLLOWS: dict[str, str] = {
    BidTransitionCode.ASK: "The bid returns to its current status when the bidder has answered.",
    BidTransitionCode.SHORTLIST: "The group will score the bid and decide.",
    BidTransitionCode.START: "The project starts now. The bidder must send a return for each of its quarters.",
    BidTransitionCode.CLOSE: "The project ends. The bidder must still send a return for each quarter that has started, but not for later quarters. The next step is the evaluation.",
    BidTransitionCode.CHANGE: "You can edit the bid. The approved version applies until the chair and the funder have approved the change.",
    BidTransitionCode.CANCEL_CHANGE: "The approved version is restored, and the project continues.",
    BidTransitionCode.DECLINE: "The bid will not be funded. You cannot undo this.",
    BidTransitionCode.WITHDRAW: "The bid will not be considered. It is kept in the history. You cannot undo this.",
}  # fmt: skip


@capability_required("view_grants")
def bid_transition(request, partnership, grant, number, move):
    found = get_grant_or_404(request, grant)
    bid = get_bid_or_404(request, found, number)
    if move not in BidTransitionCode.values:
        raise Http404("There is no such bid transition.")
    if move not in WHAT_FOLLOWS or not is_possible(bid, move):
        return render_not_possible(request, bid, stands_elsewhere(request, bid, move), labels=labels_of(move))
    if not can_transition(request.access, bid, move) and has_gone_on(request, bid, move):
        return render_not_possible(request, bid, others_turn(request, bid, move), labels=labels_of(move))
    if not can_transition(request.access, bid, move):
        raise PermissionDenied(f"You cannot use ‘{BidTransitionCode(move).label}’ for this bid.")
    if move == BidTransitionCode.DECLINE and (words := why_not_declined(bid, request.user)):
        return render_not_possible(request, bid, words, labels=labels_of(move))

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
            return redirect_to_bid(moved)

    return move_page(request, bid, move, form)


def has_gone_on(request, bid: Bid, move: str) -> bool:
    """Return whether the user could make the transition when they opened the page, but not now."""
    was_sent = request.method == "POST" and request.POST.get("revision") not in (None, str(bid.revision))
    return was_sent and can_transition_later(request.access, bid, move)


def make_move(form, bid: Bid, move: str, *, by) -> Bid:
    """Make the transition and return the bid. Raises OperationError."""
    seen = {"by": by, "seen_revision": form.seen_revision}
    if move == BidTransitionCode.ASK:
        return request_clarification(bid, form.asked, **seen)
    return PRESSES[move](bid, words=form.cleaned_data["words"], **seen)


def tried(request, form, bid: Bid, do: Callable[[], Bid]) -> Bid | None:
    """Redirect after a transition. Return None if it was rejected: the form has the error, and the text is saved as a draft."""
    try:
        return do()
    except IncompleteError as lacking:
        form.add_error(None, gaps_words(lacking.missing))
    except OperationError as refused:
        form.refuse(str(refused), revision=refetch_bid(bid).revision)
    save_posted_draft(request, now=timezone.now())
    return None


def gaps_words(found) -> str:
    """Return the sentence above the list of missing answers."""
    answers = "1 answer" if len(found) == 1 else f"{len(found)} answers"
    return f"Complete or correct {answers} before you submit"


def pressed_page(request, template: str, form, context: dict):
    """Return the page of a transition with its form, with status 409 if it is not possible now."""
    response = render_form(request, template, form, context)
    if form.is_refused:
        response.status_code = 409
    return response


def lacking_by_section(bid: Bid):
    """Return the sections with problems, each with its problems."""
    return [(section, lacking) for section, lacking in gaps_by_section(missing_answers(bid)) if lacking]


def move_page(request, bid: Bid, move: str, form):
    """Show the page of a transition, or make the transition."""
    context = {
        "grant": bid.grant,
        "bid": bid,
        "reading": build_bid_display(request.access, bid),
        "label": transition_label(bid, move),
        "follows": what_follows(bid, move),
        "is_ending": move in ENDINGS,
    }
    return pressed_page(request, "funding/bid_transition.html", form, context)


def what_follows(bid: Bid, move: str) -> str:
    """Return what a transition does, in sentences."""
    if move == BidTransitionCode.DECLINE and bid.is_change:
        return "The change will not be made. The approved version is restored, and the project continues."
    if move == BidTransitionCode.WITHDRAW and bid.state == BidState.APPROVED:
        return "The project ends, and the money committed to it is released to the pot. You cannot undo this."
    return WHAT_FOLLOWS[move]


def stands_elsewhere(request, bid: Bid, move: str) -> str:
    """Return why a transition cannot be made on this page."""
    reading = build_bid_display(request.access, bid)
    label = BidTransitionCode(move).label
    if move in WHAT_FOLLOWS or not is_possible(bid, move):
        return f"You cannot use ‘{label}’ because the status of “{reading.title}” is “{reading.state_words}”."
    return f"You cannot use ‘{label}’ on this page. Go back to the bid and select it there."


def others_turn(request, bid: Bid, move: str) -> str:
    """Return who else can make the transition now."""
    reading = build_bid_display(request.access, bid)
    return (
        f"The status of “{reading.title}” is now “{reading.state_words}”, so someone else must use"
        f" ‘{BidTransitionCode(move).label}’."
    )


@capability_required("write_bid")
def bid_submit(request, partnership, grant, number):
    bid = find_bid_to_write(request, grant, number)
    if not is_possible(bid, BidTransitionCode.SUBMIT):
        return render_not_possible(
            request,
            bid,
            stands_elsewhere(request, bid, BidTransitionCode.SUBMIT),
            labels=labels_of(BidTransitionCode.SUBMIT),
        )

    form = SubmitBidForm(form_data(request), bid=bid)

    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data.get("words", "")
        submitted = tried(
            request,
            form,
            bid,
            lambda: submit_bid(bid, by=request.user, words=words, seen_revision=form.seen_revision),
        )
        if submitted is not None:
            finish_saving(request, form)
            messages.success(request, f"“{submitted}” submitted as version {submitted.version}")
            return redirect_to_bid(submitted)

    return submit_page(request, bid, form)


def submit_page(request, bid: Bid, form):
    """Return the review before a bid is submitted: its answers, problems, closing time and changes."""
    now = timezone.now()
    approved = get_version(bid, bid.approved_version)
    is_late = bid.state == BidState.DRAFT and bool(window_closed_reason(bid.pot, now))
    context = {
        "grant": bid.grant,
        "bid": bid,
        "reading": build_bid_display(request.access, bid),
        "gaps": lacking_by_section(bid),
        "window": bidding_window_text(bid.pot, now) if bid.state == BidState.DRAFT else "",
        "is_late": is_late,
        "approved": approved,
        "differences": compare_versions(approved.content, bid_content(bid)) if approved else [],
    }
    return pressed_page(request, "funding/bid_submit.html", form, context)


@capability_required("write_bid")
def bid_answer(request, partnership, grant, number):
    bid = find_bid_to_write(request, grant, number)
    if not is_possible(bid, BidTransitionCode.ANSWER):
        labels = answer_labels(bid.questions.all())
        return render_not_possible(
            request, bid, stands_elsewhere(request, bid, BidTransitionCode.ANSWER), labels=labels
        )

    waiting = bid.questions.filter(answered_at=None).select_related("requested_by")
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
            return redirect_to_bid(answered)

    return answer_page(request, bid, form)


def answered_words(before: Bid, answered: Bid) -> str:
    """Return the message after the answers are sent."""
    if answered.version == before.version:
        return f"Answers sent. The status of “{answered}” is “{answered.get_state_display()}” again."
    return f"Answers sent with version {answered.version} of “{answered}”. Its status is “{answered.get_state_display()}”."


def answer_page(request, bid: Bid, form):
    """Return the page with a field for each answer, and the changes of the bid since it was submitted."""
    kept = get_version(bid, bid.version)
    changed = compare_versions(kept.content, bid_content(bid)) if kept else []
    answered = bid.questions.exclude(answered_at=None) if request.method == "POST" else ()
    context = {
        # Another user has answered since the page was opened, or there are new questions.
        "typed": get_unsaved_input(request, answer_labels(answered)) if answered else [],
        "grant": bid.grant,
        "bid": bid,
        "sections": SECTIONS,
        "differences": changed,
        "gaps": lacking_by_section(bid) if changed else [],
    }
    return pressed_page(request, "funding/bid_answer.html", form, context)
