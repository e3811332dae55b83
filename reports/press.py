"""The press: a process that waits with WeasyPrint loaded, and prints each document in a child of its own.

`reports.pdf` starts it as `python -m reports.press` and talks to it over a socket: a request is two messages,
the limits as JSON and the HTML; a reply is two messages, the outcome as JSON and the PDF. It ends when its caller
closes the socket or dies, and takes a child that is still printing with it. It knows neither Django nor the
settings, and is started without the site's environment.
"""

import ctypes
import gc
import json
import math
import os
import resource
import signal
import sys
import tempfile
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path

# The outcomes of a request, as the caller reads them.
MADE = "made"
TOOK_TOO_LONG = "took too long"
TOO_MUCH_MEMORY = "too much memory"
REFUSED = "refused"
NOT_LAID_OUT = "not laid out"
NO_LIBRARIES = "no libraries"

PR_SET_PDEATHSIG = 1

# Between these many objects made and a sweep for circular ones; Python's own 700 costs a tenth of the time.
GARBAGE_THRESHOLD = 200_000

# Pages of the site come before a document that is being printed.
NICENESS = 5


def main() -> None:
    """Answers requests until the caller is gone."""
    # A service manager signals every process of the service at once; the caller is to finish what it has begun.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    caller = Connection(int(sys.argv[1]))
    renderer, trouble = load_renderer(json.loads(sys.argv[2]))
    try:
        while True:
            limits, html = json.loads(caller.recv_bytes()), caller.recv_bytes().decode()
            outcome, pdf = render_one(renderer, html, limits, caller) if renderer else (trouble, b"")
            caller.send_bytes(json.dumps(outcome).encode())
            caller.send_bytes(pdf)
    except (EOFError, ConnectionError):
        return


def load_renderer(files: dict[str, str]):
    """The renderer of these files, or the outcome that says why there is none."""
    try:
        from reports.rendering import Renderer
    except OSError as error:
        return None, {"outcome": NO_LIBRARIES, "why": str(error)[:500]}
    renderer = Renderer({url: Path(path).read_bytes() for url, path in files.items()})
    renderer.warm_up()
    return renderer, None


def render_one(renderer, html: str, limits: dict, caller: Connection) -> tuple[dict, bytes]:
    """What became of one document, and its bytes. Raises EOFError when the caller has gone."""
    reader, writer = Pipe(duplex=False)
    press = os.getpid()
    # WeasyPrint lays its fonts down here; a child that is stopped cannot clear up after itself.
    with tempfile.TemporaryDirectory(prefix="partnership-plans-") as folder:
        child = os.fork()
        if child == 0:
            reader.close()
            caller.close()
            tempfile.tempdir = folder
            render_and_exit(renderer, html, limits, writer, press)
        writer.close()
        ready = wait([reader, caller], timeout=limits["seconds"])
        reply = None
        if reader in ready:
            with suppress(EOFError):
                reply = json.loads(reader.recv_bytes()), reader.recv_bytes()
        reader.close()
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if reply:
        return reply
    if caller in ready:
        raise EOFError
    return {"outcome": exit_cause(status) if ready else TOOK_TOO_LONG}, b""


def exit_cause(status: int) -> str:
    """Why a child ended without a word, from its wait status."""
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
        return TOOK_TOO_LONG
    # GLib aborts when it is given no memory, the kernel kills, and Python may lack the room to say so.
    return TOO_MUCH_MEMORY


def render_and_exit(renderer, html: str, limits: dict, writer: Connection, press: int) -> None:
    """In the child: prints within the limits, reports, and leaves without running what the press left behind."""
    try:
        exit_with_parent(press)
        seconds, memory = math.ceil(limits["seconds"]), limits["memory"]
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        os.nice(NICENESS)
        gc.set_threshold(GARBAGE_THRESHOLD, 20, 100)
        outcome, pdf = try_render(renderer, html)
        writer.send_bytes(json.dumps(outcome).encode())
        writer.send_bytes(pdf)
    finally:
        os._exit(0)


def exit_with_parent(press: int) -> None:
    """The kernel ends this process when the press ends, however it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != press:
            os._exit(0)


def try_render(renderer, html: str) -> tuple[dict, bytes]:
    """The document, or what stopped it."""
    from reports.rendering import UnsafeDocumentError

    try:
        return {"outcome": MADE}, renderer.render(html)
    except UnsafeDocumentError as error:
        return {"outcome": REFUSED, "why": str(error)}, b""
    except (MemoryError, SystemError):
        # Where memory runs out inside a library written in C, Python hears of it as a SystemError.
        return {"outcome": TOO_MUCH_MEMORY}, b""
    except BaseException as error:  # WeasyPrint's fatal errors are not Exceptions.
        return {"outcome": NOT_LAID_OUT, "why": f"{type(error).__name__}: {error}"[:500]}, b""


if __name__ == "__main__":
    main()
