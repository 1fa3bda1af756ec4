"""What every address of the read-only API has in common: who asks, what may be asked, and how rows are told."""

import base64
import binascii
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, ClassVar

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import InvalidPage, Paginator
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import exceptions, serializers
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.enums import TokenPurpose
from jac_tracker.accounts.models import AccessToken, User
from jac_tracker.accounts.roles import Duty
from jac_tracker.addresses import query_with
from jac_tracker.dates import london_day
from jac_tracker.downloads import not_understood, site_of
from jac_tracker.sheets.writing import Column, Of, Value

PAGE_SIZE, LARGEST_PAGE = 200, 1000
LAST_PAGE = 100_000
_OF_PAGES = ("page", "page_size")


class TokenAuthentication(BaseAuthentication):
    """A token, as `Bearer`, or as the password of `Basic`, which Excel and Power BI keep among their own secrets.

    A session does not count: a page of another site could use it.
    """

    def authenticate(self, request: Request) -> tuple[User, AccessToken] | None:
        scheme, _space, told = get_authorization_header(request).partition(b" ")
        if not scheme:
            return None
        secret = _secret(scheme.lower(), told.strip())
        today = london_day(timezone.now())
        token = AccessToken.objects.opened_by(secret, TokenPurpose.API, today) if secret else None
        if token is None:
            raise exceptions.AuthenticationFailed("This token opens nothing. It may be revoked or have expired.")
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="JAC Tracker", Basic realm="JAC Tracker"'


def _secret(scheme: bytes, told: bytes) -> str:
    if scheme == b"basic":
        try:
            told = base64.b64decode(told, validate=True).partition(b":")[2]
        except binascii.Error:
            return ""
    elif scheme != b"bearer":
        return ""
    return told.decode("ascii", "replace")


class TokenScheme(OpenApiAuthenticationExtension):
    """How the description of the API tells of its tokens."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "Or as the password of Basic, with any user name."}


class JsonAlways(BaseContentNegotiation):
    """There is one kind of answer, whatever is asked for."""

    def select_parser(self, request: Request, parsers: Sequence[Any]) -> Any:
        return parsers[0] if parsers else None

    def select_renderer(self, request: Request, renderers: Sequence[Any], format_suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type


# What an address gives


@dataclass(frozen=True)
class Found:
    """Rows that an address gives: a query, and how some of it is told, as values of the view's columns."""

    query: Any
    told: Callable[[Any], Iterable[Sequence[Value]]]


class TableView(APIView, ABC):
    """A table of the register, page by page, as far as the holder of the token may see it today."""

    authentication_classes: ClassVar[list[Any]] = [TokenAuthentication]
    content_negotiation_class = JsonAlways
    http_method_names: ClassVar[list[str]] = ["get", "head"]
    columns: ClassVar[Sequence[Column]] = ()
    duties: ClassVar[Sequence[Duty]] = ()
    filters: ClassVar[Sequence[str]] = ()
    orders: ClassVar[Sequence[str]] = ()
    several: ClassVar[Sequence[str]] = ()  # of the filters, those that take more than one value

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if request.method not in ("GET", "HEAD"):
            raise exceptions.MethodNotAllowed(str(request.method))
        super().initial(request, *args, **kwargs)
        if request.auth is None:
            raise exceptions.NotAuthenticated("Send a token.")
        self.actor = Actor.of(request.user, london_day(timezone.now()))
        if not any(self.actor.may(duty) for duty in self.duties):
            raise exceptions.PermissionDenied("None of your posts opens this.")

    @abstractmethod
    def found(self, request: Request, actor: Actor) -> Found:
        """The rows that the address asks for. Raises ParseError, NotFound or PermissionDenied for what there is not."""

    def get(self, request: Request) -> Response:
        faults = [
            *not_understood(request.query_params, filters=[*self.filters, *_OF_PAGES], orders=self.orders),
            *_said_badly(request.query_params, self.several),
        ]
        if faults:
            raise exceptions.ParseError(" ".join(faults))
        number, size = (_whole(request, name, *bounds) for name, bounds in _BOUNDS.items())
        rows = self.found(request, self.actor)
        paginator = Paginator(rows.query, size)
        try:
            page = paginator.page(number)
        except InvalidPage as error:
            raise exceptions.NotFound("There is no such page.") from error
        keys = [column.key for column in self.columns]
        here = site_of(request) + request.path
        return Response(
            {
                "count": paginator.count,
                "page": number,
                "pages": max(1, ceil(paginator.count / size)),
                "next": here + query_with(request.query_params, page=number + 1) if page.has_next() else None,
                "previous": here + query_with(request.query_params, page=number - 1) if number > 1 else None,
                "rows": [dict(zip(keys, values, strict=True)) for values in rows.told(page.object_list)],
            }
        )

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response


