"""The SQL that finds a frozen document shows each user exactly what the querysets show them."""

import itertools
from datetime import date

import pytest

from plans.access.access import get_access
from plans.models import Plan, Role
from reports.documents.store import find_frozen_document
from reports.exceptions.selectors import find_report_document, visible_reports
from reports.models import Committee, Document, Meeting, Pack, Report
from reports.models.document import file_hash
from reports.packs.selectors import PUBLISHED_PACK, find_pack_document, visible_packs
from tests.factories import make_member, make_partnership
from tests.reports.factories import Q1, Q2, Northshire

pytestmark = pytest.mark.django_db


def make_document(partnership, key: str) -> None:
    file = f"%PDF of {key}".encode()
    Document.objects.create(
        partnership=partnership,
        source_hash=file_hash(key.encode()),
        frozen_key=key,
        title=key,
        state="ready",
        file=file,
        file_hash=file_hash(file),
        file_size=len(file),
        is_frozen=True,
    )


def key_of(document: Document | None) -> str | None:
    return document.title if document else None


@pytest.fixture
def members(north):
    """A member in each role, and a scrutiny member who is also the proper officer."""
    partnership = north.partnership
    others = [role for role in Role.values if role not in ("officer", "chair")]
    people = [make_member(partnership, role, body=north.police) for role in others]
    proper_officer = make_member(partnership, "scrutiny", name="Petra Proper", hat=True)
    return [north.officer, north.chair, *people, proper_officer]


@pytest.fixture
def north():
    return Northshire()


def test_report_document_is_that_of_the_newest_report_the_user_can_see(north, members):
    for quarter, number, state in (
        (Q1, 1, "approved"), (Q1, 2, "returned"), (Q1, 3, "frozen"), (Q2, 1, "approved"), (Q2, 2, "draft"),
    ):  # fmt: skip
        report = Report.objects.create(
            plan=north.plan,
            year=quarter.year,
            quarter=quarter.number,
            number=number,
            state=state,
            content_hash="" if state == "draft" else f"{quarter}-{number}",
            decided_by=north.chair if state in ("approved", "returned") else None,
            decision_comment="Say more" if state == "returned" else "",
        )
        if state != "draft":
            make_document(north.partnership, report.document_key)

    for plan_state, person in itertools.product(Plan.State.values, members):
        Plan.objects.update(state=plan_state)
        access = get_access(person, north.partnership.slug)
        for quarter, number in itertools.product((Q1, Q2), (None, 1, 2, 3, 4)):
            rows = visible_reports(access).filter(
                plan__slug=north.plan.slug, year=quarter.year, quarter=quarter.number
            )
            newest = (rows.filter(number=number) if number else rows).first()
            expected = newest.document_key if newest and newest.state != "draft" else None
            found = find_report_document(access, north.plan.slug, quarter, number)
            assert key_of(found) == expected, (plan_state, access.roles, quarter, number)
            assert found is None or found.number == newest.number

    south = make_partnership("southshire")
    outside = get_access(make_member(south), "southshire")
    assert find_report_document(outside, north.plan.slug, Q1, None) is None


def test_pack_document_is_that_of_a_pack_the_user_can_see(members, north):
    packs = [pack_of(north, state) for state in Pack.State.values]
    for person, pack, is_withdrawn in itertools.product(members, packs, (False, True)):
        Pack.objects.update(is_withdrawn=is_withdrawn)
        access = get_access(person, north.partnership.slug)
        is_visible = visible_packs(access).filter(pk=pack.pk).exists()
        expected = pack.document_key if is_visible and pack.state != "draft" else None
        assert key_of(find_pack_document(access, pack.slug)) == expected, (access.roles, pack.state)

    south = make_partnership("southshire")
    outside = get_access(make_member(south), "southshire")
    assert [find_pack_document(outside, pack.slug) for pack in packs] == [None] * len(packs)


def test_public_gets_the_document_of_a_published_pack_only(north):
    for state in Pack.State.values:
        pack = pack_of(north, state)
        found = find_frozen_document(PUBLISHED_PACK, {"partnership": "northshire", "slug": pack.slug})
        assert key_of(found) == (pack.document_key if state == "published" else None)


def pack_of(north, state: str) -> Pack:
    """A pack in that state, with its document unless it is a draft."""
    committee = Committee.objects.get_or_create(partnership=north.partnership, name="Scrutiny Committee")[0]
    meeting = Meeting.objects.get_or_create(committee=committee, on=date(2024, 12, 12))[0]
    is_public = state in ("published", "withdrawn")
    pack = Pack.objects.create(
        partnership=north.partnership,
        slug=state,
        title=state,
        meeting=meeting,
        plan=north.plan,
        state=state,
        content_hash="" if state == "draft" else f"hash of {state}",
        published_by=north.chair if is_public else None,
        withdrawn_why="A slip" if state == "withdrawn" else "",
    )
    if state != "draft":
        make_document(north.partnership, pack.document_key)
    return pack
