"""The force's own Word template: kept as it came, one in use at most, and put back at will."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty, Role, roles_with
from jac_tracker.checks import papers_can_be_written_into_the_template
from jac_tracker.history import StaleEdit, digest, record, triggers_lifted
from reports import actions
from reports.enums import TemplateState, TemplateVerb
from reports.models import IssuedFile, Paper, TemplateEvent, TemplateFile, WordTemplate
from reports.paper.files import TemplateUnusable, make, why_unusable
from reports.paper.render import FORMATS
from reports.paper.render.word_layout import Layout, WordBase
from reports.paper.stored import from_json
from reports.paper.template import SPECIMEN
from tests.conftest import NOON, TODAY
from tests.factories.files import word_file
from tests.factories.inspections import make_reference
from tests.factories.issues import issued, released
from tests.factories.people import SETTER_UP, Cast
from tests.factories.reports import make_short_paper
from tests.factories.templates import corporate, make_template, plain, used_template, with_body

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(minutes=5)
WORD = FORMATS["docx"]


@pytest.fixture
def secretary(cast: Cast) -> Actor:
    return cast.secretary.actor(TODAY)


@pytest.fixture
def paper(cast: Cast) -> Paper:
    make_reference()
    return make_short_paper(cast)


def placeholders() -> bytes:
    def spoil(word: Any) -> None:
        word.add_paragraph("{{ title }}")
        word.sections[0].page_width = 1

    return with_body(spoil)


# Adding


def test_a_template_is_kept_as_it_came_and_not_in_use(secretary: Actor) -> None:
    template = actions.add_template(
        name="Letterhead", file_name="a.docx", content=corporate(), by=secretary, at=NOON
    )  # fmt: skip

    file = TemplateFile.objects.get()
    assert (bytes(file.content), file.sha256) == (corporate(), hashlib.sha256(corporate()).hexdigest())
    assert (file.size, file.file_name, file.by_user_id) == (len(corporate()), "a.docx", secretary.user_id)
    assert (template.state, template.page) == (TemplateState.WAITING, "A4, upright")
    assert template.layout == {"section": 0, "styles": {}}
    event = TemplateEvent.objects.get()
    assert (event.verb, event.template, event.by_user_id) == (TemplateVerb.ADD, template, secretary.user_id)


def test_everything_that_is_wrong_is_said_and_nothing_is_kept(secretary: Actor) -> None:
    with pytest.raises(actions.TemplateRefused) as refusal:
        actions.add_template(name="A", file_name="a.docx", content=placeholders(), by=secretary, at=NOON)

    assert [fault.split(" ", 2)[1] for fault in refusal.value.faults] == ["text", "page"]
    assert (TemplateFile.objects.count(), WordTemplate.objects.count()) == (0, 0)


def test_the_same_file_is_kept_once(secretary: Actor) -> None:
    make_template()

    with pytest.raises(NotPossible, match="This very file is there already, as “Letterhead”"):
        actions.add_template(name="Again", file_name="b.docx", content=corporate(), by=secretary, at=NOON)


def test_a_template_as_it_came_is_never_changed() -> None:
    template = make_template()

    for change in ({"sha256": "0" * 64}, {"content": b"x"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            models.QuerySet(TemplateFile).filter(pk=template.file_id).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        models.QuerySet(TemplateFile).filter(pk=template.file_id).delete()


# Laying out


def test_a_layout_is_kept_with_the_page_it_gives(secretary: Actor) -> None:
    template = make_template()

    actions.lay_out_template(template=template, section=1, styles={"Title": "ForceHeading"}, by=secretary, at=SOON)

    template.refresh_from_db()
    assert template.layout == {"section": 1, "styles": {"Title": "ForceHeading"}}
    assert template.page == "A4, on its side"
    assert TemplateEvent.objects.latest("id").verb == TemplateVerb.LAY_OUT


@pytest.mark.parametrize(
    ("section", "styles", "says"),
    [
        (0, {}, "Nothing has been changed."),
        (7, {}, "not a section 8"),
        (0, {"Title": "Nonsense"}, "is not in the template"),
    ],
)
def test_a_layout_that_does_not_fit_is_refused(
    secretary: Actor, section: int, styles: dict[str, str], says: str
) -> None:
    template = make_template()

    with pytest.raises(NotPossible, match=says):
        actions.lay_out_template(template=template, section=section, styles=styles, by=secretary, at=SOON)


def test_a_template_in_use_keeps_its_layout(secretary: Actor) -> None:
    with pytest.raises(NotPossible, match=r"The template is in use\."):
        actions.lay_out_template(template=used_template(), section=1, styles={}, by=secretary, at=SOON)


def test_a_layout_over_somebody_elses_is_stale(secretary: Actor) -> None:
    template = make_template()
    shown = digest(template, actions.LAYOUT_FIELDS)
    actions.lay_out_template(template=template, section=1, styles={}, by=SETTER_UP, at=SOON)

    with pytest.raises(StaleEdit):
        actions.lay_out_template(
            template=template, section=0, styles={"Title": "Heading1"}, shown=shown, by=secretary, at=SOON
        )


# Use


def test_a_template_takes_the_place_of_the_one_in_use_and_gives_it_back(secretary: Actor) -> None:
    first, second = used_template(), make_template(word_file(), "Plain")

    actions.use_template(template=second, by=secretary, at=SOON)
    in_use_then = WordTemplate.objects.in_use().get()
    actions.use_template(template=first, by=secretary, at=SOON, why="The logo was wrong")

    assert (in_use_then, WordTemplate.objects.in_use().get()) == (second, first)
    second.refresh_from_db()
    assert second.state == TemplateState.RETIRED
    event = TemplateEvent.objects.latest("id")
    assert (event.verb, event.why, event.details) == (
        TemplateVerb.USE, "The logo was wrong", {"in place of": [second.pk]}
    )  # fmt: skip
    assert [row.state for row in first.history.order_by("history_id")] == ["waiting", "in use", "retired", "in use"]


def test_the_house_template_is_put_back_with_a_reason(secretary: Actor) -> None:
    template = used_template()

    with pytest.raises(NotPossible, match="Say why"):
        actions.retire_template(template=template, by=secretary, at=SOON, why=" ")
    actions.retire_template(template=template, by=secretary, at=SOON, why="It is old")

    assert make(SPECIMEN, WORD).template is None
    with pytest.raises(NotPossible, match="This template is not in use"):
        actions.retire_template(template=template, by=secretary, at=SOON, why="Again")


def test_what_is_in_use_is_not_put_in_use_again(secretary: Actor) -> None:
    with pytest.raises(NotPossible, match="in use already"):
        actions.use_template(template=used_template(), by=secretary, at=SOON)


def test_who_saw_another_in_use_puts_none_in_use(secretary: Actor) -> None:
    first, second = make_template(), make_template(word_file(), "Plain")
    shown = actions.digest_to_use(first)
    actions.use_template(template=second, by=SETTER_UP, at=SOON)

    with pytest.raises(StaleEdit):
        actions.use_template(template=first, shown=shown, by=secretary, at=SOON)

    assert WordTemplate.objects.in_use().get() == second


@transaction.atomic
def put_in_use_by_hand(template: WordTemplate) -> None:
    template.state = TemplateState.IN_USE
    record([template], by=SETTER_UP, at=SOON, event=TemplateEvent(verb=TemplateVerb.USE, template=template))


def test_the_database_lets_one_template_be_in_use_at_most() -> None:
    used_template()
    other = make_template(word_file(), "Plain")

    with pytest.raises(IntegrityError):
        put_in_use_by_hand(other)


def test_a_template_whose_layout_cannot_be_read_is_not_put_in_use(secretary: Actor) -> None:
    template = make_template()
    set_layout(template, {"section": "first"})

    with pytest.raises(actions.TemplateRefused, match="can no longer be read"):
        actions.use_template(template=template, by=secretary, at=SOON)


@transaction.atomic
def set_layout(template: WordTemplate, layout: Any) -> None:
    template.layout = layout
    record([template], by=SETTER_UP, at=SOON, event=TemplateEvent(verb=TemplateVerb.LAY_OUT, template=template))


@pytest.mark.parametrize("role", set(Role) - roles_with(Duty.KEEP_TEMPLATE))
def test_nobody_else_keeps_templates(cast: Cast, role: Role) -> None:
    template, by = make_template(), cast.of(role).actor(TODAY)
    who: dict[str, Any] = {"by": by, "at": SOON}

    for act in (
        lambda: actions.add_template(name="B", file_name="b.docx", content=plain(), **who),
        lambda: actions.lay_out_template(template=template, section=1, styles={}, **who),
        lambda: actions.use_template(template=template, **who),
        lambda: actions.retire_template(template=template, why="Old", **who),
    ):
        with pytest.raises(PermissionDenied):
            act()


# What papers are written into


def test_a_word_file_is_written_into_the_template_in_use_and_other_formats_are_not() -> None:
    template = used_template()

    word, page = make(SPECIMEN, WORD), make(SPECIMEN, FORMATS["html"])

    assert (word.content, word.template) == (WORD.render(SPECIMEN, WordBase(corporate())), template)
    assert (page.content, page.template) == (FORMATS["html"].render(SPECIMEN), None)


def test_the_layout_is_followed(secretary: Actor) -> None:
    template = make_template()
    actions.lay_out_template(template=template, section=1, styles={}, by=secretary, at=SOON)
    actions.use_template(template=template, by=secretary, at=SOON)

    assert make(SPECIMEN, WORD).content == WORD.render(SPECIMEN, WordBase(corporate(), Layout(1)))


def spoilt(template: WordTemplate, content: bytes) -> None:
    """The template's file as only somebody behind the app can leave it."""
    with triggers_lifted(connection):
        models.QuerySet(TemplateFile).filter(pk=template.file_id).update(content=content)


