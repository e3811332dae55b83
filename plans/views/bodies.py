"""Views of a partnership's bodies: what can lead, what belongs to what, and who represents it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from plans.access import (
    capability_required,
    get_body_or_404,
    get_current_body_or_404,
    get_withdrawn_body_or_404,
)
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


@capability_required("edit_bodies", get_body_or_404)
def body_edit(request, body):
    form = BodyForm(form_data(request), instance=body)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save_form(request, form, f"{form.instance} saved")
        if clashes is None:
            return redirect(body_address(body))

    return render_form(request, "plans/body_edit.html", form, {"body": body}, clashes=clashes)


@capability_required("edit_bodies", get_current_body_or_404)
@require_POST
def body_withdraw(request, body):
    refused = withdraw_blocked_reason(body)
    if refused:
        messages.error(request, refused)
        return redirect("body_edit", request.access.partnership.slug, body.pk)

    withdraw_row(body, by=request.user)
    messages.success(request, f"{body} withdrawn. Actions that it leads have not changed.")
    return redirect("body_list", request.access.partnership.slug)


@capability_required("edit_bodies", get_withdrawn_body_or_404)
@require_POST
def body_reinstate(request, body):
    if Body.objects.in_partnership(request.access.partnership).current().filter(name=body.name).exists():
        messages.error(
            request,
            f"You cannot reinstate {body} because another organisation or group has the same name. "
            "Rename one of them first.",
        )
        return redirect("body_list", request.access.partnership.slug)

    write_row(body, {"is_withdrawn": False}, base_revision=body.revision, by=request.user)
    messages.success(request, f"{body} reinstated")
    return redirect(body_address(body))


@capability_required("view_history", get_body_or_404)
@require_GET
def body_history(request, body):
    restored_by = "body_restore" if request.access.can("edit_bodies") else ""
    return render_history(
        request,
        "plans/body_history.html",
        body,
        {"body": body},
        restored_by=restored_by,
        at=(request.access.partnership.slug, body.pk),
    )


@capability_required("edit_bodies", get_body_or_404)
@require_POST
def body_restore(request, body, change):
    restore_from_entry(request, body, change)

    return redirect("body_history", request.access.partnership.slug, body.pk)


def body_address(body: Body) -> str:
    """Return the URL of the body in the list."""
    return reverse("body_list", args=[body.partnership.slug]) + f"#body-{body.pk}"
