import hashlib
from datetime import date

from django.conf import settings
from django.db import models

from jac_tracker.accounts.enums import TokenPurpose
from jac_tracker.history import Tracked, TrackedQuerySet


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is long and random, so that a plain hash tells nobody what it was."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


class AccessTokenQuerySet(TrackedQuerySet):
    def usable(self, on: date) -> "AccessTokenQuerySet":
        """Tokens that open something on the day: neither revoked nor expired, of people who may sign in."""
        return self.filter(revoked_at__isnull=True, expires_on__gte=on, user__is_active=True)

    def opened_by(self, secret: str, purpose: TokenPurpose, on: date) -> "AccessToken | None":
        """The token of that purpose whose secret this is, with its person; none where it opens nothing on the day."""
        found: AccessToken | None = (
            self.usable(on).filter(purpose=purpose, digest=digest_of(secret)).select_related("user").first()
        )
        return found


class AccessToken(Tracked):
    """That a program may read what a person may, with their rights of the day. The secret itself is not kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="tokens", verbose_name="person")
    purpose = models.CharField("purpose", max_length=20, choices=TokenPurpose)
    name = models.CharField("name", max_length=60)
    digest = models.CharField("digest", max_length=64, unique=True)
    made_at = models.DateTimeField("made at")
    expires_on = models.DateField("last day")
    revoked_at = models.DateTimeField("revoked at", null=True, blank=True)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.name
