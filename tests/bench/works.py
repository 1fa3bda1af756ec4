"""What is measured, and against what. Each function is a row of the table; it gives one line for each yardstick."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from jac_tracker.accounts.models import User
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import end_of_day, quarter_days
from jac_tracker.history import counted_each
from recommendations.enums import OPEN, Rag, Status, Verb
from recommendations.models import Recommendation
from reports.models import Paper
from reports.paper.blocks import Audience
from reports.paper.build import build
from reports.paper.render import pdf, typesetting
from tests.bench import bare, raw
from tests.bench.databases import ask, asked, counted
from tests.bench.filling import RARE_WORD
from tests.bench.measuring import Call, medians
from tests.bench.places import (
    Place,
    Register,
    context_of,
    cost_of,
    in_place,
    morning,
    one_save,
    page_size,
    poster,
    well_travelled,
)
from tests.factories.recommendations import make_recommendation

PAPER = date(2022, 3, 31)
OFTEN = 3
"""Pages, acts and papers are called so many times as often as questions, which take longer and waver less."""


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
        OFTEN * rounds,
    )
    work = "register, open items, first page with facets"
    yield Line("1", work, "L", taken["ours"], taken["L"], 1.5, statements)
    yield Line("1", work, "A", taken["ours"], taken["A"], 1.0, statements)
    yield Line("12", "a page of the register", "-", taken["ours"], taken["ours"], None, statements, 12, size, 80_000)


def register_one_status(place: Register, rounds: int) -> Iterator[Line]:
    query = f"?status={Status.CLOSED_COMPLETE.value}"
    ours = place.page(reverse("register") + query)
    statements, size, _ = cost_of(place, ours)
    taken = medians({"ours": ours, "L": place.page(reverse("plain_register") + query)}, OFTEN * rounds)
    yield Line("2", "register, all items of one status", "L", taken["ours"], taken["L"], 1.0, statements, None, size)


def one_recommendation(place: Register, rounds: int) -> Iterator[Line]:
    reference = well_travelled(place)
    ours = place.page(reverse("recommendation", args=[reference]))
    statements, size, _ = cost_of(place, ours)
    taken = medians({"ours": ours, "L": place.page(reverse("plain_recommendation", args=[reference]))}, OFTEN * rounds)
    work = "one recommendation with 20 history rows"
    yield Line("4", work, "L", taken["ours"], taken["L"], 3.0, statements, None, size)


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
    yield from _questions(place, rounds, "7", work, page, theirs, 2.0, OPEN)

    def as_of() -> Any:
        return list(Recommendation.history.as_of(moment).filter(status__in=OPEN).values_list("id"))

    def ours() -> Any:
        return list(Recommendation.objects.all().open_at(moment).values_list("id"))

    both = {"ours": in_place(place, ours), "as_of": in_place(place, as_of)}
    with asked(place.database):
        assert set(ours()) == set(as_of()), "the two ways to read the past differ"
    taken = medians(both, rounds)
    goal = 0.02 if place.database.vendor == "sqlite" else 0.35
    yield Line("7", work, "as_of", taken["ours"], taken["as_of"], goal)


def counts_at_quarter_ends(place: Register, rounds: int) -> Iterator[Line]:
    """8: beside what a page of one day asks."""
    day = place.stage.today - timedelta(days=1200)
    _, _, questions = cost_of(place, place.page(f"{reverse('register')}?as_at={day.isoformat()}"))
    one_day = in_place(place, lambda: ask(questions))
    for words, last in (("the last eight", place.stage.today), ("eight older", day)):
        moments = [end_of_day(end) for end in _quarter_ends(last, 8)]

        def counts(moments: Sequence[datetime] = moments) -> list[Counter[str]]:
            return counted_each([Recommendation.objects.all().open_at(moment) for moment in moments], "rag")

        with asked(place.database), counted() as statements:
            found = counts()
        with asked(place.database):
            for moment, by_rag in zip(moments, found, strict=True):
                _rows, cube = ask(raw.as_at(moment, 1))
                assert Counter({Rag(rag).label: number for rag, number in by_rag.items()}) == raw.by_rag(cube, OPEN)
        taken = medians({"ours": in_place(place, counts), "row 7": one_day}, rounds)
        work = f"open items by RAG at {words} quarter-ends"
        yield Line("8", work, "row 7", taken["ours"], taken["row 7"], 3.0, len(statements.asked), 1)


def _quarter_ends(last: date, number: int) -> list[date]:
    """The ends of the last quarters that are over by a day, the newest first."""
    ends = [quarter_days(last.year - back // 4, 4 - back % 4)[1] for back in range(number + 4)]
    return [end for end in ends if end <= last][:number]


def _questions(
    place: Register,
    rounds: int,
    row: str,
    work: str,
    page: Call,
    theirs: raw.Questions,
    goal: float,
    statuses: Collection[str] = frozenset(Status),
) -> Iterator[Line]:
    context = context_of(page)
    _, _, questions = cost_of(place, page)
    with asked(place.database):
        rows, cube = ask(theirs)
    assert [row.reference for row in context["rows"]] == [found[1] for found in rows]
    counts = context["counts"]
    shown, told = Counter({each.label: each.number for each in counts.by_rag}), raw.by_rag(cube, statuses)
    assert (shown, counts.total) == (told, told.total())
    taken = medians(
        {"ours": in_place(place, lambda: ask(questions)), "R": in_place(place, lambda: ask(theirs))}, rounds
    )
    yield Line(row, work, "R", taken["ours"], taken["R"], goal, len(questions))


# 6 and 10: acts


def progress(place: Register, rounds: int) -> Iterator[Line]:
    post, saved, statements = _progress_calls(place)
    taken = medians({"ours": post, "save": saved}, OFTEN * rounds)
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


def sign_off_and_first_pages(place: Register, rounds: int) -> Iterator[Line]:
    """10."""
    stage, reference = place.stage, well_travelled(place)
    at = morning(stage.today - timedelta(days=30))
    with asked(place.database):
        waiting = [
            make_recommendation(stage.cast, stage.publication, Status.WITH_PORTFOLIO_LEAD, at=at, title=f"Claimed {n}")
            for n in range(OFTEN * rounds + 3)
        ]
    references = [item.reference for item in waiting]
    post = poster(place, stage.cast.lead.user, Verb.PASS_CLAIM, references, {"reason": "The minutes prove it."})
    statements, _, _ = cost_of(place, post)
    taken = medians({"ours": post, "save": in_place(place, one_save(place, reference))}, OFTEN * rounds)
    yield Line("10", "sign-off by the portfolio lead", "save()", taken["ours"], taken["save"], 6.0, statements)

    work, log = place.page(reverse("home")), place.page(reverse("audit_log"), stage.cast.auditor.user)
    taken = medians({"work": work, "log": log, "L": place.page(reverse("plain_register"))}, OFTEN * rounds)
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
    taken = medians({**calls, **bare_calls, "row 1": register}, OFTEN * rounds)
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
