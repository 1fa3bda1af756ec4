from typing import Any

import pytest

from reports.enums import Check, SectionKind
from reports.paper import data
from reports.paper.checks import Mend
from reports.paper.checks.finding import Severity
from tests.factories.checked import findings, found, subject
from tests.factories.paper_data import inspection, item, publication, section

BESIDE: dict[str, Any] = {
    "people": ("Oona Owner", "Lia Liaison", "Example"),
    "posts": ("ACC Crime", "ACC Local Policing", "Chief Constable", "Force Crime Registrar"),
}


def narrative(words: str, **values: Any) -> Any:
    return subject(section(SectionKind.NARRATIVE, "Purpose", before=words), beside=BESIDE, **values)


# People


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("The ACC Crime leads on it, with the Chief Constable.", []),
        ("Chief Constables and the Force Crime Registrar agree.", []),
        ("The ACC Crime Lead agrees.", []),
        ("The ACC Local agrees.", []),
        ("Chief Constable Jane Smith leads.", ["Chief Constable Jane Smith"]),
        ("An Inspector came. Dr no more.", []),
        ("It is an Example to others.", []),
        ("Ask Inspector Lia Liaison.", []),
        ("Oona Owner leads on it.", ["Oona Owner"]),
        ("OONA OWNER leads.", []),
        ("Owner Oona leads.", []),
        ("Supt Jane Smith leads on it.", ["Supt Jane Smith"]),
        ("PC Ángel Ruiz called.", ["PC Ángel Ruiz"]),
        ("Inspector Łukasz Nowak and Sgt Ómar Þór met.", ["Inspector Łukasz Nowak", "Sgt Ómar Þór"]),
        ("Dr Zoë Sørensen-Åberg wrote.", ["Dr Zoë Sørensen-Åberg"]),
        ("Mr É. Ødegård wrote.", ["Mr É. Ødegård"]),
        ("Mrs Müller écrit.", ["Mrs Müller"]),
        ("Ms Đurđić und Sir Owen.", ["Ms Đurđić", "Sir Owen"]),
        ("The Sergeant über alles.", []),
        ("T/ACC O’Neill and Ms. Brown-Jones met.", ["T/ACC O’Neill", "Ms. Brown-Jones"]),
        ("Detective Chief Inspector Oona Owner leads.", ["Oona Owner"]),
    ],
)
def test_people_are_told_apart_from_posts(words: str, named: list[str]) -> None:
    assert found(Check.NAMES, narrative(words)) == [f"“Purpose” names “{name}”: a post may be meant." for name in named]


def test_a_name_is_a_warning_and_leads_to_its_section() -> None:
    (finding,) = findings(Check.NAMES, narrative("Oona Owner leads."))

    assert (finding.severity, finding.where.mend, finding.where.number) == (Severity.WARNING, Mend.SECTION, 1)


def test_the_contact_officer_is_named_and_nobody_else_in_that_section() -> None:
    contact = data.Contact("Liaison Officer", "Station Sergeant Sam Other")
    plan = section(SectionKind.CONTACT_OFFICER, "Contact", after="Or ask Sergeant Una Third.")

    made = subject(plan, beside=BESIDE, paper={"contact": contact})

    assert found(Check.NAMES, made) == ["“Contact” names “Sergeant Una Third”: a post may be meant."]


def test_a_name_in_a_table_or_list_is_found_too() -> None:
    report = (inspection(1, publications=(publication(1),)),)
    made = subject(
        section(SectionKind.OPEN_ITEMS, "Appendix"),
        beside=BESIDE,
        inspections=report,
        items=(item(1, title="Ask Oona Owner"),),
    )

    assert found(Check.NAMES, made) == ["“Appendix” names “Oona Owner”: a post may be meant."]


# HMIC and HMICFRS

NO_DAY = "says HMIC, and no day before 19 July 2017. It has been HMICFRS since."
TOO_EARLY = "tells of what was done before 19 July 2017. It was HMIC then."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("HMIC published it on 18 July 2017.", ""),
        ("HMIC published it in July 2014. HMIC thought well of it.", ""),
        ("HMICFRS published it on 19 July 2017.", ""),
        ("HMICFRS has been asked about what was said in 2014.", ""),
        ("HMICFRS published it in 2017.", ""),
        ("HMIC published it in 2017.", ""),
        ("HMIC inspects us.", f"“HMIC inspects us.” {NO_DAY}"),
        ("HMIC published it on 19 July 2017.", f"“HMIC published it on 19 July 2017.” {NO_DAY}"),
        ("HMICFRS published it on 18 July 2017.", f"“HMICFRS published it on 18 July 2017.” {TOO_EARLY}"),
        ("It was published by HMICFRS in May 2016.", f"“It was published by HMICFRS in May 2016.” {TOO_EARLY}"),
        ("It is good. HMICFRS found so in 2014.", f"“HMICFRS found so in 2014.” {TOO_EARLY}"),
        ("HMICFRS published it on 31 June 2017.", ""),
    ],
)
def test_the_inspectorate_is_called_what_it_was_called(words: str, expected: str) -> None:
    assert found(Check.INSPECTORATE, narrative(words)) == ([f"Purpose: {expected}"] if expected else [])


def test_an_old_reports_own_words_stay_as_they_were_printed() -> None:
    text = "HMIC will come back."
    for day, expected in (("1 July 2014", 0), ("1 January 2022", 1)):
        report = (inspection(1, publications=(publication(1, day=day),)),)
        plan = section(SectionKind.OPEN_ITEMS, "Appendix", options={"text": "full"})

        made = subject(plan, inspections=report, items=(item(1, text=f"Forces should act. {text}"),))

        assert len(found(Check.INSPECTORATE, made)) == expected


def test_a_long_line_is_quoted_in_part() -> None:
    (said,) = found(Check.INSPECTORATE, narrative(f"HMIC {'very ' * 40}good."))

    assert said.startswith("Purpose: “HMIC very") and "…” says HMIC" in said and len(said) < 200
