"""What is measured, and against what. Each function is a row of the table; it gives one line for each yardstick."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from html import unescape
from itertools import count, cycle
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.test.utils import setup_test_environment, teardown_test_environment
from django.urls import reverse

from jac_tracker.accounts.models import User
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import end_of_day
from jac_tracker.history import as_at_of
from jac_tracker.history.door import door_open
from recommendations.enums import OPEN, Status, Verb
from recommendations.models import Recommendation
from recommendations.presenters.acts import route_of
from reports.models import Paper
from reports.paper.blocks import Audience
from reports.paper.build import build
from reports.paper.render import pdf, typesetting
from tests.bench import bare, raw
from tests.bench.databases import ask, asked, counted
from tests.bench.filling import RARE_WORD, Stage
from tests.bench.measuring import Call, medians
from tests.factories.recommendations import make_recommendation, make_update

PAPER = date(2022, 3, 31)


@dataclass(frozen=True)
class Line:
    """One comparison. Times in seconds; a goal is the highest ratio, where there is one."""

    row: str
    work: str
    against: str
    ours: float
    theirs: float
    goal: float | None = None
    statements: int | None = None
    most_statements: int | None = None
    size: int | None = None  # bytes
    most_bytes: int | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs

    @property
    def is_met(self) -> bool:
        return (
            (self.goal is None or self.ratio <= self.goal)
            and (self.most_statements is None or (self.statements or 0) <= self.most_statements)
            and (self.most_bytes is None or (self.size or 0) <= self.most_bytes)
        )


@dataclass
class Place:
    """A filled database, the officer as whom its pages are opened, and all who are signed in to it."""

    database: BaseDatabaseWrapper
    officer: User
    clients: dict[int, Client] = field(default_factory=dict)

    def client(self, user: User) -> Client:
        if user.pk not in self.clients:
            self.clients[user.pk] = Client(raise_request_exception=True)
            with asked(self.database):
                self.clients[user.pk].force_login(user)
        return self.clients[user.pk]

    def page(self, address: str, user: User | None = None) -> Call:
        """A call that opens a page as the officer, or as another."""
        client = self.client(user or self.officer)

        def call() -> Any:
            with asked(self.database):
                response = client.get(address)
                assert response.status_code == 200, f"{address} answers with {response.status_code}"
                return response

        return call


@dataclass
class Register(Place):
    """A place with many items."""

    stage: Stage = field(kw_only=True)


def cost_of(place: Place, call: Call) -> tuple[int, int, list[tuple[str, Any]]]:
    """Statements and bytes of an answer, and what it asks beside who asks."""
    with asked(place.database), counted() as statements:
        response: Any = call()
    return len(statements.asked), len(response.content), statements.questions


def in_place(place: Place, call: Call) -> Call:
    def done() -> object:
        with asked(place.database):
            return call()

    return done


# 1, 2, 4 and 12: pages


def register_open(place: Register, rounds: int) -> Iterator[Line]:
    """1 and 12."""
    ours = place.page(reverse("register"))
    statements, size, _ = cost_of(place, ours)
    taken = medians(
        {
            "ours": ours,
            "L": place.page(reverse("plain_register")),
            "A": place.page(reverse("bench_admin:recommendations_recommendation_changelist")),
        },
        rounds,
    )
    work = "register, open items, first page with facets"
    yield Line("1", work, "L", taken["ours"], taken["L"], 1.5, statements)
    yield Line("1", work, "A", taken["ours"], taken["A"], 1.0, statements)
    yield Line("12", "a page of the register", "-", taken["ours"], taken["ours"], None, statements, 12, size, 80_000)


def register_one_status(place: Register, rounds: int) -> Iterator[Line]:
    query = f"?status={Status.CLOSED_COMPLETE.value}"
    ours = place.page(reverse("register") + query)
    statements, size, _ = cost_of(place, ours)
    taken = medians({"ours": ours, "L": place.page(reverse("plain_register") + query)}, rounds)
    yield Line("2", "register, all items of one status", "L", taken["ours"], taken["L"], 1.0, statements, None, size)


def one_recommendation(place: Register, rounds: int) -> Iterator[Line]:
    reference = well_travelled(place)
    ours = place.page(reverse("recommendation", args=[reference]))
    statements, size, _ = cost_of(place, ours)
    taken = medians({"ours": ours, "L": place.page(reverse("plain_recommendation", args=[reference]))}, rounds)
    work = "one recommendation with 20 history rows"
    yield Line("4", work, "L", taken["ours"], taken["L"], 3.0, statements, None, size)


def well_travelled(place: Register) -> str:
    """The reference of an open item with twenty versions."""
    stage = place.stage
    with asked(place.database):
        found = Recommendation.objects.filter(title="Well travelled").first()
        if found is None:
            at = _morning(stage.today - timedelta(days=60))
            found = make_recommendation(stage.cast, stage.publication, at=at, title="Well travelled")
            for number in range(18):
                make_update(stage.cast, found, f"Step {number} is done.", at=at + timedelta(days=number + 1))
            assert found.history.count() == 20
        return str(found.reference)


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


# 3, 5, 7 and 8: questions


def register_far_page(place: Register, rounds: int) -> Iterator[Line]:
    size = page_size(place)
    page = place.page(f"{reverse('register')}?status=all&page=200")
    yield from _questions(place, rounds, "3", "queries: all items, page 200", page, raw.page(200, size), 2.0)


def search(place: Register, rounds: int) -> Iterator[Line]:
    page = place.page(f"{reverse('register')}?status=all&q={RARE_WORD}")
    theirs = in_place(place, lambda: raw.search(RARE_WORD, page_size(place)))()
    yield from _questions(place, rounds, "5", "queries: a word in 1 % of items", page, theirs, 1.3)


def register_as_at(place: Register, rounds: int) -> Iterator[Line]:
    day = place.stage.today - timedelta(days=1200)
    moment = end_of_day(day)
    page = place.page(f"{reverse('register')}?as_at={day.isoformat()}")
    theirs = in_place(place, lambda: raw.as_at(moment, page_size(place)))()
    work = "queries: as at a date, open items"
    yield from _questions(place, rounds, "7", work, page, theirs, 2.0)

    def as_of() -> object:
        return list(Recommendation.history.as_of(moment).filter(status__in=OPEN).values_list("id"))

    def ours() -> object:
        return list(as_at_of(Recommendation.objects.all(), moment).filter(status__in=OPEN).values_list("id"))

    both = {"ours": in_place(place, ours), "as_of": in_place(place, as_of)}
    with asked(place.database):
        assert set(ours()) == set(as_of()), "the two ways to read the past differ"
    taken = medians(both, max(rounds // 4, 3))
    goal = 0.02 if place.database.vendor == "sqlite" else 0.35
    yield Line("7", work, "as_of", taken["ours"], taken["as_of"], goal)


def _questions(
    place: Register, rounds: int, row: str, work: str, page: Call, theirs: raw.Questions, goal: float
) -> Iterator[Line]:
    context = _context_of(page)
    _, _, questions = cost_of(place, page)
    with asked(place.database):
        rows, cube = ask(theirs)
    assert [row.reference for row in context["rows"]] == [found[1] for found in rows]
    counts = context["counts"]
    shown = {counted.label: counted.number for counted in counts.by_rag}
    assert sum(shown.values()) == sum(number for *_, number in cube) == counts.total, (shown, cube)
    taken = medians(
        {"ours": in_place(place, lambda: ask(questions)), "R": in_place(place, lambda: ask(theirs))}, rounds
    )
    yield Line(row, work, "R", taken["ours"], taken["R"], goal, len(questions))


def page_size(place: Register) -> int:
    return len(_context_of(place.page(f"{reverse('register')}?status=all"))["rows"])


def _context_of(page: Call) -> Any:
    """What a page's template was given, which is kept only where Django is told that it is tested."""
    setup_test_environment(debug=False)
    try:
        response: Any = page()
        return response.context
    finally:
        teardown_test_environment()


