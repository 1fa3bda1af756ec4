"""What every journey stands on: the machine's own browser, a register served beside the test, and an eye for access."""

import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

import dev
from tests.factories.people import Cast, Member, make_cast

# Playwright keeps an event loop running in the test's thread, where Django would otherwise refuse to ask the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

WIDE, NARROW = 1400, 320
# The law's level, and the habits that go with it.
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

CheckPage = Callable[[Page], None]
SignIn = Callable[[Page, Member], None]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """Journeys name pages as links do: page.goto("/accessibility/")."""
    return str(live_server.url)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    browser = dev.find_browser()
    if not browser:
        pytest.skip("no Chromium, Chrome or Edge found; install one or set BROWSER_PATH")
    stay_here = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
    # A container's shared memory is often too small for a browser; root may not use Chromium's sandbox.
    arguments = [stay_here, "--disable-dev-shm-usage", "--disable-gpu"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return {**browser_type_launch_args, "executable_path": browser, "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": {"width": WIDE, "height": 900}, "locale": "en-GB"}


@pytest.fixture(autouse=True)
def nothing_refused_or_broken(page: Page) -> Generator[None]:
    """Fails a journey in which a script broke, or the browser refused something that our pages ask for."""
    troubles: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            troubles.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield
    assert troubles == []


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast, where the server beside the test can see them."""
    return make_cast()


@pytest.fixture
def sign_in(live_server: LiveServer) -> SignIn:
    """Signs a member of the cast in by cookie: the sign-in page has a journey of its own."""

    def sign_in(page: Page, member: Member) -> None:
        client = Client()
        client.force_login(member.user)
        session = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])

    return sign_in


def axe_options(width: int, thorough: bool) -> dict[str, Any]:
    """What axe looks for: the same colours stand narrow as wide, and to compare them is most of the work."""
    asked: dict[str, Any] = {"runOnly": {"type": "tag", "values": AXE_RULES}, "resultTypes": ["violations"]}
    return asked if width == WIDE or thorough else asked | {"rules": {"color-contrast": {"enabled": False}}}


@pytest.fixture
def axe(request: pytest.FixtureRequest, thorough: bool) -> CheckPage:
    """Asserts of the page as it now stands, wide and narrow: no accessibility fault, and nothing to scroll sideways.

    axe is itself a script: a journey marked browser_context_args(java_script_enabled=False) is only measured.
    """
    library = Axe()
    context = request.node.get_closest_marker("browser_context_args")
    has_scripts = context is None or context.kwargs.get("java_script_enabled", True)

    def check(page: Page) -> None:
        before = page.viewport_size or {"width": WIDE, "height": 900}
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": 900})
            if has_scripts:  # without them it would never answer
                results = library.run(page, options=axe_options(width, thorough))
                assert results.violations_count == 0, f"{page.url} at {width} px\n{results.generate_report()}"
            assert sideways(page) == 0, f"{page.url} scrolls sideways at {width} px"
        page.set_viewport_size(before)

    return check


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window, once it has arrived."""
    page.wait_for_load_state()
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))
