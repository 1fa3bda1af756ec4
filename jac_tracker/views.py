"""Pages that belong to no app: what our pages are made of, the accessibility statement, and a form gone stale."""

import json
from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inspections.models import Register
from jac_tracker.components import sample


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every part our pages are made of, for those who build and test them."""
    return render(request, "pages/components.html", sample(request.GET))


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement. Public: the law asks that anybody can read it."""
    return render(request, "pages/accessibility.html", {"register": Register.objects.select_related("force").first()})


@login_not_required
@require_safe
def api_document(request: HttpRequest) -> HttpResponse:
    """What the API can be asked, as OpenAPI. Public: programs read it before they have a token, and it tells nothing of
    the register."""
    return HttpResponse(_api_document(), content_type="application/vnd.oai.openapi+json; charset=utf-8")


@cache
def _api_document() -> str:
    from drf_spectacular.generators import SchemaGenerator  # a fifth of a second, for whoever asks

    return json.dumps(SchemaGenerator().get_schema(request=None, public=True), ensure_ascii=False)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Says that a form had gone stale. Drawn without the usual frame: the person's session is what is in doubt."""
    return render(request, "pages/csrf_failure.html", status=403)
