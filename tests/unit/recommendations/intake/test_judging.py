"""What becomes of a row."""

from datetime import date
from typing import Any

import pytest

from jac_tracker.sheets import Cell, CellFault
from recommendations.enums import Kind, Rag, Status, Verb
from recommendations.intake.columns import Field
from recommendations.intake.days import Order
from recommendations.intake.judging import CHANGEABLE, judge
from recommendations.intake.known import NOBODY_HOLDS, Item, Known, Named
from recommendations.intake.verdicts import JudgedList, Verdict, refused_rows
from recommendations.intake.words import STAND_ON_A_CLAIM
from recommendations.workflow import act_for
from tests.factories.lists import HEADINGS, closed_row, list_of, plan_of, row

ON = date(2022, 3, 1)
NAMES = {
    Field.REPORT: {"peel 2021": Named("PEEL 2021", 5)},
    Field.OWNER: {"force crime registrar": Named("Force Crime Registrar", 6), "clerk": Named("Clerk", 8)},
    Field.PORTFOLIO: {"crime": Named("Crime", 7)},
    Field.BOARD: {},
}
CHOICES = {each: {named.pk: named.name for named in names.values()} for each, names in NAMES.items()}
EMPTY = Known(names=NAMES, choices=CHOICES, portfolio_of={6: Named("Crime", 7)})


def judged(*rows: dict[str, Cell], known: Known = EMPTY, **plan: Any) -> JudgedList:
    sheet = list_of(*rows)
    return judge(sheet, plan_of(sheet, **plan), known, ON)


def refusals(*rows: dict[str, Cell], **more: Any) -> list[str]:
    return [str(refusal) for each in judged(*rows, **more).rows for refusal in each.refusals]


def in_use(**values: Any) -> Known:
    """A register that holds the item of `row`, with these values in place of what the row states."""
    stated = judged(row()).rows[0].values
    item = Item(
        1, "WM-1", "Record every crime", 5, {**stated, **{Field[name]: value for name, value in values.items()}}
    )
    cannot_own = {8: NOBODY_HOLDS.format("Clerk")}
    return Known(False, NAMES, CHOICES, EMPTY.portfolio_of, cannot_own, {("wm 1",): item})


def test_a_row_that_states_all_it_needs_is_new() -> None:
    (only,) = judged(row()).rows

    assert (only.number, only.verdict, only.refusals, only.notes) == (2, Verdict.CREATE, (), ())
    assert only.values == {
        Field.REFERENCE: "WM-1",
        Field.REPORT: Named("PEEL 2021", 5),
        Field.PUBLISHED_ON: date(2021, 12, 10),
        Field.KIND: Kind.AFI,
        Field.NUMBER: "1",
        Field.TITLE: "Record every crime",
        Field.TEXT: "The force should record every crime within 24 hours.",
        Field.PORTFOLIO: Named("Crime", 7),
        Field.OWNER: Named("Force Crime Registrar", 6),
        Field.STATUS: Status.IN_PROGRESS,
        Field.RAG: Rag.AMBER,
        Field.DEADLINE_ON: date(2022, 12, 31),
        Field.TARGET_ON: date(2022, 6, 1),
        Field.PROGRESS: "Training has begun.",
    }


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"Report": None}, "B2: Say in which report it stands."),
        (
            {"Report": "Pell 2021"},
            "B2: There is no report “Pell 2021” here. Say which it is, or that it is to be added as a new report.",
        ),
        ({"Title": None, "Recommendation_text": None}, "F2: Give it a title or its text."),
        ({"Title": "x" * 201}, "F2: The title has 201 letters, and there is room for 200. Shorten it."),
        (
            {"Owner": None},
            "I2: An item that is in progress has an owner. Name the post, or make it awaiting allocation.",
        ),
        ({"Owner": "Clerk", "Portfolio": None}, "H2: Say in which portfolio it is: its owner's post belongs to none."),
        ({"Status": "Nearly"}, "J2: “Nearly” is not a word for the status here. Say what it means, or change it."),
        (
            {"Status": "Withdrawn"},
            "J2: Withdrawn: entered in error: an item that was entered in error has no place in a new "
            "register: leave the row out.",
        ),
        ({"RAG_status": "Purple"}, "K2: “Purple” is not a word for the RAG here. Say what it means, or change it."),
        ({"RAG_status": "Grey"}, "K2: An item that is in progress is Red, Amber or Green, not Grey."),
        (
            {"Deadline": "31/31/2022"},
            "L2: The deadline holds “31/31/2022”, which is no day read day first; it should be like 31/3/2022.",
        ),
        ({"Deadline": CellFault("#N/A")}, "L2: The deadline holds #N/A. Mend it in the list."),
        (
            {"Status": "New", "RAG_status": None},
            "I2: An item that is awaiting allocation has no owner. Leave it out, or make it in progress.",
        ),
        (
            {"Recommendation_text": "x" * 20_001},
            "G2: The text has 20,001 letters, and there is room for 20,000. Shorten it.",
        ),
        ({"Status": "On hold"}, "O2: An item on hold has a review date. Give it, like 31/3/2022."),
        (
            {"Closed_on": date(2022, 1, 1)},
            "J2: It has a day on which it was closed, and is in progress. Mend one of the two.",
        ),
        (
            {"Ref": "PEEL/21/1"},
            "A2: “PEEL/21/1” cannot be a reference here: letters, a number, spaces and . _ - alone. Change it.",
        ),
        (
            {"Ref": "bulk"},
            "A2: “bulk” cannot be a reference here: letters, a number, spaces and . _ - alone. Change it.",
        ),
    ],
)
def test_a_row_that_cannot_be_is_refused_by_its_cell(given: dict[str, Cell], refusal: str) -> None:
    assert refusals(row(**given)) == [refusal]


