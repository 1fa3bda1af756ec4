"""What a claim still lacks, in the sentences that refuse it."""

from collections.abc import Collection, Mapping

WHOLE = ""  # the "letter" of an answer to an item that has no parts of ours


def letters_to_answer(letters_of_ours: Collection[str]) -> tuple[str, ...]:
    """The parts that a claim must answer: each of ours, or the whole where the item has none."""
    return tuple(sorted(letters_of_ours)) or (WHOLE,)


def faults_of_claim(
    letters_of_ours: Collection[str], answers: Mapping[str, str], exhibits: int, how_it_will_last: str
) -> list[str]:
    """Sentences that say what is missing from a claim; empty when it can be made.

    Closing an item takes an answer to each part of it that is ours, evidence, and how the change will last.
    """
    faults = [
        f"Answer part ({letter})." if letter else "Say how the recommendation has been met."
        for letter in letters_to_answer(letters_of_ours)
        if not answers.get(letter, "").strip()
    ]
    if not exhibits:
        faults.append("Name at least one exhibit.")
    if not how_it_will_last.strip():
        faults.append("Say how it will last.")
    return faults
