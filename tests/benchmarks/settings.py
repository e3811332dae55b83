"""The settings of production on this machine, with one more page for comparison."""

from csp.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.baseline"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
