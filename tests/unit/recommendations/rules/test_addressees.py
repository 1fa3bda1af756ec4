"""Whom an item names: recommendations.rules.addressees."""

import pytest

from recommendations.enums import Addressee
from recommendations.rules.addressees import names_us

NOT_US = {
    "policing bodies",
    "npcc",
    "college",
    "home office",
    "ministry of justice",
    "cps",
    "apcc",
    "safeguarding partners",
    "regional units",
    "other",
}


@pytest.mark.parametrize("addressee", Addressee)
def test_each_addressee_is_us_or_others(addressee: Addressee) -> None:
    assert names_us([addressee]) == (addressee.value not in NOT_US)


def test_one_of_ours_among_others_is_enough() -> None:
    assert names_us(["home office", "chief constables"]) is True
    assert names_us(["home office", "college"]) is False


def test_an_item_that_names_nobody_speaks_to_the_force_it_is_about() -> None:
    assert names_us([]) is True
