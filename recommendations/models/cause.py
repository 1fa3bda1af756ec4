from django.db.models import Exists, OuterRef, QuerySet

from inspections.enums import CauseScope
from inspections.models import CauseOfConcern
from recommendations.enums import CLOSED, OPEN
from recommendations.models.recommendation import Recommendation


def causes_to_discharge() -> QuerySet[CauseOfConcern]:
    """Our own causes of concern that HMICFRS has not discharged although all that it recommended is closed.

    That is a prompt to ask after its decision, and nothing more: only a recorded decision discharges a cause.
    """
    items = Recommendation.objects.filter(cause=OuterRef("pk"))
    standing = CauseOfConcern.objects.filter(scope=CauseScope.OURS, discharged_on__isnull=True)
    rows: QuerySet[CauseOfConcern] = standing.filter(
        Exists(items.filter(status__in=CLOSED)), ~Exists(items.filter(status__in=OPEN))
    )
    return rows
