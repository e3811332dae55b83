"""The PDF of a report: never laid out in the calling process, one at a time on a machine, within limits."""

import atexit
import fcntl
import json
import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from django.contrib.staticfiles import finders

from reports import press

# Everything that a document may read, by its place among the static files.
STATIC_FILES = (
    "print.css",
    "built/fonts/source-sans-3-latin-400-normal.woff2",
    "built/fonts/source-sans-3-latin-700-normal.woff2",
    "built/fonts/source-sans-3-latin-ext-400-normal.woff2",
    "built/fonts/source-sans-3-latin-ext-700-normal.woff2",
)

# The press stops a document by itself; past this many seconds more it is the press that has stopped.
GRACE = 30

# What a child needs of our surroundings: where programs and fonts are, never the site's secrets.
SURROUNDINGS = (
    "PATH",
    "HOME",
    "TMPDIR",
    "XDG_CACHE_HOME",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "LD_LIBRARY_PATH",
)


class PdfError(Exception):
    """There is no PDF; the message says why in a plain sentence, and what to do where something can be done."""


@dataclass(frozen=True)
class RenderLimits:
    """What one document may cost."""

    seconds: float = 120
    memory: int = 1_500_000_000  # bytes of address space

    def __str__(self):
        return f"{self.seconds:g} seconds and {self.memory // 1_000_000:,} MB"


def make_pdf(html: str, *, limits: RenderLimits = RenderLimits()) -> bytes:
    """The document as PDF/UA-1; the same HTML gives the same bytes. Waits its turn. Raises PdfFailed.

    `reports.rendering` says what the HTML must hold.
    """
    with render_lock():
        outcome, pdf = render_in_process(html, limits)
    if outcome["outcome"] == press.MADE:
        return pdf
    raise PdfError(failure_message(outcome, limits))


def failure_message(outcome: dict, limits: RenderLimits) -> str:
    """What went wrong, for the person who asked for the document."""
    why = outcome.get("why", "")
    return {
        press.TOOK_TOO_LONG: f"The PDF took longer than {limits.seconds:g} seconds to make and was stopped. "
        "Make the document shorter, or make it in parts.",
        press.TOO_MUCH_MEMORY: f"The PDF needed more than {limits.memory // 1_000_000:,} MB of memory and was "
        "stopped. Make the document shorter, or make it in parts.",
        press.REFUSED: f"The PDF was not made, because it would not be accessible or safe. {why}",
        press.NOT_LAID_OUT: f"The document could not be laid out as a PDF ({why}).",
        press.NO_LIBRARIES: "This machine cannot make PDFs, because the Pango libraries are missing. "
        f"Run bin/setup, or install them: {LIBRARIES}.",
    }[outcome["outcome"]]


LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@contextmanager
def render_lock():
    """One document at a time on this machine; callers wait for theirs.

    The lock is on the press's own source file, which every process of the site can open and nobody removes.
    """
    with Path(press.__file__).open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class RendererProcess:
    """The process that prints for this one, and the socket that leads to it."""

    def __init__(self):
        ours, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "reports.press", str(theirs.fileno()), json.dumps(static_files())],
                cwd=Path(__file__).resolve().parent.parent,
                env=renderer_environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )
        self.connection = Connection(ours.detach())

    def ask(self, html: str, limits: RenderLimits) -> tuple[dict, bytes]:
        """The outcome and the PDF. Raises EOFError or OSError when the press is not there."""
        terms = {"seconds": limits.seconds, "memory": limits.memory}
        self.connection.send_bytes(json.dumps(terms).encode())
        self.connection.send_bytes(html.encode(errors="replace"))
        if not self.connection.poll(limits.seconds + GRACE):
            raise TimeoutError
        return json.loads(self.connection.recv_bytes()), self.connection.recv_bytes()

    def stop(self) -> None:
        """Closing the socket ends the press, which ends what it is printing and clears up."""
        self.connection.close()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def let_go(self) -> None:
        """In a process forked from ours: the press stays our parent's, and is not kept waiting for us."""
        self.connection.close()
        self.process.returncode = 0


_press: RendererProcess | None = None


def render_in_process(html: str, limits: RenderLimits) -> tuple[dict, bytes]:
    """The answer of this process's press, which is started when there is none and once more when it is gone."""
    global _press
    for _ in range(2):
        if _press is None:
            _press = RendererProcess()
        try:
            return _press.ask(html, limits)
        except TimeoutError:
            stop_renderer()
            return {"outcome": press.TOOK_TOO_LONG}, b""
        except (EOFError, OSError):
            stop_renderer()
        except BaseException:
            # An answer to a question nobody asks any more must not be taken for the next one's.
            stop_renderer()
            raise
    raise PdfError("The process that makes PDFs could not be started. The server's log says why.")


def stop_renderer() -> None:
    """Ends this process's press, if there is one; the next document starts another."""
    global _press
    if _press is not None:
        _press.stop()
        _press = None


def forget_renderer() -> None:
    """In a forked process: the press belongs to the parent."""
    global _press
    if _press is not None:
        _press.let_go()
        _press = None


atexit.register(stop_renderer)
os.register_at_fork(after_in_child=forget_renderer)


def static_files() -> dict[str, str]:
    """The paths of our static files by their `app:` address; those not there yet are left out."""
    found = {f"app:{name}": finders.find(name) for name in STATIC_FILES}
    return {url: path for url, path in found.items() if path}


def renderer_environment() -> dict[str, str]:
    """The press's environment: nothing secret, and Python's hashes fixed so that bytes come out the same."""
    kept = {name: os.environ[name] for name in SURROUNDINGS if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}
