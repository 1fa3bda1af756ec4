"""The arithmetic of a paper: values in, figures out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from inspections.rules import GridTotals, grid_totals
from recommendations.enums import CLOSED, OPEN, SET_ASIDE, Kind, Rag, Status
from reports.paper.data import Item, PaperData, Passage, Publication

Tally = tuple[tuple[str, int], ...]

# Open items have one of these four; Blue is for closed ones.
RAGS_OF_OPEN_ITEMS = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.GREY)
NO_PORTFOLIO = "Not yet allocated"


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

    @property
    def adds_up(self) -> bool:
        """Whether what came and what went explain what is there."""
        came = self.new + self.reopened + self.ours_again
        went = sum(number for _, number in (*self.closed, *self.ruled_out)) + self.withheld
        return self.open_before + came - went == self.open_now


@dataclass(frozen=True)
class Figures:
    """Every figure of a paper. Each tally adds up to `open_now`, in the order in which a table prints it."""

    open_now: int
    by_rag: Tally
    by_kind: Tally
    by_status: Tally
    by_portfolio: Tally
    overdue: int
    balance: Balance
    grids: Mapping[int, GridTotals] = field(default_factory=dict)


def measure(data: PaperData) -> Figures:
    """The figures of what was gathered; every item counts once in each tally."""
    items = open_items(data)
    portfolios = sorted({item.portfolio for item in items if item.portfolio})
    return Figures(
        open_now=len(items),
        by_rag=_tally((item.rag.label for item in items), [rag.label for rag in RAGS_OF_OPEN_ITEMS]),
        by_kind=_tally((item.kind.label for item in items), [kind.label for kind in Kind]),
        by_status=_tally((item.status.label for item in items), [status.label for status in Status if status in OPEN]),
        by_portfolio=_tally((item.portfolio or NO_PORTFOLIO for item in items), [*portfolios, NO_PORTFOLIO]),
        overdue=sum(item.is_overdue for item in items),
        balance=_balance(data.passages, len(items)),
        grids={each.id: _grid(each) for each in data.publications if each.framework and each.gradings},
    )


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
