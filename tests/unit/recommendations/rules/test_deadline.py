"""Deadline wording: recommendations.rules.deadline."""

import calendar
import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jac_tracker.dates import Precision
from recommendations.rules.deadline import NO_DEADLINE, Deadline, DeadlineKind, read_deadline, read_deadlines

PUBLISHED = date(2017, 11, 9)


def read(text: str) -> Deadline:
    return read_deadline(text, published=PUBLISHED)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# The four kinds


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Immediately, forces should tell victims of their rights.", "Immediately"),
        ("Immediately chief constables should stop the practice.", "Immediately"),
        ("With immediate effect, chief constables should stop the practice.", "With immediate effect"),
        ("With immediate effect the force should change its form.", "With immediate effect"),
        (
            "The force should immediately take steps to ensure that:\n- files are complete;\n- staff are told.",
            "immediately",
        ),
        ("The force should immediately:\n\u2022 review its plan; and\n\u2022 tell its staff.", "immediately"),
        ("Forces should immediately review how they record crime.", "immediately"),
        ("Forces should, immediately, review how they record crime.", "immediately"),
        ("Forces should, with immediate effect, review how they record crime.", "with immediate effect"),
        ("The force should now immediately review its plan.", "immediately"),
        ("The force must immediately review its plan.", "immediately"),
        ("The force needs to immediately review its plan.", "immediately"),
        ("The force should take immediate steps to improve its response.", "immediate steps"),
        ("The force should take immediate action to improve its response.", "immediate action"),
        ("Immediate action should be taken to clear the backlog.", "Immediate action"),
        ("As an immediate priority, the force should clear the backlog.", "immediate priority"),
        ("The force should act immediately to clear the backlog.", "immediately"),
        ("The force should take steps to immediately clear the backlog.", "immediately"),
        ("The backlog should be cleared immediately.", "immediately"),
        ("The force should make sure, immediately, that the backlog is cleared.", "immediately"),
        ("The force should ensure that, with immediate effect, all staff are vetted.", "with immediate effect"),
        ("The force should review its plan and immediately stop the practice.", "immediately"),
        ("Immediately on publication of this report, forces should act.", "Immediately on publication of this report"),
        ("Starting immediately, forces should act.", "immediately"),
        ("Recommendation 4: immediately, the force should act.", "immediately"),
        ("Immediately review every open case.", "Immediately"),
        ("Immediately", "Immediately"),
        ("Immediate.", "Immediate"),
        ("IMMEDIATELY, FORCES SHOULD ACT.", "IMMEDIATELY"),
    ],
)
def test_immediately_is_the_day_of_publication(text: str, phrase: str) -> None:
    assert read(text) == Deadline(DeadlineKind.IMMEDIATE, PUBLISHED, Precision.DAY, phrase)


