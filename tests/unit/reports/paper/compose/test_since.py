"""What a paper says of the time since the last meeting: one, many and none."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from inspections.enums import CountOf, OurPart, Phase, Stage, Standing
from recommendations.enums import Kind, Status
from reports.enums import SectionKind
from reports.paper import data
from reports.paper.compose.since_items import references_worded
from reports.paper.data import Change, Matter
from tests.factories.paper_data import (
    IN_PERIOD,
    all_lines,
    change,
    closing,
    composed,
    inspection,
    item,
    lines,
    milestone,
    publication,
    reply,
    section,
)

FEBRUARY, NOVEMBER = date(2022, 2, 1), date(2021, 11, 3)
FIRST = publication(1, "Youth violence", "7 January 2022")
SECOND = publication(2, "Custody", "1 November 2021")
NOTHING = [
    "## Inspections",
    "Since the last JAC, no inspections have been conducted, and the force has been notified of none.",
    "## Reports published",
    "Since the last JAC, no reports have been published.",
    "## Replies",
    "Since the last JAC, no replies to reports have been made or asked for.",
    "## The register",
    "Since the last JAC, no recommendations or areas for improvement have been added to the register.",
    "No items have been closed, sent to HMICFRS, returned, reopened, ruled in or out, given another owner, given "
    "another date or rated otherwise.",
    "No progress has been recorded.",
]


def since(*changes: Change, options: dict[str, Any] | None = None, **values: Any) -> list[str]:
    given: dict[str, Any] = {
        "items": tuple(item(n, publication_id=1) for n in range(1, 6)),
        "inspections": (inspection(1, publications=(FIRST,)), inspection(2, "Custody", publications=(SECOND,))),
        "changes": changes,
    }
    return lines(SectionKind.SINCE, options, **(given | values))


def register(*changes: Change, **values: Any) -> list[str]:
    """What is said of the register, without the sentences on what there was none of."""
    said = since(*changes, **values)
    said = said[said.index("## The register") + 1 :]
    return [line for line in said if not line.startswith(("No items", "No progress"))]


NONE_NEW = "Since the last JAC, no recommendations or areas for improvement have been added to the register."


def test_a_period_in_which_nothing_happened_says_so_of_everything() -> None:
    assert since() == NOTHING


def test_before_any_meeting_the_period_is_called_so_far() -> None:
    period = data.Period(None, IN_PERIOD)

    assert since(period=period)[1].startswith("So far, no inspections")


# Inspections, reports, replies


def test_one_inspection_is_told_with_its_fieldwork() -> None:
    made = inspection(1, milestones=(milestone("7 to 11 February 2022"),), publications=(FIRST,))

    assert since(change(Matter.CONDUCTED), inspections=(made,))[1:4] == [
        "Since the last JAC, one inspection has been conducted:",
        "- Youth violence. Fieldwork took place from 7 to 11 February 2022.",
        "The force has been notified of no inspections.",
    ]


def test_two_inspections_are_counted_and_one_recorded_late_says_so() -> None:
    changes = (change(Matter.CONDUCTED, 1, happened_on=FEBRUARY), change(Matter.CONDUCTED, 2, happened_on=NOVEMBER))

    assert since(*changes)[1:4] == [
        "Since the last JAC, two inspections have been conducted:",
        "- Custody. This was before the last JAC, and recorded since.",
        "- Youth violence.",
    ]


def test_an_inspection_notified_is_told_with_the_day_it_is_looked_for() -> None:
    expected = (milestone("April 2022", standing=Standing.EXPECTED),)
    coming = inspection(1, stage=Stage.COMING, milestones=expected, our_part=OurPart.DATA_REQUEST)

    assert since(change(Matter.NOTIFIED), inspections=(coming,), items=())[1:4] == [
        "Since the last JAC, no inspections have been conducted.",
        "The force has been notified of one inspection to come:",
        "- Youth violence (April 2022), data request only",
    ]


@pytest.mark.parametrize(
    ("items", "counts", "expected"),
    [
        ((), (), "; no recommendations were made"),
        ((item(1),), (), ", with one recommendation"),
        ((item(1), item(2, kind=Kind.AFI)), (), ", with one recommendation and one area for improvement"),
        ((), (data.Count(CountOf.RECOMMENDATIONS, 9, 3, False, ""),), ", with nine recommendations, of which three are "
         "police-specific"),
    ],
)  # fmt: skip
def test_a_report_is_told_with_what_it_asks(items: Any, counts: Any, expected: str) -> None:
    out = publication(1, counts=counts)

    said = since(change(Matter.PUBLISHED), items=items, inspections=(inspection(1, publications=(out,)),))

    assert said[3:5] == [
        "Since the last JAC, one report has been published:",
        f"- Youth violence, published on 7 January 2022{expected}",
    ]


def test_two_reports_are_counted_and_one_out_before_the_last_meeting_says_so() -> None:
    changes = (change(Matter.PUBLISHED, 1, happened_on=FEBRUARY), change(Matter.PUBLISHED, 2, happened_on=NOVEMBER))

    assert since(*changes, items=())[3:6] == [
        "Since the last JAC, two reports have been published:",
        "- Custody, published on 1 November 2021 (before the last JAC, and recorded since); no recommendations were "
        "made",
        "- Youth violence, published on 7 January 2022; no recommendations were made",
    ]


def test_a_reply_of_which_two_things_were_recorded_is_told_of_once() -> None:
    owed = reply(our_input_sent_on=FEBRUARY, published_on=date(2022, 3, 1), due="4 March 2022")
    out = publication(1, replies=(owed,))
    changes = (change(Matter.INPUT_SENT, new="1", key="a"), change(Matter.REPLY_MADE, new="1", key="b"))

    said = since(*changes, inspections=(inspection(1, publications=(out,)),))

    assert said[said.index("## Replies") + 1 : said.index("## The register")] == [
        "Since the last JAC, one reply has been published:",
        "- Youth violence: The 56-day response of the Midshire PCC to the Home Secretary, under section 55 of the "
        "Police Act 1996, was due by 4 March 2022. The force’s input was sent on 1 February 2022. It was published on "
        "1 March 2022.",
        "The force has sent its input to one reply.",
    ]


def replies_told(numbers: dict[Matter, tuple[int, ...]], dropped: frozenset[str] = frozenset()) -> list[str]:
    """What is said of replies: those of each matter, by number. A reply tells its own story, here its number."""
    reports = tuple(
        publication(number, f"Report {number}", replies=(reply(id=number),), inspection_id=1) for number in range(1, 5)
    )
    changes = tuple(
        change(matter, number, new=str(number), key=f"{matter}:{number}")
        for matter, found in numbers.items()
        for number in found
    )
    plan = section(SectionKind.SINCE, "Section", dropped=dropped)
    made = composed(plan, inspections=(inspection(1, publications=reports),), changes=changes)
    said = [line.partition(":")[0] for line in all_lines(made.document)]
    return said[said.index("## Replies") + 1 : said.index("## The register")]


def test_a_reply_that_was_told_of_above_is_not_told_again_below_others() -> None:
    assert replies_told({Matter.INPUT_SENT: (1,), Matter.REPLY_DUE: (1, 2)}) == [
        "Since the last JAC, the force has sent its input to one reply",
        "- Report 1",
        "Two replies have been asked for",
        "- Report 2",
        "One of them is told of above.",
    ]
    assert replies_told({Matter.REPLY_MADE: (1, 2), Matter.INPUT_SENT: (1, 2), Matter.REPLY_DUE: (1, 2, 3)})[3:] == [
        "The force has sent its input to two replies.",
        "Three replies have been asked for",
        "- Report 3",
        "Two of them are told of above.",
    ]


def test_a_reply_that_the_officer_took_out_above_was_not_told_of_there() -> None:
    taken_out = frozenset({f"{Matter.INPUT_SENT}:1", f"{Matter.REPLY_DUE}:3"})

    told = replies_told({Matter.INPUT_SENT: (1, 2), Matter.REPLY_DUE: (1, 2, 3)}, dropped=taken_out)

    assert told == [
        "Since the last JAC, the force has sent its input to two replies",
        "- Report 2",
        "One of them is not told of further here.",
        "Three replies have been asked for",
        "- Report 1",
        "One of them is told of above. One of them is not told of further here.",
    ]


def test_a_change_of_monitoring_is_told_and_so_is_that_there_was_none() -> None:
    scan = data.Monitoring(Phase.SCAN, date(2019, 1, 1))
    moved = change(Matter.PHASE, 0, happened_on=FEBRUARY, new="engage")

    assert "HMICFRS’s monitoring of the force has not changed: Scan, since 1 January 2019." in since(monitoring=scan)
    assert (
        "Since the last JAC, HMICFRS has moved the force to Engage (enhanced monitoring), from 1 February 2022."
        in since(moved, monitoring=scan)
    )


# The register


def test_what_is_new_is_told_report_by_report() -> None:
    items = (item(1), item(2), item(3), item(4, kind=Kind.AFI, publication_id=2))
    new = [change(Matter.NEW, n) for n in range(1, 5)]

    assert register(*new, items=items) == [
        "Since the last JAC, three recommendations and one area for improvement have been added to the register:",
        "- Youth violence: three recommendations (MP-2022-001 to MP-2022-003)",
        "- Custody, published on 1 November 2021: one area for improvement (MP-2022-004)",
    ]
    assert register(new[0], items=items)[0] == "Since the last JAC, one recommendation has been added to the register:"


def test_what_was_recorded_on_one_day_stands_in_the_order_of_the_reports() -> None:
    reports = tuple(publication(number, f"Report {number}", "1 November 2021") for number in range(1, 12))
    items = tuple(item(number, publication_id=number) for number in range(1, 12))
    changes = [change(matter, n) for matter in (Matter.NEW, Matter.REOPENED) for n in range(1, 12)]
    whose = tuple(inspection(number, publications=(report,)) for number, report in enumerate(reports, start=1))

    said = register(*changes, items=items, inspections=whose)

    new = [line.split(",")[0] for line in said if line.startswith("- Report")]
    reopened = [line.split(",")[0] for line in said if line.startswith("- MP-")]
    assert new == [f"- Report {number}" for number in range(1, 12)]
    assert reopened == [f"- MP-2022-{number:03}" for number in range(1, 12)]


def test_items_closed_are_told_by_outcome_each_with_its_own_day() -> None:
    said = register(closing(1, FEBRUARY), closing(2, NOVEMBER), closing(3, None, Status.CLOSED_SUPERSEDED))

    assert said == [
        NONE_NEW,
        "Two items have been closed as complete:",
        "- MP-2022-002, Review plans (Youth violence): decided by HMICFRS on 3 November 2021 (before the last JAC, and "
        "recorded since)",
        "- MP-2022-001, Review plans (Youth violence): decided by HMICFRS on 1 February 2022",
        "One item has been closed as superseded:",
        "- MP-2022-003, Review plans (Youth violence): decided by HMICFRS",
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            [change(Matter.SENT, happened_on=FEBRUARY)],
            ["One item has been sent to HMICFRS:", "on 1 February 2022"],
        ),
        (
            [change(Matter.RETURNED, old=Status.WITH_HMICFRS, happened_on=FEBRUARY)],
            ["One item has been returned for more work:", "by HMICFRS on 1 February 2022"],
        ),
        (
            [change(Matter.RETURNED, old=Status.WITH_DCC, reason="no proof")],
            ["One item has been returned for more work:", "by the Deputy Chief Constable. No proof."],
        ),
        ([change(Matter.REOPENED)], ["One item has been reopened:", "recorded on 1 February 2022"]),
        (
            [change(Matter.RULED_OUT, new=Status.FOR_INFORMATION)],
            ["One item has been ruled not ours:", "recorded on 1 February 2022"],
        ),
        ([change(Matter.RULED_IN)], ["One item has been ruled ours again:", "recorded on 1 February 2022"]),
        ([change(Matter.ALLOCATED, new="ACC Crime")], ["One item has been given an owner:", "to ACC Crime"]),
        (
            [change(Matter.RE_OWNED, old="ACC Crime", new="Registrar")],
            ["One item has changed owner:", "from ACC Crime to Registrar"],
        ),
        (
            [change(Matter.RE_DATED, by="Internal target", old="1 May 2022", new="1 July 2022", reason="Staff left")],
            ["One date has been changed:", "Internal target, from 1 May 2022 to 1 July 2022. Staff left."],
        ),
        ([change(Matter.RATED, old="Green", new="Red")], ["One item has changed rating:", "from Green to Red"]),
    ],
)  # fmt: skip
def test_one_change_of_each_matter(changes: list[Change], expected: list[str]) -> None:
    first, told = expected

    assert register(*changes) == [NONE_NEW, first, f"- MP-2022-001, Review plans (Youth violence): {told}"]


def test_what_was_recorded_late_at_night_in_summer_was_recorded_on_the_day_it_was_in_london() -> None:
    said = register(change(Matter.REOPENED, recorded_at=datetime(2022, 7, 1, 23, 30, tzinfo=UTC)))

    assert any("recorded on 2 July 2022" in line for line in said)


@pytest.mark.parametrize(
    ("matter", "values", "expected"),
    [
        (Matter.SENT, {}, "Two items have been sent to HMICFRS:"),
        (Matter.REOPENED, {}, "Two items have been reopened:"),
        (Matter.RULED_OUT, {"new": Status.NOT_APPLICABLE}, "Two items have been ruled not applicable:"),
        (Matter.RULED_OUT, {"new": Status.WITHDRAWN}, "Two items have been withdrawn as entered in error:"),
        (Matter.RE_OWNED, {"old": "A", "new": "B"}, "Two items have changed owner:"),
        (Matter.RE_DATED, {"old": "1 May 2022"}, "Two dates have been changed:"),
        (Matter.RATED, {"old": "Green", "new": "Red"}, "Two items have changed rating:"),
        (Matter.PROGRESS, {}, "Progress has been recorded on two items:"),
    ],
)
def test_many_changes_of_a_matter_are_counted(matter: Matter, values: dict[str, Any], expected: str) -> None:
    said = register(change(matter, 1, **values), change(matter, 2, **values))

    assert said[1] == expected
    assert len(said) == 4


def test_progress_is_told_in_the_words_that_may_be_told() -> None:
    def told(number: int, **values: Any) -> Change:
        return change(Matter.PROGRESS, number, happened_on=FEBRUARY, **values)

    said = register(told(1, new="Training has begun."), told(2), told(3, new="Staff left.", is_cleared=False))

    assert said[2:] == [
        "- MP-2022-001, Review plans (Youth violence), on 1 February 2022: Training has begun.",
        "- MP-2022-002, Review plans (Youth violence)",
        "- MP-2022-003, Review plans (Youth violence), on 1 February 2022 (not cleared for publication): Staff left.",
    ]


def test_what_there_was_none_of_is_told_in_one_sentence() -> None:
    all_but_one = [
        closing(1, FEBRUARY),
        change(Matter.SENT),
        change(Matter.RETURNED, old=Status.WITH_HMICFRS),
        change(Matter.REOPENED),
        change(Matter.RULED_IN),
        change(Matter.ALLOCATED, new="A"),
        change(Matter.RE_DATED),
        change(Matter.PROGRESS),
    ]

    assert since(*all_but_one)[-1] == "No items have been rated otherwise."
    assert since(*all_but_one[1:])[-1] == "No items have been closed or rated otherwise."


# Words


def test_references_in_a_run_are_told_by_its_ends() -> None:
    items = [item(n) for n in (3, 1, 2, 5, 6, 9)] + [item(10, reference="Old 7"), item(11, reference="٣-٤")]

    assert references_worded(items) == (
        "MP-2022-001 to MP-2022-003, MP-2022-005, MP-2022-006, MP-2022-009, Old 7 and ٣-٤"
    )


def test_a_change_is_late_when_its_own_day_was_over_as_the_period_began() -> None:
    begun = datetime(2021, 12, 22, 23, 59, 59, 999999, tzinfo=UTC)
    on_the_day = change(Matter.CLOSED, happened_on=date(2021, 12, 22))

    assert on_the_day.is_late(begun)
    assert not on_the_day.is_late(datetime(2021, 12, 22, 17, tzinfo=UTC))
    assert not on_the_day.is_late(None)
    assert not change(Matter.CLOSED).is_late(begun)
