"""What is read out of the recommendations of each kind of report."""

from datetime import date

import pytest

from recommendations.enums import DeadlineKind, Kind
from recommendations.rules.report import ItemRead, Lines, Proposal, TooMuch, read_report
from recommendations.rules.report.proposal import LONGEST_SOURCE, MOST_ITEMS
from tests.unit.recommendations.rules.report.texts import (
    JTAI,
    NATIONAL_THEMATIC,
    OUR_NAMES,
    PEEL,
    PUBLISHED,
    SUPER_COMPLAINT,
)


def read(text: str, *, is_jtai: bool = False) -> Proposal:
    return read_report(text, published=PUBLISHED, our_names=OUR_NAMES, is_jtai=is_jtai)


def asked(item: ItemRead) -> tuple[str, tuple[str, ...], bool]:
    return item.number, item.addressees, item.is_ours


def due(item: ItemRead) -> tuple[str, date | None]:
    return item.deadline.words, item.deadline.on


def source_of(item: ItemRead, proposal: Proposal) -> list[str]:
    return proposal.source.split("\n")[item.lines.first - 1 : item.lines.last]


def test_a_national_thematic_report_has_numbers_themes_and_addressees() -> None:
    proposal = read(NATIONAL_THEMATIC)

    one, two, three = proposal.items
    assert [asked(item) for item in proposal.items] == [
        ("1", ("chief constables",), True),
        ("2", ("npcc", "home office"), False),
        ("3", ("forces yet to",), True),
    ]
    assert [item.theme for item in proposal.items] == ["Leadership", "Leadership", "Recording"]
    assert {item.kind for item in proposal.items} == {Kind.RECOMMENDATION}
    assert due(one) == ("Within twelve months", date(2026, 1, 15))
    assert due(two) == ("By September 2025", date(2025, 9, 30))
    assert due(three) == ("Immediately", PUBLISHED)
    assert two.text.endswith("should agree one definition. They should print it.")
    assert three.condition == "that have not yet done so"
    assert three.doubts == ("It speaks to some alone: “that have not yet done so”. Say whether that is us.",)


def test_parts_under_a_lead_in_have_its_deadline_unless_they_give_their_own() -> None:
    one = read(NATIONAL_THEMATIC).items[0]

    assert one.text.endswith("to make sure that:")
    assert [(part.letter, part.text) for part in one.parts] == [
        ("a", "a chief officer answers for it;"),
        ("b", "analysts have the data they need; and"),
        ("c", "wardens are trained by 31 March 2025."),
    ]
    assert [(part.deadline.words, part.deadline.on) for part in one.parts] == [
        ("Within twelve months", date(2026, 1, 15)),
        ("Within twelve months", date(2026, 1, 15)),
        ("by 31 March 2025", date(2025, 3, 31)),
    ]


def test_a_peel_report_has_areas_for_improvement_and_causes_of_concern() -> None:
    proposal = read(PEEL)

    (cause,) = proposal.causes
    assert cause.title == "Northshire Police doesn’t manage the risk posed by registered offenders"
    assert cause.text == "We found a backlog of visits. Managers were not aware of it."
    assert [(item.kind, item.cause, item.text[:38], item.is_ours) for item in proposal.items] == [
        (Kind.AFI, None, "The force needs to improve the supervi", True),
        (Kind.AFI, None, "The force should answer 101 calls soon", True),
        (Kind.AFI, None, "Northshire Police should make sure tha", True),
        (Kind.RECOMMENDATION, 0, "Within three months, Northshire Police", True),
        (Kind.RECOMMENDATION, 0, "Northshire Police should also publish ", True),
    ]
    assert proposal.items[0].theme == "Investigating crime"
    under = proposal.items[3]
    assert [(part.letter, part.deadline.on) for part in under.parts] == [
        ("a", date(2025, 4, 15)),
        ("b", date(2025, 6, 30)),
        ("c", date(2025, 4, 15)),
    ]
    assert due(proposal.items[4]) == ("by 1 December 2025", date(2025, 12, 1))


