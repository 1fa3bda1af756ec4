from datetime import date

from inspections.enums import CountOf, PublicationKind, ReplyKind
from recommendations.enums import DecisionRoute, Rag, Status
from reports.enums import SectionKind
from reports.paper import data
from tests.factories.paper_data import (
    BEFORE,
    IN_PERIOD,
    composed,
    decision,
    grading,
    inspection,
    item,
    lines,
    publication,
    reply,
    section,
)

REVIEW, REPLIES = SectionKind.REPORTS_FOR_REVIEW, SectionKind.REPLIES_DUE
NO_FURTHER_ACTION, COMPLETE = Status.CLOSED_NO_FURTHER_ACTION, Status.CLOSED_COMPLETE


def integrity(**values) -> data.Inspection:
    given = {
        "known_at": BEFORE,
        "kind": PublicationKind.FORCE_REPORT,
        "counts": (
            data.Count(CountOf.RECOMMENDATIONS, 4, None, False, "Force Crime Registrar"),
            data.Count(CountOf.AREAS_FOR_IMPROVEMENT, 2, None, True, "Force Crime Registrar"),
        ),
        "gradings": (grading("Overall", "Inadequate", is_overall=True),),
        "replies": (reply(changed_at=IN_PERIOD, our_input_sent_on=date(2017, 11, 2)),),
    }
    return inspection(1, publications=(publication(1, "Crime data integrity", "7 September 2017", **given | values),))


def test_a_reviewed_report_gives_judgment_counts_owner_and_reply_dates() -> None:
    assert lines(REVIEW, inspections=(integrity(),)) == [
        "## Crime data integrity",
        "HMICFRS published the force report on 7 September 2017. Its overall judgment of Midshire Police was"
        " “Inadequate”.",
        "The force report contains four recommendations and two areas for improvement (“soft” ones in the text"
        " included), which have been allocated to the Force Crime Registrar.",
        "The 56-day response of the Midshire PCC to the Home Secretary, under section 55 of the Police Act 1996, was"
        " due by 1 November 2017. The force’s input was sent on 2 November 2017.",
    ]


def test_a_reviewed_report_says_how_its_items_were_closed() -> None:
    old = inspection(
        publications=(publication(1, "Austerity", "July 2014", known_at=BEFORE),), next_steps="It is inspected yearly."
    )
    closed = decision(NO_FURTHER_ACTION)
    items = tuple(item(n, status=NO_FURTHER_ACTION, rag=Rag.NONE, decision=closed) for n in (1, 2))

    assert lines(REVIEW, inspections=(old,), items=items) == [
        "## Austerity",
        "HMIC published the national report in July 2014.",
        "The national report contains two recommendations:",
        "- Forces should review their plans.",
        "- Forces should review their plans.",
        "HMICFRS recorded on its own list of recommendations on 1 February 2022 that all of them need no"
        " further action.",
        "### Next steps",
        "It is inspected yearly.",
    ]


def test_a_decision_without_a_day_is_told_without_one() -> None:
    old = inspection(publications=(publication(day="1 October 2021", known_at=BEFORE),))
    items = (item(1, status=NO_FURTHER_ACTION, rag=Rag.NONE, decision=decision(NO_FURTHER_ACTION, decided_on=None)),)

    assert "HMICFRS has recorded on its own list of recommendations that it needs no further action." in lines(
        REVIEW, inspections=(old,), items=items
    )


def test_what_was_closed_before_the_register_began_is_not_told_as_open() -> None:
    old = inspection(publications=(publication(1, "Austerity", "July 2014", known_at=BEFORE),))
    taken_over = {"status": COMPLETE, "rag": Rag.BLUE}
    items = (
        item(1, status=COMPLETE, rag=Rag.BLUE, decision=decision(COMPLETE)),
        item(2, **taken_over),
        item(3, **taken_over),
        item(4),
    )

    assert lines(REVIEW, inspections=(old,), items=items)[-2:] == [
        "Two of them had been closed before this register was begun.",
        "One of them is still open.",
    ]


