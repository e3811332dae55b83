"""A prepared query gives the rows of its queryset, whatever its values, and is compiled once."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Count, Q
from django.http import Http404
from django.utils import timezone

from plans.models import Body, HistoryEntry, Plan
from plans.prepared_queries import CannotPrepareError, prepared
from tests.factories import make_body, make_partnership, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    north, south = make_partnership("north", "North"), make_partnership("south", "South")
    for partnership, names in ((north, ("Council", "Police")), (south, ("Council", "Police", "Probation"))):
        make_plan(partnership)
        for name in names:
            make_body(partnership, f"{partnership.name} {name}")
    return north, south


def test_rows_are_those_of_the_queryset_for_other_values(two):
    built = []

    @prepared
    def bodies(partnership, name):
        built.append(partnership)
        return Body.objects.filter(partnership=partnership, name__gte=name).order_by("name")

    for partnership in two:
        for name in ("", "North Police", "Z"):
            rows = bodies(partnership.pk, name)
            assert rows == [*Body.objects.filter(partnership=partnership, name__gte=name).order_by("name")]
            assert [row.name for row in rows] == sorted(row.name for row in rows)
    assert len(built) == 2


def test_values_lists_annotations_and_related_rows(two):
    @prepared
    def counts(partnerships):
        rows = Body.objects.filter(partnership__in=partnerships).order_by("partnership__name")
        return rows.values_list("partnership__name").annotate(count=Count("pk"))

    @prepared
    def plans(partnership):
        return (
            Plan.objects.filter(partnership=partnership).select_related("partnership").defer("introduction")
        )

    north, south = two
    assert counts([north.pk]) == [("North", 2)]
    assert counts([north.pk, south.pk]) == [("North", 2), ("South", 3)]
    assert counts([south.pk]) == [("South", 3)]
    assert counts([]) == []
    (plan,) = plans(south.pk)
    assert plan.get_deferred_fields() == {"introduction"}
    with connection.execute_wrapper(lambda *args: pytest.fail("A related row was read again.")):
        assert plan.partnership.name == "South"


def test_days_and_moments_are_values(two):
    @prepared
    def started(day):
        return Plan.objects.filter(starts__lte=day)

    @prepared
    def recorded(moment):
        return HistoryEntry.objects.filter(created_at__gt=moment)

    assert len(started(date(2024, 4, 1))) == 2
    assert started(date(2024, 3, 31)) == []
    now = timezone.now()
    assert recorded(now) == []
    assert len(recorded(now - timedelta(days=1))) == HistoryEntry.objects.count() > 0


def test_form_is_compiled_by_itself(two):
    @prepared
    def bodies(partnership, *, columns):
        return Body.objects.filter(partnership=partnership).order_by("name").values_list(*columns)

    north, _ = two
    assert bodies(north.pk, columns=("name",)) == [("North Council",), ("North Police",)]
    assert [len(row) for row in bodies(north.pk, columns=("pk", "name"))] == [2, 2]


def test_first_row_or_none(two):
    @prepared
    def plan(partnership, slug):
        return Plan.objects.filter(partnership=partnership, slug=slug)

    known = Plan.objects.filter(partnership=two[1]).get()
    assert plan.first(two[1].pk, known.slug) == known
    assert plan.first(two[0].pk, "no-such-plan") is None
    assert prepared(lambda pk: Plan.objects.filter(pk=pk)).first(10**30) is None
    with pytest.raises(Http404):
        plan.get_or_404(two[0].pk, "no-such-plan")


def test_what_changes_must_be_an_argument(two):
    @prepared
    def until_now(partnership):
        return HistoryEntry.objects.filter(partnership=partnership, created_at__lte=timezone.now())

    @prepared
    def part_of_a_text(name):
        return Body.objects.filter(name__icontains=name)

    @prepared
    def unused(partnership, slug):
        return Plan.objects.filter(partnership=partnership)

    @prepared
    def flag(is_withdrawn):
        return Plan.objects.filter(is_withdrawn=is_withdrawn)

    @prepared
    def either(partnership, other):
        return Plan.objects.filter(Q(partnership=partnership) | Q(partnership=other))

    assert len(either(two[0].pk, two[1].pk)) == 2
    with pytest.raises(CannotPrepareError, match="argument"):
        until_now(1)
    with pytest.raises(CannotPrepareError, match="Pass what changes as an argument"):
        part_of_a_text("a")
    with pytest.raises(CannotPrepareError, match="does not use its value 1"):
        unused(1, "a")
    with pytest.raises(CannotPrepareError, match="cannot be a value"):
        flag(True)

    @prepared
    def next_one(partnership, other):
        return Plan.objects.filter(Q(partnership=partnership) | Q(partnership=partnership + 1) | Q(pk=other))

    @prepared
    def locked(partnership):
        return Plan.objects.filter(partnership=partnership).select_for_update()

    @prepared
    def no_row(partnership):
        return Plan.objects.filter(partnership=partnership).none()

    with pytest.raises(CannotPrepareError, match="Pass what changes"):
        next_one(1, 2)
    assert len(locked(two[0].pk)) == 1
    assert no_row(two[0].pk) == []
    assert either(two[0].pk, None) == either(two[0].pk, two[0].pk)
