"""Health check for the machine that monitors the site."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from plans.access import public_view


@public_view
def health(request: HttpRequest) -> HttpResponse:
    """Return "ok" when the database responds, otherwise 503 and what is wrong."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("The database is not responding.\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
