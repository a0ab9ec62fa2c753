"""The words of cases as filters."""

from __future__ import annotations

from django import template

from nongcot.staffing.labels import completing as labels

register = template.Library()
register.filter("step_word", labels.step)