@pytest.mark.parametrize(
    ("text", "due", "phrase"),
    [
        ("Within twelve months, forces should review their plans.", "2018-11-09", "Within twelve months"),
        ("Within 12 months, forces should review their plans.", "2018-11-09", "Within 12 months"),
        ("Within six months forces should review their plans.", "2018-05-09", "Within six months"),
        ("Within a month, the force should act.", "2017-12-09", "Within a month"),
        ("Within one month, the force should act.", "2017-12-09", "Within one month"),
        ("Within one calendar month, the force should act.", "2017-12-09", "Within one calendar month"),
        ("Within six (6) months, the force should act.", "2018-05-09", "Within six (6) months"),
        ("Within six to twelve months, the force should act.", "2018-11-09", "Within six to twelve months"),
        ("Within 6-9 months, the force should act.", "2018-08-09", "Within 6-9 months"),
        ("Within a 12-month period, the force should act.", "2018-11-09", "Within a 12-month period"),
        ("Within a period of 18 months, the force should act.", "2019-05-09", "Within a period of 18 months"),
        ("Within the next 12 months, the force should act.", "2018-11-09", "Within the next 12 months"),
        ("Within the next year, the force should act.", "2018-11-09", "Within the next year"),
        ("Within a year, the force should act.", "2018-11-09", "Within a year"),
        ("Within two years, the force should act.", "2019-11-09", "Within two years"),
        ("Within 3 months\u2019 time the force should act.", "2018-02-09", "Within 3 months\u2019 time"),
        ("Within a fortnight, the force should act.", "2017-11-23", "Within a fortnight"),
        ("Within six weeks, the force should act.", "2017-12-21", "Within six weeks"),
        ("Within 28 days, the force should act.", "2017-12-07", "Within 28 days"),
        ("Within twenty-eight days, the force should act.", "2017-12-07", "Within twenty-eight days"),
        ("Within ninety days, the force should act.", "2018-02-07", "Within ninety days"),
        ("Within a hundred days, the force should act.", "2018-02-17", "Within a hundred days"),
        (
            "Within one hundred and twenty days, the force should act.",
            "2018-03-09",
            "Within one hundred and twenty days",
        ),
        ("Without delay and within 30 days, the force should act.", "2017-12-09", "within 30 days"),
        ("The force should improve. To be completed within six months.", "2018-05-09", "within six months"),
        ("Within 1,000 days, the force should act.", "2020-08-05", "Within 1,000 days"),
        ("Within 30 working days, the force should act.", "2017-12-21", "Within 30 working days"),
        ("Within 35 working days, the force should act.", "2018-01-02", "Within 35 working days"),
        ("Within no more than three months, the force should act.", "2018-02-09", "Within no more than three months"),
        ("In the next six months, the force should act.", "2018-05-09", "In the next six months"),
        ("The force should, in three months' time, report.", "2018-02-09", "in three months' time"),
        ("Chief constables should, within six months, publish a plan.", "2018-05-09", "within six months"),
        ("Chief constables should within six months publish a plan.", "2018-05-09", "within six months"),
        ("Chief constables, within six months, should publish a plan.", "2018-05-09", "within six months"),
        ("Forces that have not yet done so should, within six months, publish.", "2018-05-09", "within six months"),
        ("The force should publish a plan within six months.", "2018-05-09", "within six months"),
        ("The force should publish a plan within six months and report on it.", "2018-05-09", "within six months"),
        ("The plan should be published within 28 days.", "2017-12-07", "within 28 days"),
        ("The force should make sure that all its staff are trained within a year.", "2018-11-09", "within a year"),
        ("The force should make sure that within six months all staff are trained.", "2018-05-09", "within six months"),
        ("As a priority, and within six months, the force should act.", "2018-05-09", "within six months"),
        (
            "As soon as possible, and in any event within a year, act on it: forces should.",
            "2018-11-09",
            "within a year",
        ),
        ("We recommend that, within six months, the College publishes it.", "2018-05-09", "within six months"),
        ("Cases closed by March 2016 should be reviewed within six months.", "2018-05-09", "within six months"),
        ("WITHIN SIX MONTHS, FORCES SHOULD ACT.", "2018-05-09", "WITHIN SIX MONTHS"),
        ("Within six months", "2018-05-09", "Within six months"),
        ("Timescale: within six months.", "2018-05-09", "within six months"),
    ],
)
def test_a_span_is_counted_from_publication(text: str, due: str, phrase: str) -> None:
    assert read(text) == Deadline(DeadlineKind.RELATIVE, day(due), Precision.DAY, phrase)


@pytest.mark.parametrize(
    "counted_from",
    [
        "of publication",
        "of the publication of this report",
        "of the date of publication",
        "of the date of publication of this report",
        "from publication",
        "from the date of this report",
        "after publication of this report",
        "following the publication of our report",
        "of this report",
        "of this report being published",
        "of the report\u2019s publication",
        "of this report's publication",
        "of this inspection report",
        "of the publication of the report",
        "of its publication",
        "of receiving this report",
        "of receipt of this report",
        "from today",
    ],
)
def test_the_report_itself_is_what_a_span_is_counted_from(counted_from: str) -> None:
    phrase = f"Within three months {counted_from}"

    assert read(f"{phrase}, forces should act.") == Deadline(
        DeadlineKind.RELATIVE, date(2018, 2, 9), Precision.DAY, phrase
    )
    assert read(f"Forces should act no later than three months {counted_from}.").date == date(2018, 2, 9)


@pytest.mark.parametrize(
    "event", ["the publication of the new code", "the launch of a national scheme", "this inspection", "that"]
)
def test_a_span_from_another_event_has_no_day(event: str) -> None:
    assert read(f"Within three months from {event}, forces should act.") == Deadline(
        DeadlineKind.RELATIVE, None, Precision.UNKNOWN, "Within three months"
    )


