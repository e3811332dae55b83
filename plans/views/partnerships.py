"""Views of the site administrator, who opens and closes partnerships and edits nothing in them."""

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from plans.access import administrator_view
from plans.forms.partnership import FirstOfficerForm, PartnershipForm
from plans.govuk import Cell, Column, Table
from plans.models import Invitation, Partnership, Role
from plans.people import InvitationEmailError, close_partnership, invite, open_partnership, reopen_partnership
from plans.periods import format_date
from plans.records import OperationError
from plans.views.people import warn_email_not_sent


@administrator_view
@require_GET
def partnership_list(request):
    officers = Q(memberships__role=Role.OFFICER, memberships__is_withdrawn=False)
    waiting = Invitation.objects.waiting().filter(partnership=OuterRef("pk"), role=Role.OFFICER)
    partnerships = (
        Partnership.objects.select_related("county")
        .annotate(officers=Count("memberships", filter=officers), is_waiting=Exists(waiting))
        .order_by("closed_on", "name")
    )

    return render(request, "plans/partnership_list.html", {"partnerships": _partnership_table(partnerships)})


def _partnership_table(partnerships: Iterable[Partnership]) -> Table:
    columns = (
        Column("Partnership"),
        Column("Tier"),
        Column("Web address"),
        Column("Officers"),
        Column("Status"),
        Column("Close or reopen", is_heading_hidden=True),
    )
    rows = (
        (
            row.name,
            row.get_tier_display() + (f", under {row.county.name}" if row.county else ""),
            f"/{row.slug}/",
            Cell(template="plans/_partnership_officers.html", values={"partnership": row}),
            f"Closed {format_date(row.closed_on)}" if row.closed_on else "Open",
            Cell(template="plans/_partnership_tools.html", values={"partnership": row}),
        )
        for row in partnerships
    )
    return Table(
        "Partnerships",
        columns,
        rows,
        caption_size="hidden",
        empty="There are no partnerships. Add a partnership.",
    )


@administrator_view
def partnership_add(request):
    form = PartnershipForm(request.POST or None, instance=Partnership())

    if request.method == "POST" and form.is_valid():
        try:
            open_partnership(
                form.instance,
                email=form.cleaned_data["officer_email"],
                name=form.cleaned_data["officer_name"],
                by=request.user,
                now=timezone.now(),
            )
        except OperationError as refused:
            form.add_error("officer_email", str(refused))
        except InvitationEmailError:
            warn_email_not_sent(request)
            return redirect("partnership_list")
        else:
            messages.success(
                request,
                f"{form.instance} added. Invitation sent to {form.cleaned_data['officer_email']}.",
            )
            return redirect("partnership_list")

    status = 422 if request.method == "POST" else 200
    return render(request, "plans/partnership_add.html", {"form": form}, status=status)


@administrator_view
def partnership_first_officer(request, slug):
    partnership = get_object_or_404(Partnership.objects.open(), slug=slug)
    if partnership.memberships.current().filter(role=Role.OFFICER).exists():
        messages.error(
            request, f"{partnership} already has an officer. The officer can invite everyone else."
        )
        return redirect("partnership_list")

    form = FirstOfficerForm(request.POST or None)

    if request.method == "POST" and form.is_valid():
        try:
            invite(
                partnership,
                **form.cleaned_data,
                role=Role.OFFICER,
                body=None,
                by=request.user,
                now=timezone.now(),
            )
        except OperationError as refused:
            form.add_error("email", str(refused))
        except InvitationEmailError:
            warn_email_not_sent(request)
            return redirect("partnership_list")
        else:
            messages.success(
                request, f"Invitation sent to {form.cleaned_data['email']} as officer of {partnership}"
            )
            return redirect("partnership_list")

    status = 422 if request.method == "POST" else 200
    context = {"form": form, "about": partnership}
    return render(request, "plans/partnership_first_officer.html", context, status=status)


@administrator_view
@require_POST
def partnership_close(request, slug):
    partnership = get_object_or_404(Partnership.objects.open(), slug=slug)

    close_partnership(partnership, on=timezone.localdate(), by=request.user)

    messages.success(request, f"{partnership} closed. Nothing was deleted. You can reopen it.")
    return redirect("partnership_list")


@administrator_view
@require_POST
def partnership_open(request, slug):
    partnership = get_object_or_404(Partnership.objects.exclude(closed_on=None), slug=slug)

    reopen_partnership(partnership, by=request.user)

    messages.success(request, f"{partnership} reopened")
    return redirect("partnership_list")