# 6 and 10: acts


def progress(place: Register, rounds: int) -> Iterator[Line]:
    post, saved, statements = _progress_calls(place)
    taken = medians({"ours": post, "save": saved}, rounds)
    yield Line("6", "progress by form", "save()", taken["ours"], taken["save"], 6.0, statements, 14)


def _progress_calls(place: Register) -> tuple[Call, Call, int]:
    reference = well_travelled(place)
    owner = place.stage.cast.owner.user
    with asked(place.database):
        item = Recommendation.objects.get(reference=reference)
    given = {"text": "Another step is done.", "rag": item.rag, "rag_reason": item.rag_reason}
    post = poster(place, owner, Verb.RECORD_PROGRESS, [reference], given)
    statements, _, _ = cost_of(place, post)
    return post, in_place(place, one_save(place, reference)), statements


def one_save(place: Register, reference: str) -> Call:
    """django-simple-history's own way: a save, and the history row that it leaves."""
    numbers = count()
    liaison = place.stage.cast.liaison
    with asked(place.database):
        spare = Recommendation.objects.exclude(reference=reference).filter(status__in=OPEN).order_by("-id")[0]

    def save() -> None:
        spare.programme = f"Programme {next(numbers)}"
        spare._act, spare._history_post_id, spare._history_user = uuid4(), liaison.post.pk, liaison.user
        with transaction.atomic(), door_open():
            spare.save()

    return save


