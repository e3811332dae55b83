"""A grant's documents for its funder, each as PDF and as Word file."""

from django.urls import reverse
from django.views.decorators.http import require_GET

from funding.access.selectors import get_bid_or_404, get_grant_or_404, sees_approved_only
from funding.bids.approved_version import with_approved_values
from funding.statement.queries import get_final_statement, get_quarter_statement
from plans.access import capability_required
from reports.funder_documents.business_case import build_business_case as paper_of_bid
from reports.funder_documents.downloads import paper_answer, refuse_other_endings
from reports.funder_documents.final_report import build_final_report
from reports.funder_documents.return_documents import build_grant_return_document as paper_of_quarter
from reports.funder_documents.return_documents import build_return_document as paper_of_return
from reports.funder_documents.selectors import (
    bid_words,
    get_listed_return_or_404,
    reads_approved_only,
    refuse_strange_quarter,
    visible_returns,
)


@capability_required("view_grants")
@require_GET
def business_case_download(request, partnership, grant, number, ending):
    refuse_other_endings(ending)
    request.access.limited_to_bodies("view_grants")
    grant = get_grant_or_404(request, grant)
    bid = get_bid_or_404(request, grant, number)

    words = bid_words(request, bid)

    paper = paper_of_bid(bid, words, is_agreed_only=reads_approved_only(request.access, bid))
    name = f"{grant.slug}-bid-{bid.number}-business-case"
    back = reverse("bid_detail", args=[partnership.slug, grant.slug, bid.number])
    return paper_answer(request, partnership, paper, name, ending, back=back)


@capability_required("view_grants")
@require_GET
def return_download(request, partnership, grant, number, quarter, ending):
    refuse_other_endings(ending)
    request.access.limited_to_bodies("view_grants")
    grant = get_grant_or_404(request, grant)
    bid = get_bid_or_404(request, grant, number)

    returns = visible_returns(request.access, bid)
    row = get_listed_return_or_404(returns, quarter)

    # A return belongs to the project as it was approved.
    [project] = with_approved_values([bid])
    paper = paper_of_return(project, row, returns)
    name = f"{grant.slug}-bid-{bid.number}-return-{quarter}"
    back = reverse("bid_detail", args=[partnership.slug, grant.slug, bid.number])
    return paper_answer(request, partnership, paper, name, ending, back=back)


@capability_required("view_grant_papers")
@require_GET
def grant_return_download(request, partnership, grant, quarter, ending):
    refuse_other_endings(ending)
    grant = get_grant_or_404(request, grant)
    refuse_strange_quarter(grant, quarter)

    statement = get_quarter_statement(grant, quarter, approved_only=sees_approved_only(request.access))

    paper = paper_of_quarter(statement, partnership.name, quarter)
    name = f"{grant.slug}-grant-return-{quarter}"
    back = reverse("grant_detail", args=[partnership.slug, grant.slug])
    return paper_answer(request, partnership, paper, name, ending, back=back)


@capability_required("view_grant_papers")
@require_GET
def final_report_download(request, partnership, grant, ending):
    refuse_other_endings(ending)
    grant = get_grant_or_404(request, grant)

    statement = get_final_statement(grant, approved_only=sees_approved_only(request.access))

    paper = build_final_report(statement, partnership.name)
    back = reverse("grant_detail", args=[partnership.slug, grant.slug])
    return paper_answer(request, partnership, paper, f"{grant.slug}-grant-final-report", ending, back=back)
