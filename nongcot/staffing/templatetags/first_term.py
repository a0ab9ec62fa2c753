"""The words of a programme's steps in templates."""

from django import template
from django.utils.translation import get_language

from nongcot.infra.rulebook.api import rulebook
from nongcot.staffing.labels.first_term import step_title

register = template.Library()
register.filter("step_title", step_title)


@register.filter
def rule_title(rule_id: str) -> str:
    """The title of a rule of the rulebook; its id where there is none."""
    rule = rulebook().rules.get(rule_id)
    if rule is None:
        return rule_id
    return rule.title_en if (get_language() or "vi").startswith("en") else rule.title
