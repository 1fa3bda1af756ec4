"""The Word template in the browser: uploaded, looked at, put in use, put back; and what everybody else then finds."""

import io
from datetime import date
from html import unescape
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from jac_tracker.history import triggers_lifted
from reports import actions
from reports.enums import TemplateState
from reports.models import Paper, TemplateFile, WordTemplate
from tests.conftest import NOON
from tests.factories.files import MAIN_PARTS, word_file, zipped
from tests.factories.inspections import Reference
from tests.factories.issues import issued, released
from tests.factories.people import SETTER_UP, Cast
from tests.factories.reports import make_short_paper
from tests.factories.templates import (
    PLANTED,
    altered,
    corporate,
    make_template,
    parts_of,
    plain,
    used_template,
    with_body,
)

pytestmark = pytest.mark.django_db
MARCH = date(2022, 3, 31)
LIST, ADD = "/meetings/word-templates/", "/meetings/word-templates/add/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def paper(cast: Cast, reference: Reference) -> Paper:
    return make_short_paper(cast)


def text(answer: Any) -> str:
    return unescape(" ".join(answer.content.decode().split()))


def upload(secretary: Client, content: bytes, name: str = "letterhead.docx") -> Any:
    return secretary.post(ADD, {"name": "Letterhead", "file": SimpleUploadedFile(name, content)})


def at_the_field(answer: Any) -> str:
    """What the page says at the field of the file."""
    page = text(answer)
    assert "There is a problem" in page
    return page.split('id="id_file_error"')[1].split("<input")[0]


def headers(answer: Any) -> list[str]:
    word = docx.Document(io.BytesIO(answer.content))
    return [paragraph.text for paragraph in word.sections[0].first_page_header.paragraphs]


def spoil(template: WordTemplate) -> None:
    with triggers_lifted(connection):
        models.QuerySet(TemplateFile).filter(pk=template.file_id).update(content=plain())


def test_the_secretary_finds_the_page_from_the_meetings_and_nobody_else_does(
    secretary: Client, liaison: Client
) -> None:
    assert f'href="{LIST}"' in text(secretary.get("/meetings/"))
    assert LIST not in text(liaison.get("/meetings/"))
    assert liaison.get(LIST).status_code == 403
    assert "In use: the house template" in text(secretary.get(LIST))


def test_a_letterhead_is_uploaded_seen_put_in_use_and_written_into(secretary: Client, paper: Paper) -> None:
    answer = upload(secretary, corporate())

    template = WordTemplate.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, template.get_absolute_url())
    page = text(secretary.get(answer["Location"]))
    for words in (
        "Not in use yet",
        "A4, upright",
        "top 25, right 22, bottom 25, left 22 mm",
        "Example Constabulary; one picture",
        "Its text stays behind: 2 paragraphs",
        "The house style",
        "Heading, level 1",
        "Sam Secretary",
    ):
        assert words in page, words

    seen = secretary.get(reverse("paper_on_template", args=[template.pk]))
    assert (seen.status_code, seen["Content-Type"]) == (200, WORD)
    assert headers(seen) == ["\tExample Constabulary", "OFFICIAL – " + headers(seen)[1].partition(" – ")[2]]
    before = secretary.get(reverse("paper_download", args=[MARCH, "docx"]))
    assert "Example Constabulary" not in "".join(headers(before))

    use = reverse("use_word_template", args=[template.pk])
    shown = secretary.get(use).context["form"]["as_shown"].value()
    assert secretary.post(use, {"as_shown": shown, "why": ""}).status_code == 302

    template.refresh_from_db()
    assert template.state == TemplateState.IN_USE
    assert f'In use: <a class="govuk-link" href="{template.get_absolute_url()}">Letterhead</a>' in text(
        secretary.get(LIST)
    )
    after = secretary.get(reverse("paper_download", args=[MARCH, "docx"]))
    theirs, (ours, moment) = headers(seen)[0], headers(after)
    assert (ours, moment.startswith("OFFICIAL – Draft: the register as recorded by ")) == (theirs, True)
    assert not any(PLANTED.encode() in part for part in parts_of(after.content).values())


