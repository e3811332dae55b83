"""Shared parts of the pages of a bid, a project and a change: buttons, redirects, the "not possible" page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from funding.access import bid_permissions
from funding.lifecycles import BidTransitionCode
from funding.models import Bid, Project, ProjectChange
from funding.views.unsaved_input import get_unsaved_input
from plans.access import Access
from plans.models import HistoryEntry
from plans.models.tracked import row_key
from plans.records import build_entries
from plans.views.history_views import ENTRIES_A_PAGE

Row = Bid | Project | ProjectChange

# Transitions that have a page of their own: under the bid or project, or where bids are decided.
OWN_PAGES = {
    BidTransitionCode.SUBMIT: "submit/",
    BidTransitionCode.ANSWER: "answer/",
    BidTransitionCode.EVALUATE: "evaluation/decide/",
}
GRANT_PAGES = {
    BidTransitionCode.CHAIR_APPROVE: "approve_for_chair",
    BidTransitionCode.FUNDER_APPROVE: "approve_for_funder",
}
ENDINGS = frozenset({BidTransitionCode.DECLINE, BidTransitionCode.WITHDRAW, BidTransitionCode.CANCEL_CHANGE})
CHANGE_LABELS = {
    BidTransitionCode.SUBMIT: "Submit change",
    BidTransitionCode.DECLINE: "Decline change",
}
PROJECT_LABELS = {BidTransitionCode.WITHDRAW: "Withdraw project"}
# What the bid is waiting for; the other transitions are made when there is a reason.
ONWARD = (
    frozenset(
        {
            BidTransitionCode.SUBMIT,
            BidTransitionCode.ANSWER,
            BidTransitionCode.SHORTLIST,
            BidTransitionCode.RECOMMEND,
            BidTransitionCode.START,
            BidTransitionCode.EVALUATE,
        }
    )
    | GRANT_PAGES.keys()
)


@dataclass(frozen=True, slots=True)
class TransitionButton:
    """A transition that the person can make now, and the page on which it is made."""

    words: str
    address: str
    kind: str = ""
    """ "" for the next step, or "secondary" or "warning"."""


def redirect_to_row(row: Row) -> HttpResponse:
    """Redirect to the page of the bid, project or change."""
    return redirect(row.get_absolute_url())


def move_address(row: Row, move: str) -> str:
    """Return the URL of the page for a transition."""
    grant = [row.grant.partnership.slug, row.grant.slug]
    if move == BidTransitionCode.RECOMMEND:
        return reverse("decision_sheet", args=[*grant, row.pot_id])
    if move in GRANT_PAGES:
        return reverse(GRANT_PAGES[move], args=grant)
    return row.get_absolute_url() + OWN_PAGES.get(move, f"status/{move}/")


def get_transition_buttons(access: Access, row: Row) -> list[TransitionButton]:
    """Return the transitions that the user can make now: the next steps first, and those that end something last."""
    found = bid_permissions.available_transitions(access, row)
    if isinstance(row, Project) and row.open_change is not None:
        # A project with an open change is waiting for the decision about it.
        found = []
    elif isinstance(row, Project) and bid_permissions.can_propose_change(access, row):
        found.append(BidTransitionCode.CHANGE)
    moves = sorted(found, key=lambda move: (move in ENDINGS, move not in ONWARD))
    return [
        TransitionButton(transition_label(row, move), move_address(row, move), kind_of(move))
        for move in moves
    ]


def transition_label(row: Row, move: str) -> str:
    """Return the text of a transition's button, which names the change or the project."""
    labels = {ProjectChange: CHANGE_LABELS, Project: PROJECT_LABELS}.get(type(row), {})
    return labels.get(move, BidTransitionCode(move).label)


def kind_of(move: str) -> str:
    """Return the style of a transition's button."""
    return "warning" if move in ENDINGS else "" if move in ONWARD else "secondary"


def noun_of(row: Row) -> str:
    """Return the noun for the row on its pages."""
    return {Project: "project", ProjectChange: "change"}.get(type(row), "bid")


def render_not_possible(
    request: HttpRequest, row: Row, words: str, *, title: str = "", labels: Mapping[str, str] | None = None
) -> HttpResponse:
    """Return the page that explains why this is not possible now, with a link back (409).

    `labels` are those of the text fields: what was entered is shown again, and saved as a draft. `title` is the
    name of the bid as the user can see it.
    """
    typed = get_unsaved_input(request, labels) if labels else []
    context = {
        "grant": row.grant,
        "row": row,
        "title": title or str(row),
        "noun": noun_of(row),
        "words": words,
        "typed": typed,
    }
    return render(request, "funding/bid_not_possible.html", context, status=409)


def render_history_of(request: HttpRequest, row: Row, others: Iterable[str]) -> HttpResponse:
    """Return the page with the history of the bid or project, and of the other rows with these keys."""
    changes = HistoryEntry.objects.filter(row__in=[row_key(row), *others])
    page = Paginator(changes.select_related("created_by").order_by("-id"), ENTRIES_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "grant": row.grant,
        "row": row,
        "noun": noun_of(row),
        "page": page,
        "entries": build_entries(page.object_list),
    }
    return render(request, "funding/bid_history.html", context)
