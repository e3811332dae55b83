import pytest

from plans.wording import count_noun, join_with_and


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((0, "action"), "0 actions"),
        ((1, "action"), "1 action"),
        ((3, "action"), "3 actions"),
        ((1, "priority", "priorities"), "1 priority"),
        ((2, "priority", "priorities"), "2 priorities"),
    ],
)
def test_number_has_its_noun(given, said):
    assert count_noun(*given) == said


@pytest.mark.parametrize(
    ("parts", "said"),
    [("", ""), ("a", "a"), ("ab", "a and b"), ("abc", "a, b and c"), ("abcd", "a, b, c and d")],
)
def test_parts_are_joined_as_in_a_sentence(parts, said):
    assert join_with_and(iter(parts)) == said