@pytest.mark.parametrize(
    ("published", "words", "due"),
    [
        ("2017-08-31", "six months", "2018-02-28"),
        ("2019-08-31", "six months", "2020-02-29"),
        ("2017-10-24", "six months", "2018-04-24"),
        ("2017-10-24", "twelve months", "2018-10-24"),
        ("2020-02-29", "a year", "2021-02-28"),
        ("2021-01-31", "one month", "2021-02-28"),
        ("2022-02-21", "70 working days", "2022-06-06"),
    ],
)
def test_months_are_clipped_to_the_end_of_the_month(published: str, words: str, due: str) -> None:
    on = date.fromisoformat(published)

    assert read_deadline(f"Within {words}, forces should act.", published=on).date == day(due)


@pytest.mark.parametrize(
    ("phrase", "due", "precision"),
    [
        ("By 31 March 2018", "2018-03-31", "day"),
        ("By 31st March 2018", "2018-03-31", "day"),
        ("By the 31st of March 2018", "2018-03-31", "day"),
        ("By 31st of March, 2018", "2018-03-31", "day"),
        ("By Saturday 31 March 2018", "2018-03-31", "day"),
        ("By March 31, 2018", "2018-03-31", "day"),
        ("By March 31st 2018", "2018-03-31", "day"),
        ("By 31/03/2018", "2018-03-31", "day"),
        ("By 31.3.18", "2018-03-31", "day"),
        ("By 2018-03-31", "2018-03-31", "day"),
        ("By 31 Mar 2018", "2018-03-31", "day"),
        ("By 30 Sept. 2018", "2018-09-30", "day"),
        ("By midnight on 31 March 2018", "2018-03-31", "day"),
        ("By 5pm on 31 March 2018", "2018-03-31", "day"),
        ("By 31 March", "2018-03-31", "day"),
        ("By 9 November", "2017-11-09", "day"),
        ("By 31 March next year", "2018-03-31", "day"),
        ("By no later than 30th June 2024", "2024-06-30", "day"),
        ("No later than 30 June 2024", "2024-06-30", "day"),
        ("Not later than 31 October 2023", "2023-10-31", "day"),
        ("On or before 31 October 2023", "2023-10-31", "day"),
        ("By the end of 31 March 2018", "2018-03-31", "day"),
        ("Between now and 31 March 2018", "2018-03-31", "day"),
        ("Before 1 April 2018", "2018-03-31", "day"),
        ("By the beginning of April 2018", "2018-04-01", "day"),
        ("By the start of the 2018/19 financial year", "2018-04-01", "day"),
        ("By September 2018", "2018-09-30", "month"),
        ("By Sept 2018", "2018-09-30", "month"),
        ("By February 2020", "2020-02-29", "month"),
        ("By the end of September 2018", "2018-09-30", "month"),
        ("By end September 2018", "2018-09-30", "month"),
        ("By the end of the month", "2017-11-30", "month"),
        ("By the end of next month", "2017-12-31", "month"),
        ("By September", "2018-09-30", "month"),
        ("By November", "2017-11-30", "month"),
        ("By next March", "2018-03-31", "month"),
        ("No later than the end of June 2018", "2018-06-30", "month"),
        ("Before April 2018", "2018-03-31", "month"),
        ("Before the end of April 2018", "2018-04-30", "month"),
        ("By early June 2018", "2018-06-10", "part_of_month"),
        ("By mid-June 2018", "2018-06-20", "part_of_month"),
        ("By the middle of June 2018", "2018-06-20", "part_of_month"),
        ("By late June 2018", "2018-06-30", "part_of_month"),
        ("By spring 2019", "2019-05-31", "season"),
        ("By the spring of 2019", "2019-05-31", "season"),
        ("By the end of summer 2019", "2019-08-31", "season"),
        ("By Autumn 2019", "2019-11-30", "season"),
        ("By winter 2018", "2019-02-28", "season"),
        ("By winter 2018/19", "2019-02-28", "season"),
        ("By the spring", "2018-05-31", "season"),
        ("By Q2 2018", "2018-06-30", "quarter"),
        ("By the end of Q4 2018/19", "2019-03-31", "quarter"),
        ("By the end of the second quarter of 2018", "2018-06-30", "quarter"),
        ("By quarter 3 of 2018/19", "2018-12-31", "quarter"),
        ("By the end of the quarter", "2017-12-31", "quarter"),
        ("By early 2018", "2018-03-31", "quarter"),
        ("By 2020", "2020-12-31", "year"),
        ("By the end of 2025", "2025-12-31", "year"),
        ("By end 2025", "2025-12-31", "year"),
        ("Before the end of 2025", "2025-12-31", "year"),
        ("Before 2025", "2024-12-31", "year"),
        ("By mid-2018", "2018-06-30", "year"),
        ("By the end of the calendar year 2018", "2018-12-31", "year"),
        ("By the end of the year", "2017-12-31", "year"),
        ("By the end of next year", "2018-12-31", "year"),
        ("By the end of the financial year 2019/20", "2020-03-31", "year"),
        ("By the end of the 2019/20 financial year", "2020-03-31", "year"),
        ("By the end of 2019\u201320", "2020-03-31", "year"),
        ("By the end of the financial year", "2018-03-31", "year"),
        ("By the end of the next financial year", "2019-03-31", "year"),
        ("Within the current financial year", "2018-03-31", "year"),
    ],
)
def test_by_a_day_or_period_is_its_last_day(phrase: str, due: str, precision: str) -> None:
    asked = Deadline(DeadlineKind.FIXED, day(due), Precision(precision), phrase)
    within = phrase[0].lower() + phrase[1:]

    assert read(f"{phrase}, chief constables should publish a plan.") == asked
    assert read(f"{phrase} chief constables should publish a plan.") == asked
    assert read(f"{phrase}: publish a plan.") == asked
    assert read(f"Chief constables should, {within}, publish a plan.").date == day(due)
    assert read(f"Chief constables should publish a plan {within}.").date == day(due)
    assert read(phrase) == asked


