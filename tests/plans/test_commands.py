"""Arguments of the site's own commands: an invalid one is an error of one line."""

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("load_example", "again"), "Error: unrecognized arguments: again"),
        (
            ("delete_old_documents", "--days=x"),
            "Error: argument --days: “x” is not a whole number between 0 and 36,500",
        ),
        (
            ("delete_old_documents", "--days=-1"),
            "Error: argument --days: “-1” is not a whole number between 0 and 36,500",
        ),
        (
            ("delete_old_documents", "--days=99999999999"),
            "Error: argument --days: “99999999999” is not a whole number between 0 and 36,500",
        ),
        (
            ("requeue_tasks", "--minutes=100001"),
            "Error: argument --minutes: “100001” is not a whole number between 0 and 100,000",
        ),
    ],
)
def test_a_bad_argument_is_one_line(words, sentence):
    with pytest.raises(CommandError) as caught:
        call_command(*words)

    assert str(caught.value) == sentence.removeprefix("Error: ")