GONE = [(b"", "Its file is gone."), (b"[expunged: x]", "Its file is gone."), (plain(), "the SHA-256 differs")]


@pytest.mark.parametrize(("content", "says"), GONE)
def test_a_template_that_is_not_what_it_was_is_never_used_and_no_other_in_its_place(
    secretary: Actor, content: bytes, says: str
) -> None:
    template = used_template()
    spoilt(template, content)

    with pytest.raises(TemplateUnusable, match=f"“Letterhead”.*{says}.*The committee secretary can put another"):
        make(SPECIMEN, WORD)
    assert make(SPECIMEN, FORMATS["pdf"]).content.startswith(b"%PDF")
    assert says in why_unusable()
    (warning,) = papers_can_be_written_into_the_template(None, databases=["default"])
    assert (warning.id, says in warning.msg) == ("jac_tracker.W003", True)
    actions.retire_template(template=template, by=secretary, at=SOON, why="Its file is gone")
    with pytest.raises(actions.TemplateRefused, match=says):
        actions.use_template(template=template, by=secretary, at=SOON)


def test_a_template_whose_layout_does_not_fit_it_any_more_is_not_used() -> None:
    template = used_template()
    set_layout(template, {"section": 0, "styles": {"Title": "Nonsense"}})

    with pytest.raises(TemplateUnusable, match="is not in the template"):
        make(SPECIMEN, WORD)
    assert "is not in the template" in why_unusable()