def test_a_closed_item_needs_the_day_on_which_it_was_closed() -> None:
    assert refusals(closed_row(Closed_on=None)) == ["N2: Say on which day it was closed, like 31/3/2022."]
    assert refusals(closed_row(Closed_on=date(2022, 3, 2))) == ["N2: The day on which it was closed is still to come."]
    assert refusals(closed_row()) == []


@pytest.mark.parametrize("status", sorted(STAND_ON_A_CLAIM))
def test_a_status_that_stands_on_a_claim_is_offered_what_it_can_become(status: Status) -> None:
    found = judged(row(Status=status.label))

    (refusal,) = found.rows[0].refusals
    assert refusal.cell == "J2"
    assert refusal.sentence.startswith(f"{status.label} stands on a claim and on what each desk signed")
    assert [each.words for each in found.unknown[Field.STATUS].values()] == [status.label]


def test_a_word_means_what_the_officer_said() -> None:
    said = {Field.STATUS: {"nearly": "in progress", "approved": "with hmicfrs"}, Field.RAG: {"purple": "red"}}

    found = judged(row(Status="Nearly", RAG_status="PURPLE"), row(Ref="WM-2", Number=2, Status="Approved"), words=said)

    assert [each.values[Field.STATUS] for each in found.rows] == [Status.IN_PROGRESS, Status.WITH_HMICFRS]
    assert found.rows[0].values[Field.RAG] == Rag.RED


def test_a_name_becomes_a_new_row_or_one_that_is_there_only_where_that_was_said() -> None:
    said = {Field.OWNER: {"head of fraud": "new", "the registrar": "6"}}

    found = judged(row(Owner="Head of Fraud"), row(Ref="WM-2", Number=2, Owner="The Registrar"), words=said)

    assert [each.values[Field.OWNER] for each in found.rows] == [
        Named("Head of Fraud"),
        Named("Force Crime Registrar", 6),
    ]
    assert found.new_names() == {Field.OWNER: {"head of fraud": "Head of Fraud"}}


def test_of_two_reports_of_one_title_it_is_the_one_that_was_said() -> None:
    two = Known(names=NAMES | {Field.REPORT: {"peel 2021": None}}, choices={Field.REPORT: {5: "A", 9: "B"}})
    sentence = "B2: Several of the reports here are called “PEEL 2021”. Say which it is, or that it is to be added"

    assert refusals(row(Owner=None, Status=None, RAG_status=None), known=two)[0].startswith(sentence)
    said = {Field.REPORT: {"peel 2021": "9"}}
    assert judged(row(), known=two, words=said).rows[0].values[Field.REPORT] == Named("B", 9)


def test_a_name_that_is_here_may_be_longer_than_a_new_one() -> None:
    title = "An inspection of how well forces " + "very " * 30 + "well do"
    here = Known(names=NAMES | {Field.REPORT: {title.casefold(): Named(title, 5)}})

    assert judged(row(Report=title), known=here).rows[0].values[Field.REPORT] == Named(title, 5)
    assert refusals(row(Report=title), adds_names=True) == [
        f"B2: The report has {len(title)} letters, and there is room for 120. Shorten it."
    ]


