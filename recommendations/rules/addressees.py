"""Whom an item names, and whether that is us."""

from collections.abc import Iterable

from recommendations.enums import OURS


def names_us(addressees: Iterable[str]) -> bool:
    """Whether Addressee values include our chief constable. An item that names nobody speaks to the force it is about.

    An item that names others alone is still registered as awaiting allocation: a person rules that it is not ours.
    """
    named = frozenset(addressees)
    return not named or not OURS.isdisjoint(named)
