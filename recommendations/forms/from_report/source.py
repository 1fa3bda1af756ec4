"""The text of a report, pasted or in a file."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from jac_tracker import forms
from jac_tracker.files import Looked, NotTaken, look_at_words, text_of
from jac_tracker.text import clean_text
from recommendations.rules.report import LONGEST_SOURCE


class WordsField(forms.FileField):
    """A file whose words are read."""

    def looked_at(self, data: Any) -> Looked:
        return look_at_words(data, str(data.name or ""), largest=settings.LARGEST_FILE)


class SourceForm(forms.Form):
    """Where the text comes from: one of the two."""

    says_optional = False

    text = forms.LongTextField(
        label="Paste the recommendations of the report",
        called="the text",
        max_length=LONGEST_SOURCE,
        rows=12,
        required=False,
        help_text="With the headings above them and the labels, such as “Recommendation 3” and “Area for improvement”",
    )
    file = WordsField(label="Or choose a file", called="a file", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        largest = settings.LARGEST_FILE // 1024**2
        self["file"].help_text = f"Word (.docx), PDF with text in it, or plain text, at most {largest} MB"

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if self.errors:
            return values
        text, looked = values.get("text"), values.get("file")
        if text and looked:
            self.add_error("file", "Paste the text or choose a file, not both")
        elif looked:
            values["source"] = self._words_of(looked)
        elif text:
            values["source"] = text
        else:
            self.add_error("text", "Paste the text, or choose a file")
        return values

    def _words_of(self, looked: Looked) -> str:
        try:
            return clean_text(text_of(looked))
        except NotTaken as refusal:
            self.add_error("file", ValidationError(str(refusal), code="not_taken"))
            return ""
