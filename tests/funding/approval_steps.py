"""Approvals by the chair and the funder, sent as a browser sends them."""

import pytest
from django.urls import reverse

from funding.models import BidTransition, ProjectChange
from tests.plans.pages import fields_of

HERE = ["northshire", "2024-25"]
STAGES = [("approve_for_chair", "recommended", "chair"), ("approve_for_funder", "chair_approved", "funder")]
every_stage = pytest.mark.parametrize(("name", "state", "role"), STAGES)


def page(name):
    return reverse(name, args=HERE)


def signed_in(client, cast, role):
    client.force_login(getattr(cast, role))
    return getattr(cast, role)


def key_of(row):
    """The name of a bid or change in the forms of approval."""
    return f"change{row.pk}" if isinstance(row, ProjectChange) else row.pk


def review_of(client, name, *rows):
    """The review of these bids and changes, ticked in the list."""
    listed = fields_of(client.get(page(name)))
    return client.post(page(name), listed | {f"approve_{key_of(row)}": "on" for row in rows})


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
