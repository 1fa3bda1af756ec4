"""Whether anything in a paper may not be told to whom it is for: in its rows, and in words wherever they were typed."""

import re
from collections.abc import Iterator

from reports.enums import Check
from reports.paper.blocks import Audience
from reports.paper.checks.finding import Finding, Mend, Severity, Where
from reports.paper.checks.reading import lines, squeezed, stands_in
from reports.paper.checks.subject import Subject, in_section, of_item
from reports.paper.compose import ComposedSection
from reports.paper.data import PaperData
from reports.paper.data.beside import Secret
from reports.paper.draft import Draft

RUN = 8
"""So many words in a row are nobody's by chance."""
Run = tuple[str, ...]

_WORD = re.compile(r"[\w’'-]+")


def withheld(subject: Subject) -> Iterator[Finding]:
    """Nothing under embargo or OFFICIAL-SENSITIVE in either paper, and nothing uncleared in the public one."""
    for audience, draft in subject.drafts.items():
        yield from _hidden_rows(subject, draft.data)
        yield from _uncleared_rows(subject, audience, draft.data)
        yield from _hidden_words(subject, audience, draft)


def _blocker(sentence: str, where: Where) -> Finding:
    return Finding(Check.WITHHELD, Severity.BLOCKER, sentence, where)


def _hidden_rows(subject: Subject, data: PaperData) -> Iterator[Finding]:
    """What is under an embargo or a marking, or was put under one since the cut-off."""
    for inspection in data.inspections:
        if inspection.id in subject.beside.hidden_inspections:
            yield _blocker(
                "The paper tells of an inspection that is under embargo. Set a later cut-off.",
                Where(Mend.INSPECTION, "The inspection", inspection_id=inspection.id),
            )
    for item in data.items:
        if item.id in subject.beside.hidden_items:
            yield _blocker(
                "The paper counts an item that is OFFICIAL-SENSITIVE or under embargo. Set a later cut-off.",
                of_item(Mend.ITEM, item.reference),
            )


def _uncleared_rows(subject: Subject, audience: Audience, data: PaperData) -> Iterator[Finding]:
    if audience is not Audience.PUBLIC:
        return
    for item in data.items:
        is_hidden = item.id in subject.beside.hidden_items  # which is told of already
        if item.update is not None and not is_hidden and item.update.text not in subject.beside.cleared:
            sentence = f"The public paper tells what has not been cleared of {item.reference}."
            yield _blocker(sentence, of_item(Mend.WORDING, item.reference, item.update.id))


def _hidden_words(subject: Subject, audience: Audience, draft: Draft) -> Iterator[Finding]:
    """Names and runs of words of what may not be told, but for those that an open row of the register has too."""
    lawful_names, lawful_texts = _lawful(subject, audience, draft.data)
    binding = [each for each in subject.beside.secrets if each.binds(audience)]
    named = [(name, secret) for secret in binding for name in _names(secret) if name.casefold() not in lawful_names]
    heads = (draft.document.title, draft.document.subtitle)
    places: list[tuple[ComposedSection | None, str]] = [(None, "\n".join(map(squeezed, heads)))]
    places += [(each, "\n".join(lines(each.blocks))) for each in draft.composed.sections]
    runs = {place: set(_runs(text)) for place, (_, text) in enumerate(places)}
    printed = set[Run]().union(*runs.values())
    told = [(_told_runs(secret, printed, lawful_texts), secret) for secret in binding]
    for place, (section, text) in enumerate(places):
        folded = text.casefold()
        for name, secret in named:
            if stands_in(name, text, folded):
                yield _found(section, secret)
        for taken, secret in told:
            if taken & runs[place]:
                yield _found(section, secret)


def _told_runs(secret: Secret, printed: set[Run], lawful_texts: str) -> set[Run]:
    """The runs of a secret's words that the paper prints and nothing open has."""
    own = {run for text in secret.texts for run in _runs(text) if run in printed}
    return {run for run in own if " ".join(run) not in lawful_texts}


def _found(section: ComposedSection | None, secret: Secret) -> Finding:
    place = f"“{section.plan.name}”" if section else "The title of the paper"
    where = in_section(section.plan) if section else Where(Mend.SETTINGS, "Settings")
    return _blocker(f"{place} has words that are those of {secret.reason.value}.", where)


def _lawful(subject: Subject, audience: Audience, data: PaperData) -> tuple[str, str]:
    """The names and the texts of all that an audience may read of the register, then or by now, each in one line."""
    beside = subject.beside
    inspections = [each for each in data.inspections if each.id not in beside.hidden_inspections]
    publications = [publication for each in inspections for publication in each.publications]
    items = [each for each in data.items if each.id not in beside.hidden_items]
    causes = [cause for publication in publications for cause in publication.causes]
    names = [each.title for each in inspections] + [each.title for each in publications]
    names += [*(each.title for each in causes), *(each.title for each in items), *beside.open_names]
    texts = [*names, *beside.open_texts, *beside.cleared, *(cause.text for cause in causes)]
    texts += [grading.narrative for publication in publications for grading in publication.gradings]
    texts += [text for item in items for text in (item.text, *(part.text for part in item.parts))]
    texts += [step.what for item in items for step in item.path.to_do]
    for each in inspections:
        texts += [each.background, each.found, each.found_about_us, each.good_practice, each.next_steps]
        texts += [each.force_response, each.our_part_note, each.forces_note]
    for secret in beside.secrets:
        if not secret.binds(audience):
            texts += secret.texts
    return "\n".join(names).casefold(), "\n".join(" ".join(_words(text)) for text in texts)


def _names(secret: Secret) -> Iterator[str]:
    """Its names, but for those of a single word, which may mean anything, unless it is a reference."""
    for name in dict.fromkeys(map(squeezed, sorted(secret.names))):
        if " " in name or any(character.isdigit() for character in name):
            yield name


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(text: str) -> Iterator[Run]:
    words = _words(text)
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
