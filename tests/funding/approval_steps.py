"""Approvals by the chair and the funder, sent as a browser sends them."""

import pytest
from django.urls import reverse

from funding.models import BidTransition
from tests.plans.pages import fields_of

HERE = ["northshire", "2024-25"]
STAGES = [("approve_for_chair", "recommended", "chair"), ("approve_for_funder", "chair_approved", "funder")]
every_stage = pytest.mark.parametrize(("name", "state", "role"), STAGES)


def page(name):
    return reverse(name, args=HERE)


def signed_in(client, cast, role):
    client.force_login(getattr(cast, role))
    return getattr(cast, role)


def review_of(client, name, *bids):
    """Select these bids in the list and return the review."""
    listed = fields_of(client.get(page(name)))
    return client.post(page(name), listed | {f"approve_{bid.pk}": "on" for bid in bids})


def approve(client, name, *bids, follow=True, **typed):
    """Select and approve these bids, and return the response."""
    return client.post(page(name), fields_of(review_of(client, name, *bids)) | typed, follow=follow)


def errors_of(response):
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


def state_of(bid):
    bid.refresh_from_db()
    return bid.state


def approvals():
    return BidTransition.objects.filter(move__in=["chair_approve", "funder_approve"])
