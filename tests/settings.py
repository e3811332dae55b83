"""Settings for tests: the same as production, but quick, and only on this machine."""

import os
import tempfile

os.environ["DEBUG"] = "0"
os.environ["HTTPS"] = "0"
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "0" * 40)
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")

from csp.settings import *  # noqa: F403
from csp.settings import DATABASES, MIDDLEWARE, STORAGES

# Real hashing is slow on purpose; here users sign in a thousand times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Static files are read from their source folder, without collectstatic.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

# No process waits for a next document while other tests run.
PDF_SPARE = False

# A file, as in production: in memory, a server's threads and its test would not wait for each other.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {
        "NAME": os.path.join(tempfile.gettempdir(), f"partnership-plans-tests-{os.getpid()}.sqlite3")
    }
    # What a test wrote can be lost in a power cut; waiting for the disk would only cost time.
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
