"""What a paper is checked against, read apart from what it is made of: who composes it never meets this."""

from jac_tracker.accounts.models import Post, User
from reports.models import Issue, IssuedCopy, Paper
from reports.paper.blocks import Audience
from reports.paper.data.beside import Beside, LastPaper
from reports.paper.gather.hidden import Hidden
from reports.paper.gather.past import Past


def gather_beside(paper: Paper, past: Past) -> Beside:
    """What may not be told by the paper, as at the moment or by now, the people and posts there are, and the last
    paper."""
    hidden = Hidden(past.moment)
    open_names, open_texts = hidden.open_words()
    return Beside(
        secrets=tuple(hidden.secrets()),
        hidden_inspections=hidden.inspections,
        hidden_items=hidden.items,
        cleared=hidden.cleared(),
        open_names=open_names,
        open_texts=open_texts,
        people=tuple(User.objects.values_list("name", flat=True)),
        posts=tuple(row.title for row in past.rows(Post).values()),
        last=_last(paper),
    )


def _last(paper: Paper) -> LastPaper | None:
    """What was issued last for the newest meeting before that has something issued that stands."""
    issued = Issue.objects.standing().filter(paper__meeting__held_on__lt=paper.meeting.held_on)
    issue = issued.select_related("paper__meeting").order_by("-paper__meeting__held_on", "-number").first()
    if issue is None:
        return None
    copy = IssuedCopy.objects.filter(issue=issue, audience=Audience.PUBLIC.value).only("figures").first()
    said = copy.figures.get("figures", {}).get("open_now") if copy else None
    return LastPaper(issue.paper.meeting.held_on, issue.cut_off_at, said) if isinstance(said, int) else None
