"""Five hundred malicious texts through the forms of bids, as through every other form of the site."""

import logging
from collections import Counter

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.factories import make_partnership
from tests.funding.bid_factories import Cast
from tests.funding.factories import make_grant
from tests.hostile_sending import boxes_with_texts, send
from tests.malicious_bids import boxes_of_bids
from tests.sampling import number_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def boxes(django_db_setup, django_db_blocker):
    """Every field, on bids that are made once: what is sent is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield boxes_of_bids(Cast(make_grant(make_partnership("northshire"))))
        transaction.set_rollback(True)


@pytest.mark.slow
def test_five_hundred_texts_through_every_form_of_a_bid(boxes, caplog):
    caplog.set_level(logging.CRITICAL)
    wrong, answers = [], Counter()
    for found, text in boxes_with_texts(boxes, 500):
        cache.clear()
        with transaction.atomic():
            status, faults = send(found, text)
            transaction.set_rollback(True)
        answers[status] += 1
        wrong += [f"{found.page} {found.box}: {fault}: {text[:60]!r}" for fault in faults]

    assert wrong == [], "\n".join(wrong)
    assert set(answers) == {302, 422}
    assert len(boxes) > 80 and answers[302] > number_of(250, 40)
