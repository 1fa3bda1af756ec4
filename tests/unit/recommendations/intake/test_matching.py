"""HMICFRS's list beside the register: which entry is which item, and where the two disagree."""

import random
import time
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from recommendations.enums import Pile
from recommendations.intake.matching import Entry, Found, reconcile

DUE = date(2022, 9, 30)
RECORD = Entry(
    "MP-1", "4001", "Crime data 2021", "The force should record every crime at once.", DUE, "awaiting-review"
)


def found(ours: list[Entry], theirs: list[Entry]) -> list[tuple[Pile, str, str]]:
    return [
        (each.pile, each.ours.key if each.ours else "", each.theirs.key if each.theirs else "")
        for each in reconcile(ours, theirs)
    ]


@pytest.mark.parametrize(
    ("change", "pile"),
    [
        ({}, Pile.AGREE),
        ({"text": "The force should record every crime, at once"}, Pile.AGREE),
        ({"status": ""}, Pile.AGREE),
        ({"status": "complete"}, Pile.STATUS_DIFFERS),
        ({"text": "The force should record most crimes within a day."}, Pile.TEXT_DIFFERS),
        ({"deadline_on": None}, Pile.DATES_DIFFER),
        ({"status": "complete", "deadline_on": None}, Pile.STATUS_DIFFERS),
    ],
)
def test_a_pair_by_reference_is_put_where_it_differs_first(change: dict[str, object], pile: Pile) -> None:
    theirs = replace(RECORD, key="row 1", **change)

    assert found([RECORD], [theirs]) == [(pile, "MP-1", "row 1")]


def test_all_that_differs_is_said() -> None:
    theirs = replace(RECORD, key="row 1", status="complete", deadline_on=None)

    (pair,) = reconcile([RECORD], [theirs])

    assert (pair.differs, pair.by_reference) == ((Pile.STATUS_DIFFERS, Pile.DATES_DIFFER), True)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "The force should record all crime at once."},
        {"report": "crime data, 2021"},
        {"deadline_on": date(2023, 1, 1)},
        {"report": "PEEL 2021"},
    ],
)
def test_without_a_reference_the_text_makes_the_pair(change: dict[str, object]) -> None:
    theirs = replace(RECORD, key="row 1", reference="", **change)

    (pair,) = reconcile([RECORD], [theirs])

    assert (pair.theirs, pair.by_reference) == (theirs, False)


def test_two_references_keep_the_same_text_apart() -> None:
    theirs = replace(RECORD, key="row 1", reference="4002")

    assert found([RECORD], [theirs]) == [(Pile.THEIRS_ONLY, "", "row 1"), (Pile.OURS_ONLY, "MP-1", "")]


def test_what_has_no_partner_stands_alone() -> None:
    theirs = Entry("row 1", "", "Crime data 2021", "Chief constables should publish their custody figures.", DUE)

    assert found([RECORD], [theirs]) == [(Pile.THEIRS_ONLY, "", "row 1"), (Pile.OURS_ONLY, "MP-1", "")]


def test_an_entry_that_says_the_same_again_is_a_probable_duplicate() -> None:
    once, again = replace(RECORD, key="row 1"), replace(RECORD, key="row 2", reference="")
    mine_again = replace(RECORD, key="MP-2", reference="")

    same = reconcile([RECORD], [once, again])
    ours = reconcile([RECORD, mine_again], [once])

    assert [(each.pile, each.doubles) for each in same] == [(Pile.AGREE, ""), (Pile.DUPLICATE, "row 1")]
    assert [(each.pile, each.doubles) for each in ours] == [(Pile.AGREE, ""), (Pile.DUPLICATE, "MP-1")]


@pytest.mark.parametrize(("end", "pile"), [("", Pile.AGREE), (" Never.", Pile.TEXT_DIFFERS)])
def test_a_long_text_is_compared_to_its_end(end: str, pile: Pile) -> None:
    long = "The force should record every crime at once. " * 400

    assert found([replace(RECORD, text=long)], [replace(RECORD, key="row 1", text=long + end)]) == [
        (pile, "MP-1", "row 1")
    ]


def test_empty_texts_are_not_alike() -> None:
    empty = Entry("row 1", "", "Crime data 2021", "")

    assert found([replace(RECORD, text="", reference="")], [empty]) == [
        (Pile.THEIRS_ONLY, "", "row 1"),
        (Pile.OURS_ONLY, "MP-1", ""),
    ]


# A list of some size, perturbed

WHO = ["chief constables", "forces", "the force", "all chief constables", "police forces", "the College of Policing"]
ACTS = [
    *("review", "publish", "train", "assess", "record", "monitor", "supervise", "audit"),
    *("improve", "explain", "share", "compare", "plan", "test", "fund"),
]
WHAT = """
how victims are told of bail; the quality of case files; stop and search records; the time that calls wait; risk
assessments in custody; visits to registered offenders; the use of body-worn video; the vetting of transferees;
counter-corruption intelligence; safeguarding referrals from schools; digital forensic backlogs; missing
children strategy meetings; domestic abuse protection orders; the welfare of detectives; hate crime flags;
neighbourhood deployments; rural theft patterns; gang injunctions; modern slavery referrals; firearms licensing
renewals; the crime allocation policy; interpreters in interviews; stalking screening tools; drone evidence
handling; workforce data on disability; out of court disposals; informant authorities; mental health triage
cars; property store audits; road death family liaison
""".replace("\n", " ").split(";")  # fmt: skip
WHY = """
so that victims are kept safe; to meet the national standard; with partners; in every district; before the next
inspection; and tell us what changed; so that supervisors can see it; and publish the results; with enough
trained people; for children as for adults
""".replace("\n", " ").split(";")  # fmt: skip
STATUSES = ["awaiting-review", "being-progressed", "complete", "superseded"]


