"""What the checks find stops a release, or is accepted in a sentence that is kept with it."""

from datetime import timedelta
from typing import Any

import pytest

from inspections import actions as inspecting
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import StaleEdit
from recommendations import actions as recommending
from recommendations.enums import Status
from recommendations.models import Recommendation
from reports import actions
from reports.enums import Check, PaperState, PaperVerb, SectionKind
from reports.models import Issue, Paper, PaperEvent, Release
from reports.paper.checking import checks_of
from reports.paper.checks import Checks
from reports.paper.content import content_of
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.issues import ACCEPTED, issued, released
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.reports import add_section, make_empty_paper

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(minutes=5)
WAITING = "It came last week."


@pytest.fixture
def item(cast: Cast) -> Recommendation:
    """An open item that nobody owns yet and that has no date."""
    make_reference()
    publication = make_publication(make_inspection("Youth violence"))
    return make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)


@pytest.fixture
def paper(cast: Cast, item: Recommendation) -> Paper:
    """A paper that says how many items are open."""
    paper = make_empty_paper(cast)
    add_section(paper, SectionKind.REGISTER_POSITION, "Position", options={"tables": []})
    return paper


@pytest.fixture
def dcc(cast: Cast) -> Actor:
    return cast.dcc.actor(TODAY)


def checks(paper: Paper, at: Any = NOON) -> Checks:
    return checks_of(paper, content_of(paper, at))


def type_words(paper: Paper, words: str) -> None:
    section = paper.sections.get()
    actions.change_section(section=section, values={"after": words}, by=SETTER_UP, at=NOON)


BOTH = {Check.OWNERS.value: WAITING, Check.DATES.value: "The report sets none."}


def test_what_is_accepted_is_kept_with_the_release_and_told_by_its_event(paper: Paper, dcc: Actor) -> None:
    release = actions.release_paper(paper=paper, accepted=BOTH, by=dcc, at=NOON)

    event = PaperEvent.objects.latest("id")
    assert Release.objects.get().accepted == [
        {"check": "owners", "findings": ["MP-2022-001 has no owner."], "sentence": WAITING},
        {
            "check": "dates",
            "findings": ["MP-2022-001 has neither a deadline nor an internal target."],
            "sentence": "The report sets none.",
        },
    ]
    assert (event.verb, event.details) == (
        PaperVerb.RELEASE,
        {"fingerprint": release.fingerprint, "accepted": BOTH},
    )


@pytest.mark.parametrize("given", [{}, {"owners": WAITING}, {"owners": WAITING, "dates": " \n "}])
def test_a_warning_without_a_sentence_is_refused_by_name(paper: Paper, dcc: Actor, given: dict[str, str]) -> None:
    with pytest.raises(actions.Unaccepted, match="MP-2022-001 has neither a deadline") as refusal:
        actions.release_paper(paper=paper, accepted=given, by=dcc, at=NOON)

    paper.refresh_from_db()
    expected = (Check.DATES,) if given else (Check.OWNERS, Check.DATES)
    assert (refusal.value.checks, paper.state, Release.objects.count()) == (expected, PaperState.DRAFT, 0)


def test_a_sentence_is_no_longer_than_a_sentence(paper: Paper, dcc: Actor) -> None:
    with pytest.raises(NotPossible, match="300 characters or fewer"):
        actions.release_paper(paper=paper, accepted=BOTH | {"dates": "x" * 301}, by=dcc, at=NOON)


def test_a_sentence_about_what_was_not_found_is_not_kept(paper: Paper, dcc: Actor) -> None:
    release = actions.release_paper(paper=paper, accepted=ACCEPTED, by=dcc, at=NOON)

    assert [row["check"] for row in release.accepted] == ["owners", "dates"]


def test_a_paper_in_which_nothing_is_found_needs_no_sentence(cast: Cast, dcc: Actor) -> None:
    make_reference()
    paper = make_empty_paper(cast)
    add_section(paper, SectionKind.NARRATIVE, "Purpose", before="To inform.")

    release = actions.release_paper(paper=paper, by=dcc, at=NOON)

    assert (release.accepted, "accepted" in PaperEvent.objects.latest("id").details) == ([], False)


def test_what_the_checks_find_after_they_were_shown_is_not_accepted_unseen(
    cast: Cast, paper: Paper, dcc: Actor
) -> None:
    """A person is added who has the name of something that the paper tells of: its words are what they were."""
    type_words(paper, "The Jane Smith Centre has opened.")
    shown: dict[str, Any] = {"shown": content_of(paper, NOON).fingerprint, "shown_checks": checks(paper).digest}
    people.add_person(name="Jane Smith", email="jane@force.example", by=SETTER_UP, at=NOON)

    with pytest.raises(StaleEdit):
        actions.release_paper(paper=paper, accepted=ACCEPTED, **shown, shown_at=NOON, by=dcc, at=SOON)
    assert Release.objects.count() == 0

    shown["shown_checks"] = checks(paper).digest
    release = actions.release_paper(paper=paper, accepted=ACCEPTED, **shown, shown_at=NOON, by=dcc, at=SOON)
    assert [row["check"] for row in release.accepted] == ["owners", "dates", "names"]


def test_a_blocker_stops_the_release_whatever_is_said(paper: Paper, item: Recommendation, dcc: Actor) -> None:
    make_inspection("Revisit on serious and organised crime", embargoed=True)
    type_words(paper, "We await the revisit on serious and organised crime.")

    with pytest.raises(NotPossible) as refusal:
        actions.release_paper(paper=paper, accepted=ACCEPTED, by=dcc, at=NOON)

    assert str(refusal.value) == (
        "The checks stop the paper: “What may not be told”. The liaison officer can read what was found."
    )
    assert Release.objects.count() == 0


def test_a_released_paper_is_not_issued_once_an_embargo_covers_what_it_tells(
    cast: Cast, paper: Paper, item: Recommendation
) -> None:
    released(cast, paper)
    inspecting.set_embargo(inspection=item.publication.inspection, embargoed=True, by=SETTER_UP, at=SOON)

    with pytest.raises(NotPossible, match=r"^The checks stop the paper"):
        actions.issue_paper(paper=paper, by=cast.secretary.actor(TODAY), at=SOON)

    assert Issue.objects.count() == 0


def test_a_correction_is_checked_and_accepted_afresh(
    cast: Cast, paper: Paper, item: Recommendation, dcc: Actor
) -> None:
    issued(cast, paper)
    actions.start_correction(paper=paper, by=cast.liaison.actor(TODAY), at=SOON, why="A wrong date.")
    actions.set_cut_off(paper=paper, cut_off_at=None, by=cast.liaison.actor(TODAY), at=SOON)
    recommending.set_target(
        recommendation=item, target_on=TODAY + timedelta(days=90), by=cast.liaison.actor(TODAY), at=SOON
    )

    with pytest.raises(actions.Unaccepted) as refusal:
        actions.release_paper(paper=paper, by=dcc, at=SOON)
    again = actions.release_paper(paper=paper, accepted={"owners": "Still none."}, by=dcc, at=SOON)

    assert refusal.value.checks == (Check.OWNERS,)
    assert [row["sentence"] for row in again.accepted] == ["Still none."]
