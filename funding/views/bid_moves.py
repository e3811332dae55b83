from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from funding.bids.editions import content_of, differences, edition_of
from funding.bids.questions import SECTIONS
from funding.bids.reading import gaps_by_section, gaps_of, read_bid, window_words
from funding.finding import find_bid, find_grant
from funding.forms.moves import AnswerForm, AskForm, SubmitForm, WordsForm, answer_labels, labels_of
from funding.models import Bid
from funding.moves.changing import begin_change, drop_change
from funding.moves.clarifying import answer_clarification, ask_clarification
from funding.moves.ending import decline_bid, why_not_declined, withdraw_bid
from funding.moves.step import BidNotWhole, MoveRefused, fresh, move_bid
from funding.moves.submitting import closed_words, submit_bid
from funding.rights import is_possible, may_move, may_move_elsewhere
from funding.views.bid_rooms import ENDINGS, find_bid_to_write, not_possible, to_bid
from funding.views.typed import typed_again
from funding.way import PAST, Move, State
from plans.access import requires
from plans.drafts import keep_sent, typed_in
from plans.views.form_page import after_saving, form_page

# Move → what is done; each takes the bid, who, the words, and the version that was seen.
PRESSES: dict[str, Callable] = {
    Move.SHORTLIST: lambda bid, **said: move_bid(bid, Move.SHORTLIST, **said),
    Move.START: lambda bid, **said: move_bid(bid, Move.START, **said),
    Move.CLOSE: lambda bid, **said: move_bid(bid, Move.CLOSE, **said),
    Move.CHANGE: begin_change,
    Move.DROP_CHANGE: drop_change,
    Move.DECLINE: decline_bid,
    Move.WITHDRAW: withdraw_bid,
}
WHAT_FOLLOWS: dict[str, str] = {
    Move.ASK: "The bid waits for the bidder's answer, and then goes on from where it stands now.",
    Move.SHORTLIST: "The bid goes to the group, which scores it and decides.",
    Move.START: "The project runs from now on, and sends a return for each of its quarters.",
    Move.CLOSE: "The project is over: returns are still asked for the quarters that have begun, and for no later ones. Its evaluation is written next.",
    Move.CHANGE: "The words open for a change. What was approved stands until the chair and the funder have approved the change.",
    Move.DROP_CHANGE: "The words go back to those that were approved, and the project goes on.",
    Move.DECLINE: "The bid is not funded, and its way ends here.",
    Move.WITHDRAW: "The bid is taken back, and its way ends here. Nothing of it is deleted.",
}  # fmt: skip


@requires("see_grants")
def bid_move(request, partnership, grant, number, move):
    found = find_grant(request, grant)
    bid = find_bid(request, found, number)
    if move not in Move.values:
        raise Http404("A bid has no such move.")
    if move not in WHAT_FOLLOWS or not is_possible(bid, move):
        return not_possible(request, bid, stands_elsewhere(request, bid, move), labels=labels_of(move))
    if not may_move(request.seat, bid, move) and has_gone_on(request, bid, move):
        return not_possible(request, bid, others_turn(request, bid, move), labels=labels_of(move))
    if not may_move(request.seat, bid, move):
        raise PermissionDenied(f"“{Move(move).label}” is not yours to press with this bid.")
    if move == Move.DECLINE and (words := why_not_declined(bid, request.user)):
        return not_possible(request, bid, words, labels=labels_of(move))

    typed = typed_in(request)
    form = AskForm(typed, bid=bid) if move == Move.ASK else WordsForm(typed, bid=bid, move=move)

    if request.method == "POST" and form.is_valid():
        moved = tried(request, form, bid, lambda: make_move(form, bid, move, by=request.user))
        if moved is not None:
            after_saving(request, form)
            messages.success(request, f"{PAST[move]}: “{moved}”.")
            return to_bid(moved)

    return move_page(request, bid, move, form)


def has_gone_on(request, bid: Bid, move: str) -> bool:
    """Whether a press came late: the move was this person's to make where the bid stood when they opened the page."""
    was_sent = request.method == "POST" and request.POST.get("version") not in (None, str(bid.version))
    return was_sent and may_move_elsewhere(request.seat, bid, move)


def make_move(form, bid: Bid, move: str, *, by) -> Bid:
    """The bid after the move. Raises MoveRefused."""
    seen = {"by": by, "seen_version": form.seen_version}
    if move == Move.ASK:
        return ask_clarification(bid, form.asked, **seen)
    return PRESSES[move](bid, words=form.cleaned_data["words"], **seen)


def tried(request, form, bid: Bid, do: Callable[[], Bid]) -> Bid | None:
    """What came of a move; None where it was refused: the form says why, and what was typed is kept."""
    try:
        return do()
    except BidNotWhole as lacking:
        form.add_error(None, gaps_words(lacking.gaps))
    except MoveRefused as refused:
        form.refuse(str(refused), version=fresh(bid).version)
    keep_sent(request, now=timezone.now())
    return None


def gaps_words(found) -> str:
    """What is missing, in a sentence above the list that names each."""
    things = "1 thing is" if len(found) == 1 else f"{len(found)} things are"
    return f"{things} missing or not right yet: each is named below, with the way to it"


