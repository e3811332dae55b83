from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from funding.access.finders import (
    get_bid_or_404,
    get_bid_to_write_or_404,
    get_grant_or_404,
    get_project_to_write_or_404,
    sent_bids,
)
from funding.bids.attachments import MEDIA, NO_FILES, accepts_files, check_accepts_files, file_extension
from funding.bids.file_access import can_score, files_to_score, visible_files
from funding.bids.transitions import lock_grant, refetch
from funding.bids.versions import record_author
from funding.forms.attachment import BidFileForm
from funding.forms.bids import is_writable
from funding.models import BidFile, Project
from funding.views.bid_navigation import (
    Row,
    noun_of,
    redirect_to_row,
    render_not_possible,
)
from plans.access import Access, capability_required, checks_body_for
from plans.records import OperationError, withdraw_row


@capability_required("write_bid", get_bid_to_write_or_404)
def bid_file_add(request, bid):
    return add_file(request, bid)


@capability_required("write_bid", get_project_to_write_or_404)
def project_file_add(request, project):
    return add_file(request, project)


def add_file(request, row: Row):
    """Return the page to add a file to a bid, a project or a change, or redirect after it is added."""
    if not accepts_files(row):
        return render_not_possible(request, row, NO_FILES)

    form = BidFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()), row=row)

    if request.method == "POST" and form.is_valid():
        try:
            added = form.add(by=request.user)
        except OperationError as refused:
            return render_not_possible(request, row, str(refused))
        record_file_author(row, request.user)
        messages.success(request, f"File “{added}” added")
        return redirect_to_row(row)

    context = {"grant": row.grant, "row": row, "noun": noun_of(row), "form": form}
    return render(request, "funding/bid_file_add.html", context, status=422 if form.errors else 200)


def record_file_author(row: Row, person) -> None:
    """Record who added to a bid or change that is being written; files of a project are no answers."""
    if not isinstance(row, Project) and is_writable(row):
        record_author(row, person)


@checks_body_for("view_grants")
def get_readable_file_or_404(access: Access, capability: str, grant: str, number: int, file: int) -> BidFile:
    """Return a file of a bid that the person can download, to score the bid or to read it.

    Raises PermissionDenied for another body's bid.
    """
    within = get_grant_or_404(access, capability, grant)
    sent = sent_bids(within).filter(number=number).first()
    if sent is not None and can_score(access, sent):
        files = files_to_score(sent)
    else:
        bid = get_bid_or_404(access, capability, grant, number)
        # A project can gain its lead with a change.
        files = visible_files(access, getattr(bid, "project", None) or bid)
    return get_object_or_404(BidFile, pk__in=[each.pk for each in files], pk=file)


@checks_body_for("view_grants", "write_bid")
def get_file_to_withdraw_or_404(
    access: Access, capability: str, grant: str, number: int, file: int
) -> BidFile:
    """Return a file of a bid, project or change that the person can write. Raises PermissionDenied for another body's."""
    bid = get_bid_or_404(access, capability, grant, number)
    files = bid.files.select_related(
        *(f"{each}__grant__partnership" for each in ("bid", "project", "change__project"))
    )
    kept = get_object_or_404(files, pk=file, is_withdrawn=False, project_return=None)
    access.require_body("write_bid", kept.subject.lead_ids)
    return kept


@capability_required("view_grants", get_readable_file_or_404)
@require_GET
def bid_file(request, kept):
    return HttpResponse(
        bytes(kept.content),
        content_type=MEDIA.get(file_extension(kept.filename), "application/octet-stream"),
        headers={
            "Content-Disposition": content_disposition_header(True, kept.filename),
            "X-Content-Type-Options": "nosniff",
        },
    )


@capability_required("write_bid", get_file_to_withdraw_or_404)
def bid_file_withdraw(request, kept):
    row = kept.subject
    if not accepts_files(row):
        return render_not_possible(request, row, NO_FILES)

    if request.method == "POST":
        try:
            withdraw_file(kept, by=request.user)
        except OperationError as refused:
            return render_not_possible(request, row, str(refused))
        messages.success(request, f"File “{kept}” withdrawn")
        return redirect_to_row(row)

    context = {"grant": row.grant, "row": row, "noun": noun_of(row), "file": kept}
    return render(request, "funding/bid_file_withdraw.html", context)


def withdraw_file(kept: BidFile, *, by) -> None:
    """Withdraw the file. Raises OperationError if the bid or change was submitted or decided in the meantime."""
    with transaction.atomic():
        lock_grant(kept.bid.grant_id)
        row = refetch(kept.subject)
        check_accepts_files(row)
        withdraw_row(kept, by=by)
        record_file_author(row, by)
