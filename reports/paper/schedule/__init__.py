"""The schedule of disagreements with HMICFRS's list: what HMICFRS is asked to change in it, and why.

As a paper is: gathered, then composed of blocks. It holds what liaison decided to raise, with the note on each, and
nothing of an item that is marked or under embargo.
"""

from reports.paper.schedule.compose import compose_schedule, table_of
from reports.paper.schedule.data import Disagreement, ScheduleData
from reports.paper.schedule.gather import gather_schedule

__all__ = ["Disagreement", "ScheduleData", "compose_schedule", "gather_schedule", "table_of"]
