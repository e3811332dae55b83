"""Security headers: a page loads only its own scripts and styles, has no frames, and leaves no copies.

The nonce has the form of the one built into Django 6 (`csp_nonce` in templates, sent only when a page used it), so
that Django's can replace it.
"""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, empty

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
# Nothing here needs the camera, the location or payments, so no script can ask for them.
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


def security_headers(get_response):
    """Middleware: give the request its nonce and the response its headers. A header set by the view stays."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.csp_nonce = SimpleLazyObject(lambda: secrets.token_urlsafe(16))

        response = get_response(request)

        if not is_for_developers(response):
            response.headers.setdefault("Content-Security-Policy", policy(request.csp_nonce))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if is_personal(request):
            # What one user can see must not be served from a shared computer's cache to the next.
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def policy(nonce) -> str:
    """Return the Content-Security-Policy; it has the nonce only when the page used it."""
    sources = dict(POLICY)
    if nonce._wrapped is not empty:
        sources["script-src"] += f" 'nonce-{nonce}'"
    return "; ".join(f"{directive} {allowed}" for directive, allowed in sources.items())


def is_for_developers(response: HttpResponse) -> bool:
    """Return whether this can be Django's own error page, which DEBUG shows and which styles itself."""
    return settings.DEBUG and response.status_code in (404, 500)


def is_personal(request: HttpRequest) -> bool:
    """Return whether the page was made for a signed-in user."""
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)


def csp(request: HttpRequest) -> dict:
    """Add `csp_nonce` to templates."""
    return {"csp_nonce": getattr(request, "csp_nonce", "")}
