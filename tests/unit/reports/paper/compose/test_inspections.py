from inspections.enums import InspectionKind, MilestoneKind, OurPart, Stage, Standing
from jac_tracker.dates import Precision, VagueDay
from reports.enums import SectionKind
from reports.paper import data
from tests.factories.paper_data import BEFORE, IN_PERIOD, inspection, lines, milestone, publication

SINCE, NOTIFIED = SectionKind.INSPECTIONS_SINCE, SectionKind.NOTIFIED
EXPECTED = Standing.EXPECTED
UNKNOWN = VagueDay(None, None, Precision.UNKNOWN)


def coming(number: int, title: str, *milestones: data.Milestone, **values) -> data.Inspection:
    return inspection(number, title, stage=Stage.COMING, milestones=milestones, **values)


def test_inspections_of_the_period_are_counted_listed_and_told_of() -> None:
    thematic = inspection(
        1,
        "Online abuse",
        milestones=(
            milestone("7 to 11 February 2022"),
            milestone("2022", MilestoneKind.PUBLICATION, EXPECTED),
            milestone("May 2022", MilestoneKind.PRE_PUBLICATION_CHECK, EXPECTED),
        ),
        other_forces=(data.OtherForce("Northshire Police", ""), data.OtherForce("Southshire Police", "two boroughs")),
        forces_note="chosen for their units",
    )
    joint = inspection(
        2,
        "Joint Targeted Area Inspection of Solihull",
        kind=InspectionKind.JTAI,
        lead_body="Ofsted",
        joint_bodies=("Care Quality Commission", "HMICFRS"),
        milestones=(milestone("January 2022"), milestone("6 February 2022", MilestoneKind.HOT_DEBRIEF)),
        publications=(publication(2, "Solihull", "21 February 2022"),),
    )
    complaint = inspection(
        3,
        "Domestic abuse by officers",
        kind=InspectionKind.SUPER_COMPLAINT,
        complainant="the Centre for Justice",
        our_part=OurPart.DATA_REQUEST,
        our_part_note="all forces were asked",
        milestones=(data.Milestone(MilestoneKind.FIELDWORK, Standing.ACTUAL, UNKNOWN, IN_PERIOD),),
    )

    said = lines(SINCE, inspections=(thematic, joint, complaint))

    assert said == [
        "Since the last JAC, three inspections have been conducted in which Midshire Police took part:",
        "- Joint Targeted Area Inspection of Solihull. Led by Ofsted, with the Care Quality Commission and HMICFRS."
        " Fieldwork took place in January 2022. A hot debrief was held on 6 February 2022.",
        "  The report was published on 21 February 2022.",
        "- Online abuse. National thematic inspection. Fieldwork took place from 7 to 11 February 2022.",
        "  Chosen for their units. The other forces are Northshire Police and Southshire Police (two boroughs).",
        "  The report is expected for pre-publication checks in May 2022 and to be published in 2022.",
        "- Domestic abuse by officers. Super-complaint made by the Centre for Justice. Data request only. All forces"
        " were asked.",
    ]


def test_one_inspection_is_one() -> None:
    said = lines(SINCE, inspections=(inspection(milestones=(milestone("1 February 2022"),)),))

    assert said[0] == "Since the last JAC, one inspection has been conducted in which Midshire Police took part:"


def test_an_inspection_counts_from_when_it_was_recorded_and_not_from_when_it_happened() -> None:
    recorded_before = inspection(1, milestones=(milestone("1 February 2022", at=BEFORE),))
    happened_before = inspection(2, milestones=(milestone("1 October 2021", at=IN_PERIOD),))

    said = lines(SINCE, inspections=(recorded_before, happened_before))

    assert said[0].startswith("Since the last JAC, one inspection")
    assert "Fieldwork took place on 1 October 2021." in said[1]


def test_an_inspection_that_was_told_of_once_is_not_told_of_again_for_its_debrief() -> None:
    earlier = inspection(
        milestones=(milestone("1 October 2021", at=BEFORE), milestone("1 January 2022", MilestoneKind.HOT_DEBRIEF))
    )

    assert lines(SINCE, inspections=(earlier,)) == [
        "Since the last JAC there have been no inspections in which Midshire Police took part."
    ]


def test_an_inspection_whose_embargo_was_lifted_in_the_period_is_new() -> None:
    lifted = inspection(known_at=IN_PERIOD, milestones=(milestone("1 October 2021", at=BEFORE),))

    assert lines(SINCE, inspections=(lifted,))[0].startswith("Since the last JAC, one inspection")


def test_a_section_limited_to_kinds_counts_by_kind() -> None:
    thematic = inspection(1, milestones=(milestone("1 February 2022"),))
    jtai = inspection(2, "Solihull", kind=InspectionKind.JTAI, milestones=(milestone("2 February 2022"),))
    peel = inspection(3, "PEEL", kind=InspectionKind.PEEL, milestones=(milestone("3 February 2022"),))
    found = {"inspections": (thematic, jtai, peel)}

    assert lines(SINCE, {"kinds": ["national thematic", "peel"]}, **found)[0] == (
        "Since the last JAC, one PEEL inspection and one national thematic inspection have been conducted in which"
        " Midshire Police took part:"
    )
    assert lines(SINCE, {"kinds": ["custody", "super-complaint"]}, **found) == [
        "Since the last JAC there have been no custody inspections or super-complaints in which Midshire Police took"
        " part."
    ]


