"""A field for a file."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from jac_tracker.files import Looked, NotTaken, look_at
from jac_tracker.forms.messages import Named


class FileField(Named, forms.FileField):
    """One file, looked at by its bytes. Gives a `Looked`, or None when none was chosen.

    A form with it is sent as multipart/form-data, and is given `files=request.FILES`.
    """

    widget = forms.FileInput
    default_error_messages = {
        "required": "Choose {called}",
        "missing": "Choose {called}",
        "empty": "The file is empty.",
        "invalid": "Choose {called}",
    }

    def clean(self, data: Any, initial: Any = None) -> Looked | None:
        if data is None:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        try:
            return self.looked_at(data)
        except NotTaken as refusal:
            raise ValidationError(str(refusal), code="not_taken") from refusal

    def looked_at(self, data: Any) -> Looked:
        """The file with its type; raises NotTaken with a sentence. A field for one type alone has its own."""
        return look_at(data, str(data.name or ""), largest=settings.LARGEST_FILE)
