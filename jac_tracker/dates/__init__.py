"""Days, and the words people use for them. Pure: nothing here knows what day it is."""

from jac_tracker.dates.periods import financial_year, month_days, quarter_days, season_days, year_days
from jac_tracker.dates.reading import read_vague_day
from jac_tracker.dates.vague import Precision, VagueDay
from jac_tracker.dates.wording import NUMBERS, worded_age, worded_day, worded_moment, worded_number
from jac_tracker.dates.working import (
    LONDON,
    add_months,
    add_working_days,
    bank_holidays,
    bank_holidays_around,
    end_of_day,
    london_day,
    start_of_day,
)

__all__ = [
    "LONDON",
    "NUMBERS",
    "Precision",
    "VagueDay",
    "add_months",
    "add_working_days",
    "bank_holidays",
    "bank_holidays_around",
    "end_of_day",
    "financial_year",
    "london_day",
    "month_days",
    "quarter_days",
    "read_vague_day",
    "season_days",
    "start_of_day",
    "worded_age",
    "worded_day",
    "worded_moment",
    "worded_number",
    "year_days",
]
