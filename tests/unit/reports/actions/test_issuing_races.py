"""Two people at once over one paper: what is released is what was read, and nothing is issued twice.

That the lock is what decides is proved with it taken away, on PostgreSQL: SQLite lets only one write at a time anyway.
"""

import pytest

from reports import actions
from reports.actions import issuing, releasing, sections
from reports.enums import PaperState
from reports.models import Issue, Paper, Release
from reports.paper.content import content_of
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_reference
from tests.factories.issues import released
from tests.factories.people import SETTER_UP, Cast, make_cast
from tests.factories.reports import make_short_paper
from tests.side_by_side import Attempt, at_once, meanwhile, slowly, together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    make_reference()
    return make_cast()


@pytest.fixture
def paper(cast: Cast) -> Paper:
    return make_short_paper(cast)


def release_and_change(cast: Cast, paper: Paper) -> tuple[Attempt, Attempt]:
    shown, section, dcc = content_of(paper, NOON).fingerprint, paper.sections.get(), cast.dcc.actor(TODAY)
    return (
        lambda: actions.release_paper(paper=paper, shown=shown, shown_at=NOON, by=dcc, at=NOON),
        lambda: actions.change_section(section=section, values={"before": "Otherwise."}, by=SETTER_UP, at=NOON),
    )


def two_issues(cast: Cast, paper: Paper) -> tuple[Attempt, Attempt]:
    secretary = cast.secretary.actor(TODAY)

    def issue() -> Issue:
        return actions.issue_paper(paper=paper, by=secretary, at=NOON)

    return issue, issue


def stands_as_released(paper: Paper) -> bool:
    """Whether the paper is a draft, or reads as it was released."""
    paper.refresh_from_db()
    if paper.state != PaperState.RELEASED:
        return True
    assert paper.cut_off_at is not None
    newest = Release.objects.latest("id")
    return content_of(paper, paper.cut_off_at).fingerprint == newest.fingerprint


def test_what_changes_while_it_is_released_is_never_released_unread(
    cast: Cast, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch, releasing, "complete")

    outcomes = at_once(*release_and_change(cast, paper))

    assert outcomes in (["StaleEdit", "done"], ["done", "done"])
    assert stands_as_released(paper)


def test_who_changes_a_paper_and_who_releases_it_do_not_wait_for_each_other_for_ever(
    cast: Cast, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The one holds the paper and writes an event of the meeting, the other holds the meeting and wants the paper.
    slowly(monkeypatch, sections, "refuse_stale")

    outcomes = at_once(*release_and_change(cast, paper))

    assert outcomes in (["StaleEdit", "done"], ["done", "done"])
    assert stands_as_released(paper)


def test_without_the_lock_a_paper_stands_released_that_reads_otherwise(
    cast: Cast, paper: Paper, unlocked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    release, change = release_and_change(cast, paper)
    meanwhile(monkeypatch, releasing, "complete", change)

    release()

    assert not stands_as_released(paper)


def test_a_paper_is_issued_once(cast: Cast, paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    released(cast, paper)
    slowly(monkeypatch, issuing, "complete")

    outcomes = at_once(*two_issues(cast, paper))

    assert (outcomes, Issue.objects.count()) == (["NotPossible", "done"], 1)


def test_without_the_lock_the_database_alone_refuses_the_second(
    cast: Cast, paper: Paper, unlocked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(cast, paper)
    together(monkeypatch, issuing, "complete")

    outcomes = at_once(*two_issues(cast, paper))

    assert (outcomes, Issue.objects.count()) == (["IntegrityError", "done"], 1)
