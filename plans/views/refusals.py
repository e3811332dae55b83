"""The page for an operation that is no longer possible, when the view did not show why."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver
from django.utils import timezone

from plans.records import OperationError, save_posted_draft


class OperationErrorMiddleware:
    """Middleware: answer an OperationError that no view caught with a page that shows why.

    The view checks first, so this is a change by another user between the check and the write. What was typed is
    kept as a draft.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, OperationError):
            return None
        if request.method == "POST" and request.user.is_authenticated:
            save_posted_draft(request, now=timezone.now())
        return get_resolver().resolve_error_handler(403)(request, exception=PermissionDenied(str(error)))
