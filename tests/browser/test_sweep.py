"""Every page and every refused form of the route table can be used by everybody, wide and narrow.

A new row of the table is swept without a word here, or fails if there is no way to its page or its form.
"""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker

from jac_tracker.accounts.roles import Role
from jac_tracker.sheets.writing import AS_IT_WENT_OUT
from tests.architecture.full_stage import FullStage, full_stage, roles_of, undone
from tests.architecture.route_table import ROUTES
from tests.browser.conftest import NARROW, WIDE
from tests.browser.sweeping import Window
from tests.integration.recommendations.sheets import BACK, OUT, PLACES, carried

# Drifts: the stage is written at length behind the write door.
pytestmark = [pytest.mark.django_db, pytest.mark.drifts]

# Pages that are another page for each role. All others are looked at as one role sees them.
BY_ROLE = {
    "home",
    "register",
    "recommendation",
    "inspections",
    "inspection",
    "findings",
    "meetings",
    "meeting",
    "paper",
}
NO_PAGE = {"account_logout"}  # it sends home whoever comes by a link
FILES = {  # saved, not shown
    *("paper_download", "issued_file", "reply_pack_file", "schedule_file", "evidence_file", "evidence_pack"),
    *("paper_on_template", "specimen_on_template", "register_to_edit", "intake_refused", "calendar_feed"),
    *(name for name, route in ROUTES.items() if "sheet" in route.target),
    *(name for name in ROUTES if name.startswith("api_")),
}
REFUSED = {200, 403, 404, 409, 422}
# Too long for a box, no number, no date, and one word.
UNFIT = "\N{PILE OF POO}" + "W" * 400

PAGES = [name for name, route in ROUTES.items() if "GET" in route.methods and name not in NO_PAGE | FILES]
FORMS = [name for name in PAGES if "POST" in ROUTES[name].methods]


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[FullStage]:
    with django_db_blocker.unblock():
        on_stage = full_stage()
        staged = on_stage.__enter__()
    yield staged
    with django_db_blocker.unblock():
        on_stage.__exit__(None, None, None)


@pytest.fixture(scope="module")
def window(browser: Browser, thorough: bool) -> Iterator[Window]:
    window = Window(browser, thorough)
    yield window
    window.close()


@pytest.fixture(autouse=True)
def nothing_refused_or_broken() -> None:
    """In place of the journeys' fixture of this name, which needs a server: the window listens itself."""


def looked_at(name: str, thorough: bool) -> list[Role]:
    roles = roles_of(name)
    return roles if thorough or name in BY_ROLE else roles[:1]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_used_by_everybody(name: str, stage: FullStage, window: Window, thorough: bool) -> None:
    for number, role in enumerate(looked_at(name, thorough)):
        pages = stage.pages(name, role)
        looked = pages if thorough or number == 0 else pages[:1]  # the other sides of a page are alike for all roles
        widths = (WIDE, NARROW) if thorough or number == 0 else (WIDE,)  # so is what stands below what
        faults = [
            fault for page in looked for fault in window.look(stage.client(name, role), page.address, widths=widths)
        ]

        assert pages, f"no page of {name} opens for {role.label}"
        assert faults == [], f"{role.label}\n" + "\n".join(faults)


@pytest.mark.parametrize("name", FORMS)
def test_a_refused_form_can_be_used_by_everybody(name: str, stage: FullStage, window: Window, thorough: bool) -> None:
    """Sent empty, looked at wide, and sent with words that fit nowhere, looked at narrow; thoroughly, each at both."""
    role = roles_of(name)[0]
    forms = [(page.address, page.form) for page in stage.pages(name, role) if page.form]
    assert forms, f"no form of {name} to send"

    faults = []
    for address, form in forms if thorough else forms[:1]:
        place = form.action or address
        unfit = form.values | {typed: [UNFIT] for typed in form.typed}
        for values, width in ((form.emptied(), WIDE), (unfit, NARROW)):
            with undone():
                client = stage.client(name, role)
                answer = client.post(place, values)
            if answer.status_code in REFUSED:  # some take anything: a reason is a reason
                faults += window.look(client, place, answer, (WIDE, NARROW) if thorough else (width,))

    assert faults == [], "\n".join(faults)


def test_an_overtaken_form_can_be_used_by_everybody(stage: FullStage, window: Window) -> None:
    client = stage.client("edit_text", Role.LIAISON)
    (page,) = stage.pages("edit_text", Role.LIAISON)
    assert page.form
    typed = {"title": [f"Mine {'W' * 100}"], "reason": ["Misread."], "as_shown": ["0" * 32]}
    with undone():
        answer = client.post(page.address, page.form.values | typed)

    assert answer.status_code == 409
    assert b"app-difference" in answer.content
    assert window.look(client, page.address, answer) == []


def test_what_a_sheet_would_change_can_be_used_by_everybody(stage: FullStage, window: Window) -> None:
    """A row that is refused, one that somebody has changed since, and one that would go; then no decision made."""
    client = stage.client("bring_back", Role.LIAISON)
    saved: Any = client.get(OUT)
    file = edited_on_stage(load_workbook(io.BytesIO(b"".join(saved.streaming_content))))
    with undone():
        answer: Any = client.post(BACK, {"file": SimpleUploadedFile("edited.xlsx", file)})

    page = answer.content.decode()
    for said in ("1 cannot be taken", "1 changed in the register since the sheet went out", "1 could be changed"):
        assert said in page
    assert "Also changed in the register since" in page
    faults = window.look(client, BACK, answer)
    with undone():
        undecided: Any = client.post(BACK, {"rows": carried(page), "step": "confirm"})
    assert "Decide what is to stand" in undecided.content.decode()
    assert faults + window.look(client, BACK, undecided) == []


def edited_on_stage(book: Workbook) -> bytes:
    shown, kept = book["Register"], book[AS_IT_WENT_OUT]
    is_open = [row for row in range(2, shown.max_row + 1) if not shown.cell(row, PLACES["PROGRESS"]).protection.locked]
    refused, changed, going = is_open[:3]
    shown.cell(refused, PLACES["status"]).value = "W" * 400
    for row in (changed, going):
        shown.cell(row, PLACES["PROGRESS"]).value = "W" * 400
        shown.cell(row, PLACES["CITES"]).value = "W" * 300
    kept.cell(changed, 1).value = "0" * 32
    for cell in (shown.cell(changed, PLACES["PROGRAMME"]), kept.cell(changed, PLACES["PROGRAMME"] + 1)):
        cell.value = "W" * 140
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_the_pages_that_refuse_can_be_used_by_everybody(stage: FullStage, window: Window) -> None:
    client = stage.client("people", Role.ADMINISTRATOR)
    client.raise_request_exception = False

    faults = []
    for address, status in (("/register/", 403), ("/people/999999/", 404), (f"/no-such-page/{'W' * 300}/", 404)):
        with undone():
            answer = client.get(address)
        assert answer.status_code == status
        faults += window.look(client, address, answer)

    assert faults == [], "\n".join(faults)
