"""The demonstration: what it holds of the three published papers, and that it invents nothing but people."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from inspections.enums import CountOf
from inspections.models import (
    Inspection,
    InspectionEvent,
    ReportedCount,
)
from jac_tracker.accounts.models import PeopleEvent, User
from jac_tracker.accounts.presenters import demo_people
from jac_tracker.accounts.roles import Role
from jac_tracker.history import drift
from recommendations.enums import Rag, TextSource
from recommendations.models import Recommendation, RecommendationEvent
from reports.management.commands.load_demo import FIXTURES
from reports.management.replay import replay
from reports.models import Meeting, Paper, PaperEvent, RowChoice, Section
from reports.paper.blocks import Audience
from reports.paper.build import build
from reports.paper.compose import compose
from reports.paper.gather import gather
from reports.paper.measure import measure
from reports.paper.render import FORMATS
from reports.paper.structure import warnings
from tests.factories.demo import (
    INDEX,
    Drawn,
    Whole,
    drawing_between_chapters,
    every_kind,
    public,
    whole,
    without_narrative,
    words_of,
)
from tests.factories.later_acts import a_year_of_acts
from tests.factories.rewriting import write_over
from tests.unit.reports.paper.render.reading_order import READ, in_document

NOVEMBER_2017, DECEMBER_2021, MARCH_2022 = date(2017, 11, 30), date(2021, 12, 22), date(2022, 3, 31)
PAPERS = (NOVEMBER_2017, DECEMBER_2021, MARCH_2022)
DECEMBER_2026 = date(2026, 12, 10)


@pytest.fixture(scope="module")
def first_drawn(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Drawn]:
    """The demonstration, loaded once for this file, and each paper as it was drawn before later acts were replayed."""
    drawn: Drawn = {}
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        replay(drawing_between_chapters(drawn), command="load_demo", fixtures=FIXTURES)
        connection.check_constraints()
    yield drawn
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.fixture
def demo(first_drawn: Drawn, db: None) -> Drawn:
    return first_drawn


def paper_of(meeting: date) -> Paper:
    return Paper.objects.get(meeting__held_on=meeting)


# What it is


def test_every_row_is_what_its_history_says(demo: Drawn) -> None:
    assert drift() == []


def test_it_is_not_loaded_a_second_time(demo: Drawn) -> None:
    acts = PeopleEvent.objects.count()

    with pytest.raises(CommandError, match=r"^The register is not empty"):
        call_command("load_demo")
    call_command("load_demo", "--if-empty")

    assert PeopleEvent.objects.count() == acts


def test_somebody_stands_ready_for_each_role(demo: Drawn) -> None:
    posts = {person.label: person.post for person in demo_people(date(2026, 11, 21))}

    assert list(posts) == [role.label for role in Role]
    assert (posts["Liaison officer"], posts["Owner"]) == ("HMICFRS Force Liaison Officer", "Force Crime Registrar")


def test_its_people_are_plainly_made_up_and_cannot_sign_in_with_a_password(demo: Drawn) -> None:
    people = list(User.objects.all())

    assert people
    assert [user.name for user in people if not re.fullmatch(r"[A-Z][a-z]+ Example", user.name)] == []
    assert [user.email for user in people if not user.email.endswith(".example")] == []
    assert [user.name for user in people if user.number or user.has_usable_password()] == []


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def test_no_text_names_an_officer() -> None:
    officer = re.compile(
        r"\b(?:Inspector|Superintendent|Sergeant|Constable|Supt|Insp|Mr|Mrs|Ms) [A-Z][a-z]+ [A-Z][a-z]+"
    )
    chapters = [INDEX, *(FIXTURES / name for name in json.loads(INDEX.read_text(encoding="utf-8"))["chapters"])]

    found = [
        match[0]
        for chapter in chapters
        for text in texts(json.loads(chapter.read_text(encoding="utf-8")))
        for match in officer.finditer(text)
    ]

    assert found == []


def is_made_up(title: str) -> bool:
    return title.startswith("Demonstration: ")


def test_what_came_after_the_papers_is_titled_demonstration_and_nothing_before_is(demo: Drawn) -> None:
    first = {inspection: min(event.at for event in inspection.events.all()) for inspection in Inspection.objects.all()}
    titles = {name for inspection in first for name in (inspection.title, inspection.short_title)}
    later = {
        name
        for inspection, at in first.items()
        if at.date() > MARCH_2022
        for name in (inspection.title, inspection.short_title)
    }

    assert {title for title in titles if is_made_up(title)} == later
    assert len(later) > 10


def test_nothing_is_done_to_the_force_s_real_reports_after_the_last_paper(demo: Drawn) -> None:
    of_items = RecommendationEvent.objects.filter(at__date__gt=MARCH_2022, recommendation__isnull=False)
    of_inspections = InspectionEvent.objects.filter(at__date__gt=MARCH_2022, inspection__isnull=False)

    items = {event.recommendation.publication.inspection.title for event in of_items if event.recommendation}
    inspections = {event.inspection.title for event in of_inspections if event.inspection}

    assert [title for title in items | inspections if not is_made_up(title)] == []


def real_items() -> list[Recommendation]:
    return list(Recommendation.objects.exclude(publication__inspection__title__startswith="Demonstration: "))


def test_the_text_of_every_real_item_is_marked_as_a_summary(demo: Drawn) -> None:
    assert {item.text_source for item in real_items()} == {TextSource.SUMMARY}


def test_only_the_rating_that_a_paper_reports_is_the_force_s_own(demo: Drawn) -> None:
    rated = {item.title: item for item in real_items() if item.rag not in (Rag.GREY, Rag.NONE)}
    red = rated.pop("Supervision of initial risk assessment (DASH)")

    assert (red.rag, red.rag_reason) == (Rag.RED, "Reported to the committee as Red.")
    assert {item.rag_reason for item in rated.values()} == {"The register’s own suggestion: the paper reports no RAG."}


def test_what_a_paper_only_counts_is_held_as_a_count(demo: Drawn) -> None:
    real = ReportedCount.objects.exclude(publication__inspection__title__startswith="Demonstration: ")

    counts = {(row.publication.inspection.short_title, row.count_of, row.number, row.of_ours) for row in real}

    recommendations, areas = CountOf.RECOMMENDATIONS, CountOf.AREAS_FOR_IMPROVEMENT
    assert counts == {
        ("Crime Data Integrity 2017", recommendations, 4, None),
        ("Crime Data Integrity 2017", areas, 2, None),
        ("PEEL Efficiency 2017", recommendations, 1, None),
        ("PEEL Efficiency 2017", areas, 1, None),
        ("Domestic abuse 2017", recommendations, 0, None),
        ("PEEL 2021", areas, 18, None),
        ("Response to rape", recommendations, 9, 3),
    }


# The papers


@pytest.mark.parametrize("meeting", PAPERS)
def test_a_past_paper_is_the_same_after_years_of_later_acts(demo: Drawn, meeting: date) -> None:
    assert PaperEvent.objects.filter(at__date__gt=meeting).exists()
    assert public(paper_of(meeting)) == demo[meeting]


LATER = datetime(2026, 11, 21, 9, tzinfo=UTC)


Trees = dict[date, list[Section]]


@pytest.fixture
def trees(demo: Drawn) -> Trees:
    """Every kind of section for each paper, laid out before anything later is done."""
    return {meeting: every_kind(paper_of(meeting)) for meeting in (*PAPERS, DECEMBER_2026)}


def all_told(trees: Trees) -> dict[date, Whole]:
    """Each paper in every section and for every audience: as at its own cut-off, the one at hand as at a moment."""
    moments = {DECEMBER_2026: LATER}
    return {meeting: whole(paper_of(meeting), tree, moments.get(meeting)) for meeting, tree in trees.items()}


def test_a_past_paper_is_the_same_after_a_year_of_all_that_can_be_done(
    demo: Drawn, trees: Trees, thorough: bool
) -> None:
    del trees[DECEMBER_2026]  # a draft follows the committee's calendar
    before = all_told(trees)

    done = a_year_of_acts(LATER, map(paper_of, PAPERS), every=1 if thorough else 3)

    assert [action for action, times in done.items() if not times] == []
    assert all_told(trees) == before
    assert {meeting: public(paper_of(meeting)) for meeting in PAPERS} == demo


def test_a_past_paper_is_the_same_whatever_is_written_over_in_any_column_later(
    demo: Drawn, trees: Trees, thorough: bool
) -> None:
    before = all_told(trees)
    layout = (Meeting, Paper, Section, RowChoice)

    took, refused = write_over(LATER + timedelta(seconds=1), spared=layout, every=1 if thorough else 4)

    assert len(took) > 200
    assert not thorough or refused == {("inspections.Grading", "standing"), ("recommendations.Evidence", "file")}
    assert all_told(trees) == before


@pytest.mark.parametrize("meeting", PAPERS)
def test_no_past_paper_holds_anything_of_the_demonstration_s_own(demo: Drawn, meeting: date) -> None:
    assert "demonstration" not in words_of(demo[meeting]).casefold()


def test_the_paper_at_hand_can_be_drawn(demo: Drawn) -> None:
    paper = paper_of(DECEMBER_2026)
    newest = RecommendationEvent.objects.latest("at").at

    document = build(paper, as_at=newest, audience=Audience.PUBLIC)

    assert "Demonstration: unannounced custody visit" in words_of(document)


@pytest.mark.parametrize("meeting", [*PAPERS, DECEMBER_2026])
def test_every_format_of_a_paper_is_read_in_the_papers_own_order(demo: Drawn, meeting: date) -> None:
    newest = RecommendationEvent.objects.latest("at").at
    document = demo.get(meeting) or build(paper_of(meeting), as_at=newest, audience=Audience.PUBLIC)

    for name, (read, words) in READ.items():
        assert read(FORMATS[name].render(document)) == in_document(document, words), name
    assert warnings(document) == ()


HIDDEN = ("Demonstration: revisit on serious violence", "Sensitive intelligence on corruption")


@pytest.mark.parametrize("audience", Audience)
def test_no_paper_tells_what_is_under_embargo_or_sensitive(demo: Drawn, audience: Audience) -> None:
    newest = RecommendationEvent.objects.latest("at").at

    words = words_of(build(paper_of(DECEMBER_2026), as_at=newest, audience=audience))

    assert [hidden for hidden in HIDDEN if hidden in words] == []
    assert Inspection.objects.filter(title=HIDDEN[0]).exists()
    assert Recommendation.objects.filter(title=HIDDEN[1]).exists()


EXPECTED = {
    NOVEMBER_2017: (
        "Agenda Item 05", "JOINT AUDIT COMMITTEE", "30 November 2017", "HMICFRS Update",
        "force management statements", "22 December 2017",
        "PEEL Effectiveness 2017", "25 to 28 September 2017", "6 October 2017", "end of January 2018", "March 2018",
        "Abuse of position for a sexual purpose", "5 October 2017",
        "Stolen freedom: the policing response to modern slavery and human trafficking", "24 October 2017",
        "ten police forces", "27 February to 1 March 2017", "seven recommendations", "all forces",
        "Leadership", "Intelligence", "Victim identification and initial response", "Crime recording", "Investigation",
        "Prevention", "Within twelve months", "24 October 2018", "Within six months", "24 April 2018", "Immediately",
        "PEEL Efficiency", "9 November 2017", "By September 2018", "one area for improvement",
        "A progress report on the police response to domestic abuse", "14 November 2017", "no recommendations",
        "currently graded Red", "PEEL Effectiveness 2016", "Cause of concern", "2014", "2015", "DASH",
        "Vulnerability Improvement Delivery Plan", "25 July 2017",
        "Policing in Austerity – Meeting the Challenge", "July 2014", "Outstanding", "no further action",
        "West Midlands Police: Crime Data Integrity inspection 2017", "7 September 2017", "Inadequate",
        "four recommendations and two areas for improvement", "Force Crime Registrar",
        "56-day", "1 November 2017", "2 November 2017", "asked to note",
        "Risk and Organisational Learning Manager", "Force Response – CDI Report 2017",
    ),
    DECEMBER_2021: (
        "Agenda Item 06", "JOINT AUDIT COMMITTEE", "22 December 2021", "HMICFRS Update", "HMICFRS 2021 PEEL report",
        "thirteen areas", "eleven", "Outstanding", "Good", "Adequate", "Requires improvement", "Inadequate",
        "Recording data about crime", "Supporting victims", "Treatment of the public", "Preventing crime",
        "Responding to the public", "Investigating crime", "Protecting vulnerable people", "Managing offenders",
        "Disrupting serious organised crime", "Developing a positive workplace", "Good use of resources",
        "strategic policing requirement", "armed threats", "not directly comparable",
        "eighteen areas for improvement", "soft",
        "Online Sexual Abuse and Sexual Exploitation of Children", "week commencing 7 February 2022",
        "Serious Youth Violence", "week commencing 21 February 2022",
        "A joint thematic inspection of the criminal justice journey for individuals with mental health needs and "
        "disorders", "five recommendations", "OC10", "OC12", "risk register", "Deputy Chief Constable",
        "HMICFRS Force Liaison Officer",
    ),
    MARCH_2022: (
        "Agenda Item 08", "JOINT AUDIT COMMITTEE", "31 March 2022", "HMICFRS Update", "section 29A",
        "Since the last JAC", "five inspections",
        "Online Sexual Abuse and Sexual Exploitation of Children", "Dyfed-Powys", "West Yorkshire", "Bedfordshire",
        "Leicestershire", "Nottinghamshire",
        "Joint Targeted Area Inspection (JTAI) relating to the murder of Arthur Labinjo-Hughes", "January 2022",
        "Serious Youth Violence", "Gloucestershire", "Lancashire", "South Wales", "Hampshire Police", "Cleveland",
        "Metropolitan Police Service (South Central BCU", "Northumbria", "Avon and Somerset", "Merseyside", "Sussex",
        "Invisible survivors", "BAME victims of sexual abuse", "Centre for Women’s Justice", "Data request only",
        "digital forensics", "week commencing 4 April 2022", "stop and search powers", "week commencing 18 April 2022",
        "Diversity and inclusion workshop", "April 2022, date to be confirmed",
        "criminal justice outcomes", "May 2022, date to be confirmed", "ROCU", "October 2022, date to be confirmed",
        "two reports", "Solihull JTAI report", "21 February 2022", "Ofsted", "Care Quality Commission",
        "HM Inspectorate of Probation", "Solihull local authority", "by May 2022",
        "Phase 2 – Post Charge", "24 February 2022", "nine recommendations", "three are police-specific",
        "Immediately", "ACC Crime", "Crime portfolio", "Operation Soteria", "HMICFRS Force Liaison Officer",
    ),
}  # fmt: skip


@pytest.mark.parametrize("meeting", PAPERS)
def test_the_facts_of_a_paper_come_from_data_and_not_from_what_an_officer_wrote(demo: Drawn, meeting: date) -> None:
    paper = paper_of(meeting)
    assert paper.cut_off_at is not None
    data = without_narrative(gather(paper, as_at=paper.cut_off_at, audience=Audience.PUBLIC))

    words = words_of(compose(data, measure(data)).document).casefold()

    assert [fact for fact in EXPECTED[meeting] if fact.casefold() not in words] == []
