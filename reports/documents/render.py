"""The child process that makes one PDF: `python -m reports.documents.render TERMS`, started by `process`.

It reads HTML from its standard input until that closes, writes the PDF to its standard output and one line of JSON,
the outcome, to its standard error. TERMS is JSON too: the paths of our static files, the limits, and whether the
process is started before there is a document, so that it can load everything early. It ends when its input closes
without content, and when no process reads its output any more, so its parent need not stop it. It uses neither
Django nor the settings, and is started without the site's environment.
"""

import gc
import json
import math
import os
import resource
import select
import shutil
import signal
import sys
import tempfile
import threading
from pathlib import Path

# The outcomes of a document, as the caller reads them.
MADE = "made"
TOOK_TOO_LONG = "took too long"
TOO_MUCH_MEMORY = "too much memory"
REFUSED = "refused"
NOT_LAID_OUT = "not laid out"
NO_LIBRARIES = "no libraries"

# The number of new objects between two garbage collections; Python's own 700 takes ten times as long.
GARBAGE_THRESHOLD = 200_000

# Pages of the site have priority over a document that is being made.
NICENESS = 5


def main() -> None:
    """Make the document from standard input, and exit without running the libraries' own exit code."""
    # A service manager signals every process of the service at the same time. The caller must finish its work.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    terms = json.loads(sys.argv[1])
    # WeasyPrint writes its fonts here. The caller deletes them after a process that was stopped.
    tempfile.tempdir = terms["folder"]
    try:
        os.nice(NICENESS)
        threading.Thread(target=exit_without_reader, daemon=True).start()
        renderer, trouble = load_renderer(terms)
        html = sys.stdin.buffer.read().decode()
        if html:
            outcome, pdf = make_within_limits(renderer, html, terms) if renderer else (trouble, b"")
            sys.stdout.buffer.write(pdf)
            sys.stdout.buffer.flush()
            sys.stderr.write(f"\n{json.dumps(outcome)}\n")
            sys.stderr.flush()
    finally:
        # A process that was out of memory may have no memory to report it: it ends without an outcome.
        clear_up_and_exit()


def exit_without_reader() -> None:
    """Wait until no process can read the output any more, because the caller has ended, and end the process."""
    output = select.poll()
    output.register(sys.stdout.fileno(), 0)
    output.poll()
    clear_up_and_exit()


def clear_up_and_exit() -> None:
    """Remove the folder of this process and end immediately, whatever its other threads are doing."""
    try:
        shutil.rmtree(tempfile.tempdir, ignore_errors=True)
    finally:
        os._exit(0)


def load_renderer(terms: dict):
    """Return the renderer, or None and the outcome that says why there is none."""
    try:
        from reports.documents.rendering import Renderer
    except OSError as error:
        return None, {"outcome": NO_LIBRARIES, "why": str(error)[:500]}
    renderer = Renderer({url: Path(path).read_bytes() for url, path in terms["files"].items()})
    if terms["is_spare"]:
        renderer.warm_up()
    gc.set_threshold(GARBAGE_THRESHOLD, 20, 100)
    return renderer, None


def make_within_limits(renderer, html: str, terms: dict) -> tuple[dict, bytes]:
    """Return the outcome and the PDF. The kernel ends this process when it exceeds its time limit."""
    limit_resources(terms["seconds"], terms["memory"])
    return try_render(renderer, html)


def limit_resources(seconds: float, memory: int) -> None:
    """Limit the time from now on, in seconds, and the address space, in bytes; write no core file."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    processor = math.ceil(used.ru_utime + used.ru_stime + seconds)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # A waiting process uses no processor time; without a handler the signal ends it, inside a library too.
    signal.setitimer(signal.ITIMER_REAL, seconds)


def try_render(renderer, html: str) -> tuple[dict, bytes]:
    """Return the document, or what stopped it."""
    from reports.documents.rendering import UnsafeDocumentError

    try:
        return {"outcome": MADE}, renderer.render(html)
    except UnsafeDocumentError as error:
        return {"outcome": REFUSED, "why": str(error)}, b""
    except (MemoryError, SystemError):
        # Where memory runs out inside a library written in C, Python raises a SystemError.
        return {"outcome": TOO_MUCH_MEMORY}, b""
    except BaseException as error:  # WeasyPrint's fatal errors are not Exceptions.
        return {"outcome": NOT_LAID_OUT, "why": f"{type(error).__name__}: {error}"[:500]}, b""


if __name__ == "__main__":
    main()
