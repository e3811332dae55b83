"""What every test starts from."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """Rate limits of one test do not reach the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def _uploads_apart(settings, tmp_path):
    """Uploaded and rendered files go where pytest cleans up."""
    settings.MEDIA_ROOT = tmp_path / "media"
