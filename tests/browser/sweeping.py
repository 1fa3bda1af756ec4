"""A window onto the app without a server: the browser's requests are answered by the test's own client.

So what the tests have set up need not be written to a database for a server to read it, every request is taken back,
and an answer to a form can be looked at without sending the form by hand. The journeys go through a server.
"""

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, Route

from tests.architecture.full_stage import undone
from tests.browser.conftest import NARROW, WIDE, axe_options, sideways

HOST = "http://localhost"

Answer = tuple[int, dict[str, str], bytes]

_HOP_BY_HOP = {"content-length", "connection", "transfer-encoding", "set-cookie"}

# The errors of the summary that lead to no field.
_DEAD_ENDS = """() => [...document.querySelectorAll('.govuk-error-summary a')]
    .filter(link => !document.getElementById(link.hash.slice(1))).map(link => link.textContent)"""
# What sticks out, to be told where to look.
_WIDEST = """() => [...document.body.querySelectorAll('*')]
    .filter(each => each.getBoundingClientRect().left + each.scrollWidth > document.documentElement.clientWidth)
    .map(each => each.tagName.toLowerCase() + '.' + each.className).slice(0, 5).join(', ')"""


class Window:
    """One page of a browser. `look` says what is wrong with what stands at an address."""

    def __init__(self, browser: Browser, thorough: bool) -> None:
        self._thorough = thorough
        self.page: Page = browser.new_page(viewport={"width": WIDE, "height": 900}, locale="en-GB")
        self.page.route("**/*", self._answer)
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self._heard.append(str(error)))
        self._heard: list[str] = []
        self._static: dict[str, Answer] = {}
        self._standing: dict[str, Answer] = {}
        self._axe = Axe().axe_script

    def look(
        self, client: Client, address: str, answer: HttpResponse | None = None, widths: Sequence[int] = (WIDE, NARROW)
    ) -> list[str]:
        """The faults of the page that `client` is given at an address, or of an `answer` it was given there.

        Wide and narrow, unless only one is asked for: what axe finds, whether it scrolls sideways, what the browser
        complained of, and whether each error leads to its field.
        """
        if answer is None:
            with undone():
                answer = client.get(address)  # type: ignore[assignment]
        self._standing = {address: _whole(answer)}
        self._heard.clear()
        self.page.set_viewport_size({"width": WIDE, "height": 900})
        self.page.goto(HOST + address)
        self.page.evaluate(self._axe)
        faults = [f"leads nowhere: {words}" for words in self.page.evaluate(_DEAD_ENDS)]
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 900})
            asked = axe_options(width, self._thorough)
            found = self.page.evaluate("options => axe.run(options)", asked)["violations"]
            faults += [f"{width} px: {_told(violation)}" for violation in found]
            if sideways(self.page):
                faults.append(f"{width} px: scrolls sideways by {sideways(self.page)}: {self.page.evaluate(_WIDEST)}")
        return [f"{address}: {fault}" for fault in faults + self._heard]

    def close(self) -> None:
        self.page.close()

    def _answer(self, route: Route) -> None:
        # Playwright calls this in a context of its own, where Django would open another connection to the database.
        address = route.request.url.removeprefix(HOST)
        if address.startswith("/static/") and address not in self._static:
            self._static[address] = _whole(Client().get(address))
        status, headers, body = (self._static | self._standing).get(address, (404, {}, b""))
        route.fulfill(status=status, headers=headers, body=body)

    def _listen(self, message: ConsoleMessage) -> None:
        # The browser calls every answer from 400 up a failure, of pages too that are meant to be there.
        is_of_page = message.text.startswith("Failed to load resource") and message.location["url"] == self.page.url
        if message.type == "error" and not is_of_page:
            self._heard.append(message.text)


def _whole(answer: Any) -> Answer:
    headers = {name: value for name, value in answer.headers.items() if name.lower() not in _HOP_BY_HOP}
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, headers, body


def _told(violation: dict[str, Any]) -> str:
    nodes = "; ".join(str(node["html"])[:160] for node in violation["nodes"][:3])
    return f"{violation['id']} ({violation['help']}), {len(violation['nodes'])} times: {nodes}"
