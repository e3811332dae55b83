"""Make the PDF of a document in a child process, one at a time on a machine, within limits (`make_pdf`)."""

import fcntl
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders

from reports.documents import render

logger = logging.getLogger(__name__)

# All files that a document can read, by their path among the static files.
STATIC_FILES = (
    "print.css",
    "built/fonts/source-sans-3-latin-400-normal.woff2",
    "built/fonts/source-sans-3-latin-700-normal.woff2",
    "built/fonts/source-sans-3-latin-ext-400-normal.woff2",
    "built/fonts/source-sans-3-latin-ext-700-normal.woff2",
)

# The process stops a document by itself; this many seconds later the process itself is considered stuck.
GRACE = 30

# What the process needs of our environment: where programs and fonts are, never the site's secrets.
ENVIRONMENT = (
    "PATH",
    "HOME",
    "TMPDIR",
    "XDG_CACHE_HOME",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "LD_LIBRARY_PATH",
)

LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class PdfError(Exception):
    """There is no PDF; the message says why in a plain sentence, and what to do where something can be done."""


@dataclass(frozen=True)
class RenderLimits:
    """The limits for one document."""

    seconds: float = 120
    memory: int = 1_500_000_000  # bytes of address space

    def __str__(self):
        return f"{self.seconds:g} seconds and {self.memory // 1_000_000:,} MB"


LIMITS = RenderLimits()


def make_pdf(html: str, *, limits: RenderLimits = LIMITS) -> bytes:
    """Return the document as PDF/UA-1; the same HTML gives the same bytes. Waits its turn. Raises PdfError.

    `reports.documents.rendering` lists what the HTML must have.
    """
    with render_lock():
        outcome, pdf = render_in_process(html, limits)
    if outcome["outcome"] == render.MADE:
        return pdf
    raise PdfError(failure_message(outcome, limits))


def keep_spare() -> None:
    """Start the process of the next document now, so that it has loaded everything when it is needed.

    It takes 55 to 90 MB of memory, and ends with this process.
    """
    if not any(spare.is_usable for spare in _spares):
        _spares.append(RendererProcess(LIMITS, is_spare=True))


def stop_spare() -> None:
    """End the process that waits for the next document, if there is one."""
    while _spares:
        _spares.pop().stop()


def failure_message(outcome: dict, limits: RenderLimits) -> str:
    """Return the error message for the user who requested the document."""
    why = outcome.get("why", "")
    return {
        render.TOOK_TOO_LONG: f"The PDF took longer than {limits.seconds:g} seconds to make, so it was stopped. "
        "Shorten the document or split it into parts.",
        render.TOO_MUCH_MEMORY: f"The PDF needed more than {limits.memory // 1_000_000:,} MB of memory and was "
        "stopped. Shorten the document or split it into parts.",
        render.REFUSED: f"The PDF was not made because it would not be accessible or safe. {why}",
        render.NOT_LAID_OUT: f"The PDF could not be made ({why}).",
        render.NO_LIBRARIES: "PDFs cannot be made because the Pango libraries are missing. "
        f"Run bin/setup, or install {LIBRARIES}.",
    }[outcome["outcome"]]


@contextmanager
def render_lock():
    """Hold a lock, so that one document at a time is made on this machine.

    The lock is on a source file, which every process of the site can open and no process removes.
    """
    with Path(render.__file__).open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class RendererProcess:
    """A child process that makes one document and ends."""

    def __init__(self, limits: RenderLimits, *, is_spare: bool = False):
        self.limits = limits
        self.owner = os.getpid()
        self.folder = tempfile.mkdtemp(prefix="partnership-plans-")
        terms = {
            "files": static_files(),
            "folder": self.folder,
            "seconds": limits.seconds,
            "memory": limits.memory,
            "is_spare": is_spare,
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "reports.documents.render", json.dumps(terms)],
            cwd=Path(__file__).resolve().parents[2],
            env=renderer_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    @property
    def is_usable(self) -> bool:
        """Whether it waits for a document of this process; a forked process must not use its parent's."""
        return self.owner == os.getpid() and self.process.poll() is None

    def render(self, html: str) -> tuple[dict, bytes]:
        """Whether it is waiting for a document of this process; a forked process must not use its parent's."""
        try:
            pdf, said = self.process.communicate(
                html.encode(errors="replace"), timeout=self.limits.seconds + GRACE
            )
        except subprocess.TimeoutExpired:
            return {"outcome": render.TOOK_TOO_LONG}, b""
        finally:
            self.stop()
        line = said.rpartition(b"\n{")[2] if said.endswith(b"}\n") else b""
        if line:
            return json.loads(b"{" + line), pdf
        if self.process.returncode > 0:
            logger.error(
                "The process that makes PDFs could not be started: %s", said.decode(errors="replace")
            )
            raise PdfError(
                "The process that makes PDFs could not be started. The reason is in the server's log."
            )
        return {"outcome": exit_cause(self.process.returncode)}, b""

    def stop(self) -> None:
        """End the process, whatever it is doing, and delete its files."""
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()
            shutil.rmtree(self.folder, ignore_errors=True)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            pipe.close()


# One at most in practice: when two threads each keep one at the same time, both are used.
_spares: list[RendererProcess] = []


def render_in_process(html: str, limits: RenderLimits) -> tuple[dict, bytes]:
    """Return the outcome and the PDF of a process of its own: the spare one, or else a new one."""
    while limits == LIMITS and _spares:
        spare = _spares.pop()
        if spare.is_usable:
            return spare.render(html)
        spare.stop()
    return RendererProcess(limits).render(html)


def exit_cause(returncode: int) -> str:
    """Return why a process ended without an outcome."""
    if -returncode in (signal.SIGALRM, signal.SIGXCPU):
        return render.TOOK_TOO_LONG
    # GLib aborts when it gets no memory, the kernel kills, and Python may lack the memory to report it.
    return render.TOO_MUCH_MEMORY


def static_files() -> dict[str, str]:
    """Return the paths of our static files by their `app:` URL, without those that do not exist yet."""
    found = {f"app:{name}": finders.find(name) for name in STATIC_FILES}
    return {url: path for url, path in found.items() if path}


def renderer_environment() -> dict[str, str]:
    """Return the environment of the process: nothing secret, and Python's hashes fixed for the same bytes."""
    kept = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}
