from dataclasses import replace
from datetime import date

from inspections.enums import InspectionKind, PublicationKind
from jac_tracker.dates import worded_day
from reports.enums import SectionKind
from reports.paper import data
from reports.paper.blocks import Audience
from reports.paper.compose.frame import COMPOSERS
from tests.factories.paper_data import (
    BEFORE,
    all_lines,
    composed,
    framework,
    grading,
    inspection,
    lines,
    publication,
    section,
)

NARRATIVE = SectionKind.NARRATIVE


def test_every_kind_of_section_has_a_composer() -> None:
    assert set(COMPOSERS) == set(SectionKind)


def test_the_masthead_carries_the_papers_facts() -> None:
    document = composed(paper={"notice": "Draft"}, audience=Audience.INTERNAL).document

    assert (document.title, document.force, document.body) == ("HMICFRS Update", "Midshire Police", "Midshire PCC")
    assert (document.committee, document.meeting_on) == ("Joint Audit Committee", worded_day(date(2022, 3, 31)))
    assert (document.agenda_line, document.marking) == ("Agenda Item 08", "OFFICIAL")
    assert document.notices == ("Internal: not for publication", "Draft")


def test_narrative_stands_before_and_after_what_the_section_shows() -> None:
    note = section(
        SectionKind.NOTE_LINE, "Recommendations", is_numbered=True, before="**First** this.", after="- then\n- that"
    )

    assert all_lines(composed(note).document) == [
        "# 1. Recommendations",
        "First this.",
        "This report is for the information of the committee, which is asked to note its contents.",
        "- then",
        "- that",
    ]


def test_sections_are_numbered_and_those_without_a_heading_go_on_under_the_one_before() -> None:
    sections = (
        section(NARRATIVE, "Purpose", 1, is_numbered=True, before="One."),
        section(NARRATIVE, "Detail", 2, level=2, is_numbered=True, before="Two."),
        section(NARRATIVE, "", 3, is_numbered=True, before="Three."),
        section(NARRATIVE, "Contact", 4, before="Four."),
        section(NARRATIVE, "End", 5, is_numbered=True, before="Five."),
    )

    assert [line for line in all_lines(composed(*sections).document) if line.startswith("#")] == [
        "# 1. Purpose",
        "## 1.1 Detail",
        "# Contact",
        "# 2. End",
    ]


def test_headings_inside_a_section_lie_below_its_own() -> None:
    report = inspection(publications=(publication(),), background="Why.")
    published = section(SectionKind.PUBLISHED_REPORTS, "Reports", 2, level=2)
    unheaded = section(SectionKind.PUBLISHED_REPORTS, "", 2)
    top = section(NARRATIVE, "Top", 1, before="One.")

    below = composed(top, published, inspections=(report,))
    going_on = composed(top, unheaded, inspections=(report,))

    assert [line.split()[0] for line in all_lines(below.document) if line.startswith("#")] == [
        "#",
        "##",
        "###",
        "####",
        "####",
    ]
    assert [line.split()[0] for line in all_lines(going_on.document) if line.startswith("#")] == [
        "#",
        "##",
        "###",
        "###",
    ]
    assert (below.faults, going_on.faults) == ((), ())


def test_headings_never_go_deeper_than_a_paper_does() -> None:
    report = inspection(publications=(publication(),), background="Why.")
    tree = [section(NARRATIVE, f"{n}", n, level=n, before="One.") for n in (1, 2)]

    made = composed(*tree, section(SectionKind.PUBLISHED_REPORTS, "3", 3, level=3), inspections=(report,))

    assert made.faults == ()


def test_a_paper_without_sections_is_a_fault() -> None:
    assert [str(fault) for fault in composed().faults] == ["The paper has no sections. Add one."]


def test_a_faulty_section_leaves_the_others_whole() -> None:
    made = composed(section(SectionKind.PEEL_GRID, "Grid", 1), section(NARRATIVE, "Rest", 2, before="Here."))

    assert [(fault.section_id, fault.section) for fault in made.faults] == [(1, "Grid")]
    assert all_lines(made.document) == ["# Rest", "Here."]


