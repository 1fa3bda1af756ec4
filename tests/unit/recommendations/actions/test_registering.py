"""Entering an item and changing what it says: recommendations.actions.registering."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections import actions as inspections_actions
from inspections.enums import CauseScope
from inspections.models import Publication, Register
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.dates import Precision
from jac_tracker.history import StaleEdit, digest
from recommendations import actions
from recommendations.actions import TEXT_FIELDS, DeadlineAsRead, PartAsRead, parts_digest
from recommendations.enums import DeadlineKind, Kind, Marking, Status, TextSource
from recommendations.models import Part, Recommendation, RecommendationEvent
from tests.factories.inspections import SETTER_UP, make_inspection, make_publication
from tests.factories.people import LONG_AGO, Cast
from tests.factories.recommendations import make_recommendation

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
TODAY = AT.date()
PUBLISHED = date(2022, 1, 7)

TEXT: dict[str, Any] = {
    "kind": Kind.RECOMMENDATION,
    "title": "Record crime well",
    "text": "The force should record crime well.",
    "text_source": TextSource.REPORT,
}
WITHIN = DeadlineAsRead("within six months", DeadlineKind.RELATIVE, date(2022, 7, 7), Precision.DAY, PUBLISHED)


def test_a_new_item_awaits_allocation_and_is_grey(cast: Cast, publication: Publication) -> None:
    item = actions.register(publication=publication, **TEXT, by=cast.liaison.actor(TODAY), at=AT)

    item = Recommendation.objects.get(pk=item.pk)
    assert (item.status, item.rag, item.reference) == ("awaiting allocation", "grey", "MP-2022-001")
    assert (item.owner_post, item.marking, item.tracked_by_hmicfrs) == (None, "official", True)
    event = RecommendationEvent.objects.get(recommendation=item)
    assert (event.verb, event.from_status, event.to_status) == ("register", "", "awaiting allocation")
    assert (event.by_user, event.by_post, event.at) == (cast.liaison.user, cast.liaison.post, AT)


def test_references_run_on_through_the_year_of_registering(cast: Cast, publication: Publication) -> None:
    liaison = cast.liaison.actor(TODAY)
    new_years_eve = datetime(2022, 12, 31, 23, 59, tzinfo=UTC)

    items = [actions.register(publication=publication, **TEXT, by=liaison, at=at) for at in (AT, AT, new_years_eve)]
    item = actions.register(publication=publication, **TEXT, by=liaison, at=datetime(2023, 1, 1, tzinfo=UTC))

    assert [item.reference for item in items] == ["MP-2022-001", "MP-2022-002", "MP-2022-003"]
    assert item.reference == "MP-2023-001"


def test_a_withdrawn_items_reference_is_not_used_again(cast: Cast, publication: Publication) -> None:
    make_recommendation(cast, publication, Status.WITHDRAWN)

    item = make_recommendation(cast, publication)

    assert item.reference == "MP-2022-002"


@pytest.mark.parametrize("kind", Kind)
def test_soft_afis_and_jtai_actions_start_untracked(cast: Cast, publication: Publication, kind: Kind) -> None:
    item = make_recommendation(cast, publication, Status.AWAITING_ALLOCATION, kind=kind)

    assert item.tracked_by_hmicfrs is (kind in (Kind.RECOMMENDATION, Kind.AFI))


def test_tracking_may_be_told_otherwise(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, kind=Kind.SOFT_AFI, tracked=True)

    assert item.tracked_by_hmicfrs is True


def test_an_item_that_names_others_alone_still_awaits_allocation(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.AWAITING_ALLOCATION, addressees=["college", "home office"])

    assert (item.status, item.addressees) == ("awaiting allocation", ["college", "home office"])


def test_a_deadline_that_nobody_confirmed_is_kept_as_read(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, deadline=WITHIN)

    assert (item.deadline_words, item.deadline_kind, item.deadline_on) == (
        "within six months",
        "RELATIVE",
        date(2022, 7, 7),
    )
    assert (item.first_deadline_on, item.deadline_confirmed_by, item.deadline_confirmed_at) == (None, None, None)


def test_a_confirmed_deadline_carries_its_first_date_and_who_confirmed_it(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.AWAITING_ALLOCATION, at=AT, deadline=WITHIN, confirmed=True)

    assert (item.first_deadline_on, item.deadline_confirmed_by) == (date(2022, 7, 7), cast.liaison.user)
    assert item.deadline_confirmed_at == AT


def test_parts_are_entered_with_their_item_in_one_act(cast: Cast, publication: Publication) -> None:
    parts = [PartAsRead("a", "Train.", deadline=WITHIN), PartAsRead("b", "Write guidance.", ("college",))]

    item = make_recommendation(cast, publication, Status.AWAITING_ALLOCATION, parts=parts)

    found = [(part.letter, part.text, part.is_ours, part.deadline_on) for part in item.parts.all()]
    assert found == [("a", "Train.", True, date(2022, 7, 7)), ("b", "Write guidance.", False, None)]
    assert RecommendationEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": " "}, "Give the item a title."),
        ({"text": " "}, "Enter the text, or say that it is not yet entered."),
        ({"text_source": TextSource.NOT_ENTERED}, "Say whether the text is the report's words or a summary."),
        (
            {"deadline": DeadlineAsRead("Immediately", DeadlineKind.IMMEDIATE, date(2022, 1, 8), None, PUBLISHED)},
            "What is to be done immediately has the day of publication for its date.",
        ),
        ({"parts": [PartAsRead("a", "One."), PartAsRead("a", "Two.")]}, "Two parts have the same letter."),
    ],
)
def test_what_does_not_fit_together_is_refused(
    cast: Cast, publication: Publication, values: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(NotPossible) as refusal:
        actions.register(publication=publication, **(TEXT | values), by=cast.liaison.actor(TODAY), at=AT)

    assert str(refusal.value) == sentence
    assert Recommendation.objects.count() == RecommendationEvent.objects.count() == 0


def test_a_cause_of_concern_of_another_report_is_refused(cast: Cast, publication: Publication) -> None:
    other = make_publication(make_inspection("Custody", short_title="Custody"))
    cause = inspections_actions.add_cause(
        publication=other, scope=CauseScope.OURS, title="Detainees are not safe", by=SETTER_UP, at=LONG_AGO
    )

    with pytest.raises(NotPossible, match="in another report"):
        make_recommendation(cast, publication, cause=cause)

    assert make_recommendation(cast, other, cause=cause).cause == cause


@pytest.mark.parametrize("name", ["owner", "lead", "dcc", "secretary", "reader", "auditor", "administrator"])
def test_nobody_but_liaison_registers(cast: Cast, publication: Publication, name: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.register(publication=publication, **TEXT, by=getattr(cast, name).actor(TODAY), at=AT)


def test_without_a_register_there_are_no_references(cast: Cast) -> None:
    publication = make_publication()
    assert not Register.objects.exists()

    with pytest.raises(NotPossible, match="has not been started"):
        actions.register(publication=publication, **TEXT, by=cast.liaison.actor(TODAY), at=AT)


# Changing what it says


def test_text_is_changed_with_a_reason(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    actions.edit_text(
        recommendation=item,
        values={"text": "Its own words.", "text_source": TextSource.REPORT, "addressees": ("our force",)},
        shown=digest(item, TEXT_FIELDS),
        by=cast.liaison.actor(TODAY),
        at=AT,
        why="The report is out.",
    )

    item.refresh_from_db()
    assert (item.text, item.text_source, item.addressees) == ("Its own words.", "report", ["our force"])
    event = item.events.latest("at")
    assert (event.verb, event.why, event.from_status, event.to_status) == (
        "edit text",
        "The report is out.",
        "in progress",
        "in progress",
    )


def test_text_that_somebody_else_changed_is_not_overwritten(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    shown = digest(item, TEXT_FIELDS)
    theirs = {"values": {"title": "Theirs"}, "by": cast.second_liaison.actor(TODAY), "at": AT, "why": "Mine first."}
    actions.edit_text(recommendation=item, **theirs)

    with pytest.raises(StaleEdit) as stale:
        actions.edit_text(
            recommendation=item,
            values={"title": "Mine"},
            shown=shown,
            by=cast.liaison.actor(TODAY),
            at=AT,
            why="A better title.",
        )

    assert stale.value.current.title == "Theirs"
    assert Recommendation.objects.get().title == "Theirs"


def test_text_is_not_changed_without_a_reason(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    with pytest.raises(NotPossible) as refusal:
        actions.edit_text(recommendation=item, values={"title": "New"}, by=cast.liaison.actor(TODAY), at=AT, why="  ")

    assert str(refusal.value) == "Give a reason."


@pytest.mark.parametrize("field", ["marking", "status", "owner_post", "rag", "reference", "publication"])
def test_what_a_form_is_not_about_cannot_come_in_with_the_text(
    cast: Cast, publication: Publication, field: str
) -> None:
    item = make_recommendation(cast, publication)

    with pytest.raises(ValueError, match="not changed with the text"):
        actions.edit_text(recommendation=item, values={field: "x"}, by=cast.liaison.actor(TODAY), at=AT, why="To try.")


def test_a_marking_is_changed_in_an_act_of_its_own(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    by = {"by": cast.liaison.actor(TODAY), "at": AT, "why": "It names a source."}

    actions.set_marking(recommendation=item, marking=Marking.OFFICIAL_SENSITIVE, **by)

    item.refresh_from_db()
    assert (item.marking, item.events.latest("at").verb) == ("official-sensitive", "set marking")
    with pytest.raises(NotPossible, match="already marked OFFICIAL-SENSITIVE"):
        actions.set_marking(recommendation=item, marking=Marking.OFFICIAL_SENSITIVE, **by)


# Parts


def set_parts(cast: Cast, item: Recommendation, *parts: PartAsRead, shown: str | None = None) -> list[Part]:
    return actions.set_parts(
        recommendation=item, parts=parts, shown=shown, by=cast.liaison.actor(TODAY), at=AT, why="As the report has it."
    )


def test_parts_are_added_changed_and_removed_by_their_letter(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, parts=[PartAsRead("a", "One."), PartAsRead("b", "Two.")])
    kept = item.parts.get(letter="b")

    parts = set_parts(cast, item, PartAsRead("c", "Three."), PartAsRead("b", "Two, changed."))

    assert [(part.letter, part.text) for part in parts] == [("b", "Two, changed."), ("c", "Three.")]
    assert [(part.pk == kept.pk, part.letter) for part in item.parts.all()] == [(True, "b"), (False, "c")]
    assert Part.history.filter(history_type="-").values_list("letter", "history_change_reason").get() == (
        "a",
        "As the report has it.",
    )


def test_parts_that_somebody_else_changed_are_not_overwritten(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, parts=[PartAsRead("a", "One.")])
    shown = parts_digest(item)
    set_parts(cast, item, PartAsRead("a", "One."), PartAsRead("b", "Theirs."))

    with pytest.raises(StaleEdit):
        set_parts(cast, item, PartAsRead("a", "Mine."), shown=shown)

    assert [part.text for part in item.parts.all()] == ["One.", "Theirs."]
    assert len(set_parts(cast, item, PartAsRead("a", "Mine."), shown=parts_digest(item))) == 1


def test_parts_unchanged_leave_no_history(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, parts=[PartAsRead("a", "One.", deadline=WITHIN)])

    set_parts(cast, item, PartAsRead("a", "One.", deadline=WITHIN))

    assert Part.history.count() == 1
