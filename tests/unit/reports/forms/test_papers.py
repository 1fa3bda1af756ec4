from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from jac_tracker.dates import LONDON, end_of_day
from reports.forms import CutOffForm, PaperForm
from reports.forms.papers import read_time
from reports.models import Paper

NOW = datetime(2022, 3, 24, 17, 5, tzinfo=UTC)


def cut_off(day: str = "", hour: str = "") -> CutOffForm:
    d, m, y = day.split() if day else ("", "", "")
    return CutOffForm({"day_day": d, "day_month": m, "day_year": y, "hour": hour}, now=NOW)


@pytest.mark.parametrize(
    ("day", "hour", "moment"),
    [
        ("", "", None),
        ("23 3 2022", "", end_of_day(date(2022, 3, 23))),
        ("24 3 2022", "", NOW),
        ("23 3 2022", "5pm", datetime(2022, 3, 23, 17, tzinfo=LONDON)),
        ("28 3 2022", "09:30", datetime(2022, 3, 28, 9, 30, tzinfo=LONDON)),
    ],
)
def test_a_cut_off_is_a_day_and_perhaps_a_time(day: str, hour: str, moment: datetime | None) -> None:
    form = cut_off(day, hour)

    assert form.is_valid()
    assert form.moment() == moment


@pytest.mark.parametrize(
    ("day", "hour", "errors"),
    [
        ("", "5pm", {"day": ["Enter the day of the cut-off, or leave the time empty too"]}),
        ("30 2 2022", "5pm", {"day": ["Day must be a real date"]}),
        ("23 3 2022", "teatime", {"hour": ["The time must be a time of day, like 5pm or 17:00"]}),
        ("23 3 2022", "25:00", {"hour": ["The time must be a time of day, like 5pm or 17:00"]}),
        ("23 3 2022", "\x00" * 30, {}),
    ],
)
def test_a_wrong_cut_off_is_told_at_its_field(day: str, hour: str, errors: dict[str, Any]) -> None:
    assert cut_off(day, hour).errors == errors


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("5pm", time(17)),
        ("5.30 PM", time(17, 30)),
        ("12am", time(0)),
        ("12:15pm", time(12, 15)),
        ("17:00", time(17)),
        ("09.05", time(9, 5)),
        ("midday", time(12)),
        ("Midnight", time(0)),
    ],
)
def test_times_are_read_as_people_write_them(words: str, read: time) -> None:
    assert read_time(words) == read


@pytest.mark.parametrize("words", ["", "5", "13pm", "0am", "24:00", "5:60", "5pm GMT", "½pm", "١٧:٠٠"])
def test_other_words_are_no_times(words: str) -> None:
    with pytest.raises(ValueError):
        read_time(words)


@pytest.mark.django_db
def test_a_start_of_the_period_needs_its_reason_and_keeps_its_exact_moment() -> None:
    since_at = datetime(2022, 2, 1, 17, tzinfo=LONDON)
    paper = Paper(since_at=since_at, since_reason="An extra paper")
    typed = {
        "title": "Update",
        "agenda_item": "08",
        "marking": "official",
        "contact_post": "",
        "since_on_day": "1",
        "since_on_month": "2",
        "since_on_year": "2022",
        "since_reason": "An extra paper",
    }

    untouched = PaperForm(typed, paper=paper)
    moved = PaperForm(typed | {"since_on_day": "2"}, paper=paper)
    taken_away = PaperForm(typed | {f"since_on_{part}": "" for part in ("day", "month", "year")}, paper=paper)
    bare = PaperForm(typed | {"since_reason": ""}, paper=paper)

    assert all(form.is_valid() for form in (untouched, moved, taken_away))
    assert untouched.values()["since_at"] == since_at
    assert moved.values()["since_at"] == end_of_day(date(2022, 2, 2))
    assert (taken_away.values()["since_at"], taken_away.values()["since_reason"]) == (None, "")
    assert bare.errors == {"since_reason": ["Enter a reason for beginning the period on another day"]}