@pytest.mark.parametrize(
    "text",
    [
        "Recommendation 3: by 31 March 2018, forces should act.",
        "Recommendation 3\nBy 31 March 2018, forces should act.",
        "3. By 31 March 2018, forces should act.",
        "\u2022 By 31 March 2018, forces should act.",
        "\u201cBy 31 March 2018, forces should act.\u201d",
        "We recommend that by 31 March 2018 the Home Office should act.",
        "We recommend that, by 31 March 2018, the Home Office acts.",
        "To put this right, by 31 March 2018, forces should act.",
        "Where they have not done so, by 31 March 2018, forces should act.",
        "As a matter of urgency and by 31 March 2018, forces should act.",
        "Working together, and by 31 March 2018, forces should act.",
        "The Home Office should, as soon as possible but by 31 March 2018, act.",
        "The College should work with forces to, by 31 March 2018, agree a standard.",
        "The force should ensure that, by 31 March 2018, all staff are trained.",
        "The force should ensure that all staff are trained by 31 March 2018.",
        "The force should have all its staff trained by 31 March 2018.",
        "The force should publish a plan, with every action completed by 31 March 2018.",
        "The work should be reviewed, updated and finished by 31 March 2018.",
        "The force should put in place by 31 March 2018 a plan for its control room.",
        "The force should audit reports of 1 April 2016 to 31 March 2017 and by 31 March 2018 say what it found.",
        "HMICFRS expects the force to act by 31 March 2018.",
        "The force should:\n\u2022 act by 31 March 2018.",
        "The force should make sure that:\n- by 31 March 2018 all staff are trained.",
        "Chief constables should: (a) by 31 March 2018, act; and (b) report.",
        "Review the policy by 31 March 2018.",
        "To be completed by 31 March 2018.",
        "Complete by 31 March 2018.",
        "In 2016 we found delays. By 31 March 2018, forces should act.",
        "The force should act\n(by 31 March 2018).",
    ],
)
def test_a_date_governs_wherever_inspectorates_put_it(text: str) -> None:
    found = read(text)

    assert (found.kind, found.date, found.phrase.lower()) == ("FIXED", date(2018, 3, 31), "by 31 march 2018")


@pytest.mark.parametrize(
    "text", ["In the next inspection cycle, forces should act.", "Forces should act by our next inspection."]
)
def test_the_next_inspection_is_a_time_without_a_day(text: str) -> None:
    found = read(text)

    assert (found.kind, found.date, found.precision) == (DeadlineKind.FIXED, None, Precision.UNKNOWN)


def test_a_day_that_does_not_exist_keeps_its_phrase() -> None:
    assert read("By 31 June 2018, forces should act.") == Deadline(
        DeadlineKind.FIXED, None, Precision.DAY, "By 31 June 2018"
    )


def test_the_phrase_is_verbatim_over_a_line_break() -> None:
    assert (
        read("By\nthe end of\n  September\u00a02018, forces\nshould act.").phrase
        == "By\nthe end of\n  September\u00a02018"
    )


