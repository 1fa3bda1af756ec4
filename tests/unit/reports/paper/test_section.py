"""One section by itself is the section that the paper prints."""

import pytest

from reports import actions
from reports.enums import SectionKind
from reports.models import Section
from reports.paper.blocks import Audience, Heading, Paragraph, heading, paragraph
from reports.paper.build import draw
from reports.paper.section import draw_section
from tests.factories.people import SETTER_UP, Cast
from tests.factories.reports import add_section
from tests.factories.small_register import CUT_OFF, make_small_register

pytestmark = pytest.mark.django_db


def test_every_section_is_drawn_as_the_paper_prints_it(cast: Cast) -> None:
    paper = make_small_register(cast).paper
    whole = draw(paper, as_at=CUT_OFF, audience=Audience.PUBLIC).composed
    sections = list(paper.sections.all())

    for place in (0, 2, len(sections) // 2, len(sections) - 1):
        drawn = draw_section(paper, sections, place, as_at=CUT_OFF, audience=Audience.PUBLIC)

        assert (drawn.blocks, drawn.faults) == (whole.sections[place].blocks, ())


def test_the_officers_words_are_drawn_where_the_register_lacks_the_rest(cast: Cast) -> None:
    paper = make_small_register(cast).paper
    for section in sorted(paper.sections.all(), key=lambda each: -each.position):
        actions.remove_section(section=section, by=SETTER_UP, at=CUT_OFF, why="A clean sheet")
    add_section(paper, SectionKind.NARRATIVE, "Fine", before="Words")
    add_section(paper, SectionKind.KINDS_EXPLAINED, "Kinds", before="We *say*", after="And add")
    early = CUT_OFF.replace(year=2021, month=12, day=1)
    sections = list(paper.sections.all())

    fine = draw_section(paper, sections, 0, as_at=early, audience=Audience.PUBLIC)
    drawn = draw_section(paper, sections, 1, as_at=early, audience=Audience.PUBLIC)

    assert fine.faults == ()
    assert [type(block) for block in drawn.blocks] == [Heading, Paragraph, Paragraph]
    assert drawn.faults == (
        "No inspection calls for an explanation. Choose the kinds to explain in the section’s options.",
    )


def test_a_section_that_is_not_saved_yet_is_numbered_where_it_would_stand(cast: Cast) -> None:
    paper = make_small_register(cast).paper
    new = {"heading": "New", "level": 1, "is_numbered": True, "before": "Words"}
    sections, place = actions.sections_if_added(
        paper=paper, kind=SectionKind.NARRATIVE, position=1, actor=SETTER_UP, **new
    )

    drawn = draw_section(paper, sections, place, as_at=CUT_OFF, audience=Audience.PUBLIC)

    assert drawn.blocks == (heading(1, "New", "1."), paragraph("Words"))
    assert not Section.objects.filter(heading="New").exists()
