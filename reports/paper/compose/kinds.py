"""What each kind of inspection is, for a reader who meets it for the first time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from inspections.enums import InspectionKind
from reports.paper.blocks import Block, Flow, paragraph, strong
from reports.paper.compose.setting import Lacks, Setting
from reports.paper.data import Inspection
from reports.paper.words import capitalised, counted, either, joined, majestys

NAMES: Mapping[InspectionKind, str] = MappingProxyType(
    {
        InspectionKind.PEEL: "PEEL inspection",
        InspectionKind.NATIONAL_THEMATIC: "national thematic inspection",
        InspectionKind.JOINT_THEMATIC: "joint thematic inspection",
        InspectionKind.JTAI: "joint targeted area inspection (JTAI)",
        InspectionKind.SUPER_COMPLAINT: "super-complaint",
        InspectionKind.CRIME_DATA_INTEGRITY: "crime data integrity inspection",
        InspectionKind.CHILD_PROTECTION: "child protection inspection",
        InspectionKind.CUSTODY: "custody inspection",
        InspectionKind.INTEGRITY: "integrity inspection",
        InspectionKind.REGIONAL: "regional inspection",
        InspectionKind.RAPID_REVIEW: "rapid review",
        InspectionKind.REVISIT: "revisit",
        InspectionKind.ENGAGEMENT: "engagement with HMICFRS",
        InspectionKind.OTHER: "inspection of another kind",
    }
)


def plural_of(kind: InspectionKind) -> str:
    """ "national thematic inspections", "engagements with HMICFRS"."""
    name = NAMES[kind]
    for singular in ("inspection", "engagement"):
        if singular in name:
            return name.replace(singular, f"{singular}s", 1)
    return f"{name}s"


def plurals_of(kinds: Sequence[InspectionKind]) -> str:
    """ "national thematic inspections or super-complaints"; "inspections" where no kind is given."""
    return either([plural_of(kind) for kind in kinds]) or "inspections"


def counted_by_kind(inspections: Sequence[Inspection]) -> str:
    """ "one PEEL inspection and two super-complaints"."""
    kinds = [inspection.kind for inspection in inspections]
    return joined([counted(kinds.count(kind), NAMES[kind], plural_of(kind)) for kind in NAMES if kind in kinds])


def kinds_explained(setting: Setting) -> Iterator[Block]:
    """The kinds asked for; else those that the inspections of the period are of."""
    kinds = setting.kinds or _kinds_in(setting)
    if not kinds:
        raise Lacks("No inspection calls for an explanation. Choose the kinds to explain in the section’s options.")
    explained = [_explained(kind, setting.data.on) for kind in kinds]
    if len(explained) == 1:
        yield from explained[0]
        return
    if not setting.section.before:
        others = "" if InspectionKind.PEEL in kinds else " besides PEEL"
        yield paragraph(f"HMICFRS inspects in several ways{others}, alone or with other inspectorates:")
    yield setting.listed(explained)


def _explained(kind: InspectionKind, on: date) -> Flow:
    # The name runs into its explanation, so that no page end comes between them.
    first, *more = explanation(kind, on)
    return (paragraph(strong(f"{capitalised(NAMES[kind])}."), f" {first}"), *map(paragraph, more))


def _kinds_in(setting: Setting) -> tuple[InspectionKind, ...]:
    period = setting.data.period
    present = {
        inspection.kind
        for inspection in setting.data.inspections
        if any(period.holds(each.recorded_at) for each in inspection.milestones)
        or any(each.came_out_in(period) for each in inspection.publications)
    }
    return tuple(kind for kind in _EXPLANATIONS if kind in present)


def explanation(kind: InspectionKind, on: date) -> tuple[str, ...]:
    """The paragraphs that explain a kind, in the words of that day."""
    return tuple(words.format(majestys=majestys(on)) for words in _EXPLANATIONS[kind])


_EXPLANATIONS: Mapping[InspectionKind, tuple[str, ...]] = MappingProxyType(
    {
        InspectionKind.PEEL: (
            "HMICFRS’s regular assessment of how effective, efficient and legitimate each force is. One report on each "
            "force grades the areas that the programme of the time asks about.",
        ),
        InspectionKind.NATIONAL_THEMATIC: (
            "A close look at one subject across policing. HMICFRS chooses the subject from what its monitoring shows, "
            "or the Home Secretary asks for it. Fieldwork is usually done in about six forces, though it may reach all "
            "43 in England and Wales; what is recommended is for every force to act on, whether visited or not.",
        ),
        InspectionKind.JOINT_THEMATIC: (
            "A thematic inspection that HMICFRS carries out with the other criminal justice inspectorates, following "
            "people and cases from one agency to the next.",
        ),
        InspectionKind.JTAI: (
            "Several inspectorates look together at how the agencies of one local area respond to a need or a risk; at "
            "how the council, the police, health services and probation protect children there, for example.",
        ),
        InspectionKind.SUPER_COMPLAINT: (
            "Under section 29A of the Police Reform Act 2002 a body designated for the purpose may complain that some "
            "feature of policing, in one force or in several, does or appears to do significant harm to the public "
            "interest.",
            "The complaint goes to {majestys} Chief Inspector of Constabulary. HMICFRS, the College of Policing and "
            "the Independent Office for Police Conduct (IOPC) consider it together and decide what should follow, "
            "which may be an inspection or a request for data to any number of forces.",
        ),
        InspectionKind.CRIME_DATA_INTEGRITY: (
            "A test of how completely and how promptly a force records the crimes that are reported to it.",
        ),
        InspectionKind.CHILD_PROTECTION: (
            "An inspection of how well one force protects children, from the first report to the outcome.",
        ),
        InspectionKind.CUSTODY: ("An unannounced visit to a force’s custody suites, made with other inspectorates.",),
        InspectionKind.INTEGRITY: (
            "An inspection of a force’s vetting, its professional standards and its work against corruption.",
        ),
        InspectionKind.REGIONAL: ("An inspection of work that the forces of a region do together.",),
        InspectionKind.RAPID_REVIEW: ("A short inspection of one pressing question, often asked by ministers.",),
        InspectionKind.REVISIT: (
            "A return to a force or a subject, to see whether what was recommended has been done.",
        ),
        InspectionKind.ENGAGEMENT: (
            "A workshop, consultation or other contact with HMICFRS that is not itself an inspection.",
        ),
        InspectionKind.OTHER: ("An inspection that does not belong to any of the regular programmes.",),
    }
)
