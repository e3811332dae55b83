from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from funding.access.selectors import get_bid_or_404, get_grant_or_404
from funding.bids.attachments import MEDIA, accepts_files, file_extension
from funding.bids.file_access import can_score, files_to_score, visible_files
from funding.bids.versions import record_author
from funding.forms.attachment import BidFileForm
from funding.forms.bids import is_writable
from funding.models import Bid, BidFile, Grant, Project
from funding.views.bid_navigation import (
    Row,
    find_bid_to_write,
    find_project_to_write,
    noun_of,
    redirect_to_row,
    render_not_possible,
)
from plans.access import capability_required
from plans.records import withdraw_row

NO_FILES = "You can add and withdraw files only while you can edit the bid, or once the project is funded."


@capability_required("write_bid")
def bid_file_add(request, partnership, grant, number):
    return add_file(request, find_bid_to_write(request, grant, number))


@capability_required("write_bid")
def project_file_add(request, partnership, grant, number):
    return add_file(request, find_project_to_write(request, grant, number))


def add_file(request, row: Row):
    """The page on which a file is added to a bid, a project or a change, and what comes of sending it."""
    if not accepts_files(row):
        return render_not_possible(request, row, NO_FILES)

    form = BidFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()), row=row)

    if request.method == "POST" and form.is_valid():
        added = form.add(by=request.user)
        record_file_author(row, request.user)
        messages.success(request, f"File “{added}” added")
        return redirect_to_row(row)

    context = {"grant": row.grant, "row": row, "noun": noun_of(row), "form": form}
    return render(request, "funding/bid_file_add.html", context, status=422 if form.errors else 200)


def record_file_author(row: Row, person) -> None:
    """Record who added to a bid or change that is being written; files of a project are no answers."""
    if not isinstance(row, Project) and is_writable(row):
        record_author(row, person)


@capability_required("view_grants")
@require_GET
def bid_file(request, partnership, grant, number, file):
    found = get_grant_or_404(request, grant)
    files = readable_files(request, found, number)
    kept = get_object_or_404(BidFile, pk__in=[each.pk for each in files], pk=file)

    return HttpResponse(
        bytes(kept.content),
        content_type=MEDIA.get(file_extension(kept.filename), "application/octet-stream"),
        headers={
            "Content-Disposition": content_disposition_header(True, kept.filename),
            "X-Content-Type-Options": "nosniff",
        },
    )


def readable_files(request, grant: Grant, number: int) -> list[BidFile]:
    """Return the files of the bid that the person can download, to score it or to read it. Raises Http404, and 403."""
    sent = Bid.objects.of_grant(grant).sent().select_related("grant").filter(number=number).first()
    if sent is not None and can_score(request.access, sent):
        return files_to_score(sent)
    return visible_files(request.access, get_bid_or_404(request, grant, number))


@capability_required("write_bid")
def bid_file_withdraw(request, partnership, grant, number, file):
    bid = find_bid_to_write(request, grant, number)
    kept = get_object_or_404(
        bid.files.select_related("bid__grant__partnership", "change__project__grant__partnership"),
        pk=file,
        is_withdrawn=False,
        project_return=None,
    )
    row = kept.change or getattr(bid, "project", None) or bid
    if not accepts_files(row):
        return render_not_possible(request, row, NO_FILES)

    if request.method == "POST":
        with transaction.atomic():
            withdraw_row(kept, by=request.user)
            record_file_author(row, request.user)
        messages.success(request, f"File “{kept}” withdrawn")
        return redirect_to_row(row)

    context = {"grant": bid.grant, "row": row, "noun": noun_of(row), "file": kept}
    return render(request, "funding/bid_file_withdraw.html", context)