def poster(place: Place, user: User, verb: Verb, references: Iterable[str], given: Mapping[str, str]) -> Call:
    """A call that sends the form of an act on the next of the items, as it was shown when this was called."""
    client = place.client(user)
    addresses = [reverse(route_of(verb), args=[reference]) for reference in references]
    shown = {address: _hidden_fields(place.page(address, user)()) for address in addresses}
    coming = cycle(addresses)

    def call() -> Any:
        address = next(coming)
        with asked(place.database):
            response = client.post(address, {**shown[address], **given})
        assert response.status_code == 302, f"{address} answers with {response.status_code}"
        return response

    return call


def _hidden_fields(response: Any) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode())
    return {name: unescape(value) for name, value in found}


def sign_off_and_first_pages(place: Register, rounds: int) -> Iterator[Line]:
    """10."""
    stage, reference = place.stage, well_travelled(place)
    at = _morning(stage.today - timedelta(days=30))
    with asked(place.database):
        waiting = [
            make_recommendation(stage.cast, stage.publication, Status.WITH_PORTFOLIO_LEAD, at=at, title=f"Claimed {n}")
            for n in range(rounds + 3)
        ]
    references = [item.reference for item in waiting]
    post = poster(place, stage.cast.lead.user, Verb.PASS_CLAIM, references, {"reason": "The minutes prove it."})
    statements, _, _ = cost_of(place, post)
    taken = medians({"ours": post, "save": in_place(place, one_save(place, reference))}, rounds)
    yield Line("10", "sign-off by the portfolio lead", "save()", taken["ours"], taken["save"], 6.0, statements)

    work, log = place.page(reverse("home")), place.page(reverse("audit_log"), stage.cast.auditor.user)
    taken = medians({"work": work, "log": log, "L": place.page(reverse("plain_register"))}, rounds)
    for name, words, call in (("work", "your work", work), ("log", "audit log, first page", log)):
        statements, size, _ = cost_of(place, call)
        yield Line("10", words, "L", taken[name], taken["L"], 1.5, statements, None, size)


# 9: the paper


def officer_of_demonstration() -> User:
    """Who may draw its papers."""
    return User.objects.get(holdings__post__role=Role.SECRETARY, holdings__to_on=None)


def paper(demonstration: Place, large: Register, rounds: int) -> Iterator[Line]:
    with asked(demonstration.database):
        found = Paper.objects.get(meeting__held_on=PAPER)
        document = build(found, as_at=found.cut_off_at, audience=Audience.PUBLIC)
        source = pdf.source_of(document)
    calls: dict[str, Call] = {
        name: demonstration.page(reverse("paper_download", args=[PAPER, name])) for name in ("docx", "pdf", "html")
    }
    register = large.page(reverse("register"))
    bare_calls: dict[str, Call] = {
        "typst": lambda: typesetting.typeset(source, pdf.font_folder()),
        "python-docx": lambda: bare.word(document),
    }
    taken = medians({**calls, **bare_calls, "row 1": register}, rounds)
    for name, against, goal in (("docx", "python-docx", 1.5), ("pdf", "typst", 1.5), ("html", "row 1", 1.7)):
        statements, size, _ = cost_of(demonstration, calls[name])
        words = f"paper of 31 March 2022, {name}"
        yield Line("9", words, against, taken[name], taken[against], goal, statements, None, size)


# 11: growth


def growth(small: Register, large: Register, rounds: int) -> Iterator[Line]:
    def calls(place: Register) -> Iterable[tuple[str, Call]]:
        yield "1", place.page(reverse("register"))
        yield "4", place.page(reverse("recommendation", args=[well_travelled(place)]))
        yield "6", _progress_calls(place)[0]

    for (row, now), (_, then) in zip(calls(large), calls(small), strict=True):
        taken = medians({"large": now, "small": then}, rounds)
        yield Line("11", f"row {row} on the large register", "small", taken["large"], taken["small"], 1.2)
