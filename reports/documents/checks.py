"""System checks for making PDFs. They are warnings, because everything else works without PDFs."""

import ctypes
import sys

from django.core.checks import Tags, Warning, register

from reports.documents.process import LIBRARIES, STATIC_FILES, static_files

# What WeasyPrint cannot load without, by the file names of Debian and Ubuntu.
SHARED_OBJECTS = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")


@register(Tags.files)
def check_pdf_libraries(app_configs, **kwargs):
    """Return a warning when Pango is missing; WeasyPrint itself is not loaded, which takes a second."""
    missing = [name for name in SHARED_OBJECTS if not is_loadable(name)] if sys.platform == "linux" else []
    if not missing:
        return []
    return [
        Warning(
            f"PDFs cannot be made: the system libraries {', '.join(missing)} are missing.",
            hint=f"Run bin/setup, or install {LIBRARIES}.",
            id="reports.W001",
        )
    ]


@register(Tags.files)
def check_pdf_files(app_configs, **kwargs):
    """Return a warning when the print style sheet or the font is missing: page breaks would be elsewhere."""
    missing = [name for name in STATIC_FILES if f"app:{name}" not in static_files()]
    if not missing:
        return []
    return [
        Warning(
            f"PDFs will not look as they should: {', '.join(missing)} not found among the static files.",
            hint="Run bin/setup, which builds static/built from package.json.",
            id="reports.W002",
        )
    ]


def is_loadable(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
