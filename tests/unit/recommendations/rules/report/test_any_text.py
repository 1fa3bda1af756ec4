"""Whatever the text, there is a proposal, and soon."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.rules.report import LONGEST_SOURCE, TooMuch, read_report
from tests.unit.recommendations.rules.report.texts import PUBLISHED

PIECES = [
    "Recommendation 3", "Area for improvement", "Causes of concern", ":", "\n", "\n\n", "forces should ", "• ", "a) ",
    "1.2 ", "; and", "that have not yet ", "by 3 May 2025, ", "Leadership", "the following recommendations.", "\x00",
    "\U0001f600", "\ud800", "12", "\f", "- i. ", "**", "HMICFRS recommends that ", "Action", "\u202e", "o ",
]  # fmt: skip


@given(text=st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
def test_any_text_has_a_proposal_whose_lines_are_in_it(text: str) -> None:
    proposal = read_report(text, published=PUBLISHED)

    last = len(proposal.source.split("\n"))
    stands = [*(item.lines for item in proposal.items), *(cause.lines for cause in proposal.causes), *proposal.left]
    assert all(1 <= lines.first <= lines.last <= last for lines in stands)
    assert all(item.title.strip() and item.text.strip() for item in proposal.items)
    assert all(part.text.strip() and 0 < len(part.letter) <= 5 for item in proposal.items for part in item.parts)


@pytest.mark.parametrize("piece", ["x\ny ", "forces should ", "A ", "• ", "a:\n", "the forces that have ", "(a) x\n"])
def test_a_long_text_takes_no_longer_than_its_length(piece: str, thorough: bool) -> None:
    started = time.process_time()

    for length in (20_000, LONGEST_SOURCE if thorough else 40_000):
        with contextlib.suppress(TooMuch):
            read_report((piece * length)[:length], published=PUBLISHED)

    assert time.process_time() - started < (8 if thorough else 3)