_MAIN = MAIN_PARTS["docx"][1].encode()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (altered(word_file(), "[Content_Types].xml", _MAIN, _MAIN.replace(b".document.", b".template.")), "a.dotx",
         "This is a Word template (.dotx)"),
        (altered(word_file(), "[Content_Types].xml", _MAIN, b"application/vnd.ms-word.document.macroEnabled.main+xml"),
         "a.docm", "This document holds macros (.docm)"),
        (zipped({"a.txt": b"a"}), "a.docx", "This is a zip file, not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx",
         "This document is protected by a password"),
        (with_body(lambda word: word.add_paragraph("{{ title }}")), "a.docx",
         "The text holds “{{ title }}”, to be filled in by a program."),
    ],
    ids=["a .dotx", "a .docm", "a renamed zip", "with a password", "with a placeholder"],
)  # fmt: skip
def test_what_is_no_template_gets_a_clear_answer_at_its_field_and_is_not_kept(
    secretary: Client, content: bytes, name: str, says: str
) -> None:
    answer = upload(secretary, content, name)

    assert answer.status_code == 200
    assert says in at_the_field(answer)
    assert (WordTemplate.objects.count(), TemplateFile.objects.count()) == (0, 0)


def test_everything_wrong_with_a_document_is_said_at_once(secretary: Client) -> None:
    def spoil_it(word: Any) -> None:
        word.add_paragraph("{{ title }}")
        word.styles["Normal"].font.hidden = True

    said = at_the_field(upload(secretary, with_body(spoil_it)))

    assert "to be filled in by a program" in said
    assert "hides its text" in said


def test_no_file_and_no_name_are_asked_for(secretary: Client) -> None:
    page = text(secretary.post(ADD, {}))

    assert "Enter a name for the template" in page
    assert "Choose a Word document" in page


def test_styles_and_page_are_chosen_from_the_templates_own(secretary: Client, reference: Reference) -> None:
    template = make_template()
    place = reverse("lay_out_word_template", args=[template.pk])
    page = secretary.get(place)
    said = text(page)
    assert "As found: heading 1" in said
    assert "The house style, added" in said
    assert "Section 2: A4, on its side" in said

    values = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    heading = next(name for name, field in page.context["form"].fields.items() if field.label == "Heading, level 1")
    answer = secretary.post(place, values | {heading: "ForceHeading", "section": "1"})

    template.refresh_from_db()
    assert (answer.status_code, template.layout) == (302, {"section": 1, "styles": {"heading 1": "ForceHeading"}})
    assert "Force Heading" in text(secretary.get(template.get_absolute_url()))
    again = secretary.get(place)
    assert again.context["form"][heading].value() == "ForceHeading"
    stale = secretary.post(place, values)
    assert (stale.status_code, "Somebody else changed this" in text(stale)) == (409, True)
    (of_page, theirs, ours), of_heading = stale.context["conflicts"]
    assert of_page == "Which section's page should the paper have?"
    assert (theirs.split(" (")[0], ours.split(" (")[0]) == ("Section 2: A4, on its side", "Section 1: A4, upright")
    assert of_heading == ("Heading, level 1", "Force Heading", "As found: heading 1")


def test_the_one_before_is_put_back_and_so_is_the_house_template(secretary: Client, reference: Reference) -> None:
    first, second = used_template(), make_template(word_file(), "Plain")
    actions.use_template(template=second, by=SETTER_UP, at=NOON)

    page = text(secretary.get(first.get_absolute_url()))
    assert "Put it back in use" in page
    use = reverse("use_word_template", args=[first.pk])
    shown = secretary.get(use)
    assert "It takes the place of “Plain”" in text(shown)
    secretary.post(use, {"as_shown": shown.context["form"]["as_shown"].value(), "why": "The logo was wrong"})
    assert WordTemplate.objects.in_use().get() == first
    assert "The logo was wrong" in text(secretary.get(first.get_absolute_url()))

    retire = reverse("retire_word_template", args=[first.pk])
    assert "Enter a reason" in text(secretary.post(retire, {"why": ""}))
    secretary.post(retire, {"why": "It is old"})
    assert not WordTemplate.objects.in_use().exists()