def pressed_page(request, template: str, form, context: dict):
    """The page of a move with its form; 409 where the move was refused as the bid stands now."""
    response = form_page(request, template, form, context)
    if form.is_refused:
        response.status_code = 409
    return response


def lacking_by_section(bid: Bid):
    """The sections that lack something, each with what it lacks."""
    return [(section, lacking) for section, lacking in gaps_by_section(gaps_of(bid)) if lacking]


def move_page(request, bid: Bid, move: str, form):
    """The page of one of the moves that share it."""
    context = {
        "grant": bid.grant,
        "bid": bid,
        "reading": read_bid(request.seat, bid),
        "move": Move(move),
        "follows": what_follows(bid, move),
        "is_ending": move in ENDINGS,
    }
    return pressed_page(request, "funding/bid_move.html", form, context)


def what_follows(bid: Bid, move: str) -> str:
    """What a move does, in a sentence or two."""
    if move == Move.DECLINE and bid.is_change:
        return (
            "The change is declined: the words go back to those that were approved, and the project goes on."
        )
    if move == Move.WITHDRAW and bid.state == State.APPROVED:
        return "The project is taken back, and its way ends here. What was committed to it is free in its pot again."
    return WHAT_FOLLOWS[move]


def stands_elsewhere(request, bid: Bid, move: str) -> str:
    """Why a move cannot be made on this page."""
    reading = read_bid(request.seat, bid)
    label = Move(move).label
    if move in WHAT_FOLLOWS or not is_possible(bid, move):
        return (
            f"“{reading.title}” stands at “{reading.state_words}”, so this cannot be done: {label.lower()}."
        )
    return f"“{label}” has a page of its own. Go back to the bid and press it there."


def others_turn(request, bid: Bid, move: str) -> str:
    """Why a move is another's to make where the bid stands now."""
    reading = read_bid(request.seat, bid)
    return (
        f"“{reading.title}” stands at “{reading.state_words}” now, and there this is another person's to do:"
        f" {Move(move).label.lower()}."
    )


@requires("write_bid")
def bid_submit(request, partnership, grant, number):
    bid = find_bid_to_write(request, grant, number)
    if not is_possible(bid, Move.SUBMIT):
        return not_possible(
            request, bid, stands_elsewhere(request, bid, Move.SUBMIT), labels=labels_of(Move.SUBMIT)
        )

    form = SubmitForm(typed_in(request), bid=bid)

    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data.get("words", "")
        submitted = tried(
            request,
            form,
            bid,
            lambda: submit_bid(bid, by=request.user, words=words, seen_version=form.seen_version),
        )
        if submitted is not None:
            after_saving(request, form)
            messages.success(request, f"Submitted “{submitted}” as version {submitted.edition}.")
            return to_bid(submitted)

    return submit_page(request, bid, form)


def submit_page(request, bid: Bid, form):
    """The review of what is submitted: what it says, what is missing, until when, and what changes."""
    now = timezone.now()
    approved = edition_of(bid, bid.approved_edition)
    is_late = bid.state == State.DRAFT and bool(closed_words(bid.pot, now))
    context = {
        "grant": bid.grant,
        "bid": bid,
        "reading": read_bid(request.seat, bid),
        "gaps": lacking_by_section(bid),
        "window": window_words(bid.pot, now) if bid.state == State.DRAFT else "",
        "is_late": is_late,
        "approved": approved,
        "differences": differences(approved.content, content_of(bid)) if approved else [],
    }
    return pressed_page(request, "funding/bid_submit.html", form, context)


@requires("write_bid")
def bid_answer(request, partnership, grant, number):
    bid = find_bid_to_write(request, grant, number)
    if not is_possible(bid, Move.ANSWER):
        labels = answer_labels(bid.questions.all())
        return not_possible(request, bid, stands_elsewhere(request, bid, Move.ANSWER), labels=labels)

    waiting = bid.questions.filter(answered_at=None).select_related("asked_by")
    form = AnswerForm(typed_in(request), bid=bid, waiting=waiting)

    if request.method == "POST" and form.is_valid():
        answered = tried(
            request,
            form,
            bid,
            lambda: answer_clarification(bid, form.answers, by=request.user, seen_version=form.seen_version),
        )
        if answered is not None:
            after_saving(request, form)
            messages.success(request, answered_words(bid, answered))
            return to_bid(answered)

    return answer_page(request, bid, form)


def answered_words(before: Bid, answered: Bid) -> str:
    """What came of the answers, in a sentence."""
    if answered.edition == before.edition:
        return f"Answered. “{answered}” stands at “{answered.get_state_display()}” again."
    return f"Answered with changed words: version {answered.edition} of “{answered}” stands at “{answered.get_state_display()}”."


def answer_page(request, bid: Bid, form):
    """The questions with a box for each answer, and what was changed in the bid meanwhile."""
    kept = edition_of(bid, bid.edition)
    changed = differences(kept.content, content_of(bid)) if kept else []
    answered = bid.questions.exclude(answered_at=None) if request.method == "POST" else ()
    context = {
        # What another person has answered since the page was opened, and new questions were asked.
        "typed": typed_again(request, answer_labels(answered)) if answered else [],
        "grant": bid.grant,
        "bid": bid,
        "sections": SECTIONS,
        "differences": changed,
        "gaps": lacking_by_section(bid) if changed else [],
    }
    return pressed_page(request, "funding/bid_answer.html", form, context)
