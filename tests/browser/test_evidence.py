"""An owner adds a file and a reference, replaces one and takes both away, by keyboard; and without scripts."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, expect

from recommendations.models import Evidence, Recommendation
from recommendations.presenters.pack import pack_of
from recommendations.rules.as_read import PartAsRead
from tests.browser.conftest import CheckPage, SignIn
from tests.browser.keyboard import press, tab_to, type_into
from tests.conftest import TODAY
from tests.factories.files import PDF, TEXT, kept_file, word_file
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast
from tests.factories.recommendations import REGISTERED_AT, make_evidence, make_recommendation, write_claim

pytestmark = pytest.mark.django_db(transaction=True)

ITEM = "/register/MP-2022-001/"


@pytest.fixture
def item(cast: Cast, tmp_path: Path) -> Recommendation:
    """An item with parts, and two files on the desk of whoever sits at the page."""
    (tmp_path / "Minutes of the board.docx").write_bytes(word_file())
    (tmp_path / "page.pdf").write_bytes(b"<html><script>alert(1)</script></html>")
    make_reference()
    parts = [PartAsRead("a", "audit each month"), PartAsRead("b", "train supervisors")]
    return make_recommendation(cast, make_publication(), title="Supervise vehicle crime", parts=parts)


def choose(page: Page, name: str, letters: str) -> None:
    """Choose in a drop-down by typing the beginning of the choice."""
    tab_to(page, page.get_by_label(name))
    page.keyboard.type(letters)


def saved(page: Page, press_it: Any) -> tuple[str, bytes]:
    """What the browser saves when the link is pressed: its name and its bytes."""
    with page.expect_download() as download:
        press_it()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def add_a_file(page: Page, axe: CheckPage, none: Path, file: Path) -> None:
    """Choose a file that is none, and then one that is."""
    press(page, page.get_by_role("button", name="Add evidence"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Add evidence")
    axe(page)
    type_into(page, "Title", "Minutes of the crime board")
    choose(page, "Kind", "Min")
    press(page, page.get_by_label("A file to add here"), " ")
    page.get_by_label("File", exact=True).set_input_files(none)
    press(page, page.get_by_role("button", name="Add evidence"))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.locator(".govuk-error-summary")).to_contain_text(
        "The file holds a web page or a script. Save it as PDF."
    )
    axe(page)
    page.get_by_label("File", exact=True).set_input_files(file)
    choose(page, "What it proves", "Part (b)")
    press(page, page.get_by_role("button", name="Add evidence"))
    expect(page.get_by_text("MP-2022-001: evidence added.")).to_be_visible()


def add_a_reference(page: Page, axe: CheckPage) -> None:
    press(page, page.get_by_role("button", name="Add evidence"))
    type_into(page, "Title", "Policy on vehicle crime")
    choose(page, "Kind", "Pol")
    press(page, page.get_by_label("A file to add here"), "ArrowDown")
    type_into(page, "Link or document number", "DOC/2022/14")
    press(page, page.get_by_role("button", name="Add evidence"))
    expect(page.get_by_role("cell", name="DOC/2022/14")).to_be_visible()
    axe(page)


def replace_it(page: Page, axe: CheckPage) -> None:
    press(page, page.get_by_role("link", name="Replace evidence 2"))
    expect(page.get_by_text("Evidence 2 stays to be read.")).to_be_visible()
    axe(page)
    field = page.get_by_label("Link or document number")
    tab_to(page, field)
    page.keyboard.press("Control+A")
    page.keyboard.type("DOC/2022/15")
    type_into(page, "Reason", "The first was a draft.")
    press(page, page.get_by_role("button", name="Replace evidence"))
    expect(page.get_by_text("MP-2022-001: evidence replaced.")).to_be_visible()
    expect(page.get_by_text("Replaced by evidence 3")).to_be_visible()


def test_an_owner_adds_replaces_and_takes_away_evidence_by_keyboard(
    page: Page, sign_in: SignIn, cast: Cast, item: Recommendation, axe: CheckPage, tmp_path: Path
) -> None:
    sign_in(page, cast.owner)
    page.goto(f"{ITEM}claim/")

    add_a_file(page, axe, tmp_path / "page.pdf", tmp_path / "Minutes of the board.docx")
    add_a_reference(page, axe)
    replace_it(page, axe)

    link = page.get_by_role("link", name="Minutes of the board.docx")
    added = (tmp_path / "Minutes of the board.docx").read_bytes()
    assert saved(page, lambda: press(page, link)) == ("Minutes of the board.docx", added)
    assert [row.reference for row in Evidence.objects.order_by("number")] == ["", "DOC/2022/14", "DOC/2022/15"]


def test_an_owner_takes_the_pack_away_by_keyboard(
    page: Page, sign_in: SignIn, cast: Cast, item: Recommendation, tmp_path: Path
) -> None:
    make_evidence(cast, item, "Minutes", reference="", file=kept_file(PDF), at=REGISTERED_AT)
    write_claim(cast, item, at=REGISTERED_AT)
    sign_in(page, cast.owner)
    page.goto(f"{ITEM}claim/")

    link = page.get_by_role("link", name="Download the evidence pack")
    name, content = saved(page, lambda: press(page, link))

    (tmp_path / name).write_bytes(content)
    with zipfile.ZipFile(tmp_path / name) as archive:
        assert (name, archive.namelist()) == ("MP-2022-001-evidence.zip", ["index.html", "index.csv"])


def test_the_index_of_a_pack_can_be_used_by_everybody(
    page: Page, cast: Cast, item: Recommendation, axe: CheckPage, tmp_path: Path
) -> None:
    make_evidence(cast, item, "Minutes " * 20, reference="", file=kept_file(PDF, "a" * 120 + ".pdf"), at=REGISTERED_AT)
    make_evidence(cast, item, "Policy", reference="https://docs.force.example/" + "a" * 400, at=REGISTERED_AT)
    pack = pack_of(item, cast.owner.actor(TODAY))
    (tmp_path / "index.html").write_text(render_to_string("recommendations/pack/index.html", {"pack": pack}))

    page.goto((tmp_path / "index.html").as_uri())

    expect(page.get_by_role("heading", level=1)).to_have_text("Evidence pack: MP-2022-001")
    axe(page)


def test_every_other_page_about_evidence_can_be_used_by_everybody(
    page: Page, sign_in: SignIn, cast: Cast, item: Recommendation, axe: CheckPage, settings: Any, tmp_path: Path
) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    file = kept_file(TEXT, "a" * 100 + ".txt")
    make_evidence(cast, item, "Minutes " * 20, reference="", file=file, at=REGISTERED_AT)
    sign_in(page, cast.liaison)
    for path in ("add-evidence/", "evidence/1/replace/", "evidence/1/set-aside/"):
        page.goto(f"{ITEM}{path}")
        axe(page)
    (tmp_path / "files" / file.key[:2] / file.key).unlink()

    page.goto(f"{ITEM}evidence/1/file/")
    expect(page.get_by_text("The file is not in the store.")).to_be_visible()
    axe(page)
    page.goto(f"{ITEM}evidence-pack/")
    expect(page.get_by_role("heading", level=1)).to_have_text("The evidence pack would not be whole")
    axe(page)
    name, _content = saved(page, lambda: press(page, page.get_by_role("button", name="Download the pack without them")))
    assert name == "MP-2022-001-evidence.zip"


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_an_owner_adds_and_sets_aside_evidence_without_scripts(
    page: Page, sign_in: SignIn, cast: Cast, item: Recommendation, axe: CheckPage, tmp_path: Path
) -> None:
    sign_in(page, cast.owner)
    page.goto(f"{ITEM}add-evidence/")
    page.get_by_label("Title").fill("Minutes of the crime board")
    page.get_by_label("Kind").select_option("Minutes")
    page.get_by_label("A file to add here").check()
    page.get_by_label("File", exact=True).set_input_files(tmp_path / "Minutes of the board.docx")
    page.get_by_role("button", name="Add evidence").click()
    axe(page)
    page.get_by_role("link", name="Set aside evidence 1").click()
    page.get_by_label("Reason").fill("It is of another item.")
    page.get_by_role("button", name="Set aside evidence").click()

    expect(page.get_by_text("MP-2022-001: evidence set aside.")).to_be_visible()
    assert Evidence.objects.get().is_set_aside
