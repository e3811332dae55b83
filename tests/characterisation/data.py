"""The data whose pages are compared: the example, generated plans and grants, and a site with one of everything.

Commands make what commands can make: their names stay when modules and classes are renamed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from tests.access.roles_document import read_document
from tests.access.visitors import visitors_of
from tests.access.visits import pages_of_site, parts_of
from tests.access.whole_site import WholeSite

# Where the generated plans and grants are: in the partnership of the site with one of everything.
PARTNERSHIP = "northshire"
ACTIONS_BY_PLAN = {"2021-22": 1, "2022-23": 40, "2023-24": 240}
BIDS_BY_GRANT = {"2022-23": 12, "2023-24": 200}
STATUSES = ("On track", "At risk", "Off track", "Completed", "")
TIMESCALES = ("Summer", "Ongoing", "March", "Q3", "By Christmas", "31 July")


def model(app: str, *names: str):
    """The model by the first of these names that exists."""
    known = {each.__name__: each for each in apps.get_app_config(app).get_models()}
    return next(known[name] for name in names if name in known)


def load_example() -> None:
    with override_settings(DEBUG=True):
        call_command("load_example", stdout=StringIO())


def users() -> list:
    """Everyone who has an account, in order of email address."""
    return list(model("plans", "User").objects.order_by("email"))


def load_whole_site() -> tuple[list, list[str]]:
    """Add the site with one of everything; return its visitors and every URL that its access test visits."""
    with transaction.atomic():
        site = WholeSite()
        visitors = visitors_of(site)
    document = read_document()
    urls = set()
    for name, pattern in pages_of_site().items():
        has_own = "own" in document.cells.get(document.pages[name], {}).values()
        for sample in site.samples(name, parts_of(pattern), has_own=has_own):
            urls.add(reverse(name, kwargs=sample.kwargs))
    return visitors, sorted(urls)


def load_generated(folder: Path) -> list[str]:
    """Import plans and grants of several sizes; return the URLs of each."""
    urls = []
    for slug, count in ACTIONS_BY_PLAN.items():
        path = _write_csv(folder / f"plan-{slug}.csv", _plan_rows(count))
        call_command("import_actions", PARTNERSHIP, slug, path, create=True, stdout=StringIO())
        urls += [f"/{PARTNERSHIP}/plans/{slug}/", f"/{PARTNERSHIP}/plans/{slug}/actions/"]
    model("plans", "Plan").objects.filter(
        partnership__slug=PARTNERSHIP, slug__in=[*ACTIONS_BY_PLAN][1:]
    ).update(state="adopted")
    for slug, count in BIDS_BY_GRANT.items():
        path = _write_csv(folder / f"bids-{slug}.csv", _bid_rows(count))
        options = {
            "create": True,
            "award": "106460",
            "approved": count > 100,
            "reason": "Agreed by the group",
        }
        call_command("import_bids", PARTNERSHIP, slug, path, stdout=StringIO(), **options)
        urls += [f"/{PARTNERSHIP}/grants/{slug}/"]
    return urls


def _plan_rows(count: int) -> Iterator[Sequence[str]]:
    yield (
        "Priority",
        "No.",
        "Action",
        "Desired outcome",
        "Key milestones",
        "Timescales",
        "Lead agency",
        "Status",
    )
    for place in range(count):
        for step in range(place % 4 + 1):
            yield (
                f"Priority {place // 12 + 1}",
                f"{place // 12 + 1}.{place % 12 + 1}",
                f"Deliver the agreed work of part {place + 1} with partners",
                "Fewer people harmed",
                f"Step {step + 1} of part {place + 1}",
                TIMESCALES[(place + step) % len(TIMESCALES)],
                ("Kent Police", "Fire and Rescue", "Borough Council", "")[place % 4],
                STATUSES[place % len(STATUSES)],
            )


def _bid_rows(count: int) -> Iterator[Sequence[str]]:
    yield ("Pot", "Project", "Lead organisation", "Amount")
    for place in range(count):
        pot = ("upfront", "tactical")[place % 2]
        lead = ("Kent Police", "Fire and Rescue", "A charity", "")[place % 4]
        yield (pot, f"Project {place + 1}", lead, f"£{400 + place}.50")


def _write_csv(path: Path, rows: Iterator[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def history_lines() -> Iterator[str]:
    """Every entry of the history in one line; adapt this when the model or its fields are renamed."""
    batches: dict[str, str] = {}
    entries = model("plans", "HistoryEntry", "Change").objects.select_related("partnership")
    users = dict(model("plans", "User").objects.values_list("pk", "email"))
    for entry in entries.order_by("pk"):
        batch = batches.setdefault(entry.batch, f"batch {len(batches) + 1}") if entry.batch else "-"
        yield " | ".join(
            (
                str(entry.pk),
                entry.partnership.slug,
                _first(entry, "history_group", "thread"),
                _first(entry, "row_key", "row"),
                _first(entry, "revision", "version"),
                _first(entry, "kind", "act"),
                users.get(getattr(entry, "created_by_id", None) or getattr(entry, "made_by_id", None), "-"),
                f"{_first(entry, 'created_at', 'made_at'):.19}",
                batch,
                _first(entry, "reason", "why"),
                _first(entry, "field_changes", "fields"),
            )
        )


def _first(entry, *names: str) -> str:
    """The value of the first of these fields that the model has, on one line."""
    value = next(getattr(entry, name) for name in names if hasattr(entry, name))
    return str(value).replace("\n", "\\n")


def plans() -> list[tuple[str, str, object]]:
    """The partnership, slug and quarters of each plan."""
    found = model("plans", "Plan").objects.select_related("partnership").order_by("partnership__slug", "slug")
    return [(plan.partnership.slug, plan.slug, [str(quarter) for quarter in plan.quarters]) for plan in found]


def grants() -> list[tuple[str, str]]:
    """The partnership and slug of each grant."""
    return sorted(model("funding", "Grant").objects.values_list("partnership__slug", "slug"))


def packs() -> list[tuple[str, str]]:
    """The partnership and slug of each pack."""
    return sorted(model("reports", "Pack").objects.values_list("partnership__slug", "slug"))
