"""Where the register stands: tallies, movement with what was recorded late, dates put back, and the two charts."""

from datetime import date
from typing import Any

from recommendations.enums import Kind, Rag, Status
from reports.enums import SectionKind
from reports.paper import data
from reports.paper.blocks import Audience, Chart
from reports.paper.data import Change, Matter, OpenThen, Passage, Slip
from tests.factories.paper_data import CUT_OFF, IN_PERIOD, composed, inspection, item, lines, publication, section

REPORTS = (
    inspection(1, publications=(publication(1),)),
    inspection(2, "Custody", publications=(publication(2, "Custody", "1 November 2019"),)),
)


def position(*tables: str, **values: Any) -> list[str]:
    options = {"tables": list(tables), **values.pop("options", {})}
    said = lines(SectionKind.REGISTER_POSITION, options, **({"inspections": REPORTS} | values))
    return said[:-1]


def test_open_items_are_counted_by_report_and_by_age() -> None:
    items = (
        item(1),
        item(2, first_known_on=date(2021, 10, 1)),
        item(3, publication_id=2, first_known_on=date(2019, 3, 24)),
        item(4, status=Status.CLOSED_COMPLETE, rag=Rag.BLUE),
    )

    assert position("report", "age", items=items)[1:] == [
        "[Open items by report]",
        "Custody | 1",
        "Youth violence | 2",
        "Total | 3",
        "[Open items by age of their report]",
        "Under three months | 1",
        "Three to six months | 1",
        "Three years or more | 1",
        "Total | 3",
    ]


def test_what_was_decided_before_the_last_paper_and_recorded_since_is_named_under_the_movement() -> None:
    items = (item(1, status=Status.CLOSED_COMPLETE, rag=Rag.BLUE),)
    closing = Change(Matter.CLOSED, "closed:1", 1, IN_PERIOD, date(2021, 11, 3), new=Status.CLOSED_COMPLETE)
    moves = ((Status.IN_PROGRESS.value, Status.CLOSED_COMPLETE.value),)
    passages = (Passage(Status.IN_PROGRESS, Status.CLOSED_COMPLETE, moves),)

    said = position("movement", items=items, passages=passages, changes=(closing,))

    assert said[2:] == [
        "Open at the last JAC | 1",
        "New | 0",
        "Closed: complete | −1",
        "Open now | 0",
        "One of these changes was decided before the last JAC and recorded since: MP-2022-001 (closed on 3 November "
        "2021).",
    ]


SLIP = Slip("Internal target", date(2022, 2, 1), date(2022, 4, 1), 2, ("Staff left", "They left again"))


def test_dates_that_were_put_back_have_their_reasons_inside_the_force() -> None:
    said = position("slippage", items=(item(1, slips=(SLIP,)),), audience=Audience.INTERNAL)

    assert said[1:] == [
        "One date of one open item has been put back:",
        "[Dates that were put back]",
        "MP-2022-001 | Review plans | Internal target | 1 February 2022 | 1 April 2022 | 2 | Staff left; They left "
        "again",
    ]


def test_the_public_reads_what_is_cleared_of_an_item_whose_date_was_put_back() -> None:
    update = data.Update("Staff *left*.\n\n- One\n- Two", date(2022, 2, 1), True, IN_PERIOD)
    items = (item(1, slips=(SLIP,), update=update), item(2, slips=(SLIP,)))

    said = position("slippage", items=items)

    assert said[1] == "Two dates of two open items have been put back:"
    assert [line.rpartition("| ")[2] for line in said[3:]] == ["Staff left. One Two", "Nothing cleared"]
    assert "They left" not in "".join(said)


def test_that_no_date_was_put_back_is_said() -> None:
    assert position("slippage", items=(item(1),))[1:] == ["No date of an open item has been put back."]


def test_a_position_limited_to_a_portfolio_counts_that_alone_and_moves_with_the_whole_register() -> None:
    items = (item(1), item(2, portfolio="Local", portfolio_id=2), item(3, kind=Kind.AFI))
    passages = tuple(Passage(Status.IN_PROGRESS, Status.IN_PROGRESS, ()) for _ in items)

    said = position("portfolio", "movement", items=items, passages=passages, options={"portfolios": [1]})

    assert said == [
        "Of items, this section tells only of those in the Crime portfolio.",
        "On 24 March 2022 the register held two open items of these.",
        "[Open items by portfolio]",
        "Crime | 2",
        "Total | 2",
        "[How the number of open items changed in the whole register]",
        "Open at the last JAC | 3",
        "New | 0",
        "Open now | 3",
    ]


# Charts


def test_the_chart_of_ratings_has_a_bar_for_each_portfolio_and_says_every_figure() -> None:
    items = (
        item(1, rag=Rag.RED),
        item(2),
        item(3),
        item(4, portfolio="", portfolio_id=None, owner="", status=Status.AWAITING_ALLOCATION, rag=Rag.GREY),
    )

    assert position("rag chart", items=items)[1:] == [
        "[Open items by portfolio and rating]",
        "Crime: (1, 0, 2, 0)",
        "Not yet allocated: (0, 0, 0, 1)",
        "Crime: three open items, one Red and two Green. Not yet allocated: one open item, one Grey.",
    ]


def test_many_portfolios_are_drawn_in_charts_that_fit_a_page() -> None:
    items = tuple(item(n, portfolio=f"Portfolio {n:02}", portfolio_id=n) for n in range(1, 16))
    plan = section(SectionKind.REGISTER_POSITION, "Section", options={"tables": ["rag chart"]})

    made = composed(plan, items=items, inspections=REPORTS)

    charts = [block for block in made.document.blocks if isinstance(block, Chart)]
    assert [len(chart.bars) for chart in charts] == [12, 3]
    assert charts[1].caption == "Open items by portfolio and rating, continued"


def test_the_chart_over_time_has_a_bar_for_each_meeting() -> None:
    then = (OpenThen(date(2021, 12, 22), 0), OpenThen(CUT_OFF.date(), 21))

    assert position("open chart", open_then=then)[1:] == [
        "[Open items at the last two meetings]",
        "22 December 2021: (0,)",
        "24 March 2022: (21,)",
        "Items open for the meeting of each day: none on 22 December 2021 and 21 on 24 March 2022.",
    ]


def test_without_open_items_or_meetings_there_is_no_chart() -> None:
    assert position("rag chart", "open chart") == ["On 24 March 2022 the register held no open items."]
