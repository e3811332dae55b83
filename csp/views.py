"""The site's own pages: front page, help, accessibility, privacy, and the error pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from plans.access import public_view
from plans.forms.people import ROLE_HINTS
from plans.models import Membership, Partnership, Role


@public_view
@require_GET
def front_page(request):
    if not request.user.is_authenticated:
        return render(request, "csp/front_page.html")

    places = partnerships_for_user(request.user)
    if len(places) == 1 and not request.user.is_superuser:
        return redirect("partnership_home", places[0][0].slug)

    return render(request, "csp/front_page.html", {"places": places})


@public_view
@require_GET
def help(request):
    roles = [(role.label, ROLE_HINTS[role].capitalize() + ".") for role in Role]

    return render(request, "csp/help.html", {"roles": roles})


@public_view
@require_GET
def accessibility(request):
    return render(request, "csp/accessibility.html")


@public_view
@require_GET
def privacy(request):
    return render(request, "csp/privacy.html")


def partnerships_for_user(person) -> list[tuple[Partnership, list[str]]]:
    """Return the open partnerships that the user can access, each with their roles as text.

    A county team has access to every district of its county.
    """
    memberships = (
        Membership.objects.current()
        .filter(person=person, partnership__closed_on=None)
        .select_related("partnership", "body")
        .order_by("partnership__name", "id")
    )
    places: dict[int, tuple[Partnership, list[str]]] = {}
    counties = []
    for membership in memberships:
        place = places.setdefault(membership.partnership_id, (membership.partnership, []))
        place[1].append(role_label(membership))
        if membership.role == Role.COUNTY:
            counties.append(membership.partnership_id)
    for district in Partnership.objects.open().filter(county__in=counties) if counties else []:
        place = places.setdefault(district.pk, (district, []))
        if Role.COUNTY.label not in place[1]:
            place[1].append(Role.COUNTY.label)
    return list(places.values())


def role_label(membership: Membership) -> str:
    """Return a role as the front page names it: "Lead officer for Kent Police"."""
    role = membership.get_role_display()
    return f"{role} for {membership.body}" if membership.body else role


# --- Error pages. These pages use no database queries.


def bad_request(request: HttpRequest, exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception) -> HttpResponse:
    """Show why, with the sentence of the PermissionDenied."""
    return render(request, "403.html", {"words": str(exception)}, status=403)


def not_found(request: HttpRequest, exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)