def test_the_check_is_silent_where_all_is_well_or_nothing_is_asked_of_the_database() -> None:
    assert papers_can_be_written_into_the_template(None, databases=["default"]) == []
    template = used_template()
    assert papers_can_be_written_into_the_template(None, databases=["default"]) == []
    spoilt(template, b"")
    assert papers_can_be_written_into_the_template(None) == []


# Issue


def test_an_issued_file_keeps_its_bytes_and_which_template_it_was_made_on(cast: Cast, paper: Paper) -> None:
    template = used_template()
    issue = issued(cast, paper)
    actions.retire_template(template=template, by=SETTER_UP, at=SOON, why="Old")

    files = {(file.copy.audience, file.format): file for file in IssuedFile.objects.filter(copy__issue=issue)}

    assert {key[1]: file.template for key, file in files.items()} == {"html": None, "pdf": None, "docx": template}
    for (_, format), file in files.items():
        document = from_json(file.copy.document)
        base = WordBase(corporate()) if format == "docx" else None
        assert bytes(file.content) == FORMATS[format].render(document, base)
    call_command("check_issues", verbosity=0)


def test_no_paper_is_issued_on_a_template_that_is_not_what_it_was(cast: Cast, paper: Paper) -> None:
    spoilt(used_template(), plain())
    released(cast, paper)

    with pytest.raises(NotPossible, match="The Word file cannot be made on the template in use, “Letterhead”"):
        actions.issue_paper(paper=paper, by=cast.secretary.actor(TODAY), at=SOON)

    assert IssuedFile.objects.count() == 0
