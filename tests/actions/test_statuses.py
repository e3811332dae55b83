"""Printed statuses, what they mean, and which is worst."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.statuses import CLOSING_REASONS, MEANINGS, SEVERITY, Status, parse_status


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("Green", "on_track"),
        ("G", "on_track"),
        ("On track", "on_track"),
        ("On target", "on_track"),
        ("ON SCHEDULE", "on_track"),
        ("In progress", "on_track"),
        ("on-track", "on_track"),
        ("RAG: Green", "on_track"),
        ("Green (on track)", "on_track"),
        ("\u00a0On\u00a0track. ", "on_track"),
        ("🟢", "on_track"),
        ("Amber", "at_risk"),
        ("A", "at_risk"),
        ("At risk", "at_risk"),
        ("at\nrisk", "at_risk"),
        ("Delayed slightly", "at_risk"),
        ("Red", "off_track"),
        ("R", "off_track"),
        ("Off track", "off_track"),
        ("Delayed", "off_track"),
        ("Not on track", "off_track"),
        ("Blue", "complete"),
        ("B", "complete"),
        ("Complete", "complete"),
        ("COMPLETED", "complete"),
        ("Done", "complete"),
        ("Achieved", "complete"),
        ("C", "complete"),
        ("Blue - Complete", "complete"),
        ("Grey", "not_started"),
        ("Not started", "not_started"),
        ("Not yet started", "not_started"),
        ("Not due", "not_started"),
        ("Closed", "closed"),
        ("Stopped", "closed"),
        ("Withdrawn", "closed"),
        # Two statuses that differ, unknown words and no words are not guessed.
        ("Amber to Green", ""),
        ("Green/Amber", ""),
        ("Not complete", ""),
        ("Nearly complete", ""),
        ("Complete by March", ""),
        ("Ongoing", ""),
        ("75%", ""),
        ("", ""),
        ("-", ""),
        ("status", ""),
        ("green " * 50, ""),
    ],
)
def test_printed_status_is_read(printed, status):
    assert parse_status(printed) == status


@pytest.mark.parametrize("status", Status)
def test_each_label_is_read_as_its_own_status(status):
    assert parse_status(MEANINGS[status][0]) == status


def test_every_status_has_a_meaning_and_a_place_in_the_order():
    assert list(MEANINGS) == list(Status)
    assert sorted(SEVERITY) == sorted(Status)
    assert MEANINGS["at_risk"] == ("At risk", "might not be delivered by its date")


def test_worst_status_comes_first():
    assert SEVERITY == ("off_track", "at_risk", "not_started", "on_track", "closed", "complete")


def test_closing_reasons_are_the_five_of_the_design():
    codes = ["carried_over", "merged", "delivered_differently", "stopped", "business_as_usual"]
    assert list(CLOSING_REASONS) == codes


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.text())
def test_any_text_gives_a_status_or_nothing(printed):
    assert parse_status(printed) in {"", *Status}