def test_words_that_are_to_be_settled_are_counted() -> None:
    found = judged(*(row(Ref=f"WM-{n}", Number=n, Owner=("A", "a ", "B")[n]) for n in range(3)))

    assert [(each.words, each.count) for each in found.unknown[Field.OWNER].values()] == [("A", 2), ("B", 1)]


def test_a_rag_that_a_status_leaves_no_choice_of_is_noted_and_not_kept() -> None:
    (only,) = judged(closed_row(RAG_status="Green")).rows

    assert Field.RAG not in only.values
    assert only.notes == ("Green is not kept: an item that is closed: complete has the RAG Blue.",)


def test_a_review_date_is_kept_of_an_item_on_hold_alone() -> None:
    day = date(2022, 5, 1)

    held, other = judged(row(Status="On hold", Review_date=day), row(Ref="WM-2", Number=2, Review_date=day)).rows

    assert (held.values[Field.REVIEW_ON], held.notes) == (day, ())
    assert Field.REVIEW_ON not in other.values
    assert other.notes == ("The review date is not kept: an item that is in progress has none.",)


def test_without_a_status_an_item_with_an_owner_is_in_progress_and_one_without_awaits_allocation() -> None:
    found = judged(row(Status=None), row(Ref="WM-2", Number=2, Status=None, Owner=None, RAG_status=None))

    assert [each.values[Field.STATUS] for each in found.rows] == [Status.IN_PROGRESS, Status.AWAITING_ALLOCATION]


def test_the_second_row_about_an_item_is_refused() -> None:
    again = row(Ref="wm 1", Number=2, Title="Another")

    assert refusals(row(), again) == ["A3: Row 2 is about the same item. Keep one of the two."]


def test_without_a_reference_an_item_is_known_by_its_number_in_its_report() -> None:
    assert refusals(row(Ref=None), row(Ref=None, Title="Another")) == [
        "E3: Row 2 is about the same item. Keep one of the two."
    ]


def test_days_are_read_as_their_column_shows_and_not_as_another_list_of_the_source_was() -> None:
    rows = row(Deadline="4/3/2022"), row(Ref="WM-2", Number=2, Deadline="3/31/2022")

    found = judged(*rows, orders={Field.DEADLINE_ON: Order.DAY_FIRST})

    assert [each.values[Field.DEADLINE_ON] for each in found.rows] == [date(2022, 4, 3), date(2022, 3, 31)]


@pytest.mark.parametrize("other", ["5/6/2022", "31/3/2022 and 3/31/2022"])
def test_a_day_that_may_be_two_is_refused_where_its_column_does_not_settle_it(other: str) -> None:
    others = [row(Ref=f"X-{n}", Number=n, Deadline=day) for n, day in enumerate(other.split(" and "), 2)]

    assert refusals(row(Deadline="4/3/2022"), *others)[0] == (
        "L2: The deadline holds “4/3/2022”, which could be 4 March or 3 April 2022; write the month as a word."
    )


def test_a_recommendation_and_an_afi_of_one_number_are_two() -> None:
    assert refusals(row(Ref=None), row(Ref=None, Type="Recommendation", Title="Another")) == []


def test_empty_rows_are_no_rows() -> None:
    found = judged(row(), {}, row(Ref="WM-2", Number=2))

    assert [each.number for each in found.rows] == [2, 4]


def test_every_row_is_counted_once() -> None:
    rows = [row(Ref=f"WM-{n}", Number=n, Status="Nearly" if n % 3 == 0 else "Open") for n in range(30)]

    found = judged(*rows)

    assert found.counts == {Verdict.CREATE: 20, Verdict.CHANGE: 0, Verdict.UNCHANGED: 0, Verdict.REFUSE: 10}
    assert sum(found.counts.values()) == len(found.rows) == 30


# Beside a register in use


def test_a_row_that_says_what_the_register_says_changes_nothing() -> None:
    assert [each.verdict for each in judged(row(), known=in_use()).rows] == [Verdict.UNCHANGED]


def test_an_empty_cell_says_nothing() -> None:
    silent = {heading: None for heading in HEADINGS if heading not in ("Ref", "Report", "Title")}

    assert [each.verdict for each in judged({**row(), **silent}, known=in_use()).rows] == [Verdict.UNCHANGED]


