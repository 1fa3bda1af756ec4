"""A short title out of an item's own words, for a person to improve."""

import re

from recommendations.rules.report.labels import MODAL

LONGEST_TITLE = 90
_ADVERBS = r"(?:also|immediately|urgently|therefore|now|all|jointly|then|as a (?:matter of urgency|priority),?)"
_OPENS = re.compile(
    rf"[\s,]*(?:(?:within|by) [^,]{{3,40}},\s*)?(?:{_ADVERBS}[\s,]+)*"
    r"(?:(?:take (?:immediate |urgent )?steps to |make sure|ensure|improve how|satisfy themselves|assure themselves)"
    r"(?:\s*(?:that|ensure that|ensure|make sure(?: that)?))?:?\s+(?:(?:they|it|there)(?: are| is)?\s+)?)?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,;:]*(?:\b(?:so as to|in order to|to|and|or|which|that|by|with|the|a|an|of|in|for|on|from|including|so|as"
    r"|their|its|is|are|ensure|ensuring|making sure|make sure|at|between|against)\b[\s,;:]*)+$",
    re.IGNORECASE,
)


def title_of(text: str) -> str:
    """The first words of what is to be done, at most LONGEST_TITLE letters, or of the text that asks nothing."""
    sentence = re.split(r"(?<=[.!?;])\s+|\n", text.strip(), maxsplit=1)[0][:1000]
    modal = MODAL.search(sentence)
    act = sentence[modal.end() :] if modal else sentence
    opened = _OPENS.match(act) if modal else None
    short = cut(act[opened.end() :] if opened and len(act) - opened.end() > 12 else act)
    return short or cut(sentence) or cut(text)


def cut(words: str) -> str:
    """Words on one line, begun with a capital and ended before a word that would be left hanging."""
    words = " ".join(words.split()).strip(" ,.;:\u2013-")
    if len(words) > LONGEST_TITLE:
        words = words[: LONGEST_TITLE + 1].rsplit(" ", 1)[0][:LONGEST_TITLE]
        comma = words.rfind(",")
        words = words[:comma] if comma > LONGEST_TITLE * 0.6 else words
    words = _TAIL.sub("", words).strip(" ,.;:\u2013-(")
    return words[:1].upper() + words[1:]