# What is not a deadline


@pytest.mark.parametrize(
    "text",
    [
        # None at all
        "",
        "The force should improve how it supports victims.",
        "As soon as possible, forces should act.",
        "Without delay, forces should act.",
        "The force should urgently improve its records.",
        "By law, forces should publish their plans.",
        "Within the force, staff should know whom to ask.",
        "31 March 2018",
        # The scope of an audit, or the period of some data
        "The force should audit the cases it recorded between 1 January 2017 and 31 March 2017.",
        "The force should review cases between January and March 2018.",
        "The force should audit all cases closed by 31 March 2016.",
        "The force should audit all cases closed by 31 March 2018.",
        "The force should audit the cases that were closed by 31 March 2018.",
        "The force should audit the cases which are still open by 31 March 2018.",
        "The force should audit cases still outstanding by 31 March 2018.",
        "Cases closed by 31 March 2018 should be audited.",
        "Forces whose plans were sent in by 31 March 2018 should revise them.",
        "Forces that have not, by 31 March 2018, trained their staff should do so.",
        "Where forces have not, by 31 March 2018, trained their staff, they should do so.",
        "If, by 31 March 2018, it has not improved, the force should ask for help.",
        "If a victim withdraws within six months, the force should ask why.",
        "Where plans exist and, by 31 March 2018, they are in use, forces should publish them.",
        "The force should review the crimes reported within six months.",
        "The figures as at 31 March 2018 should be checked.",
        "The force should use its data up to 31 March 2018.",
        "In the year to 31 March 2018 the force should have recorded more crimes.",
        "The force should look at cases from the last 12 months.",
        "The force should look at cases from within the last 12 months.",
        "Published by 31 March 2018, the plans should be read.",
        # The past
        "By 31 March 2017, the force had closed 40 cases and should now review them.",
        "Within six months the force had lost 40 officers, and should recruit.",
        "In 2014, we recommended that by 31 March 2018 forces should act.",
        "The force should build on the progress it had made by 31 March 2018.",
        "The force was told that it should act by 31 March 2015.",
        # A recurrence, or a standard to keep
        "The force should review its risk assessments every six months.",
        "The force should send its data by 31 March each year.",
        "By 31 March every year, the force should send its data.",
        "The force should send its data every year by 31 March.",
        "The force should record crimes within 24 hours of a report being made.",
        "The force should record crimes within two days of a report being made.",
        "The force should answer calls within ten seconds.",
        "Officers should review bail within 28 days of arrest.",
        "Within 28 days of arrest, officers should review bail.",
        "The force should ensure that victims are contacted within five days.",
        "The force should ensure that victims are contacted within five working days.",
        "Supervisors should review each case within 28 days.",
        "The force should ensure that every case is reviewed within three months.",
        "The force should make sure that new recruits are vetted within 12 months of joining.",
        "Officers should take a statement immediately after arrest.",
        "Officers should explain bail immediately before release.",
        "Immediately after arrest, officers should explain bail.",
        "The force should ensure officers immediately secure evidence.",
        "The force should train officers to immediately secure evidence.",
        "The force should ensure that staff who find a risk take immediate action.",
        "The force should make records immediately available.",
        "Officers should consider immediate risks and give immediate safeguarding advice.",
        "The force should not immediately release names.",
        "The force should thank staff who immediately report a risk.",
        # A start, a duration, a place
        "From 1 April 2020, forces should record this.",
        "With effect from 1 April 2020, forces should record this.",
        "Since 1 April 2017 forces should have recorded this.",
        "For the next six months, forces should record this.",
        "Until 31 March 2018, forces should record this.",
        # What others will do
        "HMIC will follow up the assessments in the autumn.",
        "The force should improve. HMICFRS will review progress by 31 March 2019.",
        "The force should improve, and HMICFRS will review progress by 31 March 2019.",
        "The force should improve, and we will return within six months.",
        "Within six months, we will revisit the force, which should by then have improved.",
        "We will look at this in the next inspection cycle; the force should improve.",
        "The force should prepare for the system, which will go live by 31 March 2019.",
        "Should the force fail to improve by 31 March 2018, we will return.",
        # A goal, a law, a standard
        "The force should support the national ambition to halve knife crime by 2030.",
        "The force should prepare for the change that is due by 31 March 2018.",
        "By 2018 standards, the force should do better.",
        "The force should meet the standards set by 2018 guidance.",
        "The force should keep its 2017/18 plan.",
        "By the end of the spring term, schools will have plans that forces should read.",
    ],
)
def test_words_that_do_not_govern_should_are_no_deadline(text: str) -> None:
    assert read(text) == NO_DEADLINE


