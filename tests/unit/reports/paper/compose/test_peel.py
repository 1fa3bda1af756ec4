from datetime import date

import pytest

from inspections.enums import CountOf, GradingStanding, InspectionKind, Phase, PublicationKind, Stage, Standing
from reports.enums import SectionKind
from reports.paper import data
from reports.paper.blocks import GradeGrid
from tests.factories.paper_data import (
    BEFORE,
    composed,
    framework,
    grading,
    inspection,
    lines,
    milestone,
    publication,
    section,
)

GRID, AREAS = SectionKind.PEEL_GRID, SectionKind.AREA_SUMMARIES
POSITION, FOLLOW_UP = SectionKind.PEEL_POSITION, SectionKind.PEEL_FOLLOW_UP
FOUR = ("Outstanding", "Good", "Requires improvement", "Inadequate")
GRADINGS = (
    grading("Preventing crime", "Good", 1, narrative="Prevention is good."),
    grading("Recording data about crime", "Good", 2, narrative="Both are told of here."),
    grading("Supporting victims", "Requires improvement", 3, told_with=2),
    grading("Armed threats", "", 4),
    grading("SOC", "Adequate", 5, standing=GradingStanding.CARRIED_OVER),
)


def peel(number: int = 1, day: str = "11 November 2021", **values) -> data.Inspection:
    given = {
        "title": "PEEL 2021",
        "kind": PublicationKind.FORCE_REPORT,
        "framework": framework(),
        "gradings": GRADINGS,
        "known_at": BEFORE,
        "inspection_id": number,
    }
    return inspection(number, kind=InspectionKind.PEEL, publications=(publication(number, day=day, **given | values),))


def test_the_grid_counts_the_areas_and_names_those_without_a_grade() -> None:
    assert lines(GRID, inspections=(peel(address="https://example.org/peel"),)) == [
        "“PEEL 2021”, published on 11 November 2021, looks at how good Midshire Police is in five areas of policing."
        " The force was graded in four of them; one was assessed and not graded: armed threats.",
        "[Grades of Midshire Police by area: PEEL 2021]",
        "Outstanding: ",
        "Good: Preventing crime, Recording data about crime",
        "Adequate: SOC",
        "Requires improvement: Supporting victims",
        "Inadequate: ",
        "Graded Good: preventing crime and recording data about crime. Graded Adequate: SOC. Graded Requires"
        " improvement: supporting victims.",
        "Carried over from an earlier inspection: SOC.",
        "The whole report is at PEEL 2021.",
    ]


def test_the_grid_adds_up_to_the_areas_that_the_sentence_counts() -> None:
    made = composed(section(GRID, "PEEL"), inspections=(peel(),))

    (grid,) = [block for block in made.document.blocks if isinstance(block, GradeGrid)]
    assert sum(len(column.areas) for column in grid.columns) == 4
    assert len(grid.columns) == 5


def test_an_overall_judgment_stands_beside_the_areas_and_is_not_counted() -> None:
    gradings = (grading("Overall", "Good", 1, is_overall=True), grading("Custody", "Good", 2))

    said = lines(GRID, inspections=(peel(gradings=gradings),))

    assert "one area of policing. It was graded." in said[0]
    assert said[-1] == "The overall judgment is “Good”."


def test_a_scale_that_changed_is_explained_with_the_caveat() -> None:
    old = framework("PEEL 2017", FOUR, comparable_with="four grades")
    older = framework("PEEL 2016", FOUR, comparable_with="four grades")
    now = framework(comparable_with="five grades", note="Pillars are no longer graded")

    said = lines(GRID, inspections=(peel(framework=now),), frameworks=(now, old, older))

    assert said[1:5] == [
        "The scale has changed. Four grades were in use before: Outstanding, Good, Requires improvement and Inadequate."
        " There are now five, with Adequate added.",
        "! Adequate means: what adequate means.",
        "! Grades under PEEL 2017 and PEEL 2021/22 are not directly comparable: the scale or the questions differ, so a"
        " different grade is not by itself a rise or a fall.",
        "! Pillars are no longer graded.",
    ]


def test_scales_of_one_group_are_compared_without_a_caveat() -> None:
    old, now = (framework(name, comparable_with="five grades") for name in ("PEEL 2019", "PEEL 2021/22"))

    said = lines(GRID, inspections=(peel(framework=now),), frameworks=(old, now))

    assert not [line for line in said if "compar" in line or "scale" in line]


def test_the_first_cycle_has_its_note_and_no_comparison_with_what_is_not_peel() -> None:
    other = framework("Crime data integrity", FOUR, cycle="2014")

    said = lines(GRID, inspections=(peel(framework=framework(note="A new scale")),), frameworks=(other,))

    assert said[1] == "! A new scale."


def test_the_newest_graded_report_is_shown_unless_an_inspection_is_chosen() -> None:
    older = peel(2, "1 March 2018", title="PEEL 2017")
    undated = peel(3, "TBC", title="PEEL 2016", gradings=())

    newest = lines(GRID, inspections=(undated, peel(), older))
    chosen = lines(GRID, {"inspection": 2}, inspections=(undated, peel(), older))

    assert newest[0].startswith("“PEEL 2021”")
    assert chosen[0].startswith("“PEEL 2017”")


def faults(kind: SectionKind, **values) -> list[str]:
    options = values.pop("options", {})
    return [str(fault) for fault in composed(section(kind, "PEEL", options=options), **values).faults]


