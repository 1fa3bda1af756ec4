"""All checks together, on papers from the register."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections import actions as inspecting
from recommendations import actions as recommending
from recommendations.enums import Marking
from reports import actions
from reports.enums import Check, SectionKind
from reports.models import IssuedCopy, Paper
from reports.paper.checking import checks_of
from reports.paper.checks import CHECKS, Checks, Finding, Mend, Outcome, Where
from reports.paper.checks.finding import Severity, told_once
from reports.paper.content import content_of
from reports.paper.data.beside import LastPaper
from reports.paper.gather.beside import gather_beside
from reports.paper.gather.past import Past
from tests.factories.inspections import make_reference
from tests.factories.issues import issued
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.reports import add_section, make_empty_paper, make_paper
from tests.factories.small_register import CUT_OFF, EMBARGOED, LATER, SENSITIVE, SmallRegister, make_small_register

WHERE = Where(Mend.SETTINGS, "Settings")


def test_every_check_is_made() -> None:
    assert set(CHECKS) == set(Check)


def finding(sentence: str, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(Check.OWNERS, severity, sentence, WHERE)


def test_what_is_found_twice_is_told_once_and_what_stops_the_paper_first() -> None:
    first, second, stopping = finding("One."), finding("Two."), finding("Three.", Severity.BLOCKER)

    assert list(told_once([first, second, first, stopping])) == [stopping, first, second]


def test_the_digest_is_that_of_the_warnings() -> None:
    def digest(*findings: Finding) -> str:
        return Checks((Outcome(Check.OWNERS, findings),)).digest

    assert digest(finding("One.")) == digest(finding("One."), finding("Three.", Severity.BLOCKER))
    assert digest(finding("One.")) != digest(finding("Two.")) != digest()
    assert digest(finding("One.")) != digest(replace(finding("One."), check=Check.DATES))


# From the register


@pytest.fixture
def small(cast: Cast) -> SmallRegister:
    return make_small_register(cast)


def checked(paper: Paper) -> Checks:
    assert paper.cut_off_at is not None
    return checks_of(paper, content_of(paper, paper.cut_off_at))


def said(checks: Checks) -> dict[Check, list[str]]:
    return {each.check: [found.sentence for found in each.findings] for each in checks.outcomes if each.findings}


def test_what_is_found_in_the_small_registers_paper(small: SmallRegister) -> None:
    assert said(checked(small.paper)) == {
        Check.COUNTS: [
            "“PEEL 2021/22: Midshire Police” has five areas for improvement for the force; the register holds none.",
            "“Youth violence: a plan” has three recommendations for the force; the register holds two.",
        ],
        Check.REDS: [
            "MP-2021-001 is Red, and its newest progress, as it stood on 24 March 2022, is not cleared: the paper tells"
            " of 10 February 2022.",
        ],
        Check.OWNERS: ["MP-2022-002 has no owner."],
        Check.DATES: ["MP-2022-002 has neither a deadline nor an internal target."],
        Check.DEADLINES: [
            "MP-2021-001: the deadline “immediately” has not been confirmed.",
            "MP-2022-001: the deadline “within six months” has not been confirmed.",
        ],
    }


def test_the_red_leads_to_its_newest_progress(small: SmallRegister) -> None:
    (red,) = next(each for each in checked(small.paper).outcomes if each.check is Check.REDS).findings

    assert red.where.number == small.uncleared.update_id


@pytest.mark.parametrize("planted", ["embargoed", "sensitive", "uncleared"])
def test_words_that_an_officer_copies_from_where_they_may_not_be_told_stop_the_paper(
    small: SmallRegister, planted: str
) -> None:
    words = {
        "embargoed": f"We await the {EMBARGOED} review.",
        "sensitive": f"We work on {small.sensitive.reference}.",
        "uncleared": "Eight officers of the team of fourteen have left since the last meeting.",
    }
    if planted == "uncleared":
        cleared = small.uncleared
        recommending.write_wording(update=cleared.update, text=words[planted], by=SETTER_UP, at=CUT_OFF)
    section = small.paper.sections.earliest("position")
    actions.change_section(section=section, values={"after": words[planted]}, by=SETTER_UP, at=LATER)

    assert len(checked(small.paper).blockers) == 1


def test_what_is_put_under_an_embargo_or_a_marking_after_the_cut_off_stops_the_paper(
    cast: Cast, small: SmallRegister
) -> None:
    assert checked(small.paper).blockers == ()

    inspecting.set_embargo(inspection=small.peel, embargoed=True, by=SETTER_UP, at=LATER)
    marked = {"marking": Marking.OFFICIAL_SENSITIVE, "by": cast.liaison.actor(LATER.date()), "at": LATER}
    recommending.set_marking(recommendation=small.red, why="As it is", **marked)

    first, second, *others = [each.sentence for each in checked(small.paper).blockers]
    assert first == "The paper tells of an inspection that is under embargo. Set a later cut-off."
    assert second == "The paper counts an item that is OFFICIAL-SENSITIVE or under embargo. Set a later cut-off."
    assert "“Grades” has words that are those of an inspection under embargo." in others
    assert "“Currently graded Red” has words that are those of an OFFICIAL-SENSITIVE item." in others


def test_the_checks_are_handed_what_no_paper_is(small: SmallRegister) -> None:
    beside = gather_beside(small.paper, Past(CUT_OFF))

    known = " ".join(word for secret in beside.secrets for word in (*secret.names, *secret.texts))
    assert (EMBARGOED in known, SENSITIVE in known, "staff are short" in known) == (True, True, True)
    assert (beside.hidden_inspections, small.sensitive.pk in beside.hidden_items) == ({small.embargoed.pk}, True)
    assert beside.cleared == {"A new team records crime."}
    assert "Olive Owner" in beside.people and "HMICFRS Force Liaison Officer" in beside.posts


def test_the_last_papers_number_is_that_of_what_was_issued(cast: Cast) -> None:
    make_reference()
    paper = make_empty_paper(cast, CUT_OFF.date(), at=CUT_OFF)
    add_section(paper, SectionKind.NARRATIVE, "Purpose", before="To inform.", at=CUT_OFF)
    issued(cast, paper, at=CUT_OFF)
    later = make_paper(cast, LATER.date(), at=LATER)

    beside = gather_beside(later, Past(LATER))

    assert beside.last == LastPaper(CUT_OFF.date(), CUT_OFF, 0)
    assert IssuedCopy.objects.count() == 2


def test_the_number_of_statements_does_not_grow_with_the_register(cast: Cast, small: SmallRegister) -> None:
    content = content_of(small.paper, LATER)

    with CaptureQueriesContext(
        connection,
    ) as few:
        checks_of(small.paper, content)
    publication = small.red.publication
    for number in range(6):
        make_recommendation(cast, publication, at=LATER + timedelta(minutes=number))
    content = content_of(small.paper, LATER + timedelta(days=1))
    with CaptureQueriesContext(connection) as many:
        checks_of(small.paper, content)

    assert len(many) == len(few) <= 14
