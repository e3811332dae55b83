"""The URLs of the site, and one page more: the least that a signed-in page can cost."""

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from csp.urls import urlpatterns as site
from plans.access.guards import signed_in_view
from plans.models import Partnership

PAGE = engines["django"].from_string(
    "<!DOCTYPE html><title>{{ partnership }}</title><h1>{{ partnership }}</h1><p>{{ request.user }}</p>"
)


@signed_in_view
def floor(request):
    """A page with a session, a user, one query, a small template."""
    partnership = Partnership.objects.order_by("id").first()
    return HttpResponse(PAGE.render({"partnership": partnership}, request))


urlpatterns = [path("floor/", floor, name="floor"), *site]
