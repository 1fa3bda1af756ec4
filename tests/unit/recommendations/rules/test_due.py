"""Which day binds an item, and how near it is: recommendations.rules.due."""

from datetime import date

import pytest

from recommendations.rules.due import Binding, Due, governing_date, worded_due

TODAY = date(2022, 3, 31)


@pytest.mark.parametrize(
    ("kind", "deadline", "target", "expected"),
    [
        ("NONE", None, None, None),
        ("FIXED", "2022-06-30", None, ("2022-06-30", Binding.DEADLINE)),
        ("RELATIVE", "2022-06-30", None, ("2022-06-30", Binding.DEADLINE)),
        ("NONE", None, "2022-05-01", ("2022-05-01", Binding.TARGET)),
        ("FIXED", "2022-06-30", "2022-05-01", ("2022-05-01", Binding.TARGET)),
        ("FIXED", "2022-06-30", "2022-09-01", ("2022-06-30", Binding.DEADLINE)),
        ("FIXED", "2022-06-30", "2022-06-30", ("2022-06-30", Binding.DEADLINE)),
        ("IMMEDIATE", "2022-02-25", None, ("2022-05-26", Binding.IMMEDIATE)),
        ("IMMEDIATE", "2022-02-25", "2022-03-25", ("2022-03-25", Binding.TARGET)),
        ("IMMEDIATE", "9999-12-31", None, ("9999-12-31", Binding.IMMEDIATE)),
    ],
)
def test_the_earlier_of_deadline_and_target_binds(kind, deadline, target, expected) -> None:
    due = governing_date(
        kind=kind,
        deadline_on=deadline and date.fromisoformat(deadline),
        target_on=target and date.fromisoformat(target),
        immediate_grace_days=90,
    )

    assert due == (expected and Due(date.fromisoformat(expected[0]), expected[1]))


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2021-03-31", "Overdue by 365 days"),
        ("2019-03-31", "Overdue by 1,096 days"),
        ("2022-03-30", "Overdue by 1 day"),
        ("2022-03-31", "Due today"),
        ("2022-04-01", "Due in 1 day"),
        ("2022-04-30", "Due in 30 days"),
        ("2022-05-01", "Due 1 May 2022"),
    ],
)
def test_how_near_the_day_is(on: str, words: str) -> None:
    assert worded_due(Due(date.fromisoformat(on), Binding.DEADLINE), TODAY, soon_days=30) == words
