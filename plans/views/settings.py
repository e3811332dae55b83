"""View of a partnership's settings."""

from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from plans.access import capability_required
from plans.forms.partnership import SettingsForm
from plans.records import form_data
from plans.views.form_views import render_form, save_form
from plans.views.history_views import render_history, restore_from_entry


@capability_required("edit_settings")
def partnership_settings(request, partnership):
    form = SettingsForm(form_data(request), instance=partnership)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save_form(request, form, "Settings saved")
        if clashes is None:
            return redirect("partnership_settings", partnership.slug)

    return render_form(request, "plans/partnership_settings.html", form, {}, clashes=clashes)


@capability_required("view_audit_trail")
@require_GET
def partnership_history(request, partnership):
    restored_by = "partnership_restore" if request.access.can("edit_settings") else ""
    return render_history(
        request,
        "plans/partnership_history.html",
        partnership,
        {},
        restored_by=restored_by,
        at=(partnership.slug,),
    )


@capability_required("edit_settings")
@require_POST
def partnership_restore(request, partnership, change):
    restore_from_entry(request, partnership, change)

    return redirect("partnership_history", partnership.slug)
