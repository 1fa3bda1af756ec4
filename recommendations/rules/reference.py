"""Our references: the register's prefix, the year of registering, a number."""

from collections.abc import Iterable


def reference_stem(prefix: str, year: int) -> str:
    """What every reference of the year begins with: "WMP-2022-"."""
    return f"{prefix}-{year}-"


def next_reference(stem: str, taken: Iterable[str]) -> str:
    """The reference after the highest of `taken` that has the stem, "WMP-2022-001" at first. Gaps are not filled."""
    numbers = (reference.removeprefix(stem) for reference in taken if reference.startswith(stem))
    highest = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return f"{stem}{highest + 1:03d}"
