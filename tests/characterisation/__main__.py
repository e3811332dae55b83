"""Write what every page, file and command shows: `python -m tests.characterisation FOLDER`.

Run it before and after a change, each time into a new folder, and compare both with `diff -r`.
"""

import argparse
import logging
import os
import sys
import tempfile
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.characterisation", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write; must not exist yet, or be empty")
    folder = parser.parse_args().folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        parser.error(f"{folder} must be a new or empty folder")
    with tempfile.TemporaryDirectory(prefix="characterisation-") as temporary:
        _prepare(Path(temporary))
        # Django must be set up before any module with models is imported.
        from tests.characterisation.run import write_everything

        write_everything(folder, Path(temporary))
    seconds = sum(os.times()[:4])
    sys.stdout.write(f"{folder}: written in {seconds:.0f} seconds of processor time.\n")


def _prepare(temporary: Path) -> None:
    """Set up Django with the tests' settings and an empty SQLite database of its own."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["DATABASE_URL"] = f"sqlite:///{temporary / 'site.sqlite3'}"
    os.environ["EMAIL_BACKEND"] = "django.core.mail.backends.locmem.EmailBackend"
    # A page with a PDF shows that it is being prepared: only requested PDFs are made.
    os.environ["TASKS"] = "database"
    import django
    from django.conf import settings

    django.setup()
    settings.MEDIA_ROOT = str(temporary / "media")
    # Error pages are requested on purpose; a line in the log for each is not needed.
    logging.disable(logging.CRITICAL)


if __name__ == "__main__":
    main()
