"""What the pages print of the checks before release."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.dates import worded_moment
from reports.enums import Check
from reports.models import Paper, Release
from reports.paper.checks import Checks, Finding, Mend, Where
from reports.paper.words import capitalised, counted
from reports.permissions import may_draft

# What a check says where it finds nothing.
HOLDS: Mapping[Check, str] = {
    Check.WITHHELD: "Nothing is under embargo or OFFICIAL-SENSITIVE, and nothing in the public paper uncleared.",
    Check.BALANCE: "What was open at the last paper, what came and what went make what is open now.",
    Check.AGREEMENT: "Prose, tables, charts and rows say the same numbers.",
    Check.LAST_PAPER: "It begins with the number of open items that the last paper ended with.",
    Check.WRITTEN_NUMBERS: "The numbers of items in the officer’s own words are those of the register.",
    Check.GRADES: "Every question of a published PEEL report that its framework grades has its grade.",
    Check.COUNTS: "The register holds as many entries as each report says it has for the force.",
    Check.LISTED: "Every open item is listed, or counted in a total that is printed.",
    Check.REDS: "Everything graded Red has a cleared wording, recorded since the last paper and the newest there is.",
    Check.OWNERS: "Every open item has an owner.",
    Check.DATES: "Every open item has a deadline or an internal target.",
    Check.DEADLINES: "The wording of every deadline of an open item has been confirmed.",
    Check.REQUESTS: "It tells of every open request of the committee, in cleared words.",
    Check.NAMES: "It names posts, and of people the contact officer alone.",
    Check.INSPECTORATE: "The inspectorate is HMIC before 19 July 2017, and HMICFRS from that day.",
    Check.FINISH: "No heading stands bare, no cell is empty, links say where they lead, and ratings have their key.",
}


@dataclass(frozen=True)
class FindingRow:
    """What was found, and the page where it is mended, or seen by those who may not mend it. `about` says of what, for
    those who meet the link alone."""

    sentence: str
    label: str
    about: str
    href: str


@dataclass(frozen=True)
class OutcomeRow:
    """Findings of one check."""

    check: Check
    findings: tuple[FindingRow, ...]

    @property
    def label(self) -> str:
        return str(self.check.label)

    @property
    def is_long(self) -> bool:
        """Whether there are so many that a page folds them."""
        return len(self.findings) > 10


@dataclass(frozen=True)
class ChecksShown:
    """What stops the paper, what wants a sentence, and what was asked and holds."""

    blockers: tuple[OutcomeRow, ...]
    warnings: tuple[OutcomeRow, ...]
    held: tuple[tuple[str, str], ...]


def checks_shown(paper: Paper, checks: Checks, actor: Actor) -> ChecksShown:
    """The checks of a paper, with links that the actor may follow."""
    links = _Links(paper, actor)

    def rows(check: Check, findings: Iterable[Finding]) -> OutcomeRow:
        return OutcomeRow(check, tuple(FindingRow(each.sentence, *links.to(each.where)) for each in findings))

    return ChecksShown(
        blockers=tuple(rows(each.check, each.blockers) for each in checks.blocking),
        warnings=tuple(rows(each.check, each.warnings) for each in checks.to_accept),
        held=tuple((check.label, HOLDS[check]) for check in checks.held),
    )


class _Links:
    """Where each thing is mended: for those who may, the page of the act; for others, the record itself."""

    def __init__(self, paper: Paper, actor: Actor) -> None:
        self.held_on = paper.meeting.held_on
        self.may_draft = may_draft(actor, paper)
        self.may_keep = actor.may(Duty.KEEP_REGISTER)

    def to(self, where: Where) -> tuple[str, str, str]:
        """What a link says, of what, and its address."""
        if where.mend in _OF_THE_PAPER:
            return self._of_the_paper(where)
        if where.reference:
            if self.may_keep and where.mend in _ACTS:
                words, route = _ACTS[where.mend]
                more = [where.number] if where.number else []
                return words, where.reference, reverse(route, args=[where.reference, *more])
            return "See the item", where.reference, reverse("recommendation", args=[where.reference])
        if where.mend is Mend.GRADES and self.may_keep:
            return "Record the grades", where.name, reverse("grading", args=[where.number])
        if where.mend is Mend.REQUEST:
            return "See the request", where.name, reverse("committee_request", args=[where.number])
        if where.mend is Mend.INSPECTION:
            return "See the inspection", "", reverse("inspection", args=[where.inspection_id])
        return "See what is recorded", where.name, reverse("findings", args=[where.inspection_id])

    def _of_the_paper(self, where: Where) -> tuple[str, str, str]:
        outline = reverse("paper", args=[self.held_on])
        if where.mend is Mend.SECTION:
            if self.may_draft:
                return "Change the section", where.name, reverse("change_section", args=[self.held_on, where.number])
            return "See the section", where.name, f"{outline}#section-{where.number}"
        if where.mend is Mend.SETTINGS and self.may_draft:
            return "Change the settings", "", reverse("change_paper", args=[self.held_on])
        return ("Change the sections" if self.may_draft else "See the paper"), where.name, outline


_OF_THE_PAPER = (Mend.SECTION, Mend.SECTIONS, Mend.SETTINGS)
# What a link to an act on an item says, and its route.
_ACTS: Mapping[Mend, tuple[str, str]] = {
    Mend.OWNER: ("Give it an owner", "allocate"),
    Mend.TARGET: ("Set a target", "set_target"),
    Mend.DEADLINE: ("Confirm the deadline", "confirm_deadline"),
    Mend.WORDING: ("Write a wording", "write_wording"),
}


# What was accepted


@dataclass(frozen=True)
class AcceptedRow:
    """Warnings of one check that were let stand: what was found, and why it might stand."""

    label: str
    sentence: str
    findings: tuple[str, ...]

    @property
    def is_long(self) -> bool:
        return len(self.findings) > 3


@dataclass(frozen=True)
class AcceptedRelease:
    """A release, and what was let stand at it."""

    when: str
    by: str
    rows: tuple[AcceptedRow, ...]


def accepted_rows(release: Release | None) -> tuple[AcceptedRow, ...]:
    """The warnings that were accepted with a release, each with its sentence."""
    rows = release.accepted if release else ()
    return tuple(AcceptedRow(_label(row["check"]), row["sentence"], tuple(row["findings"])) for row in rows)


def accepted_releases(releases: Iterable[Release]) -> list[AcceptedRelease]:
    """Each release with what was let stand at it, the newest first."""
    in_order = sorted(releases, key=lambda each: -each.pk)
    return [
        AcceptedRelease(worded_moment(each.released_at), str(each.by_post or "a command"), accepted_rows(each))
        for each in in_order
    ]


def accepted_words(accepted: Mapping[str, str]) -> str:
    """What a timeline tells of it: a line for each check."""
    return "\n".join(f"{_label(check)}: {sentence}" for check, sentence in accepted.items())


def _label(check: str) -> str:
    """The check's name; that of one which is asked no longer, or a tombstone, as it was kept."""
    return str(Check(check).label) if check in Check.values else check


def summary(checks: ChecksShown) -> Sequence[tuple[str, str]]:
    """How many of each there are, for the top of a page."""
    return (
        ("Stops the paper", _counted(checks.blockers)),
        ("Wants a sentence", _counted(checks.warnings)),
        ("Checked, and holds", capitalised(counted(len(checks.held), "check"))),
    )


def _counted(rows: Sequence[OutcomeRow]) -> str:
    """ "36 findings of four checks"; "Nothing"."""
    number = sum(len(each.findings) for each in rows)
    of = counted(len(rows), "check")
    return capitalised(f"{counted(number, 'finding')} of {of}") if rows else "Nothing"
