"""Words that several pages share."""

from typing import Any

from django.utils.text import Truncator

from jac_tracker.dates import Precision, VagueDay, worded_day
from recommendations.enums import ClaimStanding, DeadlineKind, Kind, Status, TextSource, Verdict

SHORT_KINDS = dict(Kind.choices) | {Kind.AFI: "AFI"}

# Where a claim has got to, beside the item's own status.
STANDING = dict(ClaimStanding.choices) | {ClaimStanding.MADE: "Claimed"}

# What each desk says of a claim that it lets go on, in the words of its own act.
_LET_GO_ON = {
    Status.WITH_PORTFOLIO_LEAD: "Passed",
    Status.WITH_LIAISON: "Evidence checked",
    Status.WITH_DCC: "Approved",
}
_SAME_POST = "Same post: the claim is the portfolio lead's own, so this desk is recorded and not decided"

# Of a text where there is no title to show.
LONGEST_EXCERPT = 160


def said_at_desk(row: Any) -> str:
    """What a sign-off says, as its desk would: "Approved" at the Deputy Chief Constable's."""
    match Verdict(row.verdict):
        case Verdict.PASSED:
            return _LET_GO_ON[Status(row.desk)]
        case Verdict.SAME_POST:
            return _SAME_POST
        case verdict:
            return str(verdict.label)


def short_kind(kind: str) -> str:
    """The kind as a table has room for."""
    return SHORT_KINDS[kind]


def headline_words(item: Any) -> str:
    """What an item is about for a reader of headlines, who sees the report's text and not our own title."""
    if item.text_source == TextSource.NOT_ENTERED or not item.text:
        return "The text is not yet entered"
    return Truncator(item.text).chars(LONGEST_EXCERPT)


def deadline_day(row: Any) -> str:
    """The day of a deadline as closely as its words name it: "May 2018", "30 September 2018"; empty for none."""
    if row.deadline_on is None:
        return ""
    return worded_day(row.deadline_on)


def deadline_words(row: Any) -> str:
    """The deadline in the report's own words, or that it gives none."""
    if row.deadline_words:
        return str(row.deadline_words)
    return "" if row.deadline_on else DeadlineKind.NONE.label


def precision_words(row: Any) -> str:
    """How closely the words name the day, where it is not the day itself."""
    if row.deadline_on is None or row.deadline_precision in ("", Precision.DAY):
        return ""
    return f"The words give a {Precision(row.deadline_precision).label.lower()}; its last day is taken"


def capitalised(words: str) -> str:
    """`words` with a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]


def published_words(publication: Any) -> str:
    """ "published 7 September 2017", in the words of how closely it is known."""
    day = VagueDay(
        publication.earliest,
        publication.latest,
        Precision(publication.precision),
        publication.words,
        publication.to_be_confirmed,
    )
    return f"published {day.worded()}" if day.earliest else "publication date not known"


def of_action(label: str, number: int) -> str:
    """What is said of actions, of one by its number: "Action done" becomes "Action 2 done"."""
    return label.replace("Action", f"Action {number}", 1)
