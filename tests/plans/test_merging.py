"""Merging two people's changes of one row, as a table of cases and as laws that hold in every case."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.records.merging import FieldConflict, MergeResult, merge

BASE = {"action": "Train", "status": "on_track", "notes": ""}

CASES = {
    "nobody changed anything": ({}, {"action": "Train"}, MergeResult()),
    "only you changed": (
        {},
        {"action": "Train all"},
        MergeResult(fields={"action": ("Train", "Train all")}),
    ),
    "only they changed": (
        {"status": "late"},
        {"action": "Train", "status": "on_track"},
        MergeResult(only_theirs=("status",)),
    ),
    "each changed another field": (
        {"status": "late"},
        {"action": "Train all", "status": "on_track"},
        MergeResult(
            fields={"action": ("Train", "Train all")}, only_yours=("action",), only_theirs=("status",)
        ),
    ),
    "both made the same change": ({"status": "late"}, {"status": "late"}, MergeResult()),
    "both changed one field": (
        {"action": "Train some"},
        {"action": "Train all"},
        MergeResult(conflicts=(FieldConflict("action", "Train", "Train some", "Train all"),)),
    ),
    "a conflict writes nothing of the form": (
        {"action": "Train some"},
        {"action": "Train all", "notes": "By May"},
        MergeResult(
            conflicts=(FieldConflict("action", "Train", "Train some", "Train all"),), only_yours=("notes",)
        ),
    ),
    "you went back to what it was": (
        {"action": "Train some"},
        {"action": "Train"},
        MergeResult(only_theirs=("action",)),
    ),
}


@pytest.mark.parametrize(("theirs", "yours", "result"), CASES.values(), ids=CASES)
def test_merge_of_two_changes(theirs, yours, result):
    assert merge(BASE, BASE | theirs, yours) == result


def test_resolved_field_takes_your_value():
    merged = merge(BASE, BASE | {"action": "Some"}, {"action": "All"}, resolved=frozenset({"action"}))

    assert (merged.fields, merged.conflicts) == ({"action": ("Some", "All")}, ())


def test_only_the_resolved_field_is_written():
    theirs = BASE | {"action": "Some", "notes": "Theirs"}
    yours = {"action": "All", "notes": "Yours"}

    merged = merge(BASE, theirs, yours, resolved=frozenset({"action"}))

    assert (merged.fields, [conflict.name for conflict in merged.conflicts]) == ({}, ["notes"])


# --- The laws.

NAMES = ("action", "status", "notes", "leads")
VALUES = st.sampled_from(["", "a", "b", None, [1], [1, 2]])
ROWS = st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES))
FORMS = st.dictionaries(st.sampled_from(NAMES), VALUES)
RESOLVED = st.frozensets(st.sampled_from(NAMES))
laws = settings(max_examples=300, deadline=None, derandomize=True)


def written(theirs, merged):
    """Return the row after the merge."""
    return theirs | {name: after for name, (_, after) in merged.fields.items()}


@laws
@given(base=ROWS, mine=FORMS)
def test_alone_you_write_exactly_your_changes(base, mine):
    merged = merge(base, base, mine)

    assert written(base, merged) == base | mine
    assert (merged.conflicts, merged.only_yours, merged.only_theirs) == ((), (), ())


@laws
@given(base=ROWS, theirs=ROWS)
def test_unchanged_form_writes_nothing(base, theirs):
    merged = merge(base, theirs, base)

    assert (merged.fields, merged.conflicts, merged.only_yours) == ({}, (), ())


@laws
@given(base=ROWS, theirs=ROWS, mine=FORMS)
def test_no_change_of_either_side_is_lost(base, theirs, mine):
    merged = merge(base, theirs, mine)
    conflicting = {conflict.name for conflict in merged.conflicts}
    after = written(theirs, merged)

    for name in NAMES:
        if theirs[name] != base[name] and name not in conflicting:
            assert after[name] == theirs[name]
        if name in mine and mine[name] != base[name] and not conflicting:
            assert after[name] == mine[name]
    for conflict in merged.conflicts:
        assert (conflict.original, conflict.theirs) == (base[conflict.name], theirs[conflict.name])
        assert conflict.yours == mine[conflict.name]


@laws
@given(base=ROWS, theirs=ROWS, mine=FORMS)
def test_with_a_conflict_nothing_is_written(base, theirs, mine):
    merged = merge(base, theirs, mine)

    assert not (merged.conflicts and merged.fields)


@laws
@given(base=ROWS, theirs=ROWS, mine=FORMS, resolved=RESOLVED)
def test_resolving_only_removes_conflicts(base, theirs, mine, resolved):
    before = {conflict.name for conflict in merge(base, theirs, mine).conflicts}
    after = {conflict.name for conflict in merge(base, theirs, mine, resolved=resolved).conflicts}

    assert after == before - resolved


@laws
@given(base=ROWS, theirs=ROWS, mine=FORMS)
def test_merging_again_writes_nothing_more(base, theirs, mine):
    merged = merge(base, theirs, mine)
    after = written(theirs, merged)

    if not merged.conflicts:
        assert merge(base, after, mine).fields == {}