# Several


def test_each_bullet_may_have_its_own_deadline() -> None:
    text = (
        "The force should:\n"
        "\u2022 by 31 March 2018, review its plan;\n"
        "\u2022 within six months, publish it; and\n"
        "\u2022 make sure that all staff are trained by the end of 2018."
    )

    found = read_deadlines(text, published=PUBLISHED)

    assert [(one.kind, one.date, one.phrase) for one in found] == [
        ("FIXED", date(2018, 3, 31), "by 31 March 2018"),
        ("RELATIVE", date(2018, 5, 9), "within six months"),
        ("FIXED", date(2018, 12, 31), "by the end of 2018"),
    ]


def test_a_lead_in_sets_the_deadline_and_its_bullets_standards() -> None:
    text = (
        "The force should immediately take steps to ensure that:\n\n"
        "- crimes are recorded within 24 hours;\n\n"
        "- victims hear back within 28 days; and\n\n"
        "- officers immediately tell a supervisor."
    )

    assert read_deadlines(text, published=PUBLISHED) == (
        Deadline(DeadlineKind.IMMEDIATE, PUBLISHED, Precision.DAY, "immediately"),
    )


def test_the_first_of_several_is_taken() -> None:
    text = "Forces should immediately stop the practice, and by 31 March 2018 report that they have."

    assert read(text).kind == DeadlineKind.IMMEDIATE
    assert [one.kind for one in read_deadlines(text, published=PUBLISHED)] == ["IMMEDIATE", "FIXED"]


def test_a_past_period_before_the_deadline_is_passed_over() -> None:
    text = "The force should audit the cases closed by 31 March 2018 and, within three months, publish what it finds."

    assert read_deadlines(text, published=PUBLISHED) == (
        Deadline(DeadlineKind.RELATIVE, date(2018, 2, 9), Precision.DAY, "within three months"),
    )


def test_a_text_without_deadline_has_none() -> None:
    assert read_deadlines("The force should improve.", published=PUBLISHED) == ()


# Composed: every position, every phrase, with distractors around


WHO = ["chief constables", "forces", "the force", "the Home Office", "all forces that have not yet done so"]
DO = [
    "publish a plan",
    "review how they record crime",
    "make sure that all staff are trained",
    "work with the College of Policing to agree a standard",
]
POSITIONS = [
    "{Phrase}, {who} should {do}.",
    "{Phrase} {who} should {do}.",
    "{Who} should, {phrase}, {do}.",
    "{Who} should {phrase} {do}.",
    "{Who}, {phrase}, should {do}.",
    "We recommend that, {phrase}, {who} should {do}.",
    "As a priority and {phrase}, {who} should {do}.",
    "Recommendation 2: {phrase}, {who} should {do}.",
    "{Who} should:\n\u2022 {phrase}, {do}; and\n\u2022 improve.",
]
LAST = "{Who} should {do} {phrase}."
DISTRACTORS = [
    "We inspected ten forces between 27 February and 1 March 2017.",
    "In 2016, HMIC found delays in the cases closed by 31 March 2016.",
    "By 31 March 2017, four forces had plans.",
    "HMICFRS will follow this up in the autumn.",
    "We will return to the force within six months.",
    "Calls are answered within ten seconds and cases are reviewed every 28 days.",
    "Officers should review bail within 28 days of arrest.",
    "The force should audit the cases recorded between 1 January 2017 and 31 March 2017.",
    "The force should look again at the cases closed by 31 March 2016.",
    "Officers should explain bail immediately after arrest.",
    "It is the third report on this topic.",
    "The code takes effect from 1 April 2018.",
]
FIGURES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
]

Known = tuple[str, str, Callable[[date], date], str]


def months_on(start: date, months: int) -> date:
    year, month = start.year + (start.month - 1 + months) // 12, (start.month - 1 + months) % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def counts(n: int) -> st.SearchStrategy[str]:
    worded = [str(n)] + ([FIGURES[n - 1]] if n <= len(FIGURES) else []) + (["a"] if n == 1 else [])
    return st.sampled_from(worded)


