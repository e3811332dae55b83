"""The order in which apps and packages import each other, read from the syntax tree of every module."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Lowest first: an app imports only the apps before it.
APPS = ("plans", "actions", "funding", "reports", "csp")

# Lowest first: a package imports only those in the lines before it. Names in one tuple do not import each other.
ORDER = {
    "plans": [
        ("wording",),
        (
            "periods", "tokens", "lifecycles", "software_version", "exception_reasons",
            "personal_data", "formatted_text", "command_errors", "prepared_queries",
        ),
        ("govuk", "files"),
        ("templatetags",),
        ("models",),
        ("records",),
        ("access",),
        ("people", "plan"),
        ("forms",),
        ("views",),
        ("urls",),
    ],
    "actions": [
        ("statuses", "action_numbers", "leads", "converters", "plan_text"),
        ("timescales",),
        ("parsing",),
        ("models",),
        ("related", "snapshot", "lead_rows", "action_table", "editing", "filters"),
        ("workspace",),
        ("exporting",),
        ("importing",),
        ("forms", "management"),
        ("views",),
        ("import_urls", "urls"),
    ],
    "funding": [
        ("money", "lifecycles"),
        ("models", "templatetags"),
        ("access", "ledger"),
        ("grants", "bids"),
        ("projects", "scoring"),
        ("transfers", "bid_imports"),
        ("decisions", "statement"),
        ("forms", "management"),
        ("views",),
        ("urls",),
    ],
    "reports": [
        ("models", "charts"),
        ("documents",),
        ("funder_documents", "plan"),
        ("exceptions",),
        ("packs",),
        ("home",),
        ("forms", "management", "templatetags"),
        ("views",),
        ("pack_urls", "urls"),
    ],
}  # fmt: skip

# Violations that remain, one per line. A change can only shorten these lists: a test fails when a
# line no longer occurs.

# Modules and packages from before the move, which are not in ORDER. Their imports are not compared.
NOT_IN_ORDER = """

"""

# A module that imports a package of its app that is above it or on the same level.
UPWARDS = """
actions.action_table -> actions.lead_rows
funding.templatetags.dates -> funding.bids
reports.urls -> reports.pack_urls
"""

# A module that imports the inside of a package that has a public interface (an `__init__` with `__all__`).
PAST_A_FACE = """
actions.editing.operations -> plans.models.tracked
actions.exporting.columns -> actions.parsing.columns
actions.exporting.columns -> actions.parsing.vocabulary
actions.exporting.workbook -> plans.files.limits
actions.forms.action_row -> plans.models.tracked
actions.forms.plan_import -> actions.snapshot.tree
actions.forms.plan_import -> plans.files.limits
actions.importing.apply -> actions.snapshot.tree
actions.importing.apply -> plans.models.tracked
actions.importing.compare -> actions.snapshot.tree
actions.importing.compare -> plans.models.tracked
actions.importing.new_bodies -> actions.snapshot.tree
actions.importing.positions -> plans.models.tracked
actions.importing.review -> actions.snapshot.tree
actions.management.commands.import_actions -> plans.files.limits
actions.models.action -> plans.models.tracked
actions.models.milestone -> plans.models.tracked
actions.models.update -> plans.models.tracked
actions.parsing.action_labels -> plans.files.limits
actions.parsing.headings -> plans.files.limits
actions.parsing.row_parser -> plans.files.limits
actions.views.exporting -> actions.exporting.plan_export
actions.views.plan_import -> actions.forms.plan_import
csp.example.plan_timeline -> actions.snapshot.tree
funding.forms.returns -> funding.models.project_report
funding.forms.rounds -> funding.models.assessment
funding.models.assessment -> plans.models.tracked
funding.models.attachment -> plans.models.tracked
funding.models.bid -> plans.models.tracked
funding.models.grant -> plans.models.tracked
funding.models.project -> plans.models.tracked
funding.models.project_report -> plans.models.tracked
funding.models.transfer_request -> plans.models.tracked
funding.projects.reports -> funding.models.project_report
funding.transfers.requests -> funding.models.transfer_request
funding.views.bid_navigation -> plans.models.tracked
funding.views.project_reports -> funding.models.project_report
plans.forms.people -> plans.models.membership
plans.forms.plan -> plans.models.plan
plans.people.invitations -> plans.models.membership
plans.records.errors -> plans.models.history
plans.records.errors -> plans.models.tracked
plans.records.freezing -> plans.models.history
plans.records.history -> plans.models.tracked
plans.records.lifecycle -> plans.models.tracked
plans.records.ordering -> plans.models.tracked
plans.records.tracked_writes -> plans.models.history
plans.records.tracked_writes -> plans.models.tracked
plans.records.undoing -> plans.models.history
plans.records.undoing -> plans.models.tracked
plans.views.bodies -> plans.people.body_tree
plans.views.history_views -> plans.models.tracked
plans.views.plan -> plans.models.plan
reports.documents.store -> reports.models.document
reports.exceptions.operations -> reports.models.report
reports.funder_documents.word -> actions.exporting.styles
reports.management.commands.export_actions -> actions.exporting.plan_export
reports.models.pack -> plans.models.tracked
reports.models.report -> plans.models.tracked
reports.packs.operations -> reports.models.pack
"""

# Files that import each other in a cycle.
IN_A_CIRCLE = """
actions.models.action
actions.models.milestone
actions.models.update
"""


@dataclass(frozen=True)
class Import:
    """One import between two modules of the site."""

    importer: str
    line: int
    imported: str

    def __str__(self) -> str:
        path = MODULES[self.importer].relative_to(ROOT)
        return f"{path}:{self.line}: {self.importer} imports {self.imported}"


def find_modules() -> dict[str, Path]:
    """Return the site's modules by name, without migrations and the apps' configurations."""
    modules = {}
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            parts = list(path.relative_to(ROOT).with_suffix("").parts)
            if parts[-1] == "__init__":
                del parts[-1]
            if "migrations" not in parts and parts[1:] != ["apps"]:
                modules[".".join(parts)] = path
    return modules


def find_imports(importer: str, tree: ast.Module) -> set[Import]:
    """Return every import of one of the site's modules, also in functions and under TYPE_CHECKING."""
    package = importer.split(".")
    if MODULES[importer].name != "__init__.py":
        del package[-1]
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *filter(None, [node.module])])
            # `from plans import periods` imports a module, `from plans.models import Plan` a name.
            names = [
                f"{module}.{alias.name}" if f"{module}.{alias.name}" in MODULES else module
                for alias in node.names
            ]
        else:
            continue
        found |= {Import(importer, node.lineno, name) for name in names if name in MODULES}
    return found


