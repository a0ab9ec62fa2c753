"""Add and remove the own second factor."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts import factors, passkeys
from nongcot.infra.accounts.models import User
from nongcot.infra.accounts.rights import must_have_second_factor
from nongcot.infra.audit.api import record
from nongcot.kernel.errors import Refused
from nongcot.kernel.text import tidy

MOST_PASSKEYS = 10


def _trace(actor: User, verb: str, **changes: list[str | None]) -> None:
    record(actor=actor, action=f"accounts.{verb}", object_type="user", object_id=actor.pk, changes=changes)


@transaction.atomic
def add_code_app(*, actor: User, secret: str, code: str) -> None:
    """The app that holds ``secret`` becomes a second factor of ``actor``; ``code`` proves that it shows the right ones.

    Raises:
        Refused: the code is wrong, or there is an app already.
    """
    if factors.of(actor).app:
        raise Refused(_("Tài khoản đã có ứng dụng tạo mã. Hãy gỡ ứng dụng cũ trước khi thêm ứng dụng mới."))
    counter = factors.counter_of(secret, "".join(code.split()))
    if counter is None:
        raise Refused(_("Mã không đúng. Xin kiểm tra đồng hồ của điện thoại rồi nhập mã đang hiện."))
    factors.add_app(actor, secret, counter)
    factors.give_codes(actor)
    _trace(actor, "add_second_factor", second_factor=[None, "app"])


@transaction.atomic
def add_passkey(*, actor: User, name: str, answer: str) -> None:
    """The passkey in the browser's ``answer`` (JSON) becomes a second factor of ``actor``.

    Raises:
        Refused: the answer does not fit, or there are too many passkeys already.
    """
    known = factors.of(actor).passkeys
    if len(known) >= MOST_PASSKEYS:
        raise Refused(_("Mỗi tài khoản có nhiều nhất %(most)s khóa truy cập.") % {"most": MOST_PASSKEYS})
    name = tidy(name)[:80] or _("Khóa truy cập %(number)s") % {"number": len(known) + 1}
    passkeys.add(actor, name, answer)
    factors.give_codes(actor)
    _trace(actor, "add_second_factor", second_factor=[None, "passkey"], name=[None, name])


def _must_keep_one(actor: User, left: int) -> None:
    if left == 0 and must_have_second_factor(actor):
        raise Refused(_("Vai trò của bạn phải có xác thực hai lớp: hãy thêm cách khác trước khi gỡ cách này."))


@transaction.atomic
def remove_code_app(*, actor: User) -> None:
    """The code app is no second factor of ``actor`` any more.

    Raises:
        Refused: there is none, or it is the last one and the role needs one.
    """
    known = factors.of(actor)
    if not known.app:
        raise Refused(_("Tài khoản không có ứng dụng tạo mã."))
    _must_keep_one(actor, len(known.passkeys))
    factors.remove_app(actor)
    _trace(actor, "remove_second_factor", second_factor=["app", None])


@transaction.atomic
def remove_passkey(*, actor: User, key: int) -> None:
    """The passkey is no second factor of ``actor`` any more.

    Raises:
        Refused: ``actor`` has none such, or it is the last factor and the role needs one.
    """
    known = factors.of(actor)
    if key in {each.id for each in known.passkeys}:
        _must_keep_one(actor, len(known.passkeys) - 1 + known.app)
    name = factors.remove_passkey(actor, key)
    if name is None:
        raise Refused(_("Không có khóa truy cập này."))
    _trace(actor, "remove_second_factor", second_factor=["passkey", None], name=[name, None])


@transaction.atomic
def renew_recovery_codes(*, actor: User) -> None:
    """The old recovery codes are void; new ones wait to be written down.

    Raises:
        Refused: there is no second factor they could stand in for.
    """
    if not factors.are_on(actor):
        raise Refused(_("Hãy bật xác thực hai lớp trước, rồi lấy mã dự phòng."))
    factors.renew_codes(actor)
    _trace(actor, "renew_recovery_codes")


@transaction.atomic
def keep_recovery_codes(*, actor: User) -> None:
    """``actor`` says that the recovery codes are kept: they are not shown again."""
    factors.codes_kept(actor)
    _trace(actor, "keep_recovery_codes")
