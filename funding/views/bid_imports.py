from collections.abc import Iterable

from django.contrib import messages
from django.shortcuts import redirect, render

from funding.access.finders import get_bid_import_or_404, get_grant_or_404
from funding.bid_imports.columns import years_of
from funding.bid_imports.importing import changed_rows, import_bids, overcommitted_pots, without_changed
from funding.bid_imports.parsing import BidRow, parse_bids
from funding.forms.bid_import import BidUploadForm, HideTotalsForm, ImportBidsForm
from funding.grants.operations import hide_printed_totals, mark_imported, store_bid_import
from funding.money.amounts import format_money
from plans.access import capability_required
from plans.files import SourceFileError
from plans.govuk import Column, Table, number_column


@capability_required("manage_grants", get_grant_or_404)
def bid_import_upload(request, grant):
    form = BidUploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()), grant=grant)

    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["file"].name
        kept = store_bid_import(grant, filename=name, content=form.content, by=request.user)
        return redirect("bid_import_review", grant.partnership.slug, grant.slug, kept.pk)

    context = {"grant": grant, "form": form}
    return render(request, "funding/bid_import_upload.html", context, status=422 if form.errors else 200)


@capability_required("manage_grants", get_bid_import_or_404)
def bid_import_review(request, kept):
    try:
        read = parse_bids(kept.filename, bytes(kept.content), years=years_of(kept.grant.period))
    except SourceFileError as refused:
        # The grant's period, or what is accepted, has changed since the file was uploaded.
        messages.error(request, str(refused))
        return redirect("bid_import_upload", kept.grant.partnership.slug, kept.grant.slug)

    typed = request.POST if request.method == "POST" else None
    changed = changed_rows(kept.grant, read)
    wanted = without_changed(read, changed) if request.POST.get("changed") == "leave" else read
    form = ImportBidsForm(
        typed,
        refusals=read.refusals,
        over=overcommitted_pots(kept.grant, wanted),
        changed=changed,
        is_empty=not read.bids,
    )

    if request.method == "POST" and form.is_valid():
        came = import_bids(
            kept.grant,
            wanted,
            filename=kept.filename,
            approved=form.cleaned_data["taken_as"] == "approved",
            reason=form.cleaned_data.get("reason", ""),
            by=request.user,
        )
        mark_imported(kept)
        messages.success(request, came.words)
        return redirect("grant_detail", kept.grant.partnership.slug, kept.grant.slug)

    context = {
        "grant": kept.grant,
        "kept": kept,
        "read": read,
        "changed": changed,
        "total": sum(bid.asked for bid in read.bids),
        "table": parsed_bids_table(read.bids),
        "form": form,
    }
    return render(request, "funding/bid_import_review.html", context, status=422 if form.errors else 200)


def parsed_bids_table(bids: Iterable[BidRow]) -> Table:
    """Return the bids of a spreadsheet before they are imported."""
    columns = (Column("Row"), Column("Pot"), Column("Project"), Column("Lead"), number_column("Amount"))
    rows = ((str(bid.row), bid.pot, bid.title, bid.lead, format_money(bid.asked)) for bid in bids)
    return Table(
        "Bids in the spreadsheet",
        columns,
        rows,
        id="read",
        caption_size="m",
        css_class="grant-table",
        is_cards=True,
    )


@capability_required("manage_grants", get_grant_or_404)
def printed_totals_hide(request, grant):
    form = HideTotalsForm(request.POST if request.method == "POST" else None, grant=grant)

    if request.method == "POST" and form.is_valid():
        names = form.cleaned_data["sheets"]
        hide_printed_totals(grant, names, by=request.user)
        messages.success(request, f"Totals of {', '.join(names)} hidden")
        return redirect("grant_detail", grant.partnership.slug, grant.slug)

    context = {"grant": grant, "form": form}
    return render(request, "funding/printed_totals_hide.html", context, status=422 if form.errors else 200)
