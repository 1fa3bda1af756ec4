"""The RAG that the facts suggest: recommendations.rules.rag."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.enums import AT_WORK, OPEN, DeadlineKind, Rag, Status
from recommendations.models import Recommendation
from recommendations.rules.rag import RAG_KEY_NOTE, Facts, RagRules, rag_key, suggested_rag

TODAY = date(2022, 3, 31)


def facts(**values) -> Facts:
    """An item in progress, heard of yesterday, with nothing to be late for."""
    given = {"status": Status.IN_PROGRESS, "deadline_kind": "FIXED", "last_heard_on": TODAY - timedelta(days=1)}
    return Facts(**(given | values))


def in_days(n: int) -> date:
    return TODAY + timedelta(days=n)


@pytest.mark.parametrize(
    ("values", "rag", "why"),
    [
        ({}, "green", "It has neither a deadline nor an internal target, and progress was recorded lately."),
        ({"deadline_on": in_days(31)}, "green", "The deadline is on 1 May 2022, 31 days away."),
        ({"deadline_on": in_days(30)}, "amber", "The deadline is on 30 April 2022, within 30 days."),
        ({"deadline_on": in_days(1)}, "amber", "The deadline is on 1 April 2022, within 30 days."),
        ({"deadline_on": in_days(0)}, "amber", "The deadline is today, within 30 days."),
        ({"deadline_on": in_days(-1)}, "red", "The deadline passed on 30 March 2022."),
        ({"target_on": in_days(-1)}, "red", "The internal target passed on 30 March 2022."),
        ({"target_on": in_days(30)}, "amber", "The internal target is on 30 April 2022, within 30 days."),
        (
            {"deadline_on": in_days(100), "target_on": in_days(-1)},
            "red",
            "The internal target passed on 30 March 2022.",
        ),
        ({"deadline_on": in_days(-1), "target_on": in_days(100)}, "red", "The deadline passed on 30 March 2022."),
        (
            {"deadline_kind": "IMMEDIATE", "deadline_on": in_days(-1)},
            "green",
            "The time allowed to act immediately ends on 28 June 2022, 89 days away.",
        ),
        (
            {"deadline_kind": "IMMEDIATE", "deadline_on": in_days(-60)},
            "amber",
            "The time allowed to act immediately ends on 30 April 2022, within 30 days.",
        ),
        (
            {"deadline_kind": "IMMEDIATE", "deadline_on": in_days(-90)},
            "amber",
            "The time allowed to act immediately ends today, within 30 days.",
        ),
        (
            {"deadline_kind": "IMMEDIATE", "deadline_on": in_days(-91)},
            "red",
            "The time allowed to act immediately passed on 30 March 2022.",
        ),
        ({"has_owner": False}, "amber", "It has no owner."),
        (
            {"last_heard_on": in_days(-60)},
            "green",
            "It has neither a deadline nor an internal target, and progress was recorded lately.",
        ),
        ({"last_heard_on": in_days(-61)}, "amber", "No progress has been recorded for more than 60 days."),
        ({"last_heard_on": None}, "amber", "No progress has been recorded for more than 60 days."),
        (
            {"status": Status.ON_HOLD, "last_heard_on": in_days(-200), "review_on": in_days(0)},
            "green",
            "It is on hold, and has neither a deadline nor an internal target.",
        ),
        (
            {"status": Status.ON_HOLD, "review_on": in_days(-1)},
            "amber",
            "It is on hold and its review date passed on 30 March 2022.",
        ),
        ({"status": Status.ON_HOLD, "deadline_on": in_days(-1)}, "red", "The deadline passed on 30 March 2022."),
        ({"status": Status.WITH_DCC, "deadline_on": in_days(-1)}, "red", "The deadline passed on 30 March 2022."),
        ({"status": Status.WITH_HMICFRS, "deadline_on": in_days(-1)}, "green", "It has been submitted to HMICFRS."),
        ({"status": Status.AWAITING_ALLOCATION, "deadline_on": in_days(-1)}, "grey", "It awaits allocation."),
        ({"status": Status.CLOSED_COMPLETE, "deadline_on": in_days(-1)}, "blue", "It is closed as complete."),
        ({"status": Status.CLOSED_SUPERSEDED}, "", "It was superseded, so it has no RAG."),
        ({"status": Status.CLOSED_NO_FURTHER_ACTION}, "", "No further action is needed, so it has no RAG."),
        ({"status": Status.FOR_INFORMATION}, "", "It is for information, so it has no RAG."),
        ({"status": Status.NOT_APPLICABLE}, "", "It does not apply to the force, so it has no RAG."),
        ({"status": Status.WITHDRAWN}, "", "It was entered in error, so it has no RAG."),
    ],
)
def test_the_suggestion_and_its_reason(values: dict, rag: str, why: str) -> None:
    suggestion = suggested_rag(facts(**values), TODAY)

    assert suggestion.rag == Rag(rag)
    assert suggestion.why == why


def test_a_force_may_set_its_own_days() -> None:
    rules = RagRules(amber_days=7, stale_days=14, immediate_grace_days=30)

    assert suggested_rag(facts(deadline_on=in_days(8)), TODAY, rules).rag == Rag.GREEN
    assert suggested_rag(facts(last_heard_on=in_days(-15)), TODAY, rules).rag == Rag.AMBER
    assert suggested_rag(facts(deadline_kind="IMMEDIATE", deadline_on=in_days(-31)), TODAY, rules).rag == Rag.RED
    assert [words for _rag, words in rag_key(rules)][:2] == [
        "Past its deadline or internal target and not yet with HMICFRS; or to be done immediately and still open "
        "after 30 days",
        "Due within 7 days, or no progress recorded for more than 14 days",
    ]


def test_the_key_explains_every_colour_once_and_says_who_decides() -> None:
    assert [rag for rag, _words in rag_key()] == [Rag.RED, Rag.AMBER, Rag.GREEN, Rag.GREY, Rag.BLUE]
    assert (
        RAG_KEY_NOTE == "The rule suggests a colour and a person sets it. Where the two differ, the reason is recorded."
    )


days = st.none() | st.dates(date(1900, 1, 1), date(2200, 12, 31))
any_facts = st.builds(
    Facts,
    status=st.sampled_from(Status),
    deadline_kind=st.sampled_from(DeadlineKind.values),
    deadline_on=days,
    target_on=days,
    has_owner=st.booleans(),
    last_heard_on=days,
    review_on=days,
)


@given(any_facts, st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_the_suggestion_always_fits_the_status_and_says_why(item: Facts, on: date) -> None:
    suggestion = suggested_rag(item, on)

    fitting = {Rag.RED, Rag.AMBER, Rag.GREEN} if item.status in AT_WORK else {suggestion.rag}
    assert suggestion.rag in fitting
    assert (suggestion.rag == Rag.GREY) == (item.status == Status.AWAITING_ALLOCATION)
    assert (suggestion.rag == Rag.BLUE) == (item.status == Status.CLOSED_COMPLETE)
    assert (suggestion.rag == Rag.NONE) == (item.status not in OPEN | {Status.CLOSED_COMPLETE})
    assert suggestion.why.endswith(".")


_WORSE = {Rag.GREEN: 0, Rag.AMBER: 1, Rag.RED: 2}


@given(any_facts, st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.integers(0, 4000))
def test_left_alone_an_item_never_looks_better(item: Facts, on: date, days_later: int) -> None:
    now = suggested_rag(item, on).rag
    later = suggested_rag(item, on + timedelta(days=days_later)).rag

    assert _WORSE.get(later, 0) >= _WORSE.get(now, 0)


def test_the_facts_of_an_item_are_its_own_fields() -> None:
    item = Recommendation(
        status="in progress",
        deadline_kind="RELATIVE",
        deadline_on=date(2022, 5, 1),
        internal_target_on=date(2022, 4, 1),
        owner_post_id=7,
        allocated_on=date(2022, 1, 3),
        updated_at=datetime(2022, 2, 1, 23, 59, tzinfo=UTC),
        review_on=None,
    )

    assert Facts.of(item) == Facts(
        status=Status.IN_PROGRESS,
        deadline_kind="RELATIVE",
        deadline_on=date(2022, 5, 1),
        target_on=date(2022, 4, 1),
        has_owner=True,
        last_heard_on=date(2022, 2, 1),
        review_on=None,
    )


def test_a_new_owner_is_given_time_before_silence_counts() -> None:
    item = Recommendation(status="in progress", owner_post_id=7, allocated_on=date(2022, 3, 1))

    assert Facts.of(item).last_heard_on == date(2022, 3, 1)
