"""Error messages made from a field's own label, so that each names the field and says what would be right."""

from typing import Any

from django import forms

_BROWSER_LIMITS = {"maxlength", "minlength", "min", "max", "step"}


def called_by_label(label: str) -> str:
    """`label` as it stands inside a sentence: "Reason" is "the reason", a question is "an answer".

    A first word in capitals ("HMICFRS reference", "DCC comment") keeps them.
    """
    if label.endswith("?"):
        return "an answer"
    first, space, rest = label.partition(" ")
    if len(first) > 1 and first[1:] != first[1:].lower():
        return f"the {label}"
    return f"the {first.lower()}{space}{rest}"


def subject_by_label(label: str, called: str) -> str:
    """What a sentence about the field begins with: its label, or for a question what it is called, less the article."""
    if not label.endswith("?"):
        return label
    noun = called
    for article in ("the ", "a ", "an "):
        if noun.startswith(article):
            noun = noun.removeprefix(article)
            break
    return noun[:1].upper() + noun[1:]


class Named(forms.Field):
    """A field whose messages are sentences with places for its own name.

    `called` is the field's name inside a sentence, article included ("a reason", "the day it was decided"); without it
    the label gives the name. Messages may use {called}, {subject} and {limit}; they are filled in when a form is
    made, because only then is the label known. Messages passed as `error_messages` win, and may use the same places.
    """

    def __init__(self, *positional: Any, called: str = "", **options: Any) -> None:
        super().__init__(*positional, **options)
        self.called = called

    def limits(self) -> dict[str, str]:
        """The numbers a message may name, written out as a reader writes them."""
        return {}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without the browser's own limits: it would cut a pasted text, or refuse a number, without our words."""
        attrs = super().widget_attrs(widget)
        return {name: value for name, value in attrs.items() if name not in _BROWSER_LIMITS}

    def fill_messages(self, label: str) -> None:
        """Put the field's name, and its limits, into its messages."""
        called = self.called or called_by_label(label)
        places = {"called": called, "subject": subject_by_label(label, called), **self.limits()}
        for code, message in self.error_messages.items():
            if "{" in str(message):
                self.error_messages[code] = str(message).format_map(places)
