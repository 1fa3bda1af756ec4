"""Fields for text and numbers."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from jac_tracker.forms.messages import Named
from jac_tracker.text import clean_line, clean_text

# Nothing that the register keeps in one field is longer; a paper's narrative is the longest.
LONGEST_TEXT = 50_000


class TextField(Named, forms.CharField):
    """One line of text, cleaned by `clean_line`. `width` is the box's width in characters: 2, 3, 4, 5, 10, 20 or 30."""

    default_error_messages = {
        "required": "Enter {called}",
        "max_length": "{subject} must be {max_length} characters or fewer",
        "min_length": "{subject} must be {min_length} characters or more",
    }

    def __init__(self, *, max_length: int, width: int | None = None, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)
        if width is not None:
            self.widget.attrs["class"] = f"govuk-input--width-{width}"

    def to_python(self, value: Any) -> str:
        return str(super().to_python(clean_line(str(value or ""))))

    def limits(self) -> dict[str, str]:
        return {"max_length": f"{self.max_length:,}", "min_length": f"{self.min_length or 0:,}"}


class LongTextField(TextField):
    """Several lines of text, cleaned by `clean_text`, in a box of `rows` lines."""

    def __init__(self, *, max_length: int = LONGEST_TEXT, rows: int = 5, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": str(rows)}))
        super().__init__(max_length=max_length, **options)

    def to_python(self, value: Any) -> str:
        return str(forms.CharField.to_python(self, clean_text(str(value or ""))))


class EmailField(Named, forms.EmailField):
    """An e-mail address."""

    default_error_messages = {
        "required": "Enter {called}",
        "invalid": "Enter {called} in the form name@example.org",
        "max_length": "{subject} must be 254 characters or fewer",
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=254, **options)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(clean_line(str(value or ""))))


class PasswordField(Named, forms.CharField):
    """A password, as typed: nothing of it is cleaned, and it is never sent back to the page."""

    widget = forms.PasswordInput
    default_error_messages = {
        "required": "Enter {called}",
        "max_length": "{subject} must be {max_length} characters or fewer",
        "null_characters_not_allowed": "{subject} must not have control characters in it",
    }

    def __init__(self, *, max_length: int = 200, **options: Any) -> None:
        super().__init__(max_length=max_length, strip=False, **options)

    def limits(self) -> dict[str, str]:
        return {"max_length": f"{self.max_length:,}"}


class IntegerField(Named, forms.IntegerField):
    """A whole number between `min_value` and `max_value`, both always given."""

    default_error_messages = {
        "required": "Enter {called}",
        "invalid": "{subject} must be a whole number, like {min_value}",
        "min_value": "{subject} must be {min_value} or more",
        "max_value": "{subject} must be {max_value} or less",
    }

    def __init__(self, *, min_value: int, max_value: int, width: int = 5, **options: Any) -> None:
        # A text box: a browser's number box swallows what it cannot read and turns with the mouse wheel.
        attrs = {"inputmode": "numeric", "class": f"govuk-input--width-{width}"}
        options.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(min_value=min_value, max_value=max_value, **options)

    def to_python(self, value: Any) -> int | None:
        text = clean_line(str(value if value is not None else "")).replace(",", "")
        if text and not re.fullmatch(r"[+-]?[0-9]{1,15}", text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text)

    def limits(self) -> dict[str, str]:
        return {"min_value": f"{self.min_value:,}", "max_value": f"{self.max_value:,}"}


class DigestField(forms.CharField):
    """The digest of the values that a form was drawn with, carried back unseen.

    Never an error of its own: a digest that is missing or mangled is the empty text, which no values have, so the
    action finds a difference and the person sees both texts.
    """

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> str:
        text = str(value or "")
        return text if re.fullmatch(r"[0-9a-f]{8,128}", text) else ""