def test_a_row_that_says_otherwise_shows_old_and_new() -> None:
    (only,) = judged(row(), known=in_use(TITLE="Old title", OWNER=Named("", 8))).rows

    assert only.verdict == Verdict.CHANGE
    assert only.changes == (
        (Field.TITLE, "Old title", "Record every crime"),
        (Field.OWNER, Named("", 8), Named("Force Crime Registrar", 6)),
    )


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"STATUS": Status.ON_HOLD}, "J2: The register has another status for WM-1. Change it on the item's page."),
        ({"DEADLINE_ON": None}, "L2: The register has another deadline for WM-1. Change it on the item's page."),
        ({"REPORT": Named("", 9)}, "B2: The register has another report for WM-1. Change it on the item's page."),
    ],
)
def test_what_a_list_cannot_change_is_refused(values: dict[str, Any], refusal: str) -> None:
    assert refusals(row(), known=in_use(**values)) == [refusal]


@pytest.mark.parametrize("each", CHANGEABLE)
def test_a_list_changes_what_its_acts_may_change(each: Field) -> None:
    owning, text = {Verb.ALLOCATE, Verb.REALLOCATE}, {Verb.EDIT_TEXT}
    verbs = {
        **{Field.KIND: text, Field.NUMBER: text, Field.THEME: text, Field.TITLE: text, Field.TEXT: text},
        **{Field.OWNER: owning, Field.PORTFOLIO: owning, Field.RAG: {Verb.SET_RAG}},
        **{Field.TARGET_ON: {Verb.SET_TARGET}, Field.PROGRESS: {Verb.RECORD_PROGRESS}},
    }

    allowed = [act_for(verb).starts for verb in verbs.get(each, {Verb.SET_GOVERNANCE})]

    assert CHANGEABLE[each] == frozenset().union(*allowed)


def test_what_is_closed_is_changed_by_no_list() -> None:
    known = in_use(STATUS=Status.CLOSED_COMPLETE, TITLE="Old title", RAG=Rag.BLUE, CLOSED_ON=date(2022, 2, 1))

    assert refusals(closed_row(), known=known) == [
        "F2: WM-1 is closed: complete, so the title is not changed any more."
    ]


def test_what_an_item_for_information_has_no_place_for_is_noted_and_not_kept() -> None:
    (only,) = judged(row(Ref="WM-9", Number=9, Status="For information"), known=in_use()).rows

    assert only.verdict == Verdict.CREATE
    assert {Field.OWNER, Field.PORTFOLIO, Field.TARGET_ON, Field.PROGRESS}.isdisjoint(only.values)
    assert "The owner is not kept: an item that is for information has none." in only.notes


def test_a_reference_written_otherwise_is_the_same() -> None:
    assert [each.verdict for each in judged(row(Ref="wm 1"), known=in_use()).rows] == [Verdict.UNCHANGED]


def test_in_a_register_in_use_an_item_is_given_only_to_a_post_that_somebody_holds() -> None:
    sentence = (
        "The register is in use, and nobody holds the post of Clerk. Name another post, or have this one handed over "
        "first."
    )

    assert refusals(row(Ref="WM-9", Number=9, Owner="Clerk"), known=in_use()) == [f"I2: {sentence}"]
    assert refusals(row(Owner="Clerk"), known=in_use()) == [f"I2: {sentence}"]
    assert refusals(row(Owner="Clerk")) == []


def test_an_item_that_is_there_is_given_nothing_that_is_yet_to_be_entered() -> None:
    said = {Field.PORTFOLIO: {"fraud": "new"}, Field.BOARD: {"fraud board": "new"}}

    assert refusals(row(Portfolio="Fraud", Governance_board="Fraud board"), known=in_use(), words=said) == [
        "H2: There is no portfolio “Fraud” here yet. Add it on its own page first.",
        "P2: There is no board “Fraud board” here yet. Add it on its own page first.",
    ]


def test_nothing_is_closed_by_a_list_in_a_register_in_use() -> None:
    assert refusals(closed_row(Ref="WM-9", Number=9), known=in_use()) == [
        "J2: The register is in use, so an item is not added as closed: complete. Add it as in progress, and record "
        "there what was decided."
    ]


def test_refused_rows_come_back_under_their_headings_with_the_reason() -> None:
    sheet = list_of(row(), row(Ref="WM-2", Number=2, Status="Nearly", RAG_status=CellFault("#N/A")))
    plan = plan_of(sheet)

    head, only = refused_rows(judge(sheet, plan, EMPTY, ON).rows, sheet, plan.header)

    assert head == ["Why it was refused in sheet Register", *HEADINGS]
    assert only[0] == (
        "J3: “Nearly” is not a word for the status here. Say what it means, or change it. "
        "K3: The RAG holds #N/A. Mend it in the list."
    )
    assert (only[1], only[11]) == ("WM-2", "#N/A")
