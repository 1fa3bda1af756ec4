"""The file of a list that was brought in, read again."""

from jac_tracker.accounts.actor import Actor
from jac_tracker.files import FileNotAsKept, read_kept
from jac_tracker.sheets import NotASheet, Sheet, Workbook, read_workbook
from recommendations.intake.gathering import Comparison, comparison_of
from recommendations.intake.theirs import TheirPlan
from recommendations.models import Intake


class Unreadable(Exception):
    """A list that cannot be read as it was settled. Its text is a sentence that says why."""

    def __init__(self, intake: Intake, sentence: str) -> None:
        super().__init__(sentence)
        self.intake = intake


def workbook_of(intake: Intake) -> Workbook:
    """What the kept file holds. Raises Unreadable."""
    try:
        return read_workbook(b"".join(read_kept(intake.file.key, intake.file.sha256)), intake.file.name)
    except (FileNotAsKept, NotASheet) as fault:
        raise Unreadable(intake, str(fault)) from fault


def sheet_of(intake: Intake) -> Sheet:
    """The sheet that was chosen. Raises Unreadable."""
    try:
        return workbook_of(intake).sheet(intake.sheet)
    except KeyError as missing:
        raise Unreadable(intake, "The sheet that was chosen is not in the file.") from missing


def compared_now(intake: Intake, actor: Actor) -> Comparison:
    """HMICFRS's list beside the register as it stands. Raises Unreadable, also where its columns are not settled."""
    sheet = sheet_of(intake)
    plan = TheirPlan.of_json(intake.settled)
    if missing := plan.wanting():
        raise Unreadable(intake, " ".join(missing))
    try:
        return comparison_of(sheet, plan, intake.opening_on, actor)
    except NotASheet as fault:
        raise Unreadable(intake, str(fault)) from fault
