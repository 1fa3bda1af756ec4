"""Days that the tests of dates are written with."""

from datetime import date

MARCH_2022 = date(2022, 3, 31)


def day(text: str) -> date:
    return date.fromisoformat(text)
