"""Our references: recommendations.rules.reference."""

import pytest

from recommendations.rules.reference import next_reference, reference_stem


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], "WMP-2022-001"),
        (["WMP-2022-001"], "WMP-2022-002"),
        (["WMP-2022-001", "WMP-2022-007"], "WMP-2022-008"),
        (["WMP-2022-010", "WMP-2022-009"], "WMP-2022-011"),
        (["WMP-2021-044", "MP-2022-009"], "WMP-2022-001"),
        (["WMP-2022-999"], "WMP-2022-1000"),
        (["WMP-2022-1000", "WMP-2022-999"], "WMP-2022-1001"),
        (["WMP-2022-old"], "WMP-2022-001"),
    ],
)
def test_a_reference_follows_the_highest_of_its_year(taken: list[str], expected: str) -> None:
    assert next_reference(reference_stem("WMP", 2022), taken) == expected