def test_a_grid_without_grades_is_a_fault() -> None:
    assert faults(GRID) == ["PEEL: No PEEL report had been published and recorded by the cut-off."]
    assert faults(GRID, options={"inspection": 9}, inspections=(peel(),)) == [
        "PEEL: No PEEL report of the inspection chosen had been published and recorded by the cut-off."
    ]
    assert faults(AREAS, inspections=(peel(gradings=()),)) == [
        "PEEL: No grades had been recorded for “PEEL 2021” by the cut-off."
    ]
    assert faults(GRID, inspections=(peel(day="1 April 2022"),)) == [
        "PEEL: No PEEL report had been published and recorded by the cut-off."
    ]


def test_a_grid_of_an_overall_judgment_alone_is_a_fault() -> None:
    overall = grading("Overall", "Good", 1, is_overall=True, narrative="It is good.")

    assert faults(GRID, inspections=(peel(gradings=(overall,)),)) == [
        "PEEL: No area’s grade had been recorded for “PEEL 2021” by the cut-off, but only the overall judgment."
    ]
    assert lines(AREAS, inspections=(peel(gradings=(overall,)),)) == [
        "## Overall in full – graded: Good",
        "It is good.",
    ]


def test_a_grid_in_which_nothing_was_graded_says_so_once() -> None:
    def said(*areas: str) -> list[str]:
        gradings = tuple(grading(area, number=number) for number, area in enumerate(areas, 1))
        return lines(GRID, inspections=(peel(gradings=gradings),))

    assert said("Custody")[0].endswith("in one area of policing. It was assessed and not graded: custody.")
    assert said("Custody", "Armed threats")[0].endswith(
        "in two areas of policing. Both were assessed and not graded: custody and armed threats."
    )
    assert said("Custody", "Armed threats", "SOC")[0].endswith(
        "in three areas of policing. All of them were assessed and not graded: custody, armed threats and SOC."
    )
    assert "" not in said("Custody")


@pytest.mark.parametrize(
    ("graded", "expected"),
    [(1, "It was graded."), (2, "Both were graded."), (3, "All of them were graded.")],
)
def test_a_grid_in_which_everything_was_graded_says_so(graded: int, expected: str) -> None:
    gradings = tuple(grading(f"Area {number}", "Good", number) for number in range(1, graded + 1))

    assert lines(GRID, inspections=(peel(gradings=gradings),))[0].endswith(f" of policing. {expected}")


def test_a_grade_that_is_missing_is_told() -> None:
    whole = framework(graded_areas=("Preventing crime", "Custody", "Leadership"))

    said = lines(GRID, inspections=(peel(framework=whole),))

    assert "No grade for custody and leadership had been recorded when this paper was written." in said


def test_areas_have_their_grades_in_their_headings_and_share_what_is_told_of_both() -> None:
    assert lines(AREAS, inspections=(peel(),)) == [
        "## Preventing crime in full – graded: Good",
        "Prevention is good.",
        "## Recording data about crime in full – graded: Good and Supporting victims in full – graded: Requires"
        " improvement",
        "Both are told of here.",
        "No summary is given of these areas:",
        "- Armed threats in full – not graded",
        "- SOC in full – graded: Adequate, carried over",
    ]


def test_the_follow_up_says_how_many_areas_for_improvement_there_are() -> None:
    soft = data.Count(CountOf.AREAS_FOR_IMPROVEMENT, 18, None, True, "")

    said = lines(FOLLOW_UP, inspections=(peel(counts=(soft,)),))

    assert said[0] == ("“PEEL 2021” contains eighteen areas for improvement (“soft” ones in the text included).")
    assert said[1].startswith("An area for improvement (AFI) is")
    assert "Deputy Chief Constable (DCC)" in said[-1]


def test_the_follow_up_without_a_count_goes_without_one() -> None:
    said = lines(FOLLOW_UP, inspections=(peel(),))

    assert said[0].startswith("New items are entered in the recommendations register")


def test_the_position_tells_of_the_newest_report_the_next_and_the_phase() -> None:
    coming = inspection(
        2,
        "PEEL 2023",
        kind=InspectionKind.PEEL,
        stage=Stage.COMING,
        milestones=(milestone("spring 2023", standing=Standing.EXPECTED),),
    )
    engage = data.Monitoring(Phase.ENGAGE, date(2021, 12, 1))

    said = lines(POSITION, inspections=(peel(), coming), monitoring=engage)

    assert said[1:4] == [
        "The newest report on Midshire Police is “PEEL 2021”, published on 11 November 2021.",
        "The next is PEEL 2023, with fieldwork in spring 2023.",
        "HMICFRS’s monitoring of the force is in the phase called Engage, which is enhanced monitoring. It has been"
        " since 1 December 2021.",
    ]


def test_a_title_that_tells_its_day_is_not_followed_by_the_day() -> None:
    told = peel(day="2021")

    assert lines(GRID, inspections=(told,))[0].startswith("“PEEL 2021” looks at how good Midshire Police is")
    assert lines(POSITION, inspections=(told,))[1] == "The newest report on Midshire Police is “PEEL 2021”."


def test_the_position_says_that_nothing_is_scheduled() -> None:
    said = lines(POSITION)

    assert said[1] == "No further PEEL inspection of Midshire Police is scheduled at present."