def test_faults_of_structure_are_told_with_the_section_that_brings_them_about() -> None:
    bad = section(NARRATIVE, "Bad", 2, before="| a | |\n|---|---|\n| 1 | 2 |")
    made = composed(
        section(NARRATIVE, "Good", 1, before="Fine."), bad, section(NARRATIVE, "Deep", 3, level=3, before="x")
    )

    assert [(fault.section_id, fault.section) for fault in made.faults] == [(2, "Bad"), (3, "Deep")]
    assert "has a column without a heading" in made.faults[0].sentence
    assert "levels go down one at a time" in made.faults[1].sentence


def test_a_fault_of_the_masthead_belongs_to_no_section() -> None:
    made = composed(section(NARRATIVE, "Good", 1, before="Fine."), paper={"title": ""})

    assert [(fault.section_id, str(fault)) for fault in made.faults] == [(None, "The paper has no title.")]


# How a paper ends


def test_the_contact_officer_is_named() -> None:
    vacant = data.Contact("Liaison Officer", "")

    assert lines(SectionKind.CONTACT_OFFICER) == [
        "Name: Inspector Lia Liaison",
        "Title: HMICFRS Force Liaison Officer",
    ]
    assert lines(SectionKind.CONTACT_OFFICER, paper={"contact": vacant}) == ["Title: Liaison Officer"]


def test_a_paper_without_a_contact_officer_is_a_fault() -> None:
    made = composed(section(SectionKind.CONTACT_OFFICER, "Contact officer"), paper={"contact": None})

    assert [fault.sentence for fault in made.faults] == [
        "Choose the contact officer’s post in the paper’s settings; it must have been a post by the cut-off."
    ]


def test_the_background_documents_are_those_that_the_paper_tells_of() -> None:
    new = inspection(1, publications=(publication(1, "New", address="https://example.org/new"),))
    answer = publication(5, "Our answer", "2014", inspection_id=2, known_at=BEFORE, kind=PublicationKind.RESPONSE)
    old = inspection(2, publications=(answer, publication(2, "Old 2014", "2014", inspection_id=2, known_at=BEFORE)))
    peel = inspection(
        3,
        kind=InspectionKind.PEEL,
        publications=(
            publication(
                3,
                "PEEL",
                "TBC",
                inspection_id=3,
                known_at=BEFORE,
                framework=framework(),
                gradings=(grading("A", "Good"),),
            ),
        ),
    )
    untold = inspection(4, publications=(publication(4, "Untold", "1 October 2021", inspection_id=4, known_at=BEFORE),))
    sections = (
        section(SectionKind.PUBLISHED_REPORTS, "Reports", 1),
        section(SectionKind.PEEL_GRID, "PEEL", 2),
        section(SectionKind.REPORTS_FOR_REVIEW, "Review", 3, options={"inspections": [2]}),
        section(SectionKind.BACKGROUND_DOCUMENTS, "Background documents", 4, options={"marker": "1."}),
    )

    made = composed(*sections, inspections=(new, old, peel, untold))

    assert all_lines(made.document)[-5:] == [
        "# Background documents",
        "- New, 7 January 2022",
        "- PEEL",
        "- Old 2014",
        "- Our answer, 2014",
    ]


def test_no_background_documents_are_none() -> None:
    assert lines(SectionKind.BACKGROUND_DOCUMENTS) == ["None."]


def test_responses_of_the_period_are_attached() -> None:
    response = publication(1, "Force response", kind=PublicationKind.RESPONSE)
    before = replace(response, id=2, known_at=BEFORE)

    assert lines(SectionKind.ATTACHMENTS, inspections=(inspection(publications=(response, before)),)) == [
        "- Force response, 7 January 2022"
    ]
    assert lines(SectionKind.ATTACHMENTS) == ["None."]