@st.composite
def spans(draw: st.DrawFn) -> Known:
    n, unit = draw(st.integers(1, 60)), draw(st.sampled_from(["day", "week", "month", "year"]))
    since = draw(st.sampled_from(["", "", " of publication", " of the publication of this report", " of this report"]))
    phrase = f"within {draw(counts(n))} {unit}{'s' * (n > 1)}{since}"
    if unit in ("day", "week"):
        return phrase, "RELATIVE", lambda on: on + timedelta(days=n * (7 if unit == "week" else 1)), "day"
    return phrase, "RELATIVE", lambda on: months_on(on, n * (12 if unit == "year" else 1)), "day"


@st.composite
def days(draw: st.DrawFn) -> Known:
    by = draw(st.sampled_from(["by", "no later than", "not later than", "by no later than", "on or before"]))
    year, month = draw(st.integers(2031, 2040)), draw(st.integers(1, 12))
    name = calendar.month_name[month]
    last = month_end(year, month)
    match draw(st.sampled_from(["day", "month", "end of month", "season", "quarter", "year", "financial year"])):
        case "day":
            on = date(year, month, draw(st.integers(1, last.day)))
            shape = draw(st.sampled_from(["{d} {m} {y}", "{d}th {m} {y}", "the {d}th of {m} {y}", "{m} {d}, {y}"]))
            return f"{by} {shape.format(d=on.day, m=name, y=year)}", "FIXED", lambda _: on, "day"
        case "month":
            return f"{by} {name} {year}", "FIXED", lambda _: last, "month"
        case "end of month":
            return f"{by} the end of {name} {year}", "FIXED", lambda _: last, "month"
        case "season":
            season, ends = draw(st.sampled_from([("spring", 5), ("summer", 8), ("autumn", 11)]))
            return f"{by} {season} {year}", "FIXED", lambda _: month_end(year, ends), "season"
        case "quarter":
            quarter = draw(st.integers(1, 4))
            return f"{by} Q{quarter} {year}", "FIXED", lambda _: month_end(year, 3 * quarter), "quarter"
        case "financial year":
            words = f"{by} the end of the financial year {year}/{(year + 1) % 100:02}"
            return words, "FIXED", lambda _: date(year + 1, 3, 31), "year"
        case _:
            return f"{by} the end of {year}", "FIXED", lambda _: date(year, 12, 31), "year"


IMMEDIATE: st.SearchStrategy[Known] = st.sampled_from(["immediately", "with immediate effect"]).map(
    lambda phrase: (phrase, "IMMEDIATE", lambda on: on, "day")
)


@given(
    known=st.one_of(spans(), days(), IMMEDIATE),
    position=st.sampled_from([*POSITIONS, LAST]),
    who=st.sampled_from(WHO),
    do=st.sampled_from(DO),
    before=st.lists(st.sampled_from(DISTRACTORS), max_size=3),
    after=st.lists(st.sampled_from(DISTRACTORS), max_size=3),
    joined=st.sampled_from([" ", "\n", "\n\n"]),
    published=st.dates(date(2014, 1, 1), date(2030, 12, 31)),
)
def test_a_governing_phrase_is_found_among_dates_that_are_not_deadlines(
    known: Known, position: str, who: str, do: str, before: list[str], after: list[str], joined: str, published: date
) -> None:
    phrase, kind, due, precision = known
    # At the end of what is to be ensured, a short span or "immediately" is a standard to keep: see the tables above.
    assume(
        not (position == LAST and "sure that" in do and (kind == "IMMEDIATE" or "day" in phrase or "week" in phrase))
    )
    assume(not (position == LAST and "to agree" in do and phrase == "immediately"))
    capital = phrase[0].upper() + phrase[1:]
    sentence = position.format(phrase=phrase, Phrase=capital, who=who, Who=who[0].upper() + who[1:], do=do)
    text = joined.join([*before, sentence, *after])

    found = read_deadlines(text, published=published)

    expected = Deadline(DeadlineKind(kind), due(published), Precision(precision), phrase)
    assert [Deadline(one.kind, one.date, one.precision, one.phrase[0].lower() + one.phrase[1:]) for one in found] == [
        expected
    ]


# Any text


@given(
    st.lists(st.sampled_from(DISTRACTORS), max_size=6).map("\n".join), st.dates(date(2018, 1, 1), date(2030, 12, 31))
)
def test_distractors_alone_set_no_deadline(text: str, published: date) -> None:
    assert read_deadline(text, published=published) == NO_DEADLINE


