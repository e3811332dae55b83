"""Approval by the chair and by the funder: select bids, review them and approve them together."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from funding.access.finders import get_grant_or_404
from funding.decisions.approval_list import ApprovalList, PendingBid, approval_list
from funding.decisions.record import approve_bids
from funding.decisions.tables import pots_table, reviewed_table
from funding.forms.approval import (
    TYPED,
    ApprovalConfirmForm,
    ApprovalSelectionForm,
    chosen_words,
    typed_labels,
)
from funding.lifecycles import BidTransitionCode
from funding.models import Grant
from plans.access import capability_required
from plans.records import OperationError, form_data, offered_draft, save_posted_draft
from plans.views.form_views import finish_saving

PAGES = {
    BidTransitionCode.CHAIR_APPROVE: "approve_for_chair",
    BidTransitionCode.FUNDER_APPROVE: "approve_for_funder",
}
CHANGED = "The bids you selected have changed since you opened this page. Nothing was approved. Check the bids and try again."


@capability_required("approve_bids", get_grant_or_404)
def approve_for_chair(request, grant):
    return approve(request, grant, BidTransitionCode.CHAIR_APPROVE)


@capability_required("approve_bids_as_funder", get_grant_or_404)
def approve_for_funder(request, grant):
    return approve(request, grant, BidTransitionCode.FUNDER_APPROVE)


def approve(request, grant: Grant, stage: str):
    """Show the bids to approve or the review of the selected bids, or redirect after approving them."""
    listed = approval_list(grant, stage, request.user)
    typed = form_data(request)
    if typed is not None and "chosen" in typed:
        return approve_chosen(request, grant, stage, listed, typed)

    form = ApprovalSelectionForm(request.POST if request.method == "POST" else None, waiting=listed.waiting)
    words = {name: request.POST[name] for name in TYPED if name in request.POST}

    if request.method == "POST" and (form.is_gone or (form.is_valid() and form.stale)):
        return list_page(request, grant, stage, listed, words=words, status=409, refused=CHANGED)
    if request.method == "POST" and form.is_valid():
        ticked = form.ticked
        confirmation = ApprovalConfirmForm(
            **asked_of(listed, ticked), initial={"chosen": chosen_words(ticked)} | words
        )
        return render_approval_review(request, grant, stage, listed, confirmation, ticked, status=200)
    return list_page(
        request, grant, stage, listed, form=form, words=words, status=422 if form.errors else 200
    )


def approve_chosen(request, grant: Grant, stage: str, listed: ApprovalList, typed: QueryDict):
    """Approve all reviewed bids in one transaction. Bids that are already approved are skipped.

    An unsent comment from a review is only shown.
    """
    selected = ApprovalConfirmForm(typed, goes_over=False).bids
    keys = {(each.bid, each.is_change) for each in selected}
    chosen = [each for each in listed.waiting if (each.bid.pk, each.is_change) in keys]
    confirmation = ApprovalConfirmForm(typed, **asked_of(listed, chosen))
    if request.method != "POST":
        return draft_page(request, grant, stage, listed, confirmation, chosen)
    if not confirmation.is_valid():
        return render_approval_review(request, grant, stage, listed, confirmation, chosen, status=422)

    wanted = confirmation.cleaned_data
    try:
        done = approve_bids(
            grant,
            stage,
            wanted["chosen"],
            by=request.user,
            words=wanted["words"],
            overcommit_reason=wanted.get("reason", ""),
        )
    except OperationError as refused:
        return render_refused_approval(request, grant, stage, f"Nothing was approved. {refused}")
    finish_saving(request, confirmation)
    bids = "1 bid" if len(done) == 1 else f"{len(done)} bids"
    messages.success(request, f"{bids} approved" if done else "These bids were already approved")
    return redirect(PAGES[stage], grant.partnership.slug, grant.slug)


def asked_of(listed: ApprovalList, chosen: list[PendingBid]) -> dict[str, bool]:
    """Return what must be entered: a reason if a pot is over-committed, a comment if a bid now has too few scores."""
    return {
        "goes_over": any(pot.over for pot in listed.after(chosen)),
        "lacks_scores": any(each.lacking for each in chosen),
    }


def render_refused_approval(request, grant: Grant, stage: str, refused: str):
    """Return the current list after a rejected approval, with the comments that were entered."""
    save_posted_draft(request, now=timezone.now())
    words = {name: request.POST[name] for name in TYPED if name in request.POST}
    listed = approval_list(grant, stage, request.user)
    return list_page(request, grant, stage, listed, words=words, status=409, refused=refused)


def draft_page(
    request, grant: Grant, stage: str, listed: ApprovalList, confirmation: ApprovalConfirmForm, chosen
):
    """Show an unsent comment on its review, or above the list if bids have changed."""
    wanted = {(each.bid, each.is_change): each.revision for each in confirmation.bids}
    if wanted and wanted == {(each.bid.pk, each.is_change): each.bid.revision for each in chosen}:
        return render_approval_review(request, grant, stage, listed, confirmation, chosen, status=200)
    words = {name: confirmation.data.get(name, "") for name in TYPED}
    return list_page(request, grant, stage, listed, words=words, status=200)


def list_page(
    request, grant, stage, listed: ApprovalList, *, words: dict[str, str], status: int, form=None, refused=""
):
    """Return the page with the bids to approve, each with a checkbox, and the comments entered so far."""
    form = form or ApprovalSelectionForm(waiting=listed.waiting)
    kept = {name: text for name, text in words.items() if text.strip()}
    labels = typed_labels()
    context = {
        "grant": grant,
        "listed": listed,
        "pots_table": pots_table(listed.pots),
        "form": form,
        "refused": refused,
        "words": [(name, labels[name], text) for name, text in kept.items()],
        "draft": None if kept else offered_draft(request),
    }
    return render(request, f"funding/{PAGES[stage]}.html", context, status=status)


def render_approval_review(
    request, grant, stage, listed: ApprovalList, confirmation: ApprovalConfirmForm, chosen, *, status: int
):
    """Return the page with the bids that will be approved and the totals by pot."""
    context = {
        "grant": grant,
        "listed": listed,
        "form": confirmation,
        "reviewed": chosen,
        "reviewed_table": reviewed_table(chosen),
        "after": listed.after(chosen),
        "address": PAGES[stage],
    }
    return render(request, f"funding/{PAGES[stage]}.html", context, status=status)
