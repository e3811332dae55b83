"""Views that save what is typed into a form as a draft until the user saves it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from plans.access import signed_in_view
from plans.periods import format_time
from plans.records import OperationError, discard_draft, save_draft


@signed_in_view
@require_POST
def draft_save(request):
    typed = [(name, values) for name, values in request.POST.lists() if name != "draft_form"]

    try:
        draft = save_draft(request.user, request.POST.get("draft_form", ""), typed, now=timezone.now())
    except OperationError as refused:
        return HttpResponse(str(refused), status=422, content_type="text/plain; charset=utf-8")

    saved_at = timezone.localtime(draft.saved_at)
    return HttpResponse(f"Draft saved at {format_time(saved_at)}", content_type="text/plain; charset=utf-8")


@signed_in_view
@require_POST
def draft_discard(request):
    form = request.POST.get("form", "")

    discard_draft(request.user, form)

    is_ours = form.startswith("/") and url_has_allowed_host_and_scheme(form, allowed_hosts=None)
    return redirect(form if is_ours else "/")
