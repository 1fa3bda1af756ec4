"""What a claim lacks: recommendations.rules.claim."""

import pytest

from recommendations.rules.claim import faults_of_claim, letters_to_answer

WHOLE = {"answers": {"a": "Done.", "b": "Done."}, "exhibits": 1, "how_it_will_last": "It is audited."}


@pytest.mark.parametrize(
    ("ours", "letters"), [((), ("",)), (("a",), ("a",)), (("b", "a"), ("a", "b")), ({"c", "b", "a"}, ("a", "b", "c"))]
)
def test_each_part_of_ours_is_answered_or_the_whole_where_there_is_none(ours, letters) -> None:
    assert letters_to_answer(ours) == letters


def test_a_whole_claim_has_no_faults() -> None:
    assert faults_of_claim(["a", "b"], **WHOLE) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"answers": {"a": "Done."}}, ["Answer part (b)."]),
        ({"answers": {"a": " ", "b": "Done."}}, ["Answer part (a)."]),
        ({"answers": {}}, ["Answer part (a).", "Answer part (b)."]),
        ({"exhibits": 0}, ["Name at least one exhibit."]),
        ({"how_it_will_last": "\n "}, ["Say how it will last."]),
    ],
)
def test_what_is_missing_is_said(changed, said) -> None:
    assert faults_of_claim(["a", "b"], **WHOLE | changed) == said


def test_without_parts_of_ours_the_whole_is_answered() -> None:
    assert faults_of_claim([], **WHOLE) == ["Say how the recommendation has been met."]
    assert faults_of_claim([], **WHOLE | {"answers": {"": "Met."}}) == []
