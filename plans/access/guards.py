"""Decorators that guard views: outsiders get 404, members without the right 403, others the sign-in page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404
from django.urls import URLPattern, URLResolver

from plans.access.access import get_access
from plans.access.table import CAPABILITIES, OWN

# Kinds of view that stand outside a partnership.
PUBLIC = "public"

SIGNED_IN = "signed_in"

SITE_ADMINISTRATOR = "site_administrator"

NO_PARTNERSHIP = frozenset({PUBLIC, SIGNED_IN, SITE_ADMINISTRATOR})

# A form that is invalid or clashes comes back with its rows.
STATUSES_WITH_ROWS = frozenset({409, 422})


class BodyNotChecked(RuntimeError):
    """A view let somebody act on "own" rows without asking whose they are."""


def capability_required(capability: str) -> Callable:
    """Guards a view of a partnership's page: `request.access` holds who is asking, and what they may.

    The address's slug becomes the Partnership that the view takes first.
    """
    if capability not in CAPABILITIES:
        raise ImproperlyConfigured(f"There is no capability “{capability}”.")

    def guard(view):
        @wraps(view)
        def guarded(request, *args, partnership: str, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            access = get_access(request.user, partnership)
            if access is None:
                raise Http404("There is no such partnership.")
            if not access.can(capability):
                raise PermissionDenied(f"Your role does not allow you to {CAPABILITIES[capability].words}.")
            request.access = access
            response = view(request, access.partnership, *args, **kwargs)
            # A refusal, such as that of a method which the page does not take, shows nobody's rows.
            is_refusal = response.status_code >= 400 and response.status_code not in STATUSES_WITH_ROWS
            if access.scope(capability) == OWN and capability not in access.claimed and not is_refusal:
                raise BodyNotChecked(f"{view.__name__} did not ask whose rows these are.")
            return response

        guarded.capability = capability
        return guarded

    return guard


def public_view(view):
    """Lets everybody in."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    guarded.capability = PUBLIC
    return guarded


def signed_in_view(view):
    """Lets in anybody who has signed in."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.capability = SIGNED_IN
    return guarded


def administrator_view(view):
    """Lets in the site's administrators, who open and close partnerships and edit nothing in them."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.is_superuser:
            raise PermissionDenied("Only administrators of this service can do this.")
        return view(request, *args, **kwargs)

    guarded.capability = SITE_ADMINISTRATOR
    return guarded


def iter_views(patterns, prefix: str = "") -> Iterable[tuple[str, URLPattern]]:
    """Every address of the site with its pattern."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from iter_views(pattern.url_patterns, address)
        else:
            yield address, pattern


def check_views_guarded(patterns) -> None:
    """Stops the site from starting when a view names no capability."""
    known = NO_PARTNERSHIP | CAPABILITIES.keys()
    bare = [
        f"{address} ({pattern.callback.__module__}.{getattr(pattern.callback, '__name__', '?')})"
        for address, pattern in iter_views(patterns)
        if getattr(pattern.callback, "capability", None) not in known
    ]
    if bare:
        raise ImproperlyConfigured("These views name no capability: " + "; ".join(bare))
