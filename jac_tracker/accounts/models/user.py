from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from jac_tracker.accounts.models.post import Holding
from jac_tracker.history import LockingQuerySet


class UserQuerySet(LockingQuerySet):
    def active(self) -> "UserQuerySet":
        return self.filter(is_active=True)

    def without_password(self) -> "UserQuerySet":
        """People as whom nobody can sign in by a password."""
        return self.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def without_post(self, on: date) -> "UserQuerySet":
        """People who hold no post on the day."""
        return self.exclude(Exists(Holding.objects.current(on).filter(user=OuterRef("pk"))))

    def with_words(self, words: str, on: date) -> "UserQuerySet":
        """Each word stands in the name, rank, number, e-mail address or the title of a post held on the day."""
        holdings = Holding.objects.current(on).filter(user=OuterRef("pk"))
        people = self
        for word in words.split():
            in_post = Exists(holdings.filter(post__title__icontains=word))
            fields = ("name", "rank", "number", "email")
            own = Q(*[(f"{field}__icontains", word) for field in fields], _connector=Q.OR)
            people = people.filter(own | in_post)
        return people


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who can sign in. What they may do comes from the posts they hold, never from here.

    Not tracked, because signing in writes to it: changes to people are recorded as events. There is no superuser and
    nobody is deleted; a person who leaves is deactivated.
    """

    email = models.EmailField("email address", unique=True)
    name = models.CharField("name", max_length=150)
    rank = models.CharField("rank or title", max_length=80, blank=True)
    number = models.CharField("collar number", max_length=20, blank=True)
    is_active = models.BooleanField("may sign in", default=True)
    joined_at = models.DateTimeField("added at", null=True, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique_whatever_the_case")]

    def __str__(self) -> str:
        return f"{self.rank} {self.name}".strip()

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return self.name
