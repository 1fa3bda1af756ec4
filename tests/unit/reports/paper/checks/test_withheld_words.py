"""Which words of the register may not be told, whenever they were recorded and whatever they hang on."""

from datetime import timedelta
from typing import Any

import pytest

from inspections import actions as inspecting
from inspections.actions import AreaGrading
from inspections.enums import CauseScope, GradingStanding, PublicationKind
from recommendations import actions as recommending
from recommendations.enums import Marking
from recommendations.models import ProgressUpdate, Recommendation
from recommendations.rules.as_read import PartAsRead
from reports import actions
from reports.paper.blocks import Audience
from reports.paper.checks import Subject
from reports.paper.checks.withheld import withheld
from reports.paper.content import content_of
from reports.paper.data.beside import Beside, Reason
from reports.paper.gather.beside import gather_beside
from reports.paper.gather.past import Past
from tests.factories.actions import make_action
from tests.factories.inspections import make_inspection, make_publication
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation, make_update, write_claim
from tests.factories.requests import clear, make_request, settle
from tests.factories.small_register import CUT_OFF, IN_PERIOD, LATER, SmallRegister, make_small_register

SOON = LATER + timedelta(hours=3)
LONG = "Officers in the north of the force have lost two hundred files since the last count."


@pytest.fixture
def small(cast: Cast) -> SmallRegister:
    return make_small_register(cast)


def beside(small: SmallRegister) -> Beside:
    return gather_beside(small.paper, Past(CUT_OFF))


def words(small: SmallRegister, reason: Reason) -> set[str]:
    """Everything that may not be told for a reason."""
    secrets = [secret for secret in beside(small).secrets if secret.reason is reason]
    return {words for secret in secrets for words in (*secret.names, *secret.texts)}


def found(small: SmallRegister, typed: str, *audiences: Audience) -> list[str]:
    """What is found where an officer types the words into the first section, in the papers for these or for all."""
    section = small.paper.sections.earliest("position")
    if section.after != typed:
        actions.change_section(section=section, values={"after": typed}, by=SETTER_UP, at=SOON)
    drafts = content_of(small.paper, CUT_OFF).drafts
    told = {each: drafts[each] for each in audiences or Audience}
    return list(dict.fromkeys(finding.sentence for finding in withheld(Subject(told, beside(small)))))


def report(cast: Cast, item: Recommendation, text: str) -> ProgressUpdate:
    """Progress that the liaison officer records, who alone sees every item."""
    by = cast.liaison.actor(CUT_OFF.date())
    return recommending.record_progress(recommendation=item, text=text, cites="Message 7", by=by, at=CUT_OFF)


def make_marked(cast: Cast, small: SmallRegister, **values: Any) -> Recommendation:
    given = {"marking": Marking.OFFICIAL_SENSITIVE, "title": "The leak", "at": IN_PERIOD + timedelta(days=20)}
    return make_recommendation(cast, small.red.publication, **given | values)


# Whenever they were recorded


def test_what_was_recorded_since_the_cut_off_is_withheld_too(cast: Cast, small: SmallRegister) -> None:
    told = make_update(cast, small.red, "Progress of April.", at=LATER)
    liaison = cast.liaison.actor(LATER.date())
    recommending.write_wording(update=told, text="Wording of April.", by=liaison, at=LATER)
    recommending.write_reply(recommendation=small.red, text="Comment of April.", by=liaison, at=LATER)
    inspection = make_inspection("A raid to come", embargoed=True, found="What the raid found.", at=LATER)
    make_publication(inspection, title="The raid in full", at=LATER)
    make_marked(cast, small, text="Forces should stop it.", at=LATER)
    settle(make_request(cast, words="They asked in April.", at=LATER), answer="We said so in April.", at=LATER)

    uncleared = words(small, Reason.UNCLEARED)
    assert {"Progress of April.", "Wording of April.", "Comment of April."} < uncleared
    assert {"A raid to come", "What the raid found.", "The raid in full"} < words(small, Reason.EMBARGOED)
    assert {"The leak", "Forces should stop it."} < words(small, Reason.SENSITIVE)
    assert words(small, Reason.ASKED) == {"They asked in April.", "We said so in April."}


def test_what_was_worded_otherwise_is_withheld_in_every_wording_that_it_had(cast: Cast, small: SmallRegister) -> None:
    inspection, item, liaison = small.embargoed, make_marked(cast, small), cast.liaison.actor(LATER.date())
    for text, at in (("First", CUT_OFF - timedelta(days=1)), ("Second", LATER), ("Third", SOON)):
        inspecting.change_inspection(inspection=inspection, values={"title": text, "found": text}, by=SETTER_UP, at=at)
        recommending.edit_text(recommendation=item, values={"text": text}, by=liaison, at=at, why="As it is")
        recommending.write_wording(update=small.uncleared.update, text=text, by=liaison, at=at)

    every = {"First", "Second", "Third"}
    assert every < words(small, Reason.EMBARGOED)
    assert every < words(small, Reason.SENSITIVE)
    assert every < words(small, Reason.UNCLEARED)


def test_an_officer_who_types_progress_of_after_the_cut_off_is_stopped(cast: Cast, small: SmallRegister) -> None:
    make_update(cast, small.red, LONG, at=LATER)

    assert found(small, LONG) == [
        "“Purpose of report” has words that are those of progress or a comment that is not cleared."
    ]