def test_what_was_put_in_use_meanwhile_is_shown_before_anything_is_done(
    secretary: Client, reference: Reference
) -> None:
    first, second = make_template(), make_template(word_file(), "Plain")
    use = reverse("use_word_template", args=[first.pk])
    shown = secretary.get(use).context["form"]["as_shown"].value()
    actions.use_template(template=second, by=SETTER_UP, at=NOON)

    answer = secretary.post(use, {"as_shown": shown, "why": ""})

    assert (answer.status_code, WordTemplate.objects.in_use().get()) == (409, second)
    assert "Nothing has been done: look again." in text(answer)
    assert "It takes the place of “Plain”" in text(answer)
    again = answer.context["form"]["as_shown"].value()
    assert secretary.post(use, {"as_shown": again, "why": ""}).status_code == 302


def test_on_a_template_that_is_not_what_it_was_word_is_refused_and_the_rest_goes_on(
    secretary: Client, liaison: Client, paper: Paper
) -> None:
    template = used_template()
    spoil(template)

    for browser in (secretary, liaison):
        answer = browser.get(reverse("paper_download", args=[MARCH, "docx"]) + "?audience=internal")
        said = text(answer)
        assert answer.status_code == 409
        assert "The Word file cannot be made on the template in use, “Letterhead”. Its file is not the one" in said
        assert "The committee secretary can put another template in use" in said
        assert f'href="{reverse("paper_download", args=[MARCH, "pdf"])}?audience=internal"' in said
    for format in ("html", "pdf"):
        assert liaison.get(reverse("paper_download", args=[MARCH, format])).status_code == 200
    assert "the template in use cannot be used any more" in text(secretary.get(LIST))
    page = secretary.get(template.get_absolute_url())
    assert "Its file is not the one that was added" in text(page)
    for name in ("paper_on_template", "specimen_on_template", "lay_out_word_template"):
        assert secretary.get(reverse(name, args=[template.pk])).status_code == 409
    with pytest.raises(CommandError, match="The Word file cannot be made"):
        call_command("paper", "2022-03-31", format="docx", output=None)


def test_no_paper_is_issued_on_it_either_and_the_page_says_why(secretary: Client, cast: Cast, paper: Paper) -> None:
    released(cast, paper)
    spoil(used_template())
    place = reverse("issue_paper", args=[MARCH])
    page = secretary.get(place)
    assert "Letterhead" in text(page)

    answer = secretary.post(place, {"as_shown": page.context["form"]["as_shown"].value()})

    assert "The Word file cannot be made on the template in use" in text(answer)
    assert not paper.issues.exists()


def test_an_issued_paper_says_which_template_it_was_made_on_and_stays_as_it_was(
    secretary: Client, reader: Client, cast: Cast, paper: Paper
) -> None:
    template = used_template()
    issued(cast, paper)
    file = reverse("issued_file", args=[MARCH, 1, "docx"])
    before = secretary.get(file).content
    actions.retire_template(template=template, by=SETTER_UP, at=NOON, why="Old")

    page = reverse("issue", args=[MARCH, 1])

    assert "on the template “Letterhead”" in text(secretary.get(page))
    assert "Letterhead" not in text(reader.get(page))
    assert secretary.get(file).content == before
    call_command("check_issues", verbosity=0)


def test_a_specimen_is_drawn_where_there_is_no_paper(secretary: Client, reference: Reference) -> None:
    template = make_template()

    page = text(secretary.get(template.get_absolute_url()))
    specimen = secretary.get(reverse("specimen_on_template", args=[template.pk]))

    assert "as it reads now, on this template" not in page
    assert secretary.get(reverse("paper_on_template", args=[template.pk])).status_code == 404
    assert "A heading of level 1" in "".join(p.text for p in docx.Document(io.BytesIO(specimen.content)).paragraphs)


def test_the_audit_log_tells_of_templates(cast: Cast, reference: Reference) -> None:
    template = used_template()
    auditor = Client()
    auditor.force_login(cast.auditor.user)

    page = text(auditor.get("/audit-log/"))

    assert "Word templates: Word template put in use" in page
    assert f"Word template {template.pk}" in page
