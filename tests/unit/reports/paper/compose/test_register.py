from datetime import date

from recommendations.enums import DeadlineKind, Kind, Rag, Status, TextSource
from reports.enums import SectionKind
from reports.paper import data
from reports.paper.compose.register import WITHHELD
from reports.paper.data import Period
from tests.factories.paper_data import (
    CUT_OFF,
    IN_PERIOD,
    cause,
    composed,
    inspection,
    item,
    lines,
    publication,
    section,
)

POSITION, RED, APPENDIX = SectionKind.REGISTER_POSITION, SectionKind.OUTSTANDING_RED, SectionKind.OPEN_ITEMS
OPEN, DONE = Status.IN_PROGRESS, Status.CLOSED_COMPLETE
REPORT = inspection(publications=(publication(),))
ITEMS = (
    item(1, rag=Rag.RED, is_overdue=True),
    item(2, kind=Kind.AFI, portfolio="Local Policing"),
    item(3, portfolio="", owner="", status=Status.AWAITING_ALLOCATION, rag=Rag.GREY),
    item(4, status=DONE, rag=Rag.BLUE),
)
PASSAGES = (
    data.Passage(OPEN, OPEN, ()),
    data.Passage(OPEN, DONE, ((OPEN, DONE),)),
    data.Passage(DONE, OPEN, ((DONE, OPEN),)),
    data.Passage(None, Status.AWAITING_ALLOCATION, (("", Status.AWAITING_ALLOCATION),)),
    data.Passage(OPEN, None, ()),
)


def test_the_position_gives_the_same_number_in_prose_and_in_every_table() -> None:
    said = lines(POSITION, inspections=(REPORT,), items=ITEMS, passages=PASSAGES)

    assert said == [
        "On 24 March 2022 the register held three open items, one of them past the deadline or internal target.",
        "[Open items by rating]",
        "Red | 1",
        "Green | 1",
        "Grey | 1",
        "Total | 3",
        "[Open items by kind]",
        "Recommendation | 2",
        "Area for improvement (AFI) | 1",
        "Total | 3",
        "[Open items by portfolio]",
        "Crime | 1",
        "Local Policing | 1",
        "Not yet allocated | 1",
        "Total | 3",
        "[How the number of open items changed]",
        "Open at the last JAC | 3",
        "New | +1",
        "Reopened | +1",
        "Closed: complete | −1",
        "No longer counted here | −1",
        "Open now | 3",
        WITHHELD,
    ]


def test_the_officer_chooses_the_tables() -> None:
    said = lines(POSITION, {"tables": ["status", "overdue"]}, inspections=(REPORT,), items=ITEMS)

    assert said[1:] == [
        "[Open items by status]",
        "Awaiting allocation | 1",
        "In progress | 2",
        "Total | 3",
        "[Open items past the deadline or internal target]",
        "MP-2022-001 | Youth violence | Review plans | ACC Crime | None given | Red | In progress",
        WITHHELD,
    ]


def test_an_empty_register_has_no_empty_tables() -> None:
    said = lines(POSITION)

    assert said == [
        "On 24 March 2022 the register held no open items.",
        "[How the number of open items changed]",
        "Open at the last JAC | 0",
        "New | 0",
        "Open now | 0",
        WITHHELD,
    ]


def test_the_first_paper_has_nothing_to_begin_from() -> None:
    said = lines(POSITION, {"tables": ["movement"]}, period=Period(None, CUT_OFF))

    assert said[1:3] == ["[How the number of open items changed]", "New | 0"]


def red(number: int = 1, **values) -> data.Item:
    given = {
        "title": "Supervise assessments",
        "text": "Forces should supervise assessments.",
        "text_source": TextSource.SUMMARY,
        "rag": Rag.RED,
        "cause_id": 1,
        "deadline": data.Deadline("immediately", DeadlineKind.IMMEDIATE, date(2017, 3, 2)),
        "owner": "Head of Public Protection",
        "portfolio": "Vulnerability",
        "programme": "Vulnerability Plan",
        "update": data.Update("On 25 July we agreed a policy.", date(2017, 7, 25), True, IN_PERIOD),
    }
    return item(number, **given | values)


def test_a_red_item_is_told_with_its_cause_its_owner_and_the_latest_cleared_wording() -> None:
    report = publication(title="PEEL 2016", day="2 March 2017", causes=(cause(years=(2014, 2015, 2016)),))

    assert lines(RED, inspections=(inspection(publications=(report,)),), items=(red(),)) == [
        "One recommendation is currently graded Red:",
        "## PEEL 2016",
        "Published by HMIC on 2 March 2017.",
        "### Cause of concern: Risk assessment",
        "Risk is not always assessed.",
        "This cause of concern was first raised in 2014, and again in 2015 and 2016.",
        "### Recommendation: Supervise assessments",
        "Rating: Red. Owner: Head of Public Protection, Vulnerability portfolio, as part of Vulnerability Plan.",
        "Immediately: Forces should supervise assessments.",
        "This text is a summary; the report has the full wording.",
        "The latest update, as it stood on 25 July 2017:",
        "> On 25 July we agreed a policy.",
    ]


