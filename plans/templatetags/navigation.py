"""The links of a partnership's navigation: the pages that the user can open, and which one they are on."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.template import Context
from django.urls import reverse

register = template.Library()


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """One link, and how it is marked: "page" for this page, "true" for a page below it, or blank."""

    text: str
    url: str
    current: str


# Capability → text, URL name, and a part of other URLs for which the link is also marked.
_PAGES = (
    ("write_update", "Updates", "updates_due", ""),
    ("view_reports", "Reports", "report_list", "/reports/"),
    ("view_grants", "Grant", "grant_list", ""),
    ("write_return", "Returns", "returns_due", ""),
    ("view_packs", "Scrutiny", "pack_list", ""),
    ("view_people", "People", "people_list", "/bodies/"),
    ("edit_settings", "Settings", "partnership_settings", ""),
)


@register.simple_tag(takes_context=True)
def navigation_links(context: Context) -> list[NavigationLink]:
    """Return the links of the partnership's navigation; on a page of a plan, those of that plan."""
    request = context["request"]
    access, here = request.access, request.path
    can, slug = access.capabilities, access.partnership.slug
    plan_slug = getattr(context.get("plan"), "slug", "")

    home = reverse("partnership_home", args=[slug])
    links = [NavigationLink("Home", home, "page" if home == here else "")]
    if can["view_plan"]:
        url = (
            reverse("plan_detail", args=[slug, plan_slug]) if plan_slug else reverse("plan_list", args=[slug])
        )
        links.append(NavigationLink("Plan", url, "page" if url == here else ""))
    if can["view_actions"]:
        name, args = ("action_table", [slug, plan_slug]) if plan_slug else ("current_actions", [slug])
        links.append(_link("Action plan", reverse(name, args=args), here))
    for capability, text, name, also in _PAGES:
        if can[capability]:
            links.append(_link(text, reverse(name, args=[slug]), here, also))
    return links


def _link(text: str, url: str, here: str, also: str = "") -> NavigationLink:
    """Return a link that is marked on every page below it."""
    if url == here:
        return NavigationLink(text, url, "page")
    return NavigationLink(text, url, "true" if url in here or (also and also in here) else "")
