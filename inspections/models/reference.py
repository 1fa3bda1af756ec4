from django.db import models

from jac_tracker.history import Tracked


class Force(Tracked):
    """A police force that HMICFRS inspects."""

    name = models.CharField("name", max_length=120, unique=True)
    short_name = models.CharField("short name", max_length=60)
    is_territorial = models.BooleanField("one of the 43 territorial forces", default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Inspectorate(Tracked):
    """A body that inspects with HMICFRS, or leads an inspection it takes part in."""

    name = models.CharField("name", max_length=120, unique=True)
    short_name = models.CharField("short name", max_length=40)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Register(Tracked):
    """Whose register this is. There is one row, made by start_register or load_demo."""

    force = models.ForeignKey(Force, models.PROTECT, related_name="+")
    our_short_name = models.CharField("how the paper calls the force", max_length=60)
    policing_body = models.CharField("local policing body", max_length=120)
    committee = models.CharField("committee", max_length=120)
    committee_short_name = models.CharField("committee's short name", max_length=40)
    reference_prefix = models.CharField("prefix of our references", max_length=10)
    # Whom to tell that a page cannot be used: printed in the accessibility statement, which is public.
    contact_email = models.EmailField("contact email address", blank=True)
    contact_address = models.CharField("contact postal address", max_length=300, blank=True)

    def __str__(self) -> str:
        return f"Register of {self.force}"
