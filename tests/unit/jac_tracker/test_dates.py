"""Days and the words for them: jac_tracker.dates."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jac_tracker.dates import (
    Precision,
    VagueDay,
    add_months,
    add_working_days,
    bank_holidays,
    bank_holidays_around,
    end_of_day,
    financial_year,
    london_day,
    month_days,
    quarter_days,
    read_vague_day,
    season_days,
    worded_age,
    worded_day,
    worded_moment,
    worded_number,
    year_days,
)

MARCH_2022 = date(2022, 3, 31)


def day(text: str) -> date:
    return date.fromisoformat(text)


# Reading


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


# Wording


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


def test_a_day_is_worded_without_zero_or_ordinal() -> None:
    assert worded_day(date(2017, 9, 7)) == "7 September 2017"


@pytest.mark.parametrize(
    ("moment", "worded"),
    [
        (datetime(2017, 9, 7, 13, 5, tzinfo=UTC), "7 September 2017 at 2.05pm"),  # an hour ahead in summer
        (datetime(2017, 12, 7, 13, 5, tzinfo=UTC), "7 December 2017 at 1.05pm"),
        (datetime(2017, 9, 7, 23, 30, tzinfo=UTC), "8 September 2017 at 12.30am"),
        (datetime(2017, 12, 7, 9, 0, tzinfo=UTC), "7 December 2017 at 9am"),
        (datetime(2017, 12, 7, 12, 0, tzinfo=UTC), "7 December 2017 at midday"),
        (datetime(2017, 12, 7, 12, 1, tzinfo=UTC), "7 December 2017 at 12.01pm"),
        (datetime(2017, 12, 7, 0, 0, tzinfo=UTC), "7 December 2017 at 12am"),
    ],
)
def test_a_moment_is_worded_on_londons_clock(moment: datetime, worded: str) -> None:
    assert worded_moment(moment) == worded


@pytest.mark.parametrize("read", [worded_moment, london_day])
@pytest.mark.parametrize("moment", [datetime(2017, 9, 7), datetime.max.replace(tzinfo=UTC).replace(tzinfo=None)])
def test_a_naive_moment_is_refused(read: object, moment: datetime) -> None:
    with pytest.raises(ValueError, match=r"^A moment needs its time zone\.$"):
        read(moment)  # type: ignore[operator]


def test_a_moment_at_the_edge_of_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^That moment is outside the calendar\.$"):
        london_day(datetime.min.replace(tzinfo=UTC))


@given(st.dates(date(1, 1, 2)))
def test_the_end_of_a_day_is_its_last_moment_in_london(on: date) -> None:
    end = end_of_day(on)

    assert london_day(end) == on
    if on < date.max:
        assert london_day(end.astimezone(UTC) + timedelta(microseconds=1)) == on + timedelta(days=1)


@pytest.mark.parametrize(
    ("then", "worded"),
    [
        ("2022-03-31", "today"),
        ("2022-03-30", "yesterday"),
        ("2022-03-28", "3 days ago"),
        ("2022-03-18", "13 days ago"),
        ("2022-03-17", "2 weeks ago"),
        ("2022-02-24", "5 weeks ago"),
        ("2022-02-01", "8 weeks ago"),
        ("2022-01-31", "2 months ago"),
        ("2021-01-31", "14 months ago"),
        ("2020-04-01", "23 months ago"),
        ("2020-03-31", "2 years ago"),
        ("2014-07-01", "7 years ago"),
        ("2022-04-01", "tomorrow"),
        ("2022-04-03", "in 3 days"),
        ("2022-06-30", "in 2 months"),
        ("2022-07-01", "in 3 months"),
    ],
)
def test_an_age_is_worded_in_the_unit_a_reader_wants(then: str, worded: str) -> None:
    assert worded_age(day(then), MARCH_2022) == worded


@pytest.mark.parametrize(
    ("n", "worded"),
    [(0, "zero"), (1, "one"), (9, "nine"), (12, "twelve"), (20, "twenty"), (21, "21"), (1234, "1,234"), (-1, "-1")],
)
def test_numbers_to_twenty_are_words(n: int, worded: str) -> None:
    assert worded_number(n) == worded


# Periods


def test_periods_end_on_their_last_day() -> None:
    assert month_days(2024, 2) == (date(2024, 2, 1), date(2024, 2, 29))
    assert season_days(2019, "spring") == (date(2019, 3, 1), date(2019, 5, 31))
    assert season_days(2019, "winter") == (date(2019, 12, 1), date(2020, 2, 29))
    assert quarter_days(2019, 4) == (date(2019, 10, 1), date(2019, 12, 31))
    assert quarter_days(2019, 1, financial=True) == (date(2019, 4, 1), date(2019, 6, 30))
    assert quarter_days(2019, 4, financial=True) == (date(2020, 1, 1), date(2020, 3, 31))
    assert year_days(2019) == (date(2019, 1, 1), date(2019, 12, 31))
    assert financial_year(2019) == (date(2019, 4, 1), date(2020, 3, 31))


# Arithmetic


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2017-08-31", 6, "2018-02-28"),
        ("2019-08-31", 6, "2020-02-29"),
        ("2017-10-24", 12, "2018-10-24"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2020-02-29", 48, "2024-02-29"),
        ("2022-03-31", -1, "2022-02-28"),
        ("2022-01-15", -13, "2020-12-15"),
        ("2022-01-15", 0, "2022-01-15"),
        ("0001-01-31", 1, "0001-02-28"),
        ("9999-11-30", 1, "9999-12-30"),
    ],
)
def test_months_are_added_and_clipped_to_the_month(start: str, months: int, end: str) -> None:
    assert add_months(day(start), months) == day(end)


@given(st.dates(), st.integers(-200_000, 200_000))
def test_added_months_keep_the_day_or_end_the_month_or_refuse(start: date, months: int) -> None:
    total = start.year * 12 + start.month - 1 + months

    if not 12 <= total < 120_000:
        with pytest.raises(ValueError, match=r"^That many months lead outside the calendar\.$"):
            add_months(start, months)
        return
    end = add_months(start, months)

    assert end.year * 12 + end.month - 1 == total
    assert end.day == start.day or (end.day < start.day and end == month_days(end.year, end.month)[1])


@given(st.integers())
def test_any_number_of_months_is_added_or_refused(months: int) -> None:
    try:
        add_months(MARCH_2022, months)
    except ValueError as refusal:
        assert str(refusal) == "That many months lead outside the calendar."


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2022-02-21", 70, "2022-06-06"),  # Easter, early May and the four-day Jubilee weekend between
        ("2022-04-14", 1, "2022-04-19"),
        ("2022-04-19", -1, "2022-04-14"),
        ("2022-04-16", 0, "2022-04-16"),
        ("2021-12-24", 1, "2021-12-29"),
        ("2021-12-31", 1, "2022-01-04"),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(start: str, n: int, end: str) -> None:
    assert add_working_days(day(start), n, bank_holidays_around(day(start))) == day(end)


@pytest.mark.parametrize(("start", "n"), [(date.max, 1), (date.min, -1), (MARCH_2022, 10_001), (MARCH_2022, -(10**30))])
def test_working_days_beyond_the_calendar_are_refused(start: date, n: int) -> None:
    with pytest.raises(ValueError, match="working days"):
        add_working_days(start, n, frozenset())


@given(st.dates(date(1900, 1, 1), date(2199, 1, 1)), st.integers(1, 300))
def test_working_days_there_and_back_return_to_a_working_day(start: date, n: int) -> None:
    holidays = bank_holidays_around(start, years=3)

    there = add_working_days(start, n, holidays)

    assert there.weekday() < 5
    assert there not in holidays
    if start.weekday() < 5 and start not in holidays:
        assert add_working_days(there, -n, holidays) == start


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2010, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
        (2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27"),
        (2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"),
        (2015, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2017, "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
        (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    ],
)
def test_bank_holidays_follow_the_rule_and_the_proclamations(year: int, days: str) -> None:
    assert sorted(bank_holidays(year)) == [day(f"{year}-{on}") for on in days.split()]


@given(st.integers(1, 9999))
def test_every_year_has_eight_bank_holidays_or_more_all_on_weekdays(year: int) -> None:
    days = bank_holidays(year)

    assert len(days) == 8 + {1999: 1, 2002: 1, 2011: 1, 2012: 1, 2022: 2, 2023: 1}.get(year, 0)
    assert {on.year for on in days} == {year}
    assert all(on.weekday() < 5 for on in days)


@pytest.mark.parametrize("on", [date.min, date.max])
def test_bank_holidays_around_the_edge_of_the_calendar_are_those_there_are(on: date) -> None:
    assert bank_holidays_around(on) >= bank_holidays(on.year)
