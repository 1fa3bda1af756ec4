from dataclasses import replace
from datetime import date

from inspections.enums import CountOf, InspectionKind, OurPart, PublicationKind, ReplyKind
from recommendations.enums import DeadlineKind, Kind, Rag, Status, TextSource
from reports.enums import SectionKind
from reports.paper import data
from tests.factories.paper_data import (
    BEFORE,
    NO_DEADLINE,
    decision,
    inspection,
    item,
    lines,
    milestone,
    publication,
    reply,
)

PUBLISHED = SectionKind.PUBLISHED_REPORTS
OF_NINE = data.Count(CountOf.RECOMMENDATIONS, 9, 3, False, "")
NONE = data.Count(CountOf.RECOMMENDATIONS, 0, None, False, "")


def whole_report() -> data.Inspection:
    """An inspection that has everything to tell, with its report."""
    report = publication(
        counts=(OF_NINE,),
        replies=(reply(ReplyKind.JTAI_STATEMENT, "May 2022", owed_by="The council", owed_to="Ofsted"),),
    )
    return inspection(
        background="Why it was done.",
        found="It found:\n\n- one thing\n- another",
        found_about_us="This about us.",
        good_practice="This was good.",
        force_response="We answered.",
        next_steps="More will follow.",
        forces_count=10,
        milestones=(milestone("27 February to 1 March 2021", at=BEFORE),),
        publications=(report,),
    )


def test_a_report_is_told_from_its_background_to_what_follows() -> None:
    twelve_months = data.Deadline("within twelve months", DeadlineKind.RELATIVE, date(2023, 1, 7))
    immediately = data.Deadline("immediately", DeadlineKind.IMMEDIATE, date(2022, 1, 7))
    by_september = data.Deadline("by September 2022", DeadlineKind.FIXED, date(2022, 9, 30))
    parts = (
        data.Part("Theirs to do", False, ("home office", "npcc"), NO_DEADLINE),
        data.Part("Ours to do", True, (), by_september),
    )
    items = (
        item(1, theme="Leadership", deadline=twelve_months, parts=parts, programme="Operation X"),
        item(2, "Immediately, forces should act.", theme="Leadership", deadline=immediately, programme="Operation X"),
        item(3, "", theme="Prevention", programme="Operation X", text_source=TextSource.NOT_ENTERED),
    )

    assert lines(PUBLISHED, {"marker": "i."}, inspections=(whole_report(),), items=items) == [
        "Since the last JAC, one report has been published.",
        "## Youth violence",
        "Published on 7 January 2022: the national report from this national thematic inspection. Fieldwork was carried"
        " out in ten police forces, Midshire Police among them, from 27 February to 1 March 2021.",
        "### Background and aims",
        "Why it was done.",
        "### Findings",
        "It found:",
        "- one thing",
        "- another",
        "### Findings about Midshire Police",
        "This about us.",
        "### Good practice",
        "This was good.",
        "### Recommendations",
        "The national report contains nine recommendations, of which three are police-specific:",
        "#### Leadership",
        "- Within twelve months (by 7 January 2023): Forces should review their plans.",
        "  - Theirs to do (for the Home Office and the National Police Chiefs’ Council)",
        "  - By September 2022: Ours to do",
        "- Immediately, forces should act.",
        "#### Prevention",
        "- Review plans (the report’s text is not yet entered).",
        "All of these are in the recommendations register and owned by the ACC Crime in the Crime portfolio, as part of"
        " Operation X.",
        "### The force’s response",
        "We answered.",
        "### Next steps",
        "The council is to send a statement of proposed action to Ofsted by May 2022.",
        "More will follow.",
    ]


def test_publications_of_one_inspection_stand_together_and_a_silent_letter_is_passed_over() -> None:
    national = publication(1, "PEEL: national", "9 January 2022")
    force = publication(2, "PEEL: Midshire", "9 January 2022", inspection_id=1, kind=PublicationKind.FORCE_REPORT)
    letter = publication(3, "Letter", "10 January 2022", inspection_id=1, kind=PublicationKind.LETTER)
    peel = inspection(title="PEEL Efficiency", kind=InspectionKind.PEEL, publications=(national, force, letter))
    items = (
        item(1, addressees=("chief constables", "policing bodies"), text_source=TextSource.SUMMARY),
        item(2, publication_id=2, kind=Kind.AFI, owner="", portfolio="", status=Status.AWAITING_ALLOCATION),
        item(3, publication_id=2, status=Status.FOR_INFORMATION, rag=Rag.NONE),
        item(4, publication_id=2, status=Status.WITHDRAWN, rag=Rag.NONE),
    )

    assert lines(PUBLISHED, inspections=(peel,), items=items) == [
        "Since the last JAC, three reports have been published:",
        "- PEEL: national, published on 9 January 2022",
        "- PEEL: Midshire, published on 9 January 2022",
        "- Letter, published on 10 January 2022",
        "## PEEL Efficiency",
        "The national report and the force report were published on 9 January 2022 and the letter to the force on 10"
        " January 2022. Midshire Police was inspected.",
        "The national report contains one recommendation, addressed to chief constables and police and crime"
        " commissioners:",
        "- Forces should review their plans.",
        "This is in the recommendations register and owned by the ACC Crime in the Crime portfolio. This text is a"
        " summary; the report has the full wording.",
        "The force report contains one area for improvement:",
        "- Forces should review their plans.",
        "This is in the recommendations register, awaiting allocation to an owner.",
        "One more is for others to act on, and kept for information.",
    ]


