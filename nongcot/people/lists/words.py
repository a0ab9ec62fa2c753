"""The words for the choices of the list of officers."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nongcot.people import labels
from nongcot.people.kinds import AgeBand, BodyKind, Education, Post, Sex

Choices = list[tuple[str, str]]
_MISSING = {
    "born": gettext_noop("Thiếu ngày sinh"),
    "sex": gettext_noop("Thiếu giới tính"),
    "phone": gettext_noop("Thiếu số điện thoại"),
    "citizen_index": gettext_noop("Thiếu số căn cước"),
    "email": gettext_noop("Thiếu thư điện tử"),
    "education": gettext_noop("Thiếu trình độ"),
}


def bodies() -> Choices:
    return [(kind.value, labels.body(kind)) for kind in BodyKind]


def posts() -> Choices:
    return [(post.value, labels.post(post)) for post in Post]


def sexes() -> Choices:
    return [(sex.value, labels.sex(sex)) for sex in Sex]


def ages() -> Choices:
    return [(band.value, labels.age_band(band)) for band in AgeBand]


def education() -> Choices:
    return [(level.value, labels.education(level)) for level in Education]


def missing() -> Choices:
    return [(name, _(words)) for name, words in _MISSING.items()]


def party() -> Choices:
    return [("yes", _("Là đảng viên")), ("no", _("Chưa là đảng viên"))]