def test_what_explains_an_area_for_improvement_is_left_and_said_to_be() -> None:
    proposal = read(PEEL)

    lines = proposal.source.split("\n")
    left = [lines[number - 1] for run in proposal.left for number in range(run.first, run.last + 1)]
    assert proposal.items[0].text == "The force needs to improve the supervision of its investigations"
    assert [line for line in left if line.startswith("In too many cases")] != []
    assert [line for line in left if "backlog" in line] == []


def test_each_recommendation_of_a_super_complaint_names_its_own_addressee() -> None:
    proposal = read(SUPER_COMPLAINT)

    assert [asked(item) for item in proposal.items] == [
        ("1", ("chief constables",), True),
        ("2", ("home office",), False),
        ("3", ("policing bodies",), False),
        ("4", ("college",), False),
    ]
    assert due(proposal.items[2]) == ("Within 56 days", date(2025, 3, 12))


def test_every_item_of_a_joint_targeted_inspection_is_an_action() -> None:
    proposal = read(JTAI, is_jtai=True)

    assert [(item.kind, item.text, item.addressees) for item in proposal.items] == [
        (Kind.JTAI_ACTION, "The partnership should make sure that:", ("safeguarding partners",)),
        (Kind.JTAI_ACTION, "The quality of referrals made by front-line officers.", ("our force",)),
        (Kind.JTAI_ACTION, "The timeliness of visits to children.", ("our force",)),
        (Kind.JTAI_ACTION, "The supervision of new social workers.", ("other",)),
    ]
    assert [part.letter for part in proposal.items[0].parts] == ["1", "2"]
    assert [part.values()["is_ours"] for part in proposal.items[0].parts] == [False, False]


@pytest.mark.parametrize("text", [NATIONAL_THEMATIC, PEEL, SUPER_COMPLAINT, JTAI])
def test_an_item_says_on_which_lines_it_stands(text: str) -> None:
    proposal = read(text)

    for item in proposal.items:
        stood = " ".join(" ".join(source_of(item, proposal)).split())
        assert item.text.split("\n")[0][:60] in stood
        assert all(part.text in stood for part in item.parts)


def wrapped(text: str, width: int) -> str:
    """A text as a page of so many letters breaks it."""
    broken = []
    for line in text.split("\n"):
        row = ""
        for word in line.split(" "):
            if row and len(row) + 1 + len(word) > width:
                broken.append(row)
                row = word
            else:
                row = f"{row} {word}".strip()
        broken.append(row)
    return "\n".join(broken)


@pytest.mark.parametrize("width", [60, 90])
@pytest.mark.parametrize("text", [NATIONAL_THEMATIC, PEEL, SUPER_COMPLAINT])
def test_lines_broken_to_the_width_of_a_page_change_nothing(text: str, width: int) -> None:
    def told(proposal: Proposal) -> list[tuple[object, ...]]:
        return [(item.kind, item.number, item.theme, item.text, item.parts, item.addressees) for item in proposal.items]

    assert told(read(wrapped(text, width))) == told(read(text))


def test_numbers_alone_make_items() -> None:
    proposal = read("1. By 1 May 2025, forces should act.\n2.) Immediately, chief constables should tell us.\n")

    assert [(item.number, item.deadline.kind) for item in proposal.items] == [
        ("1", DeadlineKind.FIXED),
        ("2", DeadlineKind.IMMEDIATE),
    ]


def test_paragraphs_that_ask_are_items_where_nothing_is_labelled() -> None:
    proposal = read("The force should plan.\n\nIt was busy.\n\nThe force should train.\n")

    assert [(item.text, item.lines) for item in proposal.items] == [
        ("The force should plan.", Lines(1, 1)),
        ("The force should train.", Lines(5, 5)),
    ]
    assert proposal.left == (Lines(3, 3),)