def test_an_accelerated_cause_of_concern_is_called_one() -> None:
    report = publication(title="PEEL 2016", day="2 March 2017", causes=(cause(is_accelerated=True),))

    said = lines(RED, inspections=(inspection(publications=(report,)),), items=(red(),))

    assert "### Accelerated cause of concern: Risk assessment" in said


def test_a_programme_that_the_owners_title_names_is_not_named_again() -> None:
    report = publication(title="PEEL 2016", day="2 March 2017", causes=(cause(),))
    lead = red(owner="Vulnerability Plan Lead")

    said = lines(RED, inspections=(inspection(publications=(report,)),), items=(lead,))

    assert "Rating: Red. Owner: Vulnerability Plan Lead, Vulnerability portfolio." in said


def test_red_items_are_counted_by_kind() -> None:
    items = (red(1), red(2, kind=Kind.AFI, cause_id=None), red(3, status=DONE, rag=Rag.BLUE))

    said = lines(RED, inspections=(REPORT,), items=items)

    assert said[0] == "One recommendation and one area for improvement are currently graded Red:"
    assert [line for line in said if line.startswith("###")] == [
        "### Recommendation: Supervise assessments",
        "### Area for improvement: Supervise assessments",
    ]


def test_nothing_red_is_said_to_be_nothing() -> None:
    assert lines(RED, inspections=(REPORT,), items=(item(),)) == ["No recommendation is currently graded Red."]


def test_an_item_of_which_nothing_may_be_told_says_so() -> None:
    said = lines(RED, inspections=(REPORT,), items=(red(update=None, cause_id=None),))

    assert said[-1] == "No update on it has been cleared for this paper."


def test_an_uncleared_update_says_that_it_is_not_for_publication() -> None:
    update = data.Update("Not yet cleared.", date(2022, 3, 1), False, IN_PERIOD)

    said = lines(RED, inspections=(REPORT,), items=(red(update=update, cause_id=None),))

    assert said[-2:] == [
        "The latest update, as it stood on 1 March 2022 (not cleared for publication):",
        "> Not yet cleared.",
    ]


def test_the_appendix_lists_every_open_item() -> None:
    relative = data.Deadline("within six months", DeadlineKind.RELATIVE, date(2022, 7, 7))
    fixed = data.Deadline("by September 2022", DeadlineKind.FIXED, date(2022, 9, 30))
    at_once = data.Deadline("immediately", DeadlineKind.IMMEDIATE, date(2022, 1, 7))
    items = (
        item(1, deadline=fixed),
        item(2, deadline=relative, owner="", status=Status.AWAITING_ALLOCATION, rag=Rag.GREY),
        item(3, deadline=at_once, rag=Rag.RED),
        item(4, status=DONE, rag=Rag.BLUE),
    )

    said = lines(APPENDIX, inspections=(REPORT,), items=items)

    assert said == [
        "Three items are open on 24 March 2022.",
        "[Open items]",
        "MP-2022-001 | Youth violence | Review plans | ACC Crime | 30 September 2022 | Green | In progress",
        "MP-2022-002 | Youth violence | Review plans | Awaiting allocation | Within six months: 7 July 2022 | Grey |"
        " Awaiting allocation",
        "MP-2022-003 | Youth violence | Review plans | ACC Crime | Immediately | Red | In progress",
        WITHHELD,
    ]


def test_the_appendix_can_be_ordered() -> None:
    items = (item(1, owner="B"), item(2, owner="A", rag=Rag.RED), item(3, owner="", rag=Rag.AMBER))

    def order(by: str) -> list[str]:
        said = lines(APPENDIX, {"order": by}, inspections=(REPORT,), items=items)
        return [line[8:11] for line in said[2:-1]]

    assert order("reference") == ["001", "002", "003"]
    assert order("owner") == ["002", "001", "003"]
    assert order("rag") == ["002", "003", "001"]


def test_an_appendix_of_nothing_says_so() -> None:
    assert lines(APPENDIX) == ["No items are open.", WITHHELD]


def test_the_key_to_the_ratings_stands_once_after_the_first_section_that_prints_one() -> None:
    from reports.paper.blocks import Heading, RagKey

    sections = (
        section(SectionKind.PEEL_POSITION, "PEEL", 1),
        section(RED, "Red", 2),
        section(POSITION, "Register", 3),
    )

    blocks = composed(*sections).document.blocks
    keys = [place for place, block in enumerate(blocks) if isinstance(block, RagKey)]
    headings = [block for block in blocks[: keys[0]] if isinstance(block, Heading)]

    assert len(keys) == 1
    assert [heading.spans[0].text for heading in headings] == ["PEEL", "Red"]  # type: ignore[union-attr]
