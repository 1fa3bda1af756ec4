"""Where days, months and longer periods begin and end: jac_tracker.dates.periods."""

from datetime import date

from jac_tracker.dates import financial_year, month_days, quarter_days, season_days, year_days


def test_periods_end_on_their_last_day() -> None:
    assert month_days(2024, 2) == (date(2024, 2, 1), date(2024, 2, 29))
    assert season_days(2019, "spring") == (date(2019, 3, 1), date(2019, 5, 31))
    assert season_days(2019, "winter") == (date(2019, 12, 1), date(2020, 2, 29))
    assert quarter_days(2019, 4) == (date(2019, 10, 1), date(2019, 12, 31))
    assert quarter_days(2019, 1, financial=True) == (date(2019, 4, 1), date(2019, 6, 30))
    assert quarter_days(2019, 4, financial=True) == (date(2020, 1, 1), date(2020, 3, 31))
    assert year_days(2019) == (date(2019, 1, 1), date(2019, 12, 31))
    assert financial_year(2019) == (date(2019, 4, 1), date(2020, 3, 31))