def test_a_sentence_announces_what_follows_it() -> None:
    text = (
        "Forces must plan for demand, we found.\n\nThe report makes the following recommendations for all forces.\n\n"
        "Training\n\n– Review the training of call handlers.\n– Within six months, assess what it changed.\n\n"
        "A report on something else\n\nForces have improved.\n\nForces should go on.\n"
    )

    proposal = read(text)

    assert [(item.text[:6], item.theme, item.addressees) for item in proposal.items] == [
        ("Review", "Training", ("all forces",)),
        ("Within", "Training", ("all forces",)),
    ]


def test_bullets_that_lost_their_marks_are_still_parts() -> None:
    proposal = read(
        "Recommendation 7\nThe force should make sure that:\nofficers are trained;\ncalls are heard; and\nplans kept.\n"
    )

    (item,) = proposal.items
    assert (item.number, [part.text for part in item.parts]) == (
        "7",
        ["officers are trained;", "calls are heard; and", "plans kept."],
    )


def test_bullets_within_a_bullet_stay_with_it() -> None:
    proposal = read("The force should:\n• plan, and say:\no who acts\no when\n• train.\n")

    assert [part.text for part in proposal.items[0].parts] == ["plan, and say:\n– who acts\n– when", "train."]


def test_a_bullet_on_the_next_page_goes_on_with_its_list() -> None:
    proposal = read(
        "The force should make sure:\n• plans are kept;\n\n12\n\n• officers are trained to use\n\nand to keep them.\n"
    )

    assert [part.text for part in proposal.items[0].parts] == [
        "plans are kept;",
        "officers are trained to use and to keep them.",
    ]


def test_two_deadlines_in_one_text_are_doubted() -> None:
    proposal = read("Immediately, the force should plan. By 1 May 2025, it should train.")

    assert proposal.items[0].doubts == (
        "It sets more than one deadline: “Immediately”, “By 1 May 2025”. Give each a part of its own.",
    )


def test_a_day_that_hangs_on_something_else_is_doubted() -> None:
    proposal = read("Within three months of the publication of the new guidance, the force should train.")

    (item,) = proposal.items
    assert (item.deadline.kind, item.deadline.on) == (DeadlineKind.RELATIVE, None)
    assert item.doubts == ("The words of its deadline settle no day. Enter the day, or say that it has none.",)


def test_no_deadline_is_read_for_a_report_without_a_day() -> None:
    proposal = read_report("Immediately, the force should plan.", published=None)

    assert proposal.items[0].deadline.kind == DeadlineKind.NONE


def test_a_report_that_makes_no_recommendations_has_none() -> None:
    assert read("There were no recommendations from this report.\n\nForces should be proud.\n").items == ()


def test_too_much_is_refused_with_a_sentence() -> None:
    with pytest.raises(TooMuch, match=r"The text has 300,001 characters, and at most 300,000 are read\."):
        read("a" * (LONGEST_SOURCE + 1))
    with pytest.raises(TooMuch, match=r"The text holds 101 items, and at most 100 are looked through at once\."):
        read("The force should plan.\n\n" * (MOST_ITEMS + 1))


def test_what_asks_some_for_one_thing_and_others_for_another_is_doubted() -> None:
    mixed = read("By May 2025, chief constables should plan. The College of Policing should teach it.").items[0]
    joint = read("By May 2025, chief constables and the College of Policing should plan.").items[0]

    assert mixed.doubts[0].startswith("It asks some for one thing and others for another.")
    assert joint.doubts == ()


def test_a_heading_above_a_cause_of_concern_is_no_theme_of_what_the_cause_asks_for() -> None:
    text = (
        "PEEL Effectiveness 2016\n\nCause of concern\n\nThe force does not assess risk well.\n\nRecommendation\n\n"
        "The force should train its officers.\n"
    )

    proposal = read(text)

    assert [(item.theme, item.cause) for item in proposal.items] == [("", 0)]


def test_causes_of_concern_count_among_what_is_looked_through() -> None:
    text = "".join(f"Cause of concern {n}\n\nIt does not do {n}.\n\n" for n in range(101))

    with pytest.raises(TooMuch, match=r"^The text holds 101 items and causes of concern, and at most 100 are "):
        read(text)