def test_items_of_different_owners_each_name_theirs() -> None:
    report = inspection(publications=(publication(),))
    items = (item(1), item(2, owner="Head of Custody", portfolio=""), item(3, owner="", portfolio=""))

    said = lines(PUBLISHED, inspections=(report,), items=items)

    assert [line for line in said if "Owner" in line] == [
        "  Owner: ACC Crime, Crime portfolio.",
        "  Owner: Head of Custody.",
        "  Owner: awaiting allocation.",
    ]


def test_items_of_several_kinds_stand_under_their_kinds() -> None:
    report = inspection(publications=(publication(),))
    items = (item(1, kind=Kind.SOFT_AFI), item(2), item(3))

    said = lines(PUBLISHED, inspections=(report,), items=items)

    assert said[3:8] == [
        "The national report contains two recommendations and one soft area for improvement:",
        "Recommendations:",
        "- Forces should review their plans.",
        "- Forces should review their plans.",
        "Soft area for improvement:",
    ]


def test_a_report_without_recommendations_says_so() -> None:
    counted = inspection(
        1, our_part=OurPart.NAMED, our_part_note="we were praised", publications=(publication(counts=(NONE,)),)
    )
    unknown = inspection(2, our_part=OurPart.NOT_INSPECTED, publications=(publication(2, inspection_id=2),))

    assert lines(PUBLISHED, inspections=(counted,))[2:] == [
        "Published on 7 January 2022: the national report from this national thematic inspection. Midshire Police is"
        " named in it, without fieldwork in the force. We were praised.",
        "The national report contains no recommendations.",
    ]
    assert lines(PUBLISHED, inspections=(unknown,))[3:] == ["The register holds no recommendations from it."]


def test_a_report_of_which_the_register_holds_only_some_says_how_many() -> None:
    report = inspection(publications=(publication(counts=(OF_NINE,)),))

    said = lines(PUBLISHED, inspections=(report,), items=(item(),))
    mixed = lines(PUBLISHED, inspections=(report,), items=(item(1), item(2), item(3, kind=Kind.AFI)))

    assert said[3] == (
        "The national report contains nine recommendations, of which three are police-specific. The register holds one"
        " recommendation from it:"
    )
    assert mixed[3].endswith("The register holds two recommendations and one area for improvement from it:")


def test_reports_are_new_from_when_the_register_could_tell_of_them() -> None:
    before = inspection(1, publications=(publication(day="1 October 2021", known_at=BEFORE),))
    to_come = inspection(2, publications=(publication(2, day="1 April 2022", inspection_id=2),))
    answer = inspection(3, publications=(publication(3, inspection_id=3, kind=PublicationKind.RESPONSE),))

    assert lines(PUBLISHED, inspections=(before, to_come, answer)) == [
        "Since the last JAC no reports have been published."
    ]


def test_an_old_report_recorded_since_is_not_called_new() -> None:
    old = inspection(1, publications=(publication(1, "Austerity", "July 2014"),))
    new = inspection(2, publications=(publication(2, inspection_id=2),))

    assert lines(PUBLISHED, inspections=(old, new))[:4] == [
        "Since the last JAC, one report has been published:",
        "- Youth violence, published on 7 January 2022",
        "Since the last JAC, one earlier report has been recorded:",
        "- Austerity, published in July 2014",
    ]


def test_a_section_limited_to_kinds_says_which() -> None:
    thematic = inspection(1, publications=(publication(),))
    peel = inspection(2, kind=InspectionKind.PEEL, publications=(publication(2, inspection_id=2),))

    assert lines(PUBLISHED, {"kinds": ["peel", "jtai"]}, inspections=(thematic, peel))[0] == (
        "Since the last JAC, one PEEL inspection report has been published."
    )
    assert lines(PUBLISHED, {"kinds": ["custody"]}, inspections=(thematic, peel)) == [
        "Since the last JAC no reports of custody inspections have been published."
    ]
    assert lines(PUBLISHED, {"our_parts": ["named"]}, inspections=(thematic, peel)) == [
        "Since the last JAC no reports have been published."
    ]


def test_before_any_meeting_everything_is_new() -> None:
    from reports.paper.data import Period
    from tests.factories.paper_data import CUT_OFF

    report = inspection(publications=(publication(known_at=BEFORE),))

    said = lines(PUBLISHED, inspections=(report,), period=Period(None, CUT_OFF))

    assert said[0] == "So far, one report has been published."


def test_a_relative_deadline_that_the_text_words_itself_still_gives_its_day() -> None:
    deadline = data.Deadline("within six months", DeadlineKind.RELATIVE, date(2022, 7, 7))
    told = item(text="Within  six months, forces should act.", deadline=deadline)

    said = lines(PUBLISHED, inspections=(inspection(publications=(publication(),)),), items=(told,))

    assert said[4:6] == ["- Within  six months, forces should act.", "  The last day is 7 July 2022."]
    assert replace(told, deadline=NO_DEADLINE).deadline.on is None


def test_a_report_all_of_whose_items_are_closed_says_how() -> None:
    closed = {"status": Status.CLOSED_COMPLETE, "rag": Rag.BLUE}
    items = (item(1, **closed), item(2, **closed, decision=decision()))

    said = lines(PUBLISHED, inspections=(inspection(publications=(publication(),)),), items=items)

    assert said[-2:] == [
        "HMICFRS recorded on its own list of recommendations on 1 February 2022 that one of them is complete.",
        "One of them had been closed before this register was begun.",
    ]
