"""Whether the site is well, for the machine that watches it."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from plans.access import public_view


@public_view
def health(request: HttpRequest) -> HttpResponse:
    """ "ok" when the database answers, else 503 and what is wrong."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("The database is not responding.\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
