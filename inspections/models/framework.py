from django.db import models

from jac_tracker.history import Tracked


class Framework(Tracked):
    """A cycle's areas and its scale of grades. Data, because HMICFRS changes it every cycle."""

    name = models.CharField("name", max_length=120, unique=True)
    cycle = models.CharField("cycle", max_length=40)
    # Grades of two frameworks may be set side by side only within one comparability group.
    comparable_with = models.CharField("comparability group", max_length=40, blank=True)
    note = models.TextField("note on comparing", blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FrameworkGrade(Tracked):
    """One grade of a framework's scale, best first."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="grades")
    position = models.PositiveSmallIntegerField("position")
    name = models.CharField("grade", max_length=40)
    meaning = models.TextField("meaning", blank=True)

    class Meta:
        ordering = ["framework", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["framework", "name"], name="framework_grade_name_unique")]

    def __str__(self) -> str:
        return self.name


class FrameworkArea(Tracked):
    """One area or question that a framework assesses."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="areas")
    position = models.PositiveSmallIntegerField("position")
    short_label = models.CharField("short label", max_length=100)
    full_question = models.CharField("full heading", max_length=250)
    is_graded = models.BooleanField("graded", default=True)
    is_overall = models.BooleanField("overall judgment", default=False)

    class Meta:
        ordering = ["framework", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["framework", "short_label"], name="framework_area_label_unique")]

    def __str__(self) -> str:
        return self.short_label
