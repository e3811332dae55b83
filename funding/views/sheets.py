from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from funding.finding import find_grant
from funding.forms.sheets import BringInForm, TotalsForm, UploadForm
from funding.operations import keep_sheet, mark_brought_in, withdraw_totals
from funding.sheets.bringing_in import bring_in_bids, changed_rows, goes_over, without_changed
from funding.sheets.columns import years_of
from funding.sheets.reading import read_bids
from plans.access import requires


@requires("run_grants")
def sheet_upload(request, partnership, grant):
    found = find_grant(request, grant)

    form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()), grant=found)

    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["file"].name
        kept = keep_sheet(found, filename=name, content=form.content, by=request.user)
        return redirect("sheet_check", partnership.slug, found.slug, kept.pk)

    context = {"grant": found, "form": form}
    return render(request, "funding/sheet_upload.html", context, status=422 if form.errors else 200)


@requires("run_grants")
def sheet_check(request, partnership, grant, sheet):
    found = find_grant(request, grant)
    kept = get_object_or_404(found.sheets.all(), pk=sheet)
    read = read_bids(kept.filename, bytes(kept.content), years=years_of(found.period))

    typed = request.POST if request.method == "POST" else None
    changed = changed_rows(found, read)
    wanted = without_changed(read, changed) if request.POST.get("changed") == "leave" else read
    form = BringInForm(
        typed,
        refusals=read.refusals,
        over=goes_over(found, wanted),
        changed=changed,
        is_empty=not read.bids,
    )

    if request.method == "POST" and form.is_valid():
        came = bring_in_bids(
            found,
            wanted,
            filename=kept.filename,
            approved=form.cleaned_data["taken_as"] == "approved",
            reason=form.cleaned_data.get("reason", ""),
            by=request.user,
        )
        mark_brought_in(kept)
        messages.success(request, came.words)
        return redirect("grant_page", partnership.slug, found.slug)

    context = {
        "grant": found,
        "kept": kept,
        "read": read,
        "changed": changed,
        "total": sum(bid.asked for bid in read.bids),
        "form": form,
    }
    return render(request, "funding/sheet_check.html", context, status=422 if form.errors else 200)


@requires("run_grants")
def totals_withdraw(request, partnership, grant):
    found = find_grant(request, grant)

    form = TotalsForm(request.POST if request.method == "POST" else None, grant=found)

    if request.method == "POST" and form.is_valid():
        names = form.cleaned_data["sheets"]
        withdraw_totals(found, names, by=request.user)
        messages.success(request, f"Withdrew the printed totals of {', '.join(names)}.")
        return redirect("grant_page", partnership.slug, found.slug)

    context = {"grant": found, "form": form}
    return render(request, "funding/totals_withdraw.html", context, status=422 if form.errors else 200)
