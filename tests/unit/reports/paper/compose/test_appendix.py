"""The appendix of open items: its columns, its order, and what it is limited to."""

from datetime import date
from typing import Any

from recommendations.enums import DeadlineKind, Kind, Rag, TextSource
from reports.enums import SectionKind
from reports.paper import data
from reports.paper.blocks import Table, plain
from reports.paper.data import Change, Matter
from tests.factories.paper_data import IN_PERIOD, composed, inspection, item, lines, publication, section

REPORT = (inspection(1, publications=(publication(1),)),)
WHOLE: dict[str, Any] = {
    "addressees": ("chief constables", "home office"),
    "board": "Crime Board",
    "hmicfrs_reference": "4711",
    "hmicfrs_status": "Being progressed",
    "deadline": data.Deadline("by May 2022", DeadlineKind.FIXED, date(2022, 5, 31)),
    "target_on": date(2022, 4, 30),
    "rag": Rag.RED,
    "update": data.Update("Training has begun.", date(2022, 2, 1), True, IN_PERIOD),
    "path": data.Path(1, (data.Step("", "Registrar", date(2022, 5, 1)),), date(2022, 6, 1)),
}


def appendix(options: dict[str, Any], *items: data.Item, **values: Any) -> list[str]:
    return lines(SectionKind.OPEN_ITEMS, options, items=items, inspections=REPORT, **values)[:-1]


def test_all_columns_stand_in_three_tables() -> None:
    rated = Change(Matter.RATED, "rated:1", 1, IN_PERIOD, old="Green", new="Red")

    assert appendix({"columns": "all"}, item(1, **WHOLE), changes=(rated,)) == [
        "One item is open on 24 March 2022.",
        "[Open items: what is asked, and of whom]",
        "MP-2022-001 HMICFRS: 4711 | Youth violence 7 January 2022 | Recommendation | Review plans | Chief constables "
        "and the Home Office | ACC Crime Crime Crime Board",
        "[Open items: how far each has come]",
        "MP-2022-001 | 31 May 2022 | 30 April 2022 | Red, was Green | In progress | Being progressed",
        "[Open items: what was done last, and what is next]",
        "MP-2022-001 | 1 February 2022 Training has begun. | Registrar, by 1 May 2022",
    ]


def test_what_is_not_recorded_is_said_in_every_column() -> None:
    new = Change(Matter.NEW, "new:1", 1, IN_PERIOD)

    said = appendix({"columns": "all"}, item(1), changes=(new,))

    assert said[2].endswith("| Review plans | Not recorded | ACC Crime Crime")
    assert said[4] == "MP-2022-001 | None given | None | Green, new | In progress | Not recorded"
    assert said[6] == "MP-2022-001 | Nothing cleared | None recorded"


def test_items_can_be_told_by_their_text_which_says_where_it_is_a_summary() -> None:
    items = (
        item(1, text="Forces should:\n\n- plan\n- act", text_source=TextSource.SUMMARY),
        item(2, text="", text_source=TextSource.NOT_ENTERED),
    )

    said = appendix({"text": "full"}, *items)

    assert [line.split(" | ")[2] for line in said[2:4]] == ["Forces should: plan act", "Review plans"]
    assert said[-1] == "This text is a summary; the report has the full wording."


def test_the_appendix_can_be_limited() -> None:
    said = appendix({"item_kinds": ["afi"]}, item(1), item(2, kind=Kind.AFI))

    assert said[:2] == [
        "Of items, this section tells only of areas for improvement.",
        "One item of these is open on 24 March 2022.",
    ]
    assert [line.split(" | ")[0] for line in said[3:]] == ["MP-2022-002"]


def test_three_hundred_items_have_three_hundred_rows() -> None:
    plan = section(SectionKind.OPEN_ITEMS, "Section", options={"columns": "all"})

    made = composed(plan, items=tuple(item(n) for n in range(1, 301)), inspections=REPORT)

    tables = [block for block in made.document.blocks if isinstance(block, Table)]
    assert [len({plain(row[0]) for row in table.rows}) for table in tables] == [300, 300, 300]


# Red


def red(**values: Any) -> list[str]:
    given = {"rag": Rag.RED, **values}
    return lines(SectionKind.OUTSTANDING_RED, items=(item(1, **given),), inspections=REPORT)


def test_a_red_item_is_told_with_its_path_to_green() -> None:
    said = red(path=WHOLE["path"])

    assert said[-1] == (
        "Path to green: Of its two actions, one has been done. The next, for the Registrar, is due on 1 May 2022. The "
        "owner expects it to be complete by 1 June 2022."
    )


def test_what_an_action_is_to_do_is_told_where_it_may_be() -> None:
    said = red(path=data.Path(0, (data.Step("Train them", "Registrar", date(2022, 5, 1)),), None))

    assert said[-2:] == [
        "Path to green: Its one action has not been done yet. The next, for the Registrar, is due on 1 May 2022.",
        "- Train them. Registrar, by 1 May 2022.",
    ]
