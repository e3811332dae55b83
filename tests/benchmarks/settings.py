"""The site as in production, on this machine, with the floor page beside it."""

from csp.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.baseline"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
