from dataclasses import replace

import pytest

from reports.enums import Check, SectionKind
from reports.paper.blocks import Audience
from reports.paper.checks import Mend, Subject
from reports.paper.checks.finding import Severity, told_once
from tests.factories.checked import draft, findings, subject
from tests.factories.paper_data import paper_data, section

HERE = "See [here](https://force.example/report)."


def narrative(words: str) -> Subject:
    return subject(section(SectionKind.NARRATIVE, "Purpose", before=words))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("To inform the committee.", []),
        ("See [the report](https://force.example/report).", []),
        (HERE, ["Under “Purpose”: the link “here” does not say where it leads."]),
        ("", ["The heading “Purpose” has nothing under it."]),
    ],
)
def test_what_a_reader_would_stumble_over_is_told_once(words: str, expected: list[str]) -> None:
    told = told_once(findings(Check.FINISH, narrative(words)))

    assert [finding.sentence for finding in told] == expected


def test_it_is_a_warning_that_leads_to_the_sections_and_counts_in_the_internal_paper_too() -> None:
    internal = draft(paper_data(section(SectionKind.NARRATIVE, "Purpose", before=HERE), audience=Audience.INTERNAL))
    sound = narrative("To inform the committee.")

    (finding,) = findings(Check.FINISH, replace(sound, drafts={**sound.drafts, Audience.INTERNAL: internal}))

    assert (finding.severity, finding.where.mend) == (Severity.WARNING, Mend.SECTIONS)
