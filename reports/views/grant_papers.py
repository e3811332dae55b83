"""A grant's papers for its funder, each as PDF and as Word."""

from django.urls import reverse
from django.views.decorators.http import require_GET

from funding.bids.agreed import as_agreed
from funding.finding import find_bid, find_grant, sees_only_agreed
from funding.telling.grants import tell_grant, tell_whole_grant
from plans.access import requires
from reports.paper_answers import paper_answer, refuse_other_endings
from reports.paper_bid import bid_paper as paper_of_bid
from reports.paper_final import final_paper
from reports.paper_finding import (
    bid_words,
    find_return,
    reads_agreed_only,
    refuse_strange_quarter,
    returns_seen,
)
from reports.paper_returns import grant_return_paper as paper_of_quarter
from reports.paper_returns import return_paper as paper_of_return


@requires("see_grants")
@require_GET
def bid_paper(request, partnership, grant, number, ending):
    refuse_other_endings(ending)
    request.seat.whose("see_grants")
    grant = find_grant(request, grant)
    bid = find_bid(request, grant, number)

    words = bid_words(request, bid)

    paper = paper_of_bid(bid, words, is_agreed_only=reads_agreed_only(request.seat, bid))
    name = f"{grant.slug}-bid-{bid.number}-business-case"
    back = reverse("bid_page", args=[partnership.slug, grant.slug, bid.number])
    return paper_answer(request, partnership, paper, name, ending, back=back)


@requires("see_grants")
@require_GET
def return_paper(request, partnership, grant, number, quarter, ending):
    refuse_other_endings(ending)
    request.seat.whose("see_grants")
    grant = find_grant(request, grant)
    bid = find_bid(request, grant, number)

    returns = returns_seen(request.seat, bid)
    row = find_return(returns, quarter)

    # A return is told of the project as it was approved.
    [project] = as_agreed([bid])
    paper = paper_of_return(project, row, returns)
    name = f"{grant.slug}-bid-{bid.number}-return-{quarter}"
    back = reverse("bid_page", args=[partnership.slug, grant.slug, bid.number])
    return paper_answer(request, partnership, paper, name, ending, back=back)


@requires("see_grant_papers")
@require_GET
def grant_return_paper(request, partnership, grant, quarter, ending):
    refuse_other_endings(ending)
    grant = find_grant(request, grant)
    refuse_strange_quarter(grant, quarter)

    told = tell_grant(grant, quarter, only_approved=sees_only_agreed(request.seat))

    paper = paper_of_quarter(told, partnership.name, quarter)
    name = f"{grant.slug}-grant-return-{quarter}"
    back = reverse("grant_page", args=[partnership.slug, grant.slug])
    return paper_answer(request, partnership, paper, name, ending, back=back)


@requires("see_grant_papers")
@require_GET
def grant_final_paper(request, partnership, grant, ending):
    refuse_other_endings(ending)
    grant = find_grant(request, grant)

    told = tell_whole_grant(grant, only_approved=sees_only_agreed(request.seat))

    paper = final_paper(told, partnership.name)
    back = reverse("grant_page", args=[partnership.slug, grant.slug])
    return paper_answer(request, partnership, paper, f"{grant.slug}-grant-final-report", ending, back=back)
