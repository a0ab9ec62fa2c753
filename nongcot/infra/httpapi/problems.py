"""What the API says when it cannot do what it is asked: one shape, with a status and a code that tell the kind."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import BadRequest, ObjectDoesNotExist, PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from nongcot.infra.acting.once import KeyReused
from nongcot.infra.httpapi.words import flaw
from nongcot.kernel.errors import Refused
from nongcot.regulations.errors import RuleError

logger = logging.getLogger(__name__)
_TO_DO: dict[str, str] = {
    "bad_request": gettext_noop("Sửa yêu cầu theo mô tả ở /api/docs rồi gửi lại."),
    "unknown_parameter": gettext_noop("Sửa tên tham số theo mô tả ở /api/docs rồi gửi lại."),
    "unauthorized": gettext_noop("Tạo mã truy cập mới ở trang tài khoản và gửi trong tiêu đề Authorization: Bearer."),
    "forbidden": gettext_noop("Dùng mã của tài khoản có vai trò này, hoặc đề nghị cấp quyền."),
    "not_found": gettext_noop("Kiểm tra địa chỉ, mã số và phạm vi được giao của tài khoản."),
    "method_not_allowed": gettext_noop("Dùng một phương thức nêu trong tiêu đề Allow."),
    "refused": gettext_noop("Sửa nội dung theo lý do đã nêu rồi gửi lại; khóa vẫn dùng được."),
    "key_reused": gettext_noop("Dùng khóa Idempotency-Key mới cho yêu cầu mới."),
    "too_large": gettext_noop("Chia nhỏ nội dung rồi gửi lại."),
    "invalid": gettext_noop("Sửa các mục nêu trong errors rồi gửi lại."),
    "failed": gettext_noop("Gửi lại với cùng khóa Idempotency-Key; nếu vẫn lỗi, báo người quản trị."),
    "busy": gettext_noop("Chờ vài giây rồi gửi lại với cùng khóa Idempotency-Key."),
}


class Flaw(Schema):
    """One field that is wrong: where ("body.day"), and what."""

    where: str
    what: str


class Problem(Schema):
    """Why nothing was done: ``code`` for a program, ``detail`` and ``to_do`` for a reader in the asked language.

    ``errors`` names the fields where it is about fields.
    """

    code: str
    detail: str
    to_do: str
    errors: list[Flaw] = []


PROBLEMS: dict[int, type[Problem]] = dict.fromkeys((400, 401, 403, 404, 409, 413, 422, 503), Problem)
_CODES = {400: "bad_request", 401: "unauthorized", 403: "forbidden", 404: "not_found", 413: "too_large", 422: "invalid"}


def answers(shape: Any, status: int = 200) -> dict[int, Any]:
    """The ``response`` of an operation: its shape, and the problems it may answer with."""
    return {status: shape, **PROBLEMS}


def answer_problem(code: str, status: int, detail: str, errors: Iterable[Mapping[str, str]] = ()) -> HttpResponse:
    """A :class:`Problem` as an answer."""
    told = {"code": code, "detail": detail, "to_do": _(_TO_DO[code]), "errors": list(errors)}
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})


def handle_problems(api: NinjaAPI) -> None:
    """Have the API answer every refusal of the house as a :class:`Problem`."""

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, exc: ValidationError) -> HttpResponse:
        return answer_problem("invalid", 422, _("Nội dung gửi lên chưa đúng."), map(flaw, exc.errors))

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, exc: Refused) -> HttpResponse:
        fields = getattr(exc, "fields", {})  # values that cannot be are said field by field
        flaws = [{"where": f"body.{name}", "what": str(why)} for name, why in fields.items()]
        return answer_problem("refused", 409, str(exc), flaws)

    @api.exception_handler(RuleError)
    def no_rule(request: HttpRequest, exc: RuleError) -> HttpResponse:
        return answer_problem("refused", 409, _(exc.problem) % exc.problem_params)

    @api.exception_handler(KeyReused)
    def reused(request: HttpRequest, _exc: KeyReused) -> HttpResponse:
        said = _("Khóa Idempotency-Key này đã dùng cho một yêu cầu khác.")
        return answer_problem("key_reused", 409, said, [{"where": "header.Idempotency-Key", "what": said}])

    @api.exception_handler(PermissionDenied)
    def denied(request: HttpRequest, _exc: PermissionDenied) -> HttpResponse:
        return answer_problem("forbidden", 403, _("Tài khoản này không có quyền làm việc đó."))

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, _exc: AuthenticationError) -> HttpResponse:
        response = answer_problem("unauthorized", 401, _("Thiếu mã truy cập, hoặc mã đã hết hạn."))
        response["WWW-Authenticate"] = "Bearer"
        return response

    for missing in (Http404, ObjectDoesNotExist):

        @api.exception_handler(missing)
        def absent(request: HttpRequest, _exc: Exception) -> HttpResponse:
            return answer_problem("not_found", 404, _("Không có, hoặc ngoài phạm vi của tài khoản này."))

    @api.exception_handler(HttpError)
    def said(request: HttpRequest, exc: HttpError) -> HttpResponse:
        # what the library itself says (a body that is no JSON) it says in English
        detail = _("Không đọc được nội dung gửi lên.") if exc.message.startswith("Cannot parse") else exc.message
        return answer_problem(_CODES.get(exc.status_code, "bad_request"), exc.status_code, detail)

    _handle_failures(api)


def _handle_failures(api: NinjaAPI) -> None:
    """What is no refusal: a body too large or broken, a database that is busy, a fault of ours."""

    @api.exception_handler(RequestDataTooBig)
    def too_large(request: HttpRequest, _exc: Exception) -> HttpResponse:
        return answer_problem("too_large", 413, _("Nội dung gửi lên quá lớn."))

    for broken in (BadRequest, MultiPartParserError):

        @api.exception_handler(broken)
        def unreadable(request: HttpRequest, _exc: Exception) -> HttpResponse:
            return answer_problem("bad_request", 400, _("Không đọc được nội dung gửi lên."))

    @api.exception_handler(OperationalError)
    def busy(request: HttpRequest, exc: OperationalError) -> HttpResponse:
        logger.warning("the API gave up on a busy database: %s", exc)
        response = answer_problem("busy", 503, _("Hệ thống đang bận, yêu cầu chưa được thực hiện."))
        response["Retry-After"] = "5"
        return response

    @api.exception_handler(Exception)
    def failed(request: HttpRequest, exc: Exception) -> HttpResponse:
        logger.error("the API failed at %s", request.path, exc_info=exc)
        return answer_problem("failed", 500, _("Hệ thống gặp lỗi, yêu cầu chưa được thực hiện."))
