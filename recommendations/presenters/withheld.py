"""What is kept from somebody who sees an item in full, but not its OFFICIAL-SENSITIVE evidence.

That there is such evidence, under which number and when it came and went, is no secret; what it says is.
"""

from typing import Any

from jac_tracker.history import AppendOnly, Tracked
from recommendations.enums import Marking
from recommendations.models import Evidence, Exhibit, RecommendationEvent, SignOff

HELD_BACK = "Held back"

Versions = dict[type[Tracked], dict[int, list[Any]]]
Added = dict[type[AppendOnly], list[Any]]


def withhold(versions: Versions, added: Added, seen: set[int]) -> None:
    """Blank whatever the rows say of evidence that is not among `seen`, the numbers of the rows that may be read."""
    hidden = set(versions[Evidence]) - seen
    if not hidden:
        return
    told = {row.act for number in hidden for row in versions[Evidence][number]}
    told |= {row.act for rows in versions[Exhibit].values() for row in rows if row.evidence_id in hidden}
    numbers = {versions[Evidence][number][-1].number for number in hidden}
    for number in hidden:
        for row in versions[Evidence][number]:
            _blank(row)
    for by_number in versions.values():
        for rows in by_number.values():
            for row in rows:
                row.history_change_reason = None if row.act in told else row.history_change_reason
    for event in added[RecommendationEvent]:
        if event.act in told:
            event.why, event.cites = HELD_BACK if event.why else "", ""
    for sign_off in added[SignOff]:
        for exhibit in sign_off.content["exhibits"]:
            if exhibit["number"] in numbers:
                exhibit |= {"title": HELD_BACK, "part": "", "dated_on": None, "reference": HELD_BACK, "sha256": ""}


def _blank(row: Any) -> None:
    row.title = row.reference = HELD_BACK
    row.part_letter = row.cites = ""
    row.dated_on = row.file_id = None
    row.marking = Marking.OFFICIAL_SENSITIVE
