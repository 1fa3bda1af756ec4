"""From a paper put together to what the checks find in it."""

from reports.models import Paper
from reports.paper.checks import Checks, Subject, check
from reports.paper.content import Content
from reports.paper.gather.beside import gather_beside
from reports.paper.gather.past import Past


def checks_of(paper: Paper, content: Content) -> Checks:
    """What the checks before release find in a paper as it was put together."""
    return check(Subject(content.drafts, gather_beside(paper, Past(content.cut_off_at))))
