"""The bodies of a partnership: what can lead, what belongs to what, and who answers for it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from plans.access import capability_required
from plans.forms.body import BodyForm
from plans.models import Body
from plans.people import body_tree, withdraw_blocked_reason
from plans.records import form_data, withdraw_row, write_row
from plans.views.form_views import finish_saving, render_form, save_form
from plans.views.history_views import render_history, restore_from_entry


@capability_required("view_people")
@require_GET
def body_list(request, partnership):
    bodies = Body.objects.in_partnership(partnership).prefetch_related("other_names")
    members = partnership.memberships.current().exclude(body=None).select_related("person")
    rows = list(bodies)

    context = {
        "tree": body_tree([body for body in rows if not body.is_withdrawn], members),
        "withdrawn": [body for body in rows if body.is_withdrawn],
        "histories": [body.pk for body in rows if request.access.can_for_bodies("view_history", [body.pk])],
    }
    return render(request, "plans/body_list.html", context)


@capability_required("edit_bodies")
def body_add(request, partnership):
    form = BodyForm(form_data(request), instance=Body(partnership=partnership))

    if request.method == "POST" and form.is_valid() and form.add(by=request.user):
        messages.success(request, f"{form.instance} added")
        finish_saving(request, form)
        return redirect(body_address(form.instance))

    return render_form(request, "plans/body_add.html", form, {})


@capability_required("edit_bodies")
def body_edit(request, partnership, body):
    found = get_object_or_404(Body.objects.in_partnership(partnership), pk=body)

    form = BodyForm(form_data(request), instance=found)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save_form(request, form, f"{form.instance} saved")
        if clashes is None:
            return redirect(body_address(found))

    return render_form(request, "plans/body_edit.html", form, {"body": found}, clashes=clashes)


@capability_required("edit_bodies")
@require_POST
def body_withdraw(request, partnership, body):
    found = get_object_or_404(Body.objects.in_partnership(partnership).current(), pk=body)

    refused = withdraw_blocked_reason(found)
    if refused:
        messages.error(request, refused)
        return redirect("body_edit", partnership.slug, found.pk)

    withdraw_row(found, by=request.user)
    messages.success(request, f"{found} withdrawn. Actions that it leads have not changed.")
    return redirect("body_list", partnership.slug)


@capability_required("edit_bodies")
@require_POST
def body_reinstate(request, partnership, body):
    found = get_object_or_404(Body.objects.in_partnership(partnership).filter(is_withdrawn=True), pk=body)

    if Body.objects.in_partnership(partnership).current().filter(name=found.name).exists():
        messages.error(
            request,
            f"You cannot reinstate {found} because another organisation or group has the same name. "
            "Rename one of them first.",
        )
        return redirect("body_list", partnership.slug)

    write_row(found, {"is_withdrawn": False}, base_revision=found.revision, by=request.user)
    messages.success(request, f"{found} reinstated")
    return redirect(body_address(found))


@capability_required("view_history")
@require_GET
def body_history(request, partnership, body):
    found = get_object_or_404(Body.objects.in_partnership(partnership), pk=body)
    request.access.require_body("view_history", [found.pk])

    restored_by = "body_restore" if request.access.can("edit_bodies") else ""
    return render_history(
        request,
        "plans/body_history.html",
        found,
        {"body": found},
        restored_by=restored_by,
        at=(partnership.slug, found.pk),
    )


@capability_required("edit_bodies")
@require_POST
def body_restore(request, partnership, body, change):
    found = get_object_or_404(Body.objects.in_partnership(partnership), pk=body)

    restore_from_entry(request, found, change)

    return redirect("body_history", partnership.slug, found.pk)


def body_address(body: Body) -> str:
    """The body's place in the list."""
    return reverse("body_list", args=[body.partnership.slug]) + f"#body-{body.pk}"
