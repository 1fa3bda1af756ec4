"""Kinds of people events."""

from django.db import models


class PeopleVerb(models.TextChoices):
    """What can be done to people, posts and portfolios, as the audit log words it."""

    ADD_PERSON = "add person", "Person added"
    CHANGE_PERSON = "change person", "Person changed"
    DEACTIVATE_PERSON = "deactivate person", "Person deactivated"
    REACTIVATE_PERSON = "reactivate person", "Person reactivated"
    SET_PASSWORD = "set password", "Password set"
    CHANGE_PASSWORD = "change password", "Own password changed"
    ADD_POST = "add post", "Post added"
    CHANGE_POST = "change post", "Post changed"
    ADD_PORTFOLIO = "add portfolio", "Portfolio added"
    CHANGE_PORTFOLIO = "change portfolio", "Portfolio changed"
    HAND_OVER = "hand over", "Post handed over"
    END_HOLDING = "end holding", "Holding ended"
    MAKE_TOKEN = "make token", "Access for a program given"
    REVOKE_TOKEN = "revoke token", "Access for a program revoked"


class TokenPurpose(models.TextChoices):
    """What a token opens."""

    CALENDAR = "calendar", "Calendar"
    API = "api", "Power BI, Excel and other programs"
