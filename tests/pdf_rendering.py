"""Render PDFs in the tests' own process, which loads the renderer once.

The site starts a process for each document, which takes over a second of processor time. The renderer is the same
and so are the bytes: `tests/reports/test_pdf.py` compares both. A test marked `pdf_process` has a process for each
document, as on the site.
"""

import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from reports.documents import process, render

# The setting TASKS of a site that leaves PDFs to a worker: no page makes one.
WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

_one_at_a_time = threading.Lock()
# The function that the site calls: one process for each document, one document at a time on the machine.
_of_the_site = {"render_in_process": process.render_in_process, "render_lock": process.render_lock}


@contextmanager
def pdfs_rendered_here() -> Iterator[None]:
    """Make PDFs in this process, without waiting for the other workers."""
    with _replaced(render_in_process=render_here, render_lock=_lock_here):
        yield


@contextmanager
def pdfs_rendered_by_processes() -> Iterator[None]:
    """Make each PDF in a process of its own again."""
    with _replaced(**_of_the_site):
        yield


@contextmanager
def _replaced(**functions) -> Iterator[None]:
    before = {name: getattr(process, name) for name in functions}
    for name, function in functions.items():
        setattr(process, name, function)
    try:
        yield
    finally:
        for name, function in before.items():
            setattr(process, name, function)


@contextmanager
def _lock_here() -> Iterator[None]:
    with _one_at_a_time:
        yield


def render_here(html: str, limits: process.RenderLimits) -> tuple[dict, bytes]:
    """Return the outcome and the PDF, as `process.render_in_process` does. Ignores the limits."""
    # A warning of a library would be an error here, but does not matter on the site.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return render.try_render(_renderer(), html.encode(errors="replace").decode())


@cache
def _renderer():
    from reports.documents.rendering import Renderer

    for library in ("weasyprint", "fontTools"):
        # What the libraries log in the other process is not in the site's log either.
        logging.getLogger(library).propagate = False
    return Renderer({url: Path(path).read_bytes() for url, path in process.static_files().items()})
