"""Fields for days."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from jac_tracker import forms
from jac_tracker.dates import Precision, VagueDay
from jac_tracker.forms.days import read_month


class Sample(forms.Form):
    decided_on = forms.DateField(label="Date of decision")


class Optional(forms.Form):
    decided_on = forms.DateField(label="Date of decision", required=False)


class Notice(forms.Form):
    expected = forms.VagueDayField(label="Expected publication", required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.read_days_around(date(2022, 3, 31))


def typed(day="", month="", year=""):
    return {"decided_on_day": day, "decided_on_month": month, "decided_on_year": year}


@pytest.mark.parametrize(
    "boxes", [("31", "3", "2022"), (" 31 ", "03", "2022"), ("31", "March", "2022"), ("31", "MAR.", "2022")]
)
def test_three_boxes_are_a_day(boxes):
    form = Sample(typed(*boxes))

    assert form.is_valid()
    assert form.cleaned_data == {"decided_on": date(2022, 3, 31)}


@pytest.mark.parametrize(
    ("boxes", "message", "at_fault"),
    [
        (("", "", ""), "Enter the date of decision", ["day", "month", "year"]),
        (("", "3", "2022"), "Date of decision must include a day", ["day"]),
        (("31", "", ""), "Date of decision must include a month and year", ["month", "year"]),
        (("31", "2", "2022"), "Date of decision must be a real date", ["day"]),
        (("29", "2", "2021"), "Date of decision must be a real date", ["day"]),
        (("0", "2", "2021"), "Date of decision must be a real date", ["day"]),
        (("1", "13", "2021"), "Date of decision must be a real date", ["month"]),
        (("1", "Marchember", "2021"), "Date of decision must be a real date", ["month"]),
        (("x", "1", "2021"), "Date of decision must be a real date", ["day"]),
        (("١", "1", "2021"), "Date of decision must be a real date", ["day"]),
        (("1", "1", "21"), "Year must include 4 numbers", ["year"]),
        (("1", "1", "20211"), "Year must include 4 numbers", ["year"]),
        (("1", "1", "0000"), "Date of decision must be a real date", ["year"]),
        (("1", "1", "1989"), "Date of decision must be between 1 January 1990 and 31 December 2100", ["year"]),
        (("1", "1", "2101"), "Date of decision must be between 1 January 1990 and 31 December 2100", ["year"]),
    ],
)
def test_a_wrong_day_is_refused_and_the_boxes_at_fault_are_marked(boxes, message, at_fault):
    form = Sample(typed(*boxes))

    assert form.errors == {"decided_on": [message]}
    assert form["decided_on"].wrong_boxes == at_fault


def test_the_bounds_of_a_day_are_the_fields_own():
    field = forms.DateField(earliest=date(2022, 1, 1), latest=date(2022, 1, 31))
    field.fill_messages("Date of decision")

    assert field.clean(forms.DateParts("1", "1", "2022")) == date(2022, 1, 1)
    assert field.clean(forms.DateParts("31", "1", "2022")) == date(2022, 1, 31)
    with pytest.raises(ValidationError, match="between 1 January 2022 and 31 January 2022"):
        field.clean(forms.DateParts("1", "2", "2022"))


def test_no_day_is_none_where_none_is_required():
    form = Optional(typed())

    assert form.is_valid()
    assert form.cleaned_data == {"decided_on": None}


def test_a_form_that_never_had_the_boxes_is_as_empty():
    assert Sample({}).errors == {"decided_on": ["Enter the date of decision"]}


def test_what_was_typed_stays_in_the_boxes():
    page = str(Sample(typed("31", "Febuary", "<b>")))

    assert 'name="decided_on_day" type="text" inputmode="numeric" value="31"' in page
    assert 'value="Febuary"' in page
    assert 'value="&lt;b&gt;"' in page


def test_a_day_known_before_is_shown_in_the_boxes():
    page = str(Sample(initial={"decided_on": date(2022, 3, 4)}))

    assert [f'value="{part}"' in page for part in ("4", "3", "2022")] == [True, True, True]


def test_a_day_has_changed_only_when_it_is_another_day():
    unchanged = Sample(typed("04", "March", "2022"), initial={"decided_on": date(2022, 3, 4)})
    changed = Sample(typed("5", "3", "2022"), initial={"decided_on": date(2022, 3, 4)})
    mangled = Sample(typed("5", "x", "2022"), initial={"decided_on": date(2022, 3, 4)})

    assert [form.has_changed() for form in (unchanged, changed, mangled)] == [False, True, True]


def test_empty_boxes_that_were_empty_have_not_changed():
    assert not Sample(typed()).has_changed()
    assert Sample(typed(), initial={"decided_on": date(2022, 3, 4)}).has_changed()


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_no_boxes_whatever_are_more_than_a_message(day, month, year):
    form = Sample(typed(day, month, year))

    assert form.is_valid() or len(form.errors["decided_on"]) == 1
    assert "decided_on_day" in str(form)


@pytest.mark.parametrize(
    ("words", "number"),
    [("1", 1), ("12", 12), ("Sept", 9), ("september", 9), ("dec", 12), ("0", None), ("mayor", None), ("", None)],
)
def test_a_month_is_a_number_or_a_name(words, number):
    assert read_month(words) == number


def test_a_vague_day_is_read_around_the_forms_day():
    form = Notice({"expected": "W/C 4 April"})

    assert form.is_valid()
    assert form.cleaned_data == {
        "expected": VagueDay(date(2022, 4, 4), date(2022, 4, 10), Precision.WEEK, "W/C 4 April")
    }


def test_no_vague_day_is_none():
    form = Notice({"expected": "  "})

    assert form.is_valid()
    assert form.cleaned_data == {"expected": None}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "soon",
            "Expected publication must be a day, week, month, season or year, like 4 April 2022, W/C 4 April 2022, "
            "May 2022 or autumn 2022, or TBC",
        ),
        ("31 February 2022", "Expected publication: There is no such day. Check the day and the month."),
        ("May 2022" * 40, "Expected publication must be 200 characters or fewer"),
    ],
)
def test_words_that_are_no_day_are_refused_with_advice(words, message):
    assert Notice({"expected": words}).errors == {"expected": [message]}


def test_a_vague_day_is_shown_in_the_words_it_came_in():
    came_in_words = VagueDay(date(2022, 4, 4), date(2022, 4, 10), Precision.WEEK, "W/C 4 April")
    came_as_a_day = VagueDay.on(date(2022, 4, 4))

    shown = [Notice(initial={"expected": day})["expected"].value() for day in (came_in_words, came_as_a_day)]

    assert shown == ["W/C 4 April", "4 April 2022"]


def test_a_form_that_forgot_its_day_says_so_to_its_maker():
    field = forms.VagueDayField(label="Expected")
    field.fill_messages("Expected")

    with pytest.raises(TypeError, match="around"):
        field.clean("4 April")
