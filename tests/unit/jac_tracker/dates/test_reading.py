"""What people write for a day: jac_tracker.dates.reading."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jac_tracker.dates import Precision, VagueDay, read_vague_day
from tests.unit.jac_tracker.dates.days import MARCH_2022, day


@pytest.mark.parametrize(
    ("words", "first", "last", "precision"),
    [
        ("7 September 2017", "2017-09-07", "2017-09-07", "day"),
        ("7th Sept 2017", "2017-09-07", "2017-09-07", "day"),
        ("the 7th of September, 2017", "2017-09-07", "2017-09-07", "day"),
        ("Thursday 7 September 2017", "2017-09-07", "2017-09-07", "day"),
        ("Thu, 7 Sep 2017", "2017-09-07", "2017-09-07", "day"),
        ("on 7 September 2017", "2017-09-07", "2017-09-07", "day"),
        ("7/9/2017", "2017-09-07", "2017-09-07", "day"),
        ("07.09.2017", "2017-09-07", "2017-09-07", "day"),
        ("7/9/17", "2017-09-07", "2017-09-07", "day"),
        ("07-Sep-17", "2017-09-07", "2017-09-07", "day"),
        ("07-Sep-2017", "2017-09-07", "2017-09-07", "day"),
        ("2017-09-07", "2017-09-07", "2017-09-07", "day"),
        ("September 7, 2017", "2017-09-07", "2017-09-07", "day"),
        ("  7   SEPTEMBER\u00a02017.  ", "2017-09-07", "2017-09-07", "day"),
        ("29 February 2020", "2020-02-29", "2020-02-29", "day"),
        ("25-28 September 2017", "2017-09-25", "2017-09-28", "period"),
        ("25 \u2013 28 September 2017", "2017-09-25", "2017-09-28", "period"),
        ("25\u201328 September 2017", "2017-09-25", "2017-09-28", "period"),
        ("between 25 and 28 September 2017", "2017-09-25", "2017-09-28", "period"),
        ("from Monday 25 to Thursday 28 September 2017", "2017-09-25", "2017-09-28", "period"),
        ("25/9/2017 - 28/9/2017", "2017-09-25", "2017-09-28", "period"),
        ("2017-09-25 to 2017-09-28", "2017-09-25", "2017-09-28", "period"),
        ("27 February to 1 March 2017", "2017-02-27", "2017-03-01", "period"),
        ("27 Feb - 1 Mar 2017", "2017-02-27", "2017-03-01", "period"),
        ("28 December to 3 January 2018", "2017-12-28", "2018-01-03", "period"),
        ("28 December 2017 to 3 January 2018", "2017-12-28", "2018-01-03", "period"),
        ("June to July 2022", "2022-06-01", "2022-07-31", "period"),
        ("December 2021 to January 2022", "2021-12-01", "2022-01-31", "period"),
        ("mid 2023", "2023-05-01", "2023-08-31", "period"),
        ("week ending 8 April 2022", "2022-04-02", "2022-04-08", "period"),
        ("W/C 4 April 2022", "2022-04-04", "2022-04-10", "week"),
        ("w/c: 4th April 2022", "2022-04-04", "2022-04-10", "week"),
        ("Week commencing 7th February 2022", "2022-02-07", "2022-02-13", "week"),
        ("the week beginning Monday 7 February 2022", "2022-02-07", "2022-02-13", "week"),
        ("wc 07/02/2022", "2022-02-07", "2022-02-13", "week"),
        ("end of January 2018", "2018-01-21", "2018-01-31", "part_of_month"),
        ("the end of January 2018", "2018-01-21", "2018-01-31", "part_of_month"),
        ("late February 2018", "2018-02-21", "2018-02-28", "part_of_month"),
        ("early June 2022", "2022-06-01", "2022-06-10", "part_of_month"),
        ("beginning of June 2022", "2022-06-01", "2022-06-10", "part_of_month"),
        ("mid-March 2022", "2022-03-11", "2022-03-20", "part_of_month"),
        ("middle of March 2022", "2022-03-11", "2022-03-20", "part_of_month"),
        ("July 2014", "2014-07-01", "2014-07-31", "month"),
        ("Feb. 2024", "2024-02-01", "2024-02-29", "month"),
        ("spring 2020", "2020-03-01", "2020-05-31", "season"),
        ("the autumn of 2018", "2018-09-01", "2018-11-30", "season"),
        ("Winter 2018/19", "2018-12-01", "2019-02-28", "season"),
        ("winter 2018", "2018-12-01", "2019-02-28", "season"),
        ("Q3 2022", "2022-07-01", "2022-09-30", "quarter"),
        ("quarter 3 of 2022", "2022-07-01", "2022-09-30", "quarter"),
        ("the third quarter of 2022", "2022-07-01", "2022-09-30", "quarter"),
        ("July to September 2022", "2022-07-01", "2022-09-30", "quarter"),
        ("Q4 2021/22", "2022-01-01", "2022-03-31", "quarter"),
        ("early 2023", "2023-01-01", "2023-03-31", "quarter"),
        ("end of 2018", "2018-10-01", "2018-12-31", "quarter"),
        ("2018", "2018-01-01", "2018-12-31", "year"),
        ("2018/19", "2018-04-01", "2019-03-31", "year"),
        ("financial year 2018/2019", "2018-04-01", "2019-03-31", "year"),
    ],
)
def test_words_with_a_year_mean_their_days(words: str, first: str, last: str, precision: str) -> None:
    read = read_vague_day(words, around=MARCH_2022)

    assert (read.earliest, read.latest, read.precision) == (day(first), day(last), precision)
    assert read.words == " ".join(words.split())
    assert not read.to_be_confirmed


@pytest.mark.parametrize(
    ("words", "worded"),
    [
        ("May \u2013 Date TBC", "May 2022, date to be confirmed"),
        ("(October \u2013 Date TBC)", "October 2022, date to be confirmed"),
        ("Date TBC: May", "May 2022, date to be confirmed"),
        ("May, dates to be confirmed", "May 2022, date to be confirmed"),
        ("W/C 18th April (TBC)", "week commencing 18 April 2022, date to be confirmed"),
        ("7 June, to be confirmed", "7 June 2022, to be confirmed"),
        ("TBC", "date to be confirmed"),
        ("date to be confirmed", "date to be confirmed"),
    ],
)
def test_a_date_to_be_confirmed_keeps_what_is_known(words: str, worded: str) -> None:
    read = read_vague_day(words, around=MARCH_2022)

    assert read.to_be_confirmed
    assert read.worded() == worded


@pytest.mark.parametrize("words", ["", "   ", "\n", "not known", "Unknown", "n/a", "-"])
def test_nothing_is_an_unknown_day(words: str) -> None:
    read = read_vague_day(words, around=MARCH_2022)

    assert read == VagueDay(None, None, Precision.UNKNOWN, words.strip())
    assert read.worded() == "date not known"


@pytest.mark.parametrize(
    ("words", "around", "first"),
    [
        ("W/C 4 April", "2022-03-31", "2022-04-04"),
        ("4 April", "2022-03-31", "2022-04-04"),
        ("October", "2022-03-31", "2022-10-01"),
        ("30 December", "2022-03-31", "2022-12-30"),
        ("31 December", "2022-03-31", "2021-12-31"),
        ("January", "2021-12-22", "2022-01-01"),
        ("25-28 September", "2017-11-30", "2017-09-25"),
        ("end of January", "2017-11-30", "2018-01-21"),
        ("autumn", "2018-03-01", "2018-09-01"),
        ("autumn", "2017-11-30", "2017-09-01"),
        ("winter", "2022-01-10", "2021-12-01"),
        ("28 December to 3 January", "2022-01-10", "2021-12-28"),
        ("29 February", "2017-11-30", "2020-02-29"),
        ("29 February", "1897-01-01", "1904-02-29"),
        ("Q2", "2022-03-31", "2022-04-01"),
        ("1 June", "0001-01-01", "0001-06-01"),
        ("1 June", "9999-07-01", "9999-06-01"),
    ],
)
def test_a_missing_year_is_the_first_not_over_three_months_back(words: str, around: str, first: str) -> None:
    read = read_vague_day(words, around=day(around))

    assert read.earliest == day(first)


@pytest.mark.parametrize(
    "words",
    [
        "soon",
        "0",
        "-1",
        "99",
        "20222",
        "Sep-17",
        "7 Septembre 2017",
        "7 8 2017",
        "2018/20",
        "spring 2018/19",
        "Q5 2022",
        "5th quarter of 2022",
        "May May 2022",
        "W/C",
        "W/C May",
        "TBC TBC",
        "end of",
        "end of autumn",
        "\x00",
        "7 September 2017\x00",
        "\U0001f600",
        "\u0667 September 2017",
        "\ud800",
        "7" * 5000,
        "7 September 2017 " * 1000,
        "=1+1",
        "<b>May</b>",
    ],
)
def test_other_words_are_refused_with_what_to_write(words: str) -> None:
    with pytest.raises(ValueError, match=r"^Write it as a day \(7 September 2017\), .* or TBC\.$"):
        read_vague_day(words, around=MARCH_2022)


@pytest.mark.parametrize(
    "words", ["31 June 2022", "29 February 2022", "7/13/2022", "0/1/2022", "2022-02-30", "31-32 May 2022"]
)
def test_a_day_that_does_not_exist_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"^There is no such day\. Check the day and the month\.$"):
        read_vague_day(words, around=MARCH_2022)


@pytest.mark.parametrize(
    "words", ["7 September 0217", "7 September 0000", "1899", "May 2200", "0000-01-01", "W/C 1 May 9999"]
)
def test_a_year_nobody_means_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"^Check the year: it must be between 1900 and 2199\.$"):
        read_vague_day(words, around=MARCH_2022)


@pytest.mark.parametrize(
    "words", ["28 to 25 September 2022", "27 April to 1 March 2017", "1 to 1 May 2022", "May 2022 to April 2022"]
)
def test_a_period_that_ends_before_it_begins_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"^The last day must come after the first\.$"):
        read_vague_day(words, around=MARCH_2022)


def test_a_weekday_that_is_not_that_days_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^4 April 2022 is a Monday\. Check the day, or leave the weekday out\.$"):
        read_vague_day("Tuesday 4 April 2022", around=MARCH_2022)


def test_a_megabyte_of_words_is_refused_at_once() -> None:
    started = time.perf_counter()

    for words in ("7" * 1_000_000, "to " * 333_333, "- " * 500_000, " " * 1_000_000 + "x", "q" * 1_000_000):
        with pytest.raises(ValueError, match=r"^Write it as "):
            read_vague_day(words, around=MARCH_2022)

    assert time.perf_counter() - started < 5


WORDS = [
    "7",
    "31",
    "0",
    "May",
    "Feb",
    "2022",
    "99999",
    "2018/19",
    "to",
    "-",
    "W/C",
    "end",
    "of",
    "mid",
    "TBC",
    "spring",
]
WORDS += ["Q3", "Monday", "week commencing", "/", ",", "(", "the", "first quarter", "\x00", "\U0001f600", "year"]


@given(
    st.one_of(st.text(max_size=250), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)),
    st.dates(),
)
def test_any_words_are_read_or_refused_politely(words: str, around: date) -> None:
    try:
        read = read_vague_day(words, around=around)
    except ValueError as refusal:
        assert str(refusal).endswith(".")  # a sentence of ours, never one of Python's
    else:
        assert (read.earliest is None) == (read.precision == Precision.UNKNOWN)
