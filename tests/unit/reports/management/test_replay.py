import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from inspections.models import Inspection, Milestone, OtherForce, Register
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.models import PeopleEvent, Portfolio
from jac_tracker.dates import LONDON, Precision
from recommendations.models import Recommendation
from reports.management.replay import Act, WrongAct, acts_of, deadline_in_words, replay
from reports.models import PaperEvent, Section
from tests.factories.inspections import make_reference
from tests.factories.people import LONG_AGO, SETTER_UP, Cast

SECRETARY, LIAISON = "Committee Secretary", "HMICFRS Force Liaison Officer"

MEETING = {"verb": "add_meeting", "at": "2022-01-11T12:00", "by": SECRETARY, "args": {"held_on": "2022-03-31"}}
THEMATIC = {
    "verb": "add_inspection",
    "as": "thematic",
    "at": "2022-01-12T09:00",
    "by": LIAISON,
    "args": {
        "values": {"kind": "national thematic", "title": "Fraud", "short_title": "Fraud", "our_part": "inspected"},
        "other_forces": [["@force:Northshire Constabulary", "Two districts"], ["@force:Southshire Police", ""]],
    },
}
REPORT = {
    "verb": "add_publication",
    "as": "report",
    "at": "2022-01-13T09:00",
    "by": LIAISON,
    "args": {"inspection": "@thematic", "kind": "national report", "title": "Fraud", "day": "7 January 2022"},
}


def run(*written: Mapping[str, Any], fixtures: Path = Path()) -> int:
    acts = [Act("a chapter", number, act) for number, act in enumerate(written, start=1)]
    return replay(acts, command="replay", fixtures=fixtures)


def test_an_act_is_done_at_its_moment_in_london_under_the_post_it_names(cast: Cast) -> None:
    summer = {**MEETING, "at": "2022-06-11T12:00", "args": {"held_on": "2022-06-30"}}

    count = run(MEETING, summer)

    first, second = PaperEvent.objects.all()
    assert count == 2
    assert (first.by_user, first.by_post) == (cast.secretary.user, cast.secretary.post)
    assert [first.at, second.at] == [datetime(2022, 1, 11, 12, tzinfo=LONDON), datetime(2022, 6, 11, 12, tzinfo=LONDON)]


def test_whoever_held_the_post_on_the_day_does_the_act(cast: Cast) -> None:
    to = {"post": cast.secretary.post, "to": cast.reader.user, "from_on": date(2022, 1, 15)}
    people.hand_over(**to, by=SETTER_UP, at=LONG_AGO)
    later = {**MEETING, "at": "2022-01-15T00:00", "args": {"held_on": "2022-06-30"}}

    run(MEETING, later)

    assert [event.by_user for event in PaperEvent.objects.all()] == [cast.secretary.user, cast.reader.user]


def test_an_act_without_a_post_is_signed_by_the_command(db: None) -> None:
    run({"verb": "add_portfolio", "at": "2022-01-11T12:00", "args": {"name": "Crime"}})

    event = PeopleEvent.objects.get()
    assert (event.by_user, event.by_system) == (None, "replay")


def test_arguments_are_read_as_the_action_says(cast: Cast) -> None:
    make_reference()
    fieldwork = {"inspection": "@thematic", "kind": "fieldwork", "standing": "expected", "day": "w/c 4 April"}

    run(THEMATIC, {"verb": "add_milestone", "at": "2022-01-13T09:00", "by": LIAISON, "args": fieldwork})

    milestone = Milestone.objects.get()
    forces = [(row.force.name, row.note) for row in OtherForce.objects.all()]
    assert forces == [("Northshire Constabulary", "Two districts"), ("Southshire Police", "")]
    assert (milestone.earliest, milestone.precision) == (date(2022, 4, 4), Precision.WEEK)
    assert milestone.words == "w/c 4 April"


def test_a_deadline_is_read_from_its_words_and_a_part_is_an_object(cast: Cast) -> None:
    make_reference()
    item = {
        "publication": "@report",
        "kind": "recommendation",
        "title": "Act on fraud",
        "text": "Act on fraud.",
        "text_source": "summary",
        "addressees": ["all forces"],
        "deadline": "Within six months",
        "confirmed": True,
        "parts": [{"letter": "a", "text": "first"}, {"letter": "b", "text": "then", "deadline": "By May 2022"}],
    }

    run(THEMATIC, REPORT, {"verb": "register", "at": "2022-01-14T09:00", "by": LIAISON, "args": item})

    made = Recommendation.objects.get()
    assert (made.deadline_words, made.deadline_on) == ("Within six months", date(2022, 7, 7))
    assert made.deadline_confirmed_by == cast.liaison.user
    assert [(part.letter, part.deadline_on) for part in made.parts.all()] == [("a", None), ("b", date(2022, 5, 31))]


@pytest.mark.parametrize(
    ("words", "on", "basis_on"),
    [
        ("Immediately", date(2022, 1, 7), date(2022, 1, 7)),
        ("Within twelve months", date(2023, 1, 7), date(2022, 1, 7)),
        ("By September 2022", date(2022, 9, 30), None),
    ],
)
def test_a_deadline_keeps_its_words_and_what_it_is_reckoned_from(words: str, on: date, basis_on: date | None) -> None:
    read = deadline_in_words(words, date(2022, 1, 7))

    assert (read.words, read.on, read.basis_on) == (words, on, basis_on)


