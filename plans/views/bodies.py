"""The bodies of a partnership: what can lead, what belongs to what, and who answers for it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from plans.access import requires
from plans.bodies import body_tree, why_not_withdrawn
from plans.drafts import typed_in
from plans.forms.body import BodyForm
from plans.models import Body
from plans.views.form_page import after_saving, form_page, save
from plans.views.history_page import bring_back, history_page
from plans.writing import withdraw_row, write_row


@requires("see_people")
@require_GET
def body_list(request, partnership):
    bodies = Body.objects.in_partnership(partnership).prefetch_related("other_names")
    members = partnership.memberships.current().exclude(body=None).select_related("person")
    rows = list(bodies)

    context = {
        "tree": body_tree([body for body in rows if not body.is_withdrawn], members),
        "withdrawn": [body for body in rows if body.is_withdrawn],
        "histories": [body.pk for body in rows if request.seat.may_on("see_history", [body.pk])],
    }
    return render(request, "plans/body_list.html", context)


@requires("edit_bodies")
def body_new(request, partnership):
    form = BodyForm(typed_in(request), instance=Body(partnership=partnership))

    if request.method == "POST" and form.is_valid() and form.add(by=request.user):
        messages.success(request, f"Added {form.instance}.")
        after_saving(request, form)
        return redirect(body_address(form.instance))

    return form_page(request, "plans/body_new.html", form, {})


@requires("edit_bodies")
def body_edit(request, partnership, body):
    found = get_object_or_404(Body.objects.in_partnership(partnership), pk=body)

    form = BodyForm(typed_in(request), instance=found)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save(request, form, f"Saved {form.instance}.")
        if clashes is None:
            return redirect(body_address(found))

    return form_page(request, "plans/body_edit.html", form, {"body": found}, clashes=clashes)


@requires("edit_bodies")
@require_POST
def body_withdraw(request, partnership, body):
    found = get_object_or_404(Body.objects.in_partnership(partnership).current(), pk=body)

    refused = why_not_withdrawn(found)
    if refused:
        messages.error(request, refused)
        return redirect("body_edit", partnership.slug, found.pk)

    withdraw_row(found, by=request.user)
    messages.success(request, f"Withdrew {found}. What it leads still names it.")
    return redirect("body_list", partnership.slug)


@requires("edit_bodies")
@require_POST
def body_bring_back(request, partnership, body):
    found = get_object_or_404(Body.objects.in_partnership(partnership).filter(is_withdrawn=True), pk=body)

    if Body.objects.in_partnership(partnership).current().filter(name=found.name).exists():
        messages.error(request, f"There is another body called {found} now: rename one of them first.")
        return redirect("body_list", partnership.slug)

    write_row(found, {"is_withdrawn": False}, base_version=found.version, by=request.user)
    messages.success(request, f"Brought {found} back.")
    return redirect(body_address(found))


@requires("see_history")
@require_GET
def body_history(request, partnership, body):
    found = get_object_or_404(Body.objects.in_partnership(partnership), pk=body)
    request.seat.claim("see_history", [found.pk])

    restored_by = "body_restore" if request.seat.may("edit_bodies") else ""
    return history_page(
        request,
        "plans/body_history.html",
        found,
        {"body": found},
        restored_by=restored_by,
        at=(partnership.slug, found.pk),
    )


@requires("edit_bodies")
@require_POST
def body_restore(request, partnership, body, change):
    found = get_object_or_404(Body.objects.in_partnership(partnership), pk=body)

    bring_back(request, found, change)

    return redirect("body_history", partnership.slug, found.pk)


def body_address(body: Body) -> str:
    """The body's place in the list."""
    return reverse("body_list", args=[body.partnership.slug]) + f"#body-{body.pk}"
