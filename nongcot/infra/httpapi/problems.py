"""What the API says when it cannot do what it is asked: one shape, with a status that tells the kind."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from nongcot.infra.acting.once import KeyReused
from nongcot.kernel.errors import Refused
from nongcot.regulations.errors import RuleError


class Flaw(Schema):
    """One field that is wrong: where ("body.day"), and what."""

    where: str
    what: str


class Problem(Schema):
    """Why nothing was done. ``errors`` names the fields where it is about fields."""

    detail: str
    errors: list[Flaw] = []


PROBLEMS: dict[int, type[Problem]] = dict.fromkeys((400, 401, 403, 404, 409, 422), Problem)


def answers(shape: Any, status: int = 200) -> dict[int, Any]:
    """The ``response`` of an operation: its shape, and the problems it may answer with."""
    return {status: shape, **PROBLEMS}


def _problem(api: NinjaAPI, request: HttpRequest, status: int, detail: str, errors: Any = ()) -> HttpResponse:
    return api.create_response(request, {"detail": detail, "errors": list(errors)}, status=status)


def handle_problems(api: NinjaAPI) -> None:
    """Have the API answer every refusal of the house as a :class:`Problem`."""

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, exc: ValidationError) -> HttpResponse:
        flaws = [
            {"where": ".".join(map(str, one.get("loc", ()))), "what": str(one.get("msg", ""))} for one in exc.errors
        ]
        return _problem(api, request, 422, _("Nội dung gửi lên chưa đúng."), flaws)

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, exc: Refused) -> HttpResponse:
        fields = getattr(exc, "fields", {})  # values that cannot be are said field by field
        flaws = [{"where": f"body.{name}", "what": str(why)} for name, why in fields.items()]
        return _problem(api, request, 409, str(exc), flaws)

    @api.exception_handler(RuleError)
    def no_rule(request: HttpRequest, exc: RuleError) -> HttpResponse:
        return _problem(api, request, 409, _(exc.problem) % exc.problem_params)

    @api.exception_handler(KeyReused)
    def reused(request: HttpRequest, _exc: KeyReused) -> HttpResponse:
        return _problem(api, request, 409, _("Khóa Idempotency-Key này đã dùng cho một yêu cầu khác."))

    @api.exception_handler(PermissionDenied)
    def denied(request: HttpRequest, _exc: PermissionDenied) -> HttpResponse:
        return _problem(api, request, 403, _("Tài khoản này không có quyền làm việc đó."))

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, _exc: AuthenticationError) -> HttpResponse:
        response = _problem(api, request, 401, _("Thiếu mã truy cập, hoặc mã đã hết hạn."))
        response["WWW-Authenticate"] = "Bearer"
        return response

    for missing in (Http404, ObjectDoesNotExist):

        @api.exception_handler(missing)
        def absent(request: HttpRequest, _exc: Exception) -> HttpResponse:
            return _problem(api, request, 404, _("Không có, hoặc ngoài phạm vi của tài khoản này."))

    @api.exception_handler(HttpError)
    def said(request: HttpRequest, exc: HttpError) -> HttpResponse:
        return _problem(api, request, exc.status_code, str(exc))
