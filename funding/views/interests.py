"""The page to declare an interest in a bid, for every user who can score or approve it."""

from django.shortcuts import redirect

from funding.access.conflicts_of_interest import InterestChecker
from funding.access.finders import get_bid_or_404
from funding.bids.display import BidDisplay, build_bid_display
from funding.forms.scoring import InterestForm, score_labels
from funding.lifecycles import CHANGE_OPEN, UNDECIDED_STATES, ChangeState
from funding.models import Assessment, Bid, ProjectChange
from funding.views.bid_navigation import render_not_possible
from funding.views.scoring import write_stand
from plans.access import Access, capability_required
from plans.records import form_data
from plans.views.form_views import render_form


@capability_required("declare_interest", get_bid_or_404)
def interest_declare(request, bid):
    reading = build_bid_display(request.access, bid)
    if words := why_nothing_to_declare(reading, InterestChecker(bid.grant), request.user):
        return render_not_possible(request, bid, words, title=reading.title, labels=score_labels([]))

    form = InterestForm(form_data(request), bid=bid, scorer=None, row=stand_of(bid, request.user))

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = write_stand(request, form)
        if clashes is None:
            return redirect(where_it_matters(request.access), bid.partnership.slug, bid.grant.slug)

    context = {"grant": bid.grant, "bid": bid, "reading": reading, "back": where_it_matters(request.access)}
    return render_form(request, "funding/interest_declare.html", form, context, clashes=clashes)


def why_nothing_to_declare(reading: BidDisplay, ties: InterestChecker, person) -> str:
    """Return why an interest has no effect, in a sentence; "" if it has one."""
    if not is_being_decided(reading.bid):
        return (
            f"You cannot declare an interest in “{reading.title}” because its status is “{reading.state_words}”."
            " You can declare an interest only before a bid is decided."
        )
    if ties.why_not_scored(reading.bid, person):
        return "You do not need to declare an interest. You cannot score or approve this bid because you helped to write it, or work for the organisation that submitted it."
    return ""


def is_being_decided(bid: Bid) -> bool:
    """Return whether the bid, or a change to its project, is being decided."""
    if bid.state in UNDECIDED_STATES:
        return True
    changes = ProjectChange.objects.filter(project__bid=bid, state__in=sorted(CHANGE_OPEN))
    return changes.exclude(state=ChangeState.DRAFT).exists()


def stand_of(bid: Bid, person) -> Assessment | None:
    """Return the user's score or interest so far, whether or not they are invited to score."""
    found = Assessment.objects.filter(bid=bid, scorer__person=person)
    return found.order_by("scorer__is_withdrawn", "pk").first()


def where_it_matters(access: Access) -> str:
    """Return the URL of the previous page: the bids to approve, or the scores."""
    if access.can("approve_bids"):
        return "approve_for_chair"
    return "approve_for_funder" if access.can("approve_bids_as_funder") else "grant_scores"
