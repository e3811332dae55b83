"""Decorators that guard views: outsiders get 404, members without the right 403, others the sign-in page.

A page's rows are fetched and checked before its view runs.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404
from django.urls import URLPattern, URLResolver

from plans.access.access import Access, get_access
from plans.access.table import CAPABILITIES, OWN
from plans.models import Partnership

# Kinds of view outside a partnership.
PUBLIC = "public"

SIGNED_IN = "signed_in"

SITE_ADMINISTRATOR = "site_administrator"

NO_PARTNERSHIP = frozenset({PUBLIC, SIGNED_IN, SITE_ADMINISTRATOR})

Finder = Callable[..., object]
"""`finder(access, capability, **parts)` returns the row or rows that a URL names for this user.

It returns only what the user can use with this capability: a list is limited, a row is theirs. Raises Http404 for what
the user cannot see, and PermissionDenied with a sentence for another body's row. Its parameters after the first two are
the parts of the URL that it reads.
"""


def checks_body_for(*capabilities: str) -> Callable[[Finder], Finder]:
    """Mark a finder that returns only rows of the user's own body where these capabilities are limited to it."""
    if unknown := set(capabilities) - CAPABILITIES.keys():
        raise ImproperlyConfigured(f"There is no capability “{min(unknown)}”.")

    def mark(finder: Finder) -> Finder:
        finder.checks_body_for = frozenset(capabilities)
        return finder

    return mark


def own_partnership(access: Access, capability: str) -> Partnership:
    """Return the partnership: the finder of a page that needs no other row."""
    return access.partnership


def capability_required(capability: str, finder: Finder = own_partnership) -> Callable:
    """Guard a view of a partnership's page: `request.access` holds the user's access.

    The finder runs before the view. What it returns replaces, in the view's parameters, the parts of the URL that
    it read (a tuple gives several parameters): `def priority_edit(request, priority)`. Other parts of the URL reach
    the view by their names.
    """
    if capability not in CAPABILITIES:
        raise ImproperlyConfigured(f"There is no capability “{capability}”.")
    read = tuple(inspect.signature(finder).parameters)[2:]

    def guard(view):
        @wraps(view)
        def guarded(request, *, partnership: str, **parts):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            access = get_access(request.user, partnership)
            if access is None:
                raise Http404("There is no such partnership.")
            if not access.can(capability):
                raise PermissionDenied(f"Your role does not allow you to {CAPABILITIES[capability].words}.")
            access.is_reading = request.method in ("GET", "HEAD")
            request.access = access
            found = finder(access, capability, **{name: parts.pop(name) for name in read})
            return view(request, *(found if isinstance(found, tuple) else (found,)), **parts)

        guarded.capability = capability
        guarded.finder = finder
        return guarded

    return guard


def public_view(view):
    """Allow everyone."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    guarded.capability = PUBLIC
    return guarded


def signed_in_view(view):
    """Allow every signed-in user."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.capability = SIGNED_IN
    return guarded


def administrator_view(view):
    """Allow site administrators, who open and close partnerships and edit nothing in them."""

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
    """Yield every URL of the site with its pattern."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from iter_views(pattern.url_patterns, address)
        else:
            yield address, pattern


def view_path(view) -> str:
    """Return where the view is defined: "plans.views.plan.plan_edit"."""
    return f"{view.__module__}.{getattr(view, '__name__', '?')}"


def is_limited_to_bodies(capability: str) -> bool:
    """Return whether some role has the capability for its own body only."""
    return capability in CAPABILITIES and OWN in CAPABILITIES[capability].roles.values()


def checks_body(view) -> bool:
    """Return whether the view's finder returns only rows of the user's own body, where the user is limited to it."""
    finder = getattr(view, "finder", None)
    return view.capability in getattr(finder, "checks_body_for", ())


def check_views_guarded(patterns) -> None:
    """Stop the site from starting if a view has no capability, or its finder does not check whose rows it returns.

    A capability that some role has for its own body only needs a finder that checks whose the rows are.
    """
    known = NO_PARTNERSHIP | CAPABILITIES.keys()
    bare, unchecked = [], []
    for address, pattern in iter_views(patterns):
        view = pattern.callback
        capability = getattr(view, "capability", None)
        if capability not in known:
            bare.append(f"{address} ({view_path(view)})")
        elif is_limited_to_bodies(capability) and not checks_body(view):
            unchecked.append(f"{address} ({view_path(view)})")
    if bare:
        raise ImproperlyConfigured("These views name no capability: " + "; ".join(bare))
    if unchecked:
        raise ImproperlyConfigured(
            "These views have no finder that checks whose rows they are: " + "; ".join(unchecked)
        )
