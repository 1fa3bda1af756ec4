"""Days that are known more or less: jac_tracker.dates.vague."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jac_tracker.dates import (
    Precision,
    VagueDay,
    financial_year,
    month_days,
    quarter_days,
    read_vague_day,
    season_days,
    year_days,
)
from tests.unit.jac_tracker.dates.days import MARCH_2022

YEARS = st.integers(1900, 2198)
SOME_DAYS = st.dates(date(1900, 1, 1), date(2198, 12, 31))


def part_of_month(year: int, month: int, begins: int) -> tuple[date, date]:
    first, last = month_days(year, month)
    return first.replace(day=begins), last if begins == 21 else first.replace(day=begins + 9)


VAGUE_SPANS = st.one_of(
    SOME_DAYS.map(lambda on: (on, on, Precision.DAY)),
    st.builds(lambda on, n: (on, on + timedelta(days=n), Precision.PERIOD), SOME_DAYS, st.integers(1, 364)),
    SOME_DAYS.map(lambda on: (on, on + timedelta(days=6), Precision.WEEK)),
    st.builds(
        lambda year, month, begins: (*part_of_month(year, month, begins), Precision.PART_OF_MONTH),
        YEARS,
        st.integers(1, 12),
        st.sampled_from([1, 11, 21]),
    ),
    st.builds(lambda year, month: (*month_days(year, month), Precision.MONTH), YEARS, st.integers(1, 12)),
    st.builds(
        lambda year, season: (*season_days(year, season), Precision.SEASON),
        YEARS,
        st.sampled_from(["spring", "summer", "autumn", "winter"]),
    ),
    st.builds(lambda year, quarter: (*quarter_days(year, quarter), Precision.QUARTER), YEARS, st.integers(1, 4)),
    YEARS.map(lambda year: (*year_days(year), Precision.YEAR)),
    YEARS.map(lambda year: (*financial_year(year), Precision.YEAR)),
    st.just((None, None, Precision.UNKNOWN)),
)


@given(VAGUE_SPANS, st.booleans(), st.dates())
def test_our_wording_is_read_back_as_the_same_day(
    span: tuple[date | None, date | None, Precision], to_be_confirmed: bool, around: date
) -> None:
    vague = VagueDay(*span, words="as given", to_be_confirmed=to_be_confirmed)

    again = read_vague_day(vague.worded(), around=around)

    assert again == VagueDay(*span, words=vague.worded(), to_be_confirmed=to_be_confirmed)


@pytest.mark.parametrize(
    ("words", "worded"),
    [
        ("07/09/2017", "7 September 2017"),
        ("25-28 Sept 2017", "25 to 28 September 2017"),
        ("27 Feb - 1 Mar 2017", "27 February to 1 March 2017"),
        ("28 Dec 2017 - 3 Jan 2018", "28 December 2017 to 3 January 2018"),
        ("W/C 4th April 2022", "week commencing 4 April 2022"),
        ("late January 2018", "end of January 2018"),
        ("start of June 2022", "early June 2022"),
        ("mid March 2022", "mid-March 2022"),
        ("Jul 2014", "July 2014"),
        ("the autumn of 2018", "autumn 2018"),
        ("winter 2018/19", "winter 2018"),
        ("Q3 2022", "July to September 2022"),
        ("Q1 2022/23", "April to June 2022"),
        ("FY 2019/20", "financial year 2019/20"),
        ("1999/2000", "financial year 1999/00"),
        ("year 2018", "2018"),
    ],
)
def test_each_precision_has_one_wording(words: str, worded: str) -> None:
    assert read_vague_day(words, around=MARCH_2022).worded() == worded


def test_vague_days_sort_on_the_earliest_closest_known_first_and_unknown_last() -> None:
    in_order = [
        "30 April 2022",
        "1 May 2022",
        "1 to 4 May 2022",
        "W/C 1 May 2022",
        "early May 2022",
        "May 2022",
        "May 2022 TBC",
        "2 May 2022",
        "summer 2022",
        "TBC",
    ]
    read = [read_vague_day(words, around=MARCH_2022) for words in in_order]

    ordered = sorted(reversed(read), key=lambda vague: vague.sort_key)

    assert [vague.words for vague in ordered] == in_order


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        (date(2022, 5, 2), date(2022, 5, 1), Precision.PERIOD),
        (date(2022, 5, 1), None, Precision.DAY),
        (None, date(2022, 5, 1), Precision.DAY),
        (None, None, Precision.DAY),
        (date(2022, 5, 1), date(2022, 5, 1), Precision.UNKNOWN),
    ],
)
def test_a_vague_day_that_contradicts_itself_is_refused(
    first: date | None, last: date | None, precision: Precision
) -> None:
    with pytest.raises(ValueError, match="day"):
        VagueDay(first, last, precision)


def test_an_exact_day_is_a_vague_day_too() -> None:
    on = date(2017, 9, 7)

    assert VagueDay.on(on, "7.9.17") == VagueDay(on, on, Precision.DAY, "7.9.17")
