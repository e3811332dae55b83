"""Records the checksum of each new migration: `python -m tests.migration_checksums`.

With `--again`, records every migration again; that is right only while nothing is deployed (CONTRIBUTING.md).
"""

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORD = Path(__file__).with_suffix(".txt")


def migration_checksums() -> dict[str, str]:
    """Return the SHA-256 of each migration by its path in the repository. Rules (`_rules.py`) are none."""
    files = sorted(ROOT.glob("*/migrations/[0-9]*.py"))
    return {
        file.relative_to(ROOT).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files
    }


def recorded_checksums() -> dict[str, str]:
    """Return the recorded SHA-256 of each landed migration by its path."""
    lines = RECORD.read_text().splitlines() if RECORD.exists() else []
    return {path: digest for digest, path in (line.split("  ") for line in lines)}


def checksum_errors(found: dict[str, str], recorded: dict[str, str]) -> list[str]:
    """Return a sentence for each migration that is new, changed or missing."""
    errors = []
    for path in sorted(found.keys() | recorded.keys()):
        if path not in recorded:
            errors.append(f"{path} is new. Run `python -m tests.migration_checksums` to add it.")
        elif path not in found:
            errors.append(f"{path} is missing. A landed migration must stay.")
        elif found[path] != recorded[path]:
            errors.append(f"{path} was changed. A landed migration is never edited: add a new migration.")
    return errors


def main(arguments: list[str]) -> None:
    found = migration_checksums()
    recorded = {} if arguments == ["--again"] else recorded_checksums()
    # What was recorded before comes last, so that an edited migration keeps its old checksum and the test fails.
    kept = found | recorded
    RECORD.write_text("".join(f"{digest}  {path}\n" for path, digest in sorted(kept.items())))


if __name__ == "__main__":
    main(sys.argv[1:])