def text_of(rng: random.Random) -> str:
    begun = rng.choice(["By March 2023, ", "Within six months, ", "Immediately, ", ""])
    acts = " and ".join(rng.sample(ACTS, rng.choice([1, 2])))
    return f"{begun}{rng.choice(WHO)} should {acts} {rng.choice(WHAT).strip()} {rng.choice(WHY).strip()} " + (
        f"and {rng.choice(ACTS)} {rng.choice(WHAT).strip()}."
    )


def register_of(number: int, rng: random.Random) -> list[Entry]:
    """So many items of reports with eight each, no two of them alike."""
    texts: dict[str, None] = {}
    while len(texts) < number:
        texts[text_of(rng)] = None
    return [
        Entry(
            f"MP-{place:04d}",
            str(4000 + place) if rng.random() < 0.7 else "",
            f"Report {place // 8} of {2010 + place // 80}",
            text,
            date(2022, 1, 1) + timedelta(days=90 * rng.randrange(8)) if rng.random() < 0.7 else None,
            rng.choice(STATUSES),
        )
        for place, text in enumerate(texts)
    ]


def reworded(text: str, rng: random.Random) -> str:
    """A text with a word in five another, left out or put in, as a list that somebody typed has it."""
    words = []
    for word in text.split():
        chance = rng.random()
        if chance < 0.1:
            continue
        words.append(rng.choice(["ensure", "their", "effective", "each"]) if chance < 0.16 else word)
        if chance > 0.95:
            words.append("clearly")
    return " ".join(words)


@dataclass(frozen=True)
class Perturbed:
    """Their list, and what in it is which: the key of our item, or "" for what is new; and what doubles what."""

    entries: list[Entry]
    truth: dict[str, str]
    doubles: set[str]


def perturbed(ours: list[Entry], rng: random.Random) -> Perturbed:
    entries, truth, doubles = [], {}, set()
    for place, item in enumerate(ours):
        if rng.random() < 0.05:
            continue  # ours only
        key = f"row {place:04d}"
        entry = replace(item, key=key)
        if rng.random() < 0.3:
            entry = replace(entry, reference="")
        if rng.random() < 0.4:
            entry = replace(entry, text=reworded(entry.text, rng))
        if rng.random() < 0.15:
            entry = replace(entry, status=rng.choice(STATUSES))
        if rng.random() < 0.1:
            entry = replace(entry, deadline_on=date(2030, 1, 1))
        entries.append(entry)
        truth[key] = item.key
        if rng.random() < 0.03:
            entries.append(replace(entry, key=f"{key} again", reference=""))
            doubles.add(f"{key} again")
    entries += [
        Entry(f"new {number}", "", f"Report {rng.randrange(60)} of 2031", text_of(rng) + " It should report.")
        for number in range(25)
    ]
    rng.shuffle(entries)
    return Perturbed(entries, truth, doubles)


def pairs_of(results: tuple[Found, ...]) -> set[tuple[str, str]]:
    return {(each.theirs.key.removesuffix(" again"), each.ours.key) for each in results if each.ours and each.theirs}


def test_a_perturbed_list_of_five_hundred_is_matched_with_few_mistakes(thorough: bool) -> None:
    for seed in range(20 if thorough else 2):
        rng = random.Random(seed)
        ours = register_of(500, rng)
        theirs = perturbed(ours, rng)

        results = reconcile(ours, theirs.entries)

        proposed, true = pairs_of(results), set(theirs.truth.items())
        precision, recall = len(proposed & true) / len(proposed), len(proposed & true) / len(true)
        print(f"seed {seed}: precision {precision:.4f}, recall {recall:.4f}, {len(proposed)} pairs proposed")
        assert precision >= 0.99
        assert recall >= 0.97
        assert sorted(each.theirs.key for each in results if each.theirs) == sorted(e.key for e in theirs.entries)
        assert sorted(each.ours.key for each in results if each.ours) == sorted(item.key for item in ours)


def test_the_order_of_neither_list_matters() -> None:
    rng = random.Random(1)
    ours = register_of(80, rng)
    theirs = perturbed(ours, rng).entries

    once = reconcile(ours, theirs)
    rng.shuffle(ours)
    rng.shuffle(theirs)

    assert set(reconcile(ours, theirs)) == set(once)


def test_five_hundred_against_two_thousand_take_three_seconds_at_most() -> None:
    rng = random.Random(3)
    ours = register_of(2000, rng)
    theirs = [replace(item, key=f"row {item.key}", reference="", report="Elsewhere") for item in ours[:500]]

    started = time.process_time()
    reconcile(ours, theirs)

    assert time.process_time() - started < 3