def test_a_key_gives_what_an_act_above_made_and_its_number(cast: Cast) -> None:
    make_reference()
    start = {"verb": "start_paper", "as": "paper", "at": "2022-02-01T09:00", "by": LIAISON, "args": {"meeting": "@it"}}
    options = {"inspections": ["@id:thematic"]}
    section = {"paper": "@paper", "kind": "reports for review", "heading": "Old", "options": options}

    run(
        {**MEETING, "as": "it"},
        THEMATIC,
        start,
        {"verb": "add_section", "as": "section", "at": "2022-02-01T09:01", "by": LIAISON, "args": section},
    )

    section_made = Section.objects.get(heading="Old")
    assert section_made.options == {"inspections": [Inspection.objects.get().pk]}


def test_data_comes_from_a_file_beside_the_acts(db: None, tmp_path: Path) -> None:
    reference = {
        "forces": [{"name": "Kent Police", "short_name": "Kent", "is_territorial": True}],
        "inspectorates": [],
        "frameworks": [],
    }
    (tmp_path / "reference.json").write_text(json.dumps(reference), encoding="utf-8")
    load = {"verb": "load_reference", "at": "2022-01-11T12:00", "args": {"data": "@fixture:reference.json"}}
    start = {
        "force": "@force:Kent Police",
        "our_short_name": "Kent",
        "policing_body": "Kent Police and Crime Commissioner",
        "committee": "Joint Audit Committee",
        "committee_short_name": "JAC",
        "reference_prefix": "KP",
    }

    run(load, {"verb": "start_register", "at": "2022-01-11T12:01", "args": start}, fixtures=tmp_path)

    assert Register.objects.get().force.name == "Kent Police"


WRONG = [
    ({**MEETING, "verb": "call_meeting"}, "there is no such action"),
    ({**MEETING, "verb": "drafter"}, "there is no such action"),
    ({**MEETING, "verb": "NotPossible"}, "there is no such action"),
    ({"verb": "add_meeting"}, "an act says its verb and when it was done"),
    ({**MEETING, "when": "2022"}, "an act has no when"),
    ({**MEETING, "at": "in May"}, "Invalid isoformat string: 'in May'"),
    ({**MEETING, "at": "2022-01-01T12:00"}, "it comes before the act above it"),
    ({**MEETING, "by": "Chief Constable"}, "nobody holds the post of Chief Constable on 2022-01-11"),
    ({**MEETING, "by": "ACC Crime"}, "Only the committee secretary or a liaison officer keeps meetings."),
    ({**MEETING, "args": {"held_on": "2022-03-31", "chair": "Nobody"}}, "add_meeting is given no chair"),
    ({**MEETING, "args": {"held_on": "@meeting"}}, "no act above gave “meeting”"),
    ({**MEETING, "args": {"held_on": "@day:Monday"}}, "“day” is no kind of thing that can be named"),
    ({**MEETING, "args": {"held_on": "@post:Chief Constable"}}, "“Chief Constable” does not name one post"),
    ({**MEETING, "args": {"held_on": "@section:2022-03-31"}}, "“2022-03-31” does not name one section"),
    ({**MEETING, "as": "crime"}, "there is a “crime” already"),
    (
        {"verb": "start_paper", "at": "2022-01-11T12:00", "by": LIAISON, "args": {"meeting": "May"}},
        "“May” should name a meeting, with @ before it",
    ),
]


@pytest.mark.parametrize(("wrong", "what"), WRONG)
def test_an_act_that_cannot_be_replayed_is_named_with_what_is_wrong_and_nothing_is_kept(
    cast: Cast, wrong: dict[str, Any], what: str
) -> None:
    portfolios = set(Portfolio.objects.all())
    first = {"verb": "add_portfolio", "as": "crime", "at": "2022-01-02T12:00", "args": {"name": "Fraud"}}

    with pytest.raises(WrongAct) as raised:
        run(first, wrong)

    key = f", “{wrong['as']}”" if "as" in wrong else ""
    assert str(raised.value) == f"a chapter, act 2 ({wrong['verb']}{key}): {what}"
    assert set(Portfolio.objects.all()) == portfolios


def test_a_deadline_needs_the_day_of_the_report() -> None:
    with pytest.raises(ValueError, match=r"^the report has no date from which to reckon “Immediately”$"):
        deadline_in_words("Immediately", None)


def test_chapters_are_read_in_the_order_of_the_index(tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text('{"chapters": ["two.json", "one.json"]}', encoding="utf-8")
    (tmp_path / "one.json").write_text('[{"verb": "c"}]', encoding="utf-8")
    (tmp_path / "two.json").write_text('[{"verb": "a"}, {"verb": "b", "as": "it"}]', encoding="utf-8")

    acts = [str(act) for act in acts_of(tmp_path / "index.json")]

    assert acts == ["two.json, act 1 (a)", "two.json, act 2 (b, “it”)", "one.json, act 1 (c)"]


def test_a_chapter_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text('{"chapters": ["one.json"]}', encoding="utf-8")
    (tmp_path / "one.json").write_text("[{]", encoding="utf-8")

    with pytest.raises(WrongAct, match=r"^one\.json cannot be read: Expecting property name"):
        list(acts_of(tmp_path / "index.json"))