def test_a_kind_or_a_complainant_that_the_title_names_is_not_named_again() -> None:
    happened = (milestone("1 February 2022"),)
    complaint = {"kind": InspectionKind.SUPER_COMPLAINT, "complainant": "Centre for Justice", "milestones": happened}
    found = (
        inspection(1, "PEEL Effectiveness 2017", kind=InspectionKind.PEEL, milestones=happened),
        inspection(2, "Thematic inspection of custody", milestones=happened),
        inspection(3, "Super-complaint by the Centre for Justice", **complaint),
        inspection(4, "Super-complaint: stop and search", **complaint),
    )

    assert [line.split(" Fieldwork")[0] for line in lines(SINCE, inspections=found)[1:]] == [
        "- PEEL Effectiveness 2017.",
        "- Thematic inspection of custody.",
        "- Super-complaint by the Centre for Justice.",
        "- Super-complaint: stop and search. Made by Centre for Justice.",
    ]


def test_only_inspections_that_we_took_part_in_count_unless_others_are_asked_for() -> None:
    parts = [
        inspection(n, part.label, our_part=part, milestones=(milestone("1 February 2022"),))
        for n, part in enumerate(OurPart)
    ]

    taken = lines(SINCE, inspections=tuple(parts))
    asked = lines(SINCE, {"our_parts": ["named"]}, inspections=tuple(parts))

    assert [line.split(".")[0] for line in taken[1:]] == [
        "- Inspected",
        "- Data request only",
        "- Took part voluntarily",
    ]
    assert [line.split(".")[0] for line in asked[1:]] == ["- Named, no fieldwork here"]


def test_inspections_are_put_in_order_by_date_or_by_title() -> None:
    late = inspection(1, "Alpha", milestones=(milestone("2 February 2022"),))
    early = inspection(2, "Beta", milestones=(milestone("1 February 2022"),))

    by_date = lines(SINCE, inspections=(late, early))
    by_title = lines(SINCE, {"order": "title"}, inspections=(early, late))

    assert [line[2:6] for line in by_date[1:]] == ["Beta", "Alph"]
    assert [line[2:6] for line in by_title[1:]] == ["Alph", "Beta"]


def test_inspections_to_come_are_listed_in_order_of_time_with_their_dates_as_known() -> None:
    found = (
        coming(1, "Digital forensics", milestone("W/C 4 April 2022", standing=EXPECTED)),
        coming(2, "Workshop", milestone("April 2022, date to be confirmed", standing=EXPECTED)),
        coming(
            3,
            "Consultation",
            milestone("22 April 2022", MilestoneKind.RESPONSE_CLOSES, EXPECTED),
            our_part=OurPart.VOLUNTARY,
        ),
        coming(4, "No date yet", milestone("1 March 2022", MilestoneKind.NOTIFIED)),
    )

    assert lines(NOTIFIED, inspections=found) == [
        "The force has been notified of four inspections to come:",
        "- Digital forensics (week commencing 4 April 2022)",
        "- Consultation (responses close on 22 April 2022), voluntary",
        "- Workshop (April 2022, date to be confirmed)",
        "- No date yet (date to be confirmed)",
    ]


def test_a_consultation_that_runs_is_not_to_come() -> None:
    asked = coming(1, "Consultation", milestone("22 April 2022", MilestoneKind.RESPONSE_CLOSES, EXPECTED))

    assert lines(NOTIFIED, inspections=(asked,))[0] == "The force has been notified of one inspection:"


def test_a_notice_stands_until_the_inspection_begins_and_only_for_those_that_concern_us() -> None:
    begun = inspection(1, milestones=(milestone("W/C 4 April 2022", standing=EXPECTED),), stage=Stage.FIELDWORK)
    elsewhere = coming(2, "Other", milestone("W/C 4 April 2022", standing=EXPECTED), our_part=OurPart.NOT_INSPECTED)
    bare = coming(3, "Nothing known of it")

    assert lines(NOTIFIED, inspections=(begun, elsewhere, bare)) == [
        "The force has had no notice of further inspections."
    ]


def test_notices_are_counted_by_kind_where_the_section_is_limited() -> None:
    one = coming(1, "Workshop", milestone("April 2022", standing=EXPECTED), kind=InspectionKind.ENGAGEMENT)

    said = lines(NOTIFIED, {"kinds": ["engagement"]}, inspections=(one,))

    assert said[0] == "The force has been notified of one engagement with HMICFRS to come:"
    assert lines(NOTIFIED, {"kinds": ["peel"]}, inspections=(one,)) == [
        "The force has had no notice of further PEEL inspections."
    ]
