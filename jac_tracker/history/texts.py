"""Which columns hold people's words."""

from typing import Any, TypeAlias

from django.apps import apps
from django.db import models

AnyField: TypeAlias = "models.Field[Any, Any]"

# Columns of text that is no words: what was reckoned or read by a machine, and lists of codes. They are searched for
# nothing and never replaced. What is kept of an old text is exactly its hash.
CODES = frozenset(
    {
        "addressees",
        "by_system",
        "column",
        "digest",
        "fingerprint",
        "media_type",
        "options",
        "password",
        "sha256",
        "session_key",
        "table",
        "words_sha256",
    }
)
_OF_DJANGO = frozenset({"auth", "contenttypes", "sessions"})  # written from code; sessions are looked through whole


def text_fields(model: type[models.Model]) -> list[AnyField]:
    """The columns of a table in which a person's words can stand, in lines, in passages or inside JSON."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
        and not field.primary_key
        and field.name not in CODES
    ]


def replaceable_columns(model: type[models.Model]) -> list[str]:
    """The columns that may be replaced by a tombstone: words, and the files that are made of them."""
    files = [field for field in model._meta.concrete_fields if isinstance(field, models.BinaryField)]
    return sorted(str(field.column) for field in [*text_fields(model), *files])


def searched_models() -> list[type[models.Model]]:
    """Every table with a column of words, those of the history too, in the order the apps name them."""
    return [
        model for model in apps.get_models() if model._meta.app_label not in _OF_DJANGO and text_fields(model) != []
    ]


def codes_in_use() -> frozenset[str]:
    """Every value that a choice of the register is stored as: inside JSON, such a string is a code and no words."""
    return frozenset(
        str(value)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        for value, _label in field.flatchoices
    )