def find_face_packages(trees: dict[str, ast.Module]) -> set[str]:
    """Return the packages of an app that define with `__all__` what others can import."""
    return {
        name
        for name, tree in trees.items()
        if name.count(".") == 1
        and MODULES[name].name == "__init__.py"
        and any(isinstance(node, ast.Name) and node.id == "__all__" for node in ast.walk(tree))
    }


def place_of(module: str) -> tuple[str, str]:
    """Return the app and, in it, the package or single module: ("plans", "models") of plans.models.body."""
    app, _, rest = module.partition(".")
    return app, rest.split(".")[0]


def find_circles(edges: dict[str, set[str]]) -> dict[str, list[str]]:
    """Return, for each module that imports itself through others, all modules of its cycle."""
    reached = {name: find_reached(name, edges) for name in edges}
    return {
        name: sorted(other for other in reached[name] if name in reached[other])
        for name in edges
        if name in reached[name]
    }


def find_reached(start: str, edges: dict[str, set[str]]) -> set[str]:
    """Return every module that this one imports, directly or through others."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        new = edges[waiting.pop()] - reached
        reached |= new
        waiting.extend(new)
    return reached


def compare(found: dict[str, str], excepted: str) -> str:
    """Return the differences from the list of exceptions, each with what to do; "" if there are none.

    `found` has, for each line of the list, where it occurs.
    """
    listed = {line.strip() for line in excepted.strip().splitlines()}
    new = [f"New: {found[line]}" for line in sorted(found.keys() - listed)]
    gone = [f"Remove from the list, it no longer occurs: {line}" for line in sorted(listed - found.keys())]
    return "\n".join(new + gone)


MODULES = find_modules()
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}
IMPORTS = sorted(
    {found for name, tree in TREES.items() for found in find_imports(name, tree)},
    key=lambda found: (found.importer, found.line, found.imported),
)
LEVELS = {
    (app, name): level
    for app, levels in ORDER.items()
    for level, names in enumerate(levels)
    for name in names
}


def test_apps_import_only_apps_below_them():
    wrong = [
        str(found)
        for found in IMPORTS
        if APPS.index(place_of(found.importer)[0]) < APPS.index(place_of(found.imported)[0])
    ]

    assert not wrong, "\n".join(wrong)


def test_every_module_is_in_the_table():
    found = {}
    for name, path in MODULES.items():
        place = place_of(name)
        if place[0] in ORDER and place[1] and place not in LEVELS:
            found[".".join(place)] = f"{'.'.join(place)} is not in ORDER ({path.relative_to(ROOT)})"

    assert not (wrong := compare(found, NOT_IN_ORDER)), wrong


def test_packages_import_only_packages_below_them():
    found = {}
    for each in IMPORTS:
        importer, imported = place_of(each.importer), place_of(each.imported)
        if importer == imported or importer[0] != imported[0]:
            continue
        if importer in LEVELS and imported in LEVELS and LEVELS[importer] <= LEVELS[imported]:
            found[f"{each.importer} -> {'.'.join(imported)}"] = str(each)

    assert not (wrong := compare(found, UPWARDS)), wrong


def test_packages_are_imported_by_their_face():
    faces = find_face_packages(TREES)
    found = {}
    for each in IMPORTS:
        package = ".".join(place_of(each.imported))
        if package in faces and each.imported != package and ".".join(place_of(each.importer)) != package:
            found[f"{each.importer} -> {each.imported}"] = str(each)

    assert not (wrong := compare(found, PAST_A_FACE)), wrong


def test_no_files_import_each_other_in_a_circle():
    edges: dict[str, set[str]] = {name: set() for name in MODULES}
    for each in IMPORTS:
        edges[each.importer].add(each.imported)
    found = {
        name: f"{name} is in a circle: {', '.join(circle)}" for name, circle in find_circles(edges).items()
    }

    assert not (wrong := compare(found, IN_A_CIRCLE)), wrong
