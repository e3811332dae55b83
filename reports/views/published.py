from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plans.access import public_view
from plans.models import Partnership
from plans.records import canonical_json
from reports.documents import PUBLIC_CACHE, render_public_document
from reports.models import Pack
from reports.packs.files import pack_answer, pack_filename
from reports.packs.selectors import PUBLISHED_PACK

GONE = 410


@public_view
@require_safe
def published(request):
    """Show every partnership with published documents."""
    told = Partnership.objects.filter(packs__in=Pack.objects.published()).distinct().order_by("name")

    return render_public_page(request, "reports/published.html", {"partnerships": told})


@public_view
@require_safe
def published_partnership(request, slug):
    found = get_object_or_404(Partnership, slug=slug)
    rows = Pack.objects.in_partnership(found).ever_published().select_related("meeting__committee")
    if not rows:
        raise Http404("Published pack not found.")

    return render_public_page(request, "reports/published_partnership.html", {"found": found, "packs": rows})


@public_view
@require_safe
def published_pack(request, slug, pack):
    found = get_published_pack_or_404(slug, pack)

    if found.state == Pack.State.WITHDRAWN:
        return render_public_page(request, "reports/published_withdrawn.html", {"pack": found}, status=GONE)
    return render_public_page(
        request, "reports/published_pack.html", {"pack": found, "content": found.content}
    )


@public_view
@require_safe
def published_pack_pdf(request, slug, pack):
    values = {"partnership": slug, "slug": pack}
    response = render_public_document(request, PUBLISHED_PACK, values, pack_filename(slug, pack))
    if response is not None:
        return response

    found = get_published_pack_or_404(slug, pack)
    if found.state == Pack.State.WITHDRAWN:
        return render_public_page(request, "reports/published_withdrawn.html", {"pack": found}, status=GONE)
    response = pack_answer(request, found, back=reverse("published_pack", args=[slug, pack]))
    response.headers.setdefault("Cache-Control", PUBLIC_CACHE)
    return response


@public_view
@require_safe
def published_pack_json(request, slug, pack):
    """Return the pack as data: the exact text whose SHA-256 is shown with it."""
    found = get_published_pack_or_404(slug, pack)

    if found.state == Pack.State.WITHDRAWN:
        return render_public_page(request, "reports/published_withdrawn.html", {"pack": found}, status=GONE)
    headers = {"Cache-Control": PUBLIC_CACHE, "X-Content-SHA256": found.content_hash}
    return HttpResponse(canonical_json(found.content), content_type="application/json", headers=headers)


def get_published_pack_or_404(slug: str, pack: str) -> Pack:
    """Return a published pack. Raises Http404 for any other, as if it did not exist."""
    rows = Pack.objects.ever_published().select_related("partnership", "meeting__committee", "plan")
    return get_object_or_404(rows, partnership__slug=slug, slug=pack)


def render_public_page(request, template: str, context: dict, *, status: int = 200) -> HttpResponse:
    """Return a public page, which is the same for everyone and sets no cookie."""
    response = render(request, template, context, status=status)
    response.headers["Cache-Control"] = PUBLIC_CACHE
    return response
