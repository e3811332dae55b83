from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from funding.bids.editions import note_author
from funding.bids.file_reading import files_read, files_to_score, may_score
from funding.bids.files import MEDIA, ending_of, takes_files
from funding.bids.reading import read_bid
from funding.finding import find_bid, find_grant
from funding.forms.files import BidFileForm
from funding.models import Bid, BidFile, Grant
from funding.views.bid_rooms import find_bid_to_write, not_possible, to_bid
from funding.way import WRITABLE
from plans.access import requires
from plans.writing import withdraw_row

NO_FILES = "Files are added and withdrawn while a bid's words can be changed, and once its project is funded."


@requires("write_bid")
def bid_file_add(request, partnership, grant, number):
    bid = find_bid_to_write(request, grant, number)
    if not takes_files(bid):
        return not_possible(request, bid, NO_FILES)

    form = BidFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()), bid=bid)

    if request.method == "POST" and form.is_valid():
        added = form.add(by=request.user)
        note_hand(bid, request.user)
        messages.success(request, f"Added the file “{added}”.")
        return to_bid(bid)

    context = {"grant": bid.grant, "bid": bid, "form": form}
    return render(request, "funding/bid_file_add.html", context, status=422 if form.errors else 200)


def note_hand(bid: Bid, person) -> None:
    """Notes who added to a bid that is being written; papers of a running project are no words of its bid."""
    if bid.state in WRITABLE:
        note_author(bid, person)


@requires("see_grants")
@require_GET
def bid_file(request, partnership, grant, number, file):
    found = find_grant(request, grant)
    files = readable_files(request, found, number)
    kept = get_object_or_404(BidFile, pk__in=[each.pk for each in files], pk=file)

    return HttpResponse(
        bytes(kept.content),
        content_type=MEDIA.get(ending_of(kept.filename), "application/octet-stream"),
        headers={
            "Content-Disposition": content_disposition_header(True, kept.filename),
            "X-Content-Type-Options": "nosniff",
        },
    )


def readable_files(request, grant: Grant, number: int) -> list[BidFile]:
    """The bid's files that the person may take, to score it or to read it. Raises Http404, and 403 as find_bid."""
    sent = Bid.objects.of_grant(grant).sent().select_related("grant").filter(number=number).first()
    if sent is not None and may_score(request.seat, sent):
        return files_to_score(sent)
    return files_read(read_bid(request.seat, find_bid(request, grant, number)))


@requires("write_bid")
def bid_file_withdraw(request, partnership, grant, number, file):
    bid = find_bid_to_write(request, grant, number)
    kept = get_object_or_404(
        bid.files.select_related("bid__grant__partnership"),
        pk=file,
        is_withdrawn=False,
        project_return=None,
    )
    if not takes_files(bid):
        return not_possible(request, bid, NO_FILES)

    if request.method == "POST":
        with transaction.atomic():
            withdraw_row(kept, by=request.user)
            note_hand(bid, request.user)
        messages.success(request, f"Withdrew the file “{kept}”.")
        return to_bid(bid)

    return render(request, "funding/bid_file_withdraw.html", {"grant": bid.grant, "bid": bid, "file": kept})
