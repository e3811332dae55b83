"""What a user's access to a partnership allows."""

import pytest

from plans.access.access import get_access
from plans.models import Partnership
from tests.factories import make_member, make_partnership

pytestmark = pytest.mark.django_db


def test_additional_role_of_the_county_counts_only_in_the_county():
    county = make_partnership("kent", tier=Partnership.Tier.COUNTY)
    make_partnership("swale", county=county)
    person = make_member(county, "county", hat=True)

    assert [get_access(person, slug).can("publish_pack") for slug in ("kent", "swale")] == [True, False]
    assert get_access(person, "swale").roles == {"county"}
