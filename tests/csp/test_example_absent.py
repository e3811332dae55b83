"""Where the example is not loaded: which settings prevent it, and loading only one partnership."""

import pytest
from django.core.management import CommandError, call_command

from csp.example.people import add_partnership
from plans.models import Partnership
from tests.factories import make_partnership

pytestmark = pytest.mark.django_db


def test_site_in_use_rejects_the_example(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="can only be loaded with DEBUG=1"):
        call_command("load_example")
    assert Partnership.objects.count() == 0


def test_existing_partnership_is_unchanged(settings):
    settings.DEBUG = True
    make_partnership("swale")
    with pytest.raises(CommandError, match="swale already exists and is not part"):
        call_command("load_example")
    assert Partnership.objects.count() == 1


def test_every_partnership_of_the_example_can_be_loaded_alone():
    assert add_partnership("kent").slug == "kent"
