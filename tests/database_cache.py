"""A migrated SQLite database that is stored for the next run: migrating takes longer than most tests.

It is in the machine's folder for temporary files, under a name made of every migration's text.
"""

import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "partnership-plans-migrated-"


def template() -> Path:
    """Return where the database of these migrations and packages is stored."""
    files = [ROOT / "requirements.txt", *sorted(ROOT.glob("*/migrations/*.py"))]
    told = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    return Path(tempfile.gettempdir()) / f"{PREFIX}{told[:20]}.sqlite3"


def copied_to(name: str) -> bool:
    """Copy the stored database to that name; return whether there was one."""
    kept = template()
    if not kept.exists():
        return False
    shutil.copyfile(kept, name)
    kept.touch()
    return True


def keep(connection) -> None:
    """Store the test database as it was migrated; delete those that have not been used for a week."""
    kept = template()
    new = kept.with_suffix(f".{os.getpid()}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(new)])
    os.replace(new, kept)
    for other in kept.parent.glob(f"{PREFIX}*.sqlite3"):
        if other.stat().st_mtime < time.time() - 7 * 24 * 60 * 60:
            other.unlink(missing_ok=True)
