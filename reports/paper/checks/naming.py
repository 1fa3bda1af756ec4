"""Whether a paper calls people and the inspectorate what they are to be called."""

import re
from collections.abc import Iterator
from datetime import date

from jac_tracker.dates.periods import MONTHS
from reports.enums import Check
from reports.paper.checks.finding import Finding, Severity
from reports.paper.checks.reading import lines, squeezed, stands_in
from reports.paper.checks.subject import Subject, in_section
from reports.paper.data import PaperData
from reports.paper.words import HMICFRS_SINCE

# People

_RANKS = (
    r"Police Constable|Detective Constable|Detective Sergeant|Sergeant|Detective Inspector|Inspector|"
    r"Detective Chief Inspector|Chief Inspector|Detective Superintendent|Superintendent|"
    r"Detective Chief Superintendent|Chief Superintendent|Assistant Chief Constable|Deputy Chief Constable|"
    r"Chief Constable|Commander|Chief Supt|Ch Supt|Supt|Insp|Sgt|PC|DC|DS|DI|DCI|ACC|DCC|CC|Mr|Mrs|Ms|Miss|Dr|Sir|Dame"
)
_ONLY_RANKS = frozenset(_RANKS.casefold().split("|"))
# Every letter of the Latin, Greek and Cyrillic alphabets that a name may be spelled with: "Ángel", "Łukasz".
_LETTERS = [chr(code) for code in range(0x2000) if chr(code).isalpha()]
_CAPITAL = f"[{''.join(filter(str.isupper, _LETTERS))}]"
_SMALL = f"[{''.join(filter(str.islower, _LETTERS))}]"
_NAME = rf"{_CAPITAL}(?:[^\W\d_]|[’'-])*{_SMALL}"  # "O’Neill", "Brown-Jones"
_WITH_A_RANK = re.compile(
    rf"\b(?=[A-Z])(?:T/|A/|Acting |Temporary )?(?:{_RANKS})\.? "
    rf"(?:{_CAPITAL}\.? )?{_NAME}(?: {_NAME}\b)*"
)


def names(subject: Subject) -> Iterator[Finding]:
    """Officers move; the paper is about posts. The contact officer alone is named."""
    data, beside = subject.data, subject.beside
    contact = data.paper.contact
    excused = contact.holder if contact else ""
    posts = [post.casefold() for post in beside.posts]
    people = [name for name in beside.people if " " in name and not excused.endswith(name)]
    for section in subject.public.composed.sections:
        text = "\n".join(lines(section.blocks))
        whole = text.casefold()
        likely = [name for name in people if name.casefold() in whole]
        for line in text.split("\n"):
            folded = line.casefold()
            found = [name for name in likely if stands_in(name, line, folded)]
            found += [
                words
                for words in _WITH_A_RANK.findall(line)
                if not any(person in words for person in found)
                and words not in excused
                and not _is_a_post(words, posts)
            ]
            for words in found:
                sentence = f"“{section.plan.name}” names “{words}”: a post may be meant."
                yield Finding(Check.NAMES, Severity.WARNING, sentence, in_section(section.plan))


def _is_a_post(words: str, posts: list[str]) -> bool:
    """ "ACC Crime" where that begins a post's title, or a title that is more than a rank begins it."""
    said = words.casefold()
    return any(post.startswith(said) or (said.startswith(post) and post not in _ONLY_RANKS) for post in posts)


# HMIC and HMICFRS

_DATE = re.compile(rf"\b(?:(?P<day>[0-9]{{1,2}}) )?(?:(?P<month>{'|'.join(MONTHS)}) )?(?P<year>(?:19|20)[0-9]{{2}})\b")
_HMIC = re.compile(r"\bHMIC\b")
_DONE = "published|inspected|reported|found|recommended|graded|judged|made|said|told|raised|wrote|issued|carried out"
_HMICFRS_DID = re.compile(rf"\bHMICFRS (?:has )?(?:{_DONE})\b|\b(?:{_DONE}) by HMICFRS\b", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?]) ")


def inspectorate(subject: Subject) -> Iterator[Finding]:
    """HMIC took on fire and rescue services, and its present name, on 19 July 2017."""
    printed = _printed_then(subject.data)
    for section in subject.public.composed.sections:
        for line in lines(section.blocks):
            for sentence in _misnamed(line, printed):
                where = in_section(section.plan)
                yield Finding(Check.INSPECTORATE, Severity.WARNING, f"{section.plan.name}: {sentence}", where)


def _misnamed(line: str, printed: list[str]) -> Iterator[str]:
    own = line
    for sentence in printed:
        own = own.replace(sentence, "")
    if _HMIC.search(own) and not any(earliest < HMICFRS_SINCE for earliest, _ in _days_in(line)):
        yield f"“{_short(line)}” says HMIC, and no day before 19 July 2017. It has been HMICFRS since."
    for sentence in _SENTENCES.split(line):
        days = _days_in(sentence)
        if days and _HMICFRS_DID.search(sentence) and all(latest < HMICFRS_SINCE for _, latest in days):
            yield f"“{_short(sentence)}” tells of what was done before 19 July 2017. It was HMIC then."


def _days_in(line: str) -> list[tuple[date, date]]:
    """The first and the last day that each date in a line may mean: a day, a month or a year."""
    found = []
    for each in _DATE.finditer(line):
        year = int(each["year"])
        month = MONTHS.index(each["month"]) + 1 if each["month"] else 0
        try:
            if month and each["day"]:
                first = last = date(year, month, int(each["day"]))
            else:
                first, last = date(year, month or 1, 1), date(year, month or 12, 28)
        except ValueError:
            continue
        found.append((first, last))
    return found


def _printed_then(data: PaperData) -> list[str]:
    """Every sentence with the old name in what was published under it, which stays as it was printed."""
    old = [each for each in data.publications if each.day.earliest and each.day.earliest < HMICFRS_SINCE]
    texts = [text for each in old for text in (each.title, *(cause.text for cause in each.causes))]
    texts += [item.text for each in old for item in data.items_of.get(each.id, ())]
    return [sentence for text in texts for sentence in _SENTENCES.split(squeezed(text)) if _HMIC.search(sentence)]


def _short(words: str) -> str:
    return words if len(words) <= 100 else f"{words[:99]}…"
