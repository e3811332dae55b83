"""A limit on the processor time of a block, which a busy machine does not use up."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Stop the block after so many seconds of this process's own processor time. Raises TimeoutError."""

    def stop(*_):
        raise TimeoutError(f"This took more than {seconds:g} seconds of processor time.")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