def test_items_closed_in_different_ways_are_told_apart() -> None:
    old = inspection(publications=(publication(day="1 October 2021", known_at=BEFORE),))
    ours = decision(COMPLETE, decided_by="Our Deputy Chief Constable", route=DecisionRoute.OUR_DCC)
    items = (
        item(1, status=NO_FURTHER_ACTION, rag=Rag.NONE, decision=decision(NO_FURTHER_ACTION)),
        item(2, status=COMPLETE, rag=Rag.BLUE, decision=ours),
        item(3),
    )

    assert lines(REVIEW, inspections=(old,), items=items)[3:] == [
        "- Forces should review their plans.",
        "  Closed: no further action.",
        "- Forces should review their plans.",
        "  Closed: complete.",
        "- Forces should review their plans.",
        "  Owner: ACC Crime, Crime portfolio.",
        "HMICFRS recorded on its own list of recommendations on 1 February 2022 that one of them needs no"
        " further action.",
        "Our Deputy Chief Constable recorded on 1 February 2022 that one of them is complete.",
        "One of them is still open.",
    ]


def test_reports_that_did_not_move_or_are_told_of_elsewhere_are_left_out() -> None:
    still = integrity(replies=(reply(changed_at=BEFORE),))
    new = inspection(2, publications=(publication(2, inspection_id=2, replies=(reply(changed_at=IN_PERIOD),)),))

    assert lines(REVIEW, inspections=(still, new)) == ["Since the last JAC nothing has changed on earlier reports."]


def test_the_officer_may_choose_the_reports_and_their_order() -> None:
    one, two = inspection(1, "One"), inspection(2, "Two")

    said = lines(REVIEW, {"inspections": [2, 1]}, inspections=(one, two))

    assert said == ["## Two", "## One"]


def test_a_chosen_report_that_may_not_be_told_of_is_a_fault() -> None:
    made = composed(section(REVIEW, "Review", options={"inspections": [7]}))

    assert [str(fault) for fault in made.faults] == [
        "Review: An inspection chosen for this section is not in the register as at the cut-off, or is embargoed."
    ]


def test_the_replies_still_to_be_published_are_listed_in_order_of_their_last_day() -> None:
    replies = (
        reply(ReplyKind.JTAI_STATEMENT, "May 2022", owed_by="The council", our_input_due_on=date(2022, 4, 1)),
        reply(),
        reply(ReplyKind.SUPER_COMPLAINT, "30 April 2022"),
        reply(ReplyKind.OTHER, "TBC"),
        reply(ReplyKind.ACTION_PLAN, "1 January 2022", published_on=date(2022, 1, 1)),
    )

    assert lines(REPLIES, inspections=(integrity(replies=replies),)) == [
        "- Crime data integrity: The 56-day response of the Midshire PCC to the Home Secretary, under section 55 of the"
        " Police Act 1996, was due by 1 November 2017.",
        "- Crime data integrity: Midshire PCC is to respond on the super-complaint to the Home Secretary by 30 April"
        " 2022.",
        "- Crime data integrity: The council is to send a statement of proposed action to the Home Secretary by May"
        " 2022. The force’s input is due by 1 April 2022.",
        "- Crime data integrity: Midshire PCC is to reply to the Home Secretary by a date to be confirmed.",
    ]


def test_no_replies_are_said_to_be_none() -> None:
    assert lines(REPLIES) == ["No replies to reports are due."]


def test_a_reply_that_is_out_says_so() -> None:
    out = integrity(replies=(reply(ReplyKind.ACTION_PLAN, published_on=date(2017, 10, 30), changed_at=IN_PERIOD),))

    assert lines(REVIEW, inspections=(out,))[-1] == (
        "Midshire PCC was to send an action plan to the Home Secretary by 1 November 2017. It was published on 30"
        " October 2017."
    )