PIECES = [
    "by ",
    "within ",
    "should ",
    "immediately ",
    "the end of ",
    "31 ",
    "March ",
    "2018",
    "0",
    "a ",
    "months ",
    ", ",
]
PIECES += [
    ". ",
    "\n\u2022 ",
    ";",
    ":",
    "\x00",
    "\U0001f600",
    "\ud800",
    "99999999999999 ",
    "winter ",
    "/",
    "of publication ",
]
PIECES += [
    "quarter ",
    "Q4 ",
    "9999",
    "29 February ",
    "forces ",
    "ensure that ",
    "closed ",
    "before ",
    "working days ",
    "(6) ",
]


@given(
    text=st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)),
    published=st.one_of(st.dates(), st.sampled_from([date.min, date.max])),
)
def test_any_text_on_any_day_has_an_answer(text: str, published: date) -> None:
    found = read_deadlines(text, published=published)

    assert read_deadline(text, published=published) == (found[0] if found else NO_DEADLINE)
    for one in found:
        assert one.phrase
        assert one.phrase in text
        assert one.kind != DeadlineKind.NONE
        assert one.precision is not None


@pytest.mark.parametrize(
    ("text", "published", "kind"),
    [
        ("Within six months, forces should act.", date.max, "RELATIVE"),
        ("Within 99999999999999 days, forces should act.", PUBLISHED, "RELATIVE"),
        ("Within 99999999999999 working days, forces should act.", PUBLISHED, "RELATIVE"),
        ("Within 9" + "9" * 5000 + " years, forces should act.", PUBLISHED, "RELATIVE"),
        ("By winter 9999, forces should act.", PUBLISHED, "FIXED"),
        ("By 1 March 0000, forces should act.", PUBLISHED, "FIXED"),
        ("By the end of next year, forces should act.", date.max, "FIXED"),
        ("By the end of next month, forces should act.", date.max, "FIXED"),
        ("Before 1 January 0001, forces should act.", date.min, "FIXED"),
    ],
)
def test_a_day_outside_the_calendar_keeps_the_kind(text: str, published: date, kind: str) -> None:
    found = read_deadline(text, published=published)

    assert (found.kind, found.date) == (kind, None)


@pytest.mark.parametrize("published", [date.min, date.max])
def test_at_the_edge_of_the_calendar_a_day_that_exists_is_found(published: date) -> None:
    assert read_deadline("Immediately, forces should act.", published=published).date == published
    assert read_deadline("By the end of the year, forces should act.", published=published).date == date(
        published.year, 12, 31
    )


MEGABYTE = 1_000_000
FLOODS = [
    "a",
    " ",
    "\n",
    "\n \n",
    "\x00",
    "\U0001f600",
    ";",
    "(",
    ". A",
    "1. ",
    "by ",
    "by the end of ",
    "by the first quarter of the ",
    "within ",
    "within a ",
    "within sixty ",
    "within six months of the publication of ",
    "should ",
    "should not immediately ",
    "should ensure cases closed by 31 March 2018 ",
    "by 31 March 2018, which was ",
    "closed by 31 March 2018 ",
    "\n- a",
    "recommendation 1 ",
    "\u2022 within 28 days ",
]


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_of_one_word_is_read_in_one_pass(flood: str, thorough: bool) -> None:
    text = "Forces should" + flood * ((MEGABYTE if thorough else MEGABYTE // 5) // len(flood)) + " by 31 March 2018"
    started = time.perf_counter()

    read_deadlines(text, published=PUBLISHED)

    # A megabyte takes some three seconds at most; anything worse than linear would take hours.
    assert time.perf_counter() - started < 30


@pytest.mark.parametrize("sentence", [*DISTRACTORS[:3], "By 31 March 2018, the force should act. "])
def test_a_megabyte_is_read_in_a_few_seconds(sentence: str) -> None:
    text = sentence * (MEGABYTE // len(sentence))
    started = time.perf_counter()

    read_deadlines(text, published=PUBLISHED)

    assert time.perf_counter() - started < 30


def test_a_phrase_is_found_after_a_megabyte_of_other_words() -> None:
    text = "The force has changed. " * (MEGABYTE // 23) + "By 31 March 2018, it should report."

    assert read(text).phrase == "By 31 March 2018"


def test_a_phrase_cannot_stretch_over_a_megabyte_of_space() -> None:
    assert read("By" + " " * MEGABYTE + "31 March 2018, forces should act.") == NO_DEADLINE
