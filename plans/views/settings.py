"""A partnership's own settings."""

from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from plans.access import requires
from plans.drafts import typed_in
from plans.forms.partnership import SettingsForm
from plans.views.form_page import form_page, save
from plans.views.history_page import bring_back, history_page


@requires("edit_settings")
def partnership_settings(request, partnership):
    form = SettingsForm(typed_in(request), instance=partnership)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save(request, form, "Saved the settings.")
        if clashes is None:
            return redirect("partnership_settings", partnership.slug)

    return form_page(request, "plans/partnership_settings.html", form, {}, clashes=clashes)


@requires("see_audit_trail")
@require_GET
def partnership_history(request, partnership):
    restored_by = "partnership_restore" if request.seat.may("edit_settings") else ""
    return history_page(
        request,
        "plans/partnership_history.html",
        partnership,
        {},
        restored_by=restored_by,
        at=(partnership.slug,),
    )


@requires("edit_settings")
@require_POST
def partnership_restore(request, partnership, change):
    bring_back(request, partnership, change)

    return redirect("partnership_history", partnership.slug)
