from datetime import date

import pytest

from jac_tracker.dates import Precision, VagueDay, read_vague_day
from reports.paper import words

AROUND = date(2022, 3, 1)


@pytest.mark.parametrize(
    ("day", "name"),
    [(None, "HMICFRS"), (date(2017, 7, 18), "HMIC"), (date(2017, 7, 19), "HMICFRS"), (date(2014, 7, 1), "HMIC")],
)
def test_the_inspectorate_changed_its_name_on_19_july_2017(day: date | None, name: str) -> None:
    assert words.inspectorate_on(day) == name


def test_the_majesty_follows_the_reign() -> None:
    assert words.majestys(date(2022, 9, 7)) == "Her Majesty’s"
    assert words.majestys(date(2022, 9, 8)) == "His Majesty’s"


@pytest.mark.parametrize(
    ("number", "worded"),
    [(0, "no reports"), (1, "one report"), (9, "nine reports"), (20, "twenty reports"), (21, "21 reports")],
)
def test_things_are_counted_in_words(number: int, worded: str) -> None:
    assert words.counted(number, "report") == worded


@pytest.mark.parametrize(("number", "worded"), [(0, "none"), (1, "one"), (21, "21")])
def test_a_number_without_its_noun_is_worded(number: int, worded: str) -> None:
    assert words.or_none(number) == worded


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("Letter of 1 November 2021", True),
        ("Letter of 11 November 2021", False),
        ("(1 November 2021)", True),
        ("Letter", False),
    ],
)
def test_a_title_tells_a_day_whole_or_not_at_all(title: str, is_told: bool) -> None:
    assert words.told_in(title, read_vague_day("1 November 2021", around=AROUND)) is is_told


def test_a_plural_of_its_own_is_used() -> None:
    assert words.counted(2, "area for improvement", "areas for improvement") == "two areas for improvement"


@pytest.mark.parametrize(
    ("parts", "worded"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_are_joined(parts: list[str], worded: str) -> None:
    assert words.joined(parts) == worded


@pytest.mark.parametrize(
    ("parts", "worded"), [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_choices_are_told_with_or(parts: list[str], worded: str) -> None:
    assert words.either(parts) == worded


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Armed threats", "armed threats"),
        ("PEEL follow-up", "PEEL follow-up"),
        ("iPhone forensics", "iPhone forensics"),
        ("A grade", "A grade"),
        ("", ""),
    ],
)
def test_a_label_goes_into_a_sentence(label: str, inside: str) -> None:
    assert words.within_sentence(label) == inside


@pytest.mark.parametrize(
    ("typed", "ended"), [("It is so", "It is so."), ("Is it so?", "Is it so?"), ("It is so. ", "It is so."), ("", "")]
)
def test_a_sentence_ends(typed: str, ended: str) -> None:
    assert words.ended(typed) == ended


@pytest.mark.parametrize(
    ("typed", "worded", "by"),
    [
        ("6 October 2017", "on 6 October 2017", "by 6 October 2017"),
        ("25 to 28 September 2017", "from 25 to 28 September 2017", "by 28 September 2017"),
        (
            "W/C 4 April 2022",
            "in the week commencing 4 April 2022",
            "by the week commencing 4 April 2022",
        ),
        ("end of January 2018", "at the end of January 2018", "by the end of January 2018"),
        ("early March 2018", "in early March 2018", "by early March 2018"),
        ("May 2022", "in May 2022", "by May 2022"),
        (
            "May 2022, date to be confirmed",
            "in May 2022 (date to be confirmed)",
            "by May 2022, date to be confirmed",
        ),
        ("spring 2022", "in spring 2022", "by spring 2022"),
        ("2022", "in 2022", "by 2022"),
    ],
)
def test_days_have_their_prepositions(typed: str, worded: str, by: str) -> None:
    day = read_vague_day(typed, around=AROUND)

    assert (words.when(day), words.by_when(day)) == (worded, by)


def test_an_unknown_day_is_said_to_be_unknown() -> None:
    unknown = VagueDay(None, None, Precision.UNKNOWN)
    to_come = VagueDay(None, None, Precision.UNKNOWN, to_be_confirmed=True)

    assert [words.when(unknown), words.when(to_come)] == ["on a date not yet known", "on a date to be confirmed"]
    assert [words.by_when(unknown), words.by_when(to_come)] == [
        "by a date not yet known",
        "by a date to be confirmed",
    ]
