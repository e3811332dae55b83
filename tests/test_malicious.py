"""Two thousand malicious texts through every form: none stops the site, is changed, or is treated as markup."""

import logging
from collections import Counter

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from tests.access.visitors import visitors_of
from tests.access.whole_site import WholeSite
from tests.hostile_sending import boxes_with_texts, send
from tests.malicious_forms import boxes_of_site
from tests.pdf_rendering import WORKER
from tests.sampling import number_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def boxes(django_db_setup, django_db_blocker):
    """Every field of the site, on rows that are made once: what is sent is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        site = WholeSite()
        # PDFs have no forms.
        with override_settings(TASKS=WORKER):
            boxes = boxes_of_site(site, visitors_of(site))
        for found in boxes:
            if found.page == "pack_reopen":
                # Only a frozen pack can be returned to draft.
                found.form.address = found.shown_at = (
                    f"/northshire/scrutiny/{site.frozen('frozen').slug}/reopen/"
                )
        yield boxes
        transaction.set_rollback(True)


@pytest.mark.slow
def test_two_thousand_texts_through_every_form(boxes, caplog):
    caplog.set_level(logging.CRITICAL)
    wrong, answers = [], Counter()
    for found, text in boxes_with_texts(boxes, 2_000):
        cache.clear()
        with transaction.atomic():
            status, faults = send(found, text)
            transaction.set_rollback(True)
        answers[status] += 1
        wrong += [f"{found.page} {found.box}: {fault}: {text[:60]!r}" for fault in faults]

    assert wrong == [], "\n".join(wrong)
    assert set(answers) == {200, 302, 422}
    # Most fields accept any text; the errors are for dates, addresses, long texts and short fields.
    assert len(boxes) > 150 and answers[302] > number_of(600, 50)