_BOUNDS = {"page": (1, LAST_PAGE, 1), "page_size": (1, LARGEST_PAGE, PAGE_SIZE)}


def _said_badly(query: Any, several: Sequence[str]) -> list[str]:
    """Sentences on what the form of a page may send and a program may not: a filter that says nothing, or more than one
    thing."""
    empty = [
        f"“{name}” says nothing." for name, values in query.lists() if name != "q" and not all(map(str.strip, values))
    ]
    twice = [name for name, values in query.lists() if len(values) > 1 and name not in several]
    return [*empty, *(f"“{name}” is given more than once." for name in twice)]


def _whole(request: Request, name: str, least: int, most: int, otherwise: int) -> int:
    text = request.query_params.get(name)
    if text is None:
        return otherwise
    if text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most:
        return int(text)
    raise exceptions.ParseError(f"“{name}” is a whole number from {least:,} to {most:,}.")


def refuse_form(form: Any, things: Sequence[str]) -> None:
    """Raise NotFound where a filter names a thing that is not there, ParseError for one that means nothing."""
    if form.is_valid():
        return
    wrong = [name for name in form.errors if not (name in things and _could_be_there(form, name))]
    if wrong:
        raise exceptions.ParseError(" ".join(f"{name}: {form.errors[name][0]}" for name in wrong))
    raise exceptions.NotFound(f"There is no such {form.fields[next(iter(form.errors))].label.lower()}.")


def _could_be_there(form: Any, name: str) -> bool:
    text = form.data.get(name, "")
    return bool(text.isascii() and text.isdigit()) or text == "mine"


# How it is described

_FIELDS: dict[Of, Any] = {
    Of.DAY: serializers.DateField,
    Of.MOMENT: serializers.DateTimeField,
    Of.NUMBER: serializers.IntegerField,
}


class Refusal(serializers.Serializer):
    """Why there is no answer."""

    detail = serializers.CharField()


def _described(name: str, columns: Sequence[Column]) -> type[serializers.Serializer]:
    fields = {
        column.key: _FIELDS.get(column.of, serializers.CharField)(allow_null=True, help_text=column.heading)
        for column in columns
    }
    row = type(f"{name}Row", (serializers.Serializer,), fields)
    page = {
        "count": serializers.IntegerField(help_text="How many rows there are on all pages"),
        "page": serializers.IntegerField(),
        "pages": serializers.IntegerField(),
        "next": serializers.CharField(allow_null=True, help_text="The address of the page after this one"),
        "previous": serializers.CharField(allow_null=True),
        "rows": row(many=True),
    }
    return type(f"{name}Page", (serializers.Serializer,), page)


def choice(name: str, values: Iterable[str], words: str = "", *, many: bool = False) -> OpenApiParameter:
    """A parameter that takes one of the values, or several."""
    return OpenApiParameter(name, str, enum=[*values], description=words, many=many, explode=True if many else None)


def number(name: str, words: str, least: int = 1, most: int = 10**9) -> OpenApiParameter:
    """A parameter that takes a whole number."""
    return OpenApiParameter(name, {"type": "integer", "minimum": least, "maximum": most}, description=words)


def address_of_table(view: type[TableView], name: str, parameters: Sequence[OpenApiParameter] = ()) -> Any:
    """The view as a route takes it, described: what may be asked of it, and what it answers. Its wall is its token."""
    order = choice("sort", [sign + key for key in view.orders for sign in ("", "-")], "Order; - for last first")
    pages = [number("page", "Which page", 1, LAST_PAGE), number("page_size", "Rows to a page", 1, LARGEST_PAGE)]
    refusals = dict.fromkeys((400, 401, 403, 404), Refusal)
    described = extend_schema(
        operation_id=name.lower(),
        summary=name,
        description=view.__doc__,
        parameters=[*parameters, *([order] if view.orders else []), *pages],
        responses={200: _described(name, view.columns), **refusals},
    )
    return login_not_required(extend_schema_view(get=described)(view).as_view())
