"""A paper from the register to its files: what it says, what never gets into it, and that it stays what it was."""

import io
import json
import os
import zipfile
from datetime import date, timedelta
from typing import Any

import pypdf
import pytest

from inspections import actions as inspecting
from inspections.actions import AreaGrading
from inspections.enums import GradingStanding
from inspections.models import Grading, Publication, Register
from jac_tracker.accounts import actions as accounts
from recommendations import actions as recommending
from recommendations.enums import Marking, Rag, Status
from recommendations.models import Recommendation
from reports.enums import SectionKind
from reports.models import Paper
from reports.paper.blocks import Audience, Document
from reports.paper.build import Stopwatch, build, draw
from reports.paper.faults import PaperNotReady
from reports.paper.render import FORMATS
from reports.paper.stored import from_json, to_json
from tests.factories.inspections import make_inspection, make_publication
from tests.factories.papers import GOLDEN
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import close, make_recommendation, make_update
from tests.factories.reports import add_section, make_meeting, make_paper
from tests.factories.small_register import (
    CUT_OFF,
    EMBARGOED,
    IN_NO_PAPER,
    IN_NO_PUBLIC_PAPER,
    IN_PERIOD,
    LATER,
    PROGRESS,
    SENSITIVE,
    UNCLEARED,
    SmallRegister,
    make_small_register,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(cast: Cast) -> SmallRegister:
    return make_small_register(cast)


def made(paper: Paper, audience: Audience = Audience.PUBLIC) -> Document:
    return build(paper, as_at=CUT_OFF, audience=audience)


def files(document: Document) -> dict[str, bytes]:
    return {name: each.render(document) for name, each in FORMATS.items()}


# What it says


@pytest.mark.parametrize("audience", Audience)
def test_the_small_registers_paper_is_the_golden_one(small: SmallRegister, audience: Audience) -> None:
    """To write the golden papers anew after a change that is meant: GOLDEN=write, then read the difference."""
    stored = GOLDEN / f"small-register-{audience}.json"
    document = made(small.paper, audience)
    if os.environ.get("GOLDEN") == "write":
        stored.write_text(json.dumps(to_json(document), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    assert document == from_json(json.loads(stored.read_text(encoding="utf-8")))


def test_a_paper_that_lacks_something_is_not_built(cast: Cast, small: SmallRegister) -> None:
    paper = make_paper(cast, date(2022, 6, 30), at=CUT_OFF, copy_from=small.paper)
    add_section(paper, SectionKind.KINDS_EXPLAINED, "Kinds", at=CUT_OFF)
    before_everything = CUT_OFF.replace(year=2016)

    with pytest.raises(PaperNotReady) as refusal:
        build(paper, as_at=before_everything, audience=Audience.PUBLIC)

    assert "Kinds: No inspection calls for an explanation." in str(refusal.value)
    assert "Grades: No PEEL report had been published" in str(refusal.value)


def test_the_stages_are_timed_in_order(small: SmallRegister) -> None:
    watch = Stopwatch()

    build(small.paper, as_at=CUT_OFF, audience=Audience.PUBLIC, watch=watch)

    assert list(watch.stages) == ["gather", "measure", "compose"]
    assert all(milliseconds > 0 for milliseconds in watch.stages.values())


# What never gets into it


def words_in(name: str, content: bytes) -> str:
    """All the text of a file, wherever a format can hide it."""
    if name == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return " ".join(f"{part} {package.read(part).decode('utf-8', 'replace')}" for part in package.namelist())
    if name == "pdf":
        reader = pypdf.PdfReader(io.BytesIO(content))
        metadata = [
            str(reader.metadata),
            str(reader.xmp_metadata and reader.xmp_metadata.dc_title),
            str(reader.outline),
        ]
        return " ".join([*(page.extract_text() for page in reader.pages), *metadata, content.decode("latin-1")])
    return content.decode()


@pytest.mark.parametrize(
    ("audience", "planted"),
    [(Audience.PUBLIC, IN_NO_PUBLIC_PAPER), (Audience.INTERNAL, IN_NO_PAPER)],
)
def test_planted_words_are_in_no_part_of_any_file(
    small: SmallRegister, audience: Audience, planted: tuple[str, ...]
) -> None:
    for name, content in files(made(small.paper, audience)).items():
        found = [word for word in planted if word in words_in(name, content)]

        assert (name, found) == (name, [])


def test_people_who_wrote_the_register_are_not_in_its_files(cast: Cast, small: SmallRegister) -> None:
    for name, content in files(made(small.paper)).items():
        found = [
            member.user.name
            for member in (cast.owner, cast.second_liaison)
            if member.user.name in words_in(name, content)
        ]

        assert (name, found, "force.example" in words_in(name, content)) == (name, [], False)


def test_the_planted_words_would_show_if_they_were_let(cast: Cast, small: SmallRegister) -> None:
    just_before = {"by": cast.liaison.actor(CUT_OFF.date()), "at": CUT_OFF}
    recommending.clear_wording(wording=small.uncleared, **just_before)
    inspecting.set_embargo(inspection=small.embargoed, embargoed=False, **just_before)
    recommending.set_marking(
        recommendation=small.sensitive, marking=Marking.OFFICIAL, why="Nothing left", **just_before
    )

    for name, content in files(made(small.paper)).items():
        found = [word for word in (EMBARGOED, SENSITIVE, UNCLEARED) if word in words_in(name, content)]
        assert (name, found) == (name, [EMBARGOED, SENSITIVE, UNCLEARED])


def test_the_force_itself_reads_what_is_not_cleared_and_the_paper_says_so(small: SmallRegister) -> None:
    internal = files(made(small.paper, Audience.INTERNAL))

    for name, content in internal.items():
        text = words_in(name, content)
        assert (UNCLEARED in text, PROGRESS in text) == (True, False), name
        assert "not cleared for publication" in " ".join(text.split()), name
        assert "Internal: not for publication" in " ".join(text.split()), name


# That it stays what it was


def a_year_of_later_acts(cast: Cast, small: SmallRegister) -> None:
    """One act of every kind that a paper could notice, after its cut-off."""
    at = LATER
    liaison = cast.liaison.actor(at.date())
    item, mine = small.red, {"by": SETTER_UP, "at": at}
    inspecting.change_inspection(
        inspection=small.peel, values={"title": "Renamed", "our_part": "named", "found": "Else"}, **mine
    )
    for publication in Publication.objects.all():
        inspecting.change_publication(publication=publication, values={"title": f"Renamed {publication.pk}"}, **mine)
        for milestone in publication.inspection.milestones.all():
            inspecting.remove_milestone(milestone=milestone, why="Gone", **mine)
    regrade(small, **mine)
    inspecting.set_embargo(inspection=small.embargoed, embargoed=False, **mine)
    inspecting.change_register(register=Register.objects.get(), values={"committee": "Audit Panel"}, **mine)
    recommending.clear_wording(wording=small.uncleared, by=liaison, at=at)
    recommending.set_marking(recommendation=small.sensitive, marking=Marking.OFFICIAL, by=liaison, at=at, why="Old")
    recommending.edit_text(recommendation=item, values={"text": "Else", "title": "Else"}, by=liaison, at=at, why="Else")
    recommending.reallocate(recommendation=item, owner_post=cast.other_owner.post, by=liaison, at=at, why="Moved")
    recommending.reopen(recommendation=small.closed, source="A revisit", by=liaison, at=at, why="Not done")
    close(cast, item, Status.CLOSED_NO_FURTHER_ACTION, at=at + timedelta(days=1))
    for post in (cast.owner.post, cast.liaison.post):
        accounts.change_post(post=post, values={"title": f"Renamed {post.pk}"}, **mine)
    accounts.change_portfolio(portfolio=cast.crime, values={"name": "Renamed"}, **mine)
    accounts.change_person(person=cast.liaison.user, values={"name": "Renamed", "rank": "Superintendent"}, **mine)
    new = make_recommendation(cast, make_publication(make_inspection("Later", at=at), at=at), at=at)
    make_update(cast, new, "Later", rag=Rag.RED, rag_reason="Later", at=at + timedelta(hours=2))
    make_paper(cast, date(2022, 6, 30), at=at)
    make_meeting(date(2023, 3, 31), at=at)
    accounts.hand_over(post=cast.liaison.post, to=cast.second_liaison.user, from_on=date(2022, 4, 1), **mine)


def regrade(small: SmallRegister, **mine: Any) -> None:
    publication = Publication.objects.get(inspection=small.peel)
    inadequate = small.reference.grade("Inadequate")
    gradings = [
        AreaGrading(grading.area, GradingStanding.GRADED, inadequate)
        for grading in Grading.objects.filter(publication=publication).select_related("area")
        if grading.area.is_graded
    ]
    inspecting.set_gradings(publication=publication, gradings=gradings, **mine)


@pytest.mark.parametrize("audience", Audience)
def test_a_paper_is_the_same_after_a_year_of_later_acts(cast: Cast, small: SmallRegister, audience: Audience) -> None:
    before = made(small.paper, audience)
    before_files = files(before)

    a_year_of_later_acts(cast, small)

    after = made(Paper.objects.select_related("meeting").get(pk=small.paper.pk), audience)
    assert after == before
    assert files(after) == before_files
    assert build(small.paper, as_at=LATER + timedelta(days=365), audience=audience) != before


def test_the_files_of_one_document_are_always_the_same(small: SmallRegister) -> None:
    document = made(small.paper)

    assert files(document) == files(document)


def test_items_that_share_an_instant_are_told_once(cast: Cast, small: SmallRegister) -> None:
    item = Recommendation.objects.get(pk=small.red.pk)
    liaison = cast.liaison.actor(IN_PERIOD.date())
    for title in ("One", "Two"):
        recommending.edit_text(recommendation=item, values={"title": title}, by=liaison, at=CUT_OFF, why="Twice")

    draft = draw(small.paper, as_at=CUT_OFF, audience=Audience.PUBLIC)

    assert draft.figures.open_now == 3
