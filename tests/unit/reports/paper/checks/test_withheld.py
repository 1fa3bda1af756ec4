from typing import Any

import pytest

from recommendations.enums import Rag
from reports.enums import Check, SectionKind
from reports.paper import data
from reports.paper.checks import Mend, Subject
from reports.paper.checks.finding import Severity
from reports.paper.data.beside import Reason, Secret
from tests.factories.checked import findings, found, subject
from tests.factories.paper_data import IN_PERIOD, grading, inspection, item, publication, section

REPORT = (inspection(1, publications=(publication(1),)),)
LONG = "Officers in the north of the force have lost two hundred files since the last count."
EMBARGOED = Secret(
    Reason.EMBARGOED,
    frozenset({"Revisit on serious and organised crime", "Custody visit", "Custody"}),
    frozenset({LONG}),
)
SENSITIVE = Secret(Reason.SENSITIVE, frozenset({"MP-2022-066", "Corruption"}), frozenset({LONG}))
UNCLEARED = Secret(Reason.UNCLEARED, frozenset(), frozenset({LONG}))


def typed(words: str, *secrets: Secret, **values: Any) -> Subject:
    plan = section(SectionKind.NARRATIVE, "Purpose", before=words)
    beside = {"secrets": secrets, **values.pop("beside", {})}
    return subject(plan, beside=beside, **{"inspections": REPORT, "items": (item(1),), **values})


OF_AN_INSPECTION = "“Purpose” has words that are those of an inspection under embargo."
OF_AN_ITEM = "“Purpose” has words that are those of an OFFICIAL-SENSITIVE item."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("We await the revisit on serious and organised   crime.", [OF_AN_INSPECTION]),
        ("There has been a *Custody* visit.", [OF_AN_INSPECTION]),
        ("There has been a Custody visit.", [OF_AN_INSPECTION]),
        ("There has been a custody visit, of the usual kind.", []),
        ("Custody is well run.", []),
        ("Custody visits go on.", []),
        ("We work on MP-2022-066.", [OF_AN_ITEM]),
        ("We work on MP-2022-0666.", []),
        ("Corruption is rare.", []),
        ("It seems that officers in the north of the force have lost two hundred files.", [OF_AN_INSPECTION]),
        ("Officers in the north of the force are tired.", []),
    ],
)
def test_names_and_runs_of_words_are_found_where_an_officer_types_them(words: str, expected: list[str]) -> None:
    secrets = (EMBARGOED, Secret(Reason.SENSITIVE, SENSITIVE.names, frozenset()))

    assert list(dict.fromkeys(found(Check.WITHHELD, typed(words, *secrets)))) == expected


def test_a_finding_stops_the_paper_and_leads_to_the_section_without_repeating_the_words() -> None:
    finding = findings(Check.WITHHELD, typed(LONG, SENSITIVE))[0]

    assert (finding.severity, finding.where.mend, finding.where.number) == (Severity.BLOCKER, Mend.SECTION, 1)
    assert finding.sentence == OF_AN_ITEM


def test_the_force_may_read_what_is_not_cleared_and_the_public_may_not() -> None:
    assert found(Check.WITHHELD, typed(LONG, UNCLEARED)) == [
        "“Purpose” has words that are those of progress or a comment that is not cleared."
    ]
    assert len(found(Check.WITHHELD, typed(LONG, EMBARGOED))) == 2


def test_a_title_that_gives_it_away_is_mended_in_the_settings() -> None:
    made = subject(beside={"secrets": (EMBARGOED,)}, paper={"title": "Update: Custody visit"})

    finding = findings(Check.WITHHELD, made)[0]

    assert finding.sentence == "The title of the paper has words that are those of an inspection under embargo."
    assert finding.where.mend is Mend.SETTINGS


@pytest.mark.parametrize(
    "lawful",
    [
        {"beside": {"cleared": frozenset({LONG})}},
        {"beside": {"open_texts": frozenset({LONG})}},
        {
            "inspections": (
                inspection(1, publications=(publication(1, gradings=(grading("Preventing crime", narrative=LONG),)),)),
            )
        },
        {"items": (item(1, path=data.Path(0, (data.Step(LONG, "Superintendent", IN_PERIOD.date()),), None)),)},
        {"items": (item(1, text=LONG),)},
        {"items": (item(1, parts=(data.Part(LONG, True, (), item(1).deadline),)),)},
        {"inspections": (inspection(1, publications=(publication(1),), found=LONG),)},
    ],
)
def test_what_the_public_may_read_elsewhere_is_no_secret(lawful: dict[str, Any]) -> None:
    assert found(Check.WITHHELD, typed(LONG, EMBARGOED, UNCLEARED, **lawful)) == []


def test_a_name_that_something_open_has_too_gives_nothing_away() -> None:
    open_too = (inspection(1, "Custody visit", publications=(publication(1),)),)

    assert found(Check.WITHHELD, typed("There has been a Custody visit.", EMBARGOED, inspections=open_too)) == []
    open_now = {"open_names": frozenset({"Custody visit"})}
    assert found(Check.WITHHELD, typed("There has been a Custody visit.", EMBARGOED, beside=open_now)) == []


# Rows that must not be there


@pytest.mark.parametrize(
    ("beside", "expected", "mend"),
    [
        (
            {"hidden_inspections": frozenset({1})},
            "The paper tells of an inspection that is under embargo. Set a later cut-off.",
            Mend.INSPECTION,
        ),
        (
            {"hidden_items": frozenset({1})},
            "The paper counts an item that is OFFICIAL-SENSITIVE or under embargo. Set a later cut-off.",
            Mend.ITEM,
        ),
    ],
)
def test_rows_that_a_paper_may_not_be_made_from_stop_it(beside: dict[str, Any], expected: str, mend: Mend) -> None:
    made = subject(beside=beside, inspections=REPORT, items=(item(1),))

    (public, internal) = findings(Check.WITHHELD, made)

    assert (public.sentence, public.severity, public.where.mend) == (expected, Severity.BLOCKER, mend)
    assert internal == public


def test_progress_is_told_in_a_wording_that_has_been_cleared() -> None:
    told = data.Update("Staff have left.", IN_PERIOD.date(), True, IN_PERIOD, 3)
    values: dict[str, Any] = {"inspections": REPORT, "items": (item(1, rag=Rag.RED, update=told),)}

    (finding,) = findings(Check.WITHHELD, subject(**values))
    cleared = subject(beside={"cleared": frozenset({"Staff have left."})}, **values)
    hidden = found(Check.WITHHELD, subject(beside={"hidden_items": frozenset({1})}, **values))

    assert finding.sentence == "The public paper tells what has not been cleared of MP-2022-001."
    assert (finding.where.mend, finding.where.number) == (Mend.WORDING, 3)
    assert found(Check.WITHHELD, cleared) == []
    assert finding.sentence not in hidden and len(hidden) == 2  # what is wrong is another thing, in either paper