def test_what_has_been_put_in_private_since_the_cut_off_is_withheld(cast: Cast, small: SmallRegister) -> None:
    asked = clear(cast, make_request(cast, words="When?", at=IN_PERIOD), "When, they asked.", at=IN_PERIOD)
    assert "When, they asked." in beside(small).cleared

    actions.change_request(request=asked, values={"is_private": True}, by=SETTER_UP, at=LATER, why="It was")

    assert "When, they asked." not in beside(small).cleared
    assert words(small, Reason.ASKED) == {"When?", "When, they asked."}


def test_a_report_under_embargo_that_was_removed_since_is_withheld(small: SmallRegister) -> None:
    report = make_publication(small.embargoed, title="Entered too early", at=LATER)
    inspecting.remove_publication(publication=report, by=SETTER_UP, at=SOON, why="Too early")

    assert "Entered too early" in words(small, Reason.EMBARGOED)


# Whatever they hang on


def test_all_that_hangs_on_an_inspection_under_embargo_is_withheld(cast: Cast, small: SmallRegister) -> None:
    at = CUT_OFF - timedelta(days=3)
    publication = make_publication(
        small.embargoed, kind=PublicationKind.FORCE_REPORT, framework=small.reference.peel, note="A note.", at=at
    )
    area, grade = small.reference.area("Preventing crime"), small.reference.grade("Good")
    gradings = [AreaGrading(area, GradingStanding.GRADED, grade, "A summary.")]
    inspecting.set_gradings(publication=publication, gradings=gradings, by=SETTER_UP, at=at)
    cause = {"publication": publication, "scope": CauseScope.OURS, "title": "A cause", "text": "Why it is one."}
    inspecting.add_cause(**cause, by=SETTER_UP, at=at)
    item = make_recommendation(cast, publication, at=at, parts=(PartAsRead("a", "A part."),))
    report(cast, item, "Some progress.")
    make_request(cast, words="They asked of it.", inspection=small.embargoed, at=CUT_OFF)

    expected = {"A note.", "A summary.", "A cause", "Why it is one.", item.reference, "A part.", "Some progress."}
    assert expected | {"They asked of it."} < words(small, Reason.EMBARGOED)
    assert words(small, Reason.UNCLEARED).isdisjoint(expected)
    assert words(small, Reason.ASKED) == set()


def test_all_that_hangs_on_a_marked_item_is_withheld_and_none_of_it_cleared(cast: Cast, small: SmallRegister) -> None:
    item, at = make_marked(cast, small, parts=(PartAsRead("a", "A part."),)), CUT_OFF
    told, liaison = make_update(cast, item, "Some progress.", at=at), cast.liaison.actor(at.date())
    wording = recommending.write_wording(update=told, text="A wording.", by=liaison, at=at)
    recommending.clear_wording(wording=wording, by=liaison, at=at)
    make_action(cast, item, what="An action.", post=cast.owner.post, at=at)
    write_claim(cast, item, at=at)
    asked = make_request(cast, words="They asked of it.", items=[item], at=at)
    clear(cast, asked, "They asked.", at=at)

    expected = {item.reference, "The leak", "A part.", "Some progress.", "A wording.", "An action."}
    expected |= {"It is done for part a.", "It is part of the monthly audit.", "They asked of it.", "They asked."}
    assert expected < words(small, Reason.SENSITIVE)
    assert beside(small).cleared == {"A new team records crime."}


@pytest.mark.parametrize("hidden", ["embargoed", "marked"])
def test_progress_that_nobody_may_be_told_of_stops_the_internal_paper_too(
    cast: Cast, small: SmallRegister, hidden: str
) -> None:
    under = Recommendation.objects.get(publication__inspection=small.embargoed)
    report(cast, small.sensitive if hidden == "marked" else under, LONG)
    reason = "an OFFICIAL-SENSITIVE item" if hidden == "marked" else "an inspection under embargo"

    assert found(small, LONG) == [f"“Purpose of report” has words that are those of {reason}."]


# What is no secret


def test_what_has_been_cleared_since_the_cut_off_is_no_secret(cast: Cast, small: SmallRegister) -> None:
    liaison = cast.liaison.actor(LATER.date())
    told = make_update(cast, small.red, LONG, at=LATER)
    wording = recommending.write_wording(update=told, text=LONG, by=liaison, at=LATER)
    assert found(small, LONG) != []

    recommending.clear_wording(wording=wording, by=liaison, at=LATER)

    assert found(small, LONG) == []


def test_what_an_open_report_says_since_the_cut_off_is_no_secret(cast: Cast, small: SmallRegister) -> None:
    inspection = make_inspection("Files", found="Nothing.", at=LATER)
    make_update(cast, small.red, f"They say: {LONG}", at=LATER)
    make_update(cast, small.sensitive, f"They say: {LONG}", at=LATER)
    assert len(found(small, LONG)) == 2

    inspecting.change_inspection(inspection=inspection, values={"found": LONG}, by=SETTER_UP, at=SOON)

    assert found(small, LONG) == []


def test_what_the_force_may_read_elsewhere_stops_the_public_paper_alone(cast: Cast, small: SmallRegister) -> None:
    make_update(cast, small.red, LONG, at=CUT_OFF)
    make_update(cast, small.sensitive, LONG, at=CUT_OFF)

    assert (len(found(small, LONG, Audience.PUBLIC)), found(small, LONG, Audience.INTERNAL)) == (2, [])
