"""The words for the choices of the list of officers."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nongcot.people import labels
from nongcot.people.kinds import BodyKind, Post, Sex
from nongcot.people.listing import AgeBand, Education

Choices = list[tuple[str, str]]
_AGES = {
    AgeBand.UNDER_35: gettext_noop("Dưới 35 tuổi"),
    AgeBand.FROM_35: gettext_noop("Từ 35 đến 44 tuổi"),
    AgeBand.FROM_45: gettext_noop("Từ 45 đến 54 tuổi"),
    AgeBand.FROM_55: gettext_noop("Từ 55 tuổi trở lên"),
}
_EDUCATION = {
    Education.POSTGRADUATE: gettext_noop("Sau đại học"),
    Education.UNIVERSITY: gettext_noop("Đại học"),
    Education.COLLEGE: gettext_noop("Cao đẳng"),
    Education.VOCATIONAL: gettext_noop("Trung cấp"),
    Education.SCHOOL: gettext_noop("Phổ thông"),
}
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
    return [(band.value, _(words)) for band, words in _AGES.items()]


def education() -> Choices:
    return [(level.value, _(words)) for level, words in _EDUCATION.items()]


def missing() -> Choices:
    return [(name, _(words)) for name, words in _MISSING.items()]


def party() -> Choices:
    return [("yes", _("Là đảng viên")), ("no", _("Chưa là đảng viên"))]
