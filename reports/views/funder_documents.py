"""A grant's documents for its funder, each as PDF and as Word file."""

from django.urls import reverse
from django.views.decorators.http import require_GET

from funding.access.finders import (
    get_bid_or_404,
    get_change_or_404,
    get_grant_or_404,
    get_project_or_404,
)
from funding.access.selectors import sees_approved_only
from funding.bids.visible_version import reads_approved_only
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
    refuse_strange_quarter,
    visible_returns,
)


@capability_required("view_grants", get_bid_or_404)
@require_GET
def business_case_download(request, bid, ending):
    refuse_other_endings(ending)

    name = f"{bid.grant.slug}-bid-{bid.number}-business-case"
    return render_business_case(request, bid, name, ending)


@capability_required("view_grants", get_change_or_404)
@require_GET
def change_business_case_download(request, change, ending):
    refuse_other_endings(ending)

    name = f"{change.grant.slug}-project-{change.project.number}-change-{change.number}-business-case"
    return render_business_case(request, change, name, ending)


def render_business_case(request, row, name: str, ending: str):
    """Return the business case of a bid or of a change, in the requested version, if the user can see it."""
    words = bid_words(request, row)
    paper = paper_of_bid(row, words, is_agreed_only=reads_approved_only(request.access, row))
    return paper_answer(request, row.partnership, paper, name, ending, back=row.get_absolute_url())


@capability_required("view_grants", get_project_or_404)
@require_GET
def return_download(request, project, quarter, ending):
    refuse_other_endings(ending)

    returns = visible_returns(request.access, project)
    row = get_listed_return_or_404(returns, quarter)

    paper = paper_of_return(project, row, returns)
    name = f"{project.grant.slug}-project-{project.number}-return-{quarter}"
    return paper_answer(request, project.partnership, paper, name, ending, back=project.get_absolute_url())


@capability_required("view_grant_papers", get_grant_or_404)
@require_GET
def grant_return_download(request, grant, quarter, ending):
    refuse_other_endings(ending)
    refuse_strange_quarter(grant, quarter)

    statement = get_quarter_statement(grant, quarter, approved_only=sees_approved_only(request.access))

    paper = paper_of_quarter(statement, grant.partnership.name, quarter)
    name = f"{grant.slug}-grant-return-{quarter}"
    back = reverse("grant_detail", args=[grant.partnership.slug, grant.slug])
    return paper_answer(request, grant.partnership, paper, name, ending, back=back)


@capability_required("view_grant_papers", get_grant_or_404)
@require_GET
def final_report_download(request, grant, ending):
    refuse_other_endings(ending)

    statement = get_final_statement(grant, approved_only=sees_approved_only(request.access))

    paper = build_final_report(statement, grant.partnership.name)
    back = reverse("grant_detail", args=[grant.partnership.slug, grant.slug])
    return paper_answer(
        request, grant.partnership, paper, f"{grant.slug}-grant-final-report", ending, back=back
    )
