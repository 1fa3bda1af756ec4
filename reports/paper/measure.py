"""The arithmetic of a paper: values in, figures out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from inspections.rules import GridTotals, grid_totals
from jac_tracker.dates import add_months
from recommendations.enums import CLOSED, OPEN, SET_ASIDE, Kind, Rag, Status
from reports.paper.data import Change, Item, Matter, OpenThen, PaperData, Passage, Publication

Tally = tuple[tuple[str, int], ...]

# Open items have one of these four; Blue is for closed ones.
RAGS_OF_OPEN_ITEMS = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.GREY)
NO_PORTFOLIO = "Not yet allocated"
# Bands of age, each with the months at which it ends; the last has no end.
AGES: tuple[tuple[int | None, str], ...] = (
    (3, "Under three months"),
    (6, "Three to six months"),
    (12, "Six months to a year"),
    (24, "One to two years"),
    (36, "Two to three years"),
    (None, "Three years or more"),
)
# What moves the number of open items.
COUNTED = frozenset({Matter.NEW, Matter.CLOSED, Matter.REOPENED, Matter.RULED_OUT, Matter.RULED_IN})


@dataclass(frozen=True)
class Balance:
    """How the number of open items went from the last paper's to this one's.

    `withheld` are items that were in the last paper's figures and may not be in this one's.
    """

    open_before: int
    new: int
    reopened: int
    ours_again: int
    closed: tuple[tuple[Status, int], ...]
    ruled_out: tuple[tuple[Status, int], ...]
    withheld: int
    open_now: int


@dataclass(frozen=True)
class Tallies:
    """Counts of open items. Each tally adds up to `open_now`, in the order in which a table prints it.

    `by_portfolio_and_rag` has a number for each of `RAGS_OF_OPEN_ITEMS` in each row of `by_portfolio`.
    """

    open_now: int
    by_rag: Tally
    by_kind: Tally
    by_status: Tally
    by_portfolio: Tally
    by_report: Tally
    by_age: Tally
    by_portfolio_and_rag: tuple[tuple[str, tuple[int, ...]], ...]
    overdue: int


@dataclass(frozen=True)
class Figures(Tallies):
    """Every figure of a paper. `open_then` ends with this paper's own number."""

    balance: Balance
    late: tuple[Change, ...]
    open_then: tuple[OpenThen, ...]
    grids: Mapping[int, GridTotals] = field(default_factory=dict)


def measure(data: PaperData) -> Figures:
    """The figures of what was gathered; every item counts once in each tally."""
    items = open_items(data)
    return Figures(
        **vars(tallies(data, items)),
        balance=_balance(data.passages, len(items)),
        late=tuple(each for each in data.changes if each.matter in COUNTED and each.is_late(data.period.since)),
        open_then=data.open_then,
        grids={each.id: _grid(each) for each in data.publications if each.framework and each.gradings},
    )


def tallies(data: PaperData, items: Sequence[Item]) -> Tallies:
    """The counts of some open items."""
    known = {item.portfolio for item in items if item.portfolio}
    portfolios = [*sorted(known), NO_PORTFOLIO]
    named = [(item.portfolio or NO_PORTFOLIO, item.rag) for item in items]
    both = Counter(named)
    by_portfolio = _tally((name for name, _ in named), portfolios)
    titles = {each.id: each.title for each in data.publications}
    of_reports = Counter(item.publication_id for item in items)
    return Tallies(
        open_now=len(items),
        by_rag=_tally((item.rag.label for item in items), [rag.label for rag in RAGS_OF_OPEN_ITEMS]),
        by_kind=_tally((item.kind.label for item in items), [kind.label for kind in Kind]),
        by_status=_tally((item.status.label for item in items), [status.label for status in Status if status in OPEN]),
        by_portfolio=by_portfolio,
        by_report=tuple((titles[number], of_reports[number]) for number in titles if of_reports[number]),
        by_age=_tally((age_of(item, data.on) for item in items), [label for _, label in AGES]),
        by_portfolio_and_rag=tuple(
            (name, tuple(both[name, rag] for rag in RAGS_OF_OPEN_ITEMS)) for name, _ in by_portfolio
        ),
        overdue=sum(item.is_overdue for item in items),
    )


def age_of(item: Item, on: date) -> str:
    """The band of an item's age: how long before a day its report came out, or it was registered."""
    return next(label for months, label in AGES if months is None or add_months(item.first_known_on, months) > on)


def open_items(data: PaperData) -> tuple[Item, ...]:
    """The items that are open, in the order of their references."""
    return tuple(sorted((item for item in data.items if item.status in OPEN), key=lambda item: item.reference))


def _tally(values: Iterable[str], order: list[str]) -> Tally:
    """How often each value comes; those that do not come are left out."""
    found = Counter(values)
    return tuple((value, found[value]) for value in order if found[value])


def _grid(publication: Publication) -> GridTotals:
    assert publication.framework is not None
    scale = [grade.name for grade in publication.framework.grades]
    areas = [each for each in publication.gradings if not each.is_overall]
    return grid_totals(scale, [(each.standing, each.grade or None) for each in areas])


def _balance(passages: Iterable[Passage], open_now: int) -> Balance:
    passages = tuple(passages)
    came: Counter[str] = Counter()
    went: Counter[Status] = Counter()
    for passage in passages:
        for old, new in passage.moves:
            was_open, is_open = old in OPEN, new in OPEN
            if is_open and not was_open:
                came["new" if not old else "reopened" if old in CLOSED else "ours again"] += 1
            elif was_open and not is_open:
                went[Status(new)] += 1
    came["new"] += sum(
        1 for each in passages if each.before is None and not each.moves and each.now is not None and each.now in OPEN
    )
    return Balance(
        open_before=sum(1 for each in passages if each.before is not None and each.before in OPEN),
        new=came["new"],
        reopened=came["reopened"],
        ours_again=came["ours again"],
        closed=tuple((status, went[status]) for status in Status if status in CLOSED),
        ruled_out=tuple((status, went[status]) for status in Status if status in SET_ASIDE),
        withheld=sum(1 for each in passages if each.now is None and each.before is not None and each.before in OPEN),
        open_now=open_now,
    )
