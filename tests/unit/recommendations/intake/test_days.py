"""Days in a list."""

from datetime import date, datetime

import pytest

from jac_tracker.sheets import Cell, CellFault
from recommendations.intake.days import Evidence, Order, evidence_of, order_of, read_day


@pytest.mark.parametrize(
    ("cells", "evidence"),
    [
        ([], Evidence.NONE),
        ([date(2022, 3, 4), "2022-03-04", "4 March 2022", "5/5/2022", None], Evidence.NONE),
        (["4/3/2022", "1/2/2022"], Evidence.EITHER),
        (["4/3/2022", "31/3/2022"], Evidence.DAY_FIRST),
        (["4/3/2022", "3/31/2022"], Evidence.MONTH_FIRST),
        (["31/3/2022", "3/31/2022"], Evidence.BOTH),
        (["31/31/2022", "4/3/2022"], Evidence.EITHER),
    ],
)
def test_a_column_says_what_it_can_of_the_order_of_its_days(cells: list[Cell], evidence: Evidence) -> None:
    assert evidence_of(cells) == evidence


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (None, None),
        (date(2022, 3, 4), date(2022, 3, 4)),
        (datetime(2022, 3, 4, 9, 30), date(2022, 3, 4)),
        ("4/3/2022", date(2022, 3, 4)),
        ("04.03.22", date(2022, 3, 4)),
        ("4 - 3 - 2022", date(2022, 3, 4)),
        ("4/3/2022 00:00:00", date(2022, 3, 4)),
        ("2022-03-04", date(2022, 3, 4)),
        ("2022-03-04T00:00:00", date(2022, 3, 4)),
        ("4 March 2022", date(2022, 3, 4)),
        ("4th Mar 2022", date(2022, 3, 4)),
    ],
)
def test_a_day_is_read_day_first_as_it_may_be_written(cell: Cell, day: date | None) -> None:
    assert read_day(cell, Order.DAY_FIRST) == day


def test_a_day_is_read_month_first_where_that_was_settled() -> None:
    assert read_day("4/3/2022", Order.MONTH_FIRST) == date(2022, 4, 3)


@pytest.mark.parametrize(
    ("cell", "order", "sentence"),
    [
        (
            "31/2/2022",
            Order.DAY_FIRST,
            "holds “31/2/2022”, which is no day read day first; it should be like 31/3/2022",
        ),
        ("31/3/2022", Order.MONTH_FIRST, "holds “31/3/2022”, which is no day read month first, like 3/31/2022"),
        ("March 2022", Order.DAY_FIRST, "holds “March 2022”, which is not one day; it should be like 31/3/2022"),
        ("4 March", Order.DAY_FIRST, "holds “4 March”, which is not one day; it should be like 31/3/2022"),
        ("TBC", Order.DAY_FIRST, "holds “TBC”, which is not one day; it should be like 31/3/2022"),
        (44624, Order.DAY_FIRST, "holds the number 44624, not a day; format the column as a date, or write 31/3/2022"),
        (True, Order.DAY_FIRST, "holds the number True, not a day; format the column as a date, or write 31/3/2022"),
        (date(1900, 1, 1), Order.DAY_FIRST, "holds the year 1900; it should be from 1990 to 2100"),
        (CellFault("#N/A"), Order.DAY_FIRST, "holds #N/A; it should hold a day, like 31/3/2022"),
    ],
)
def test_what_is_no_day_is_refused_with_what_would_be_right(cell: Cell, order: Order, sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        read_day(cell, order)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("cells", "said", "order"),
    [
        (["4/3/2022", "3/31/2022"], Order.DAY_FIRST, Order.MONTH_FIRST),
        (["4/3/2022", "31/3/2022"], Order.MONTH_FIRST, Order.DAY_FIRST),
        (["4/3/2022"], Order.MONTH_FIRST, Order.MONTH_FIRST),
        (["4/3/2022"], None, None),
        (["31/3/2022", "3/31/2022"], Order.DAY_FIRST, None),
    ],
)
def test_what_a_column_shows_goes_before_what_was_said_of_it(
    cells: list[Cell], said: Order | None, order: Order | None
) -> None:
    assert order_of(cells, said) == order


@pytest.mark.parametrize("cell", ["31/3/2022", "3/31/2022", "2022-03-31", "31 March 2022"])
def test_without_an_order_what_can_be_read_in_one_way_is_read(cell: str) -> None:
    assert read_day(cell, None) == date(2022, 3, 31)


def test_without_an_order_a_day_that_may_be_two_is_not_guessed() -> None:
    with pytest.raises(ValueError) as refusal:
        read_day("4/3/2022", None)

    said = "holds “4/3/2022”, which could be 4 March or 3 April 2022; write the month as a word"
    assert str(refusal.value) == said
    assert read_day("5/5/2022", None) == date(2022, 5, 5)
