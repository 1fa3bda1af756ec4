"""The file of a list that was brought in, read again."""

from jac_tracker.accounts.actor import Actor
from jac_tracker.files import FileNotAsKept, read_kept
from jac_tracker.sheets import NotASheet, Sheet, Workbook, read_workbook
from recommendations.intake.gathering import Comparison, comparison_of
from recommendations.intake.theirs import TheirPlan, settled_theirs
from recommendations.models import Intake


def workbook_of(intake: Intake) -> Workbook | str:
    """What the kept file holds, or the sentence that says why it cannot be read."""
    try:
        return read_workbook(b"".join(read_kept(intake.file.key, intake.file.sha256)), intake.file.name)
    except (FileNotAsKept, NotASheet) as fault:
        return str(fault)


def sheet_of(intake: Intake) -> Sheet | str:
    """The sheet that was chosen, or the sentence that says why it cannot be read."""
    workbook = workbook_of(intake)
    if isinstance(workbook, str):
        return workbook
    try:
        return workbook.sheet(intake.sheet)
    except KeyError:
        return "The sheet that was chosen is not in the file."


def compared_now(intake: Intake, actor: Actor) -> Comparison | str:
    """HMICFRS's list beside the register as it stands, or the sentence that says why it cannot be compared."""
    sheet = sheet_of(intake)
    if isinstance(sheet, str):
        return sheet
    plan = TheirPlan.of_json(intake.settled)
    if missing := settled_theirs(plan.columns):
        return " ".join(missing)
    return comparison_of(sheet, plan, intake.opening_on, actor)
