"""What is kept no longer than the rules say: carried out once a day by the worker.

The rules of retention are dated data (``personal_data.retention_*``); a federation decides its own. Traces of the
machine's work (answers kept against sending twice, finished tasks, sessions that ended, tries to sign in) have no rule:
they go as soon as nothing needs them. The trail itself is append-only and stays.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from nongcot.infra.accounts.models import SignInRecord, UserSession
from nongcot.infra.acting.once import drop_answers
from nongcot.infra.audit.api import System, record
from nongcot.infra.listfiles.api import drop_old
from nongcot.infra.rulebook.api import rulebook
from nongcot.intake.api import drop_files
from nongcot.kernel import clock
from nongcot.people.api import (
    KEEP_IMPORT_FILE,
    KEEP_NOMINATION,
    KEEP_REQUEST,
    KEEP_SIGN_IN,
    RETENTION_RUN,
    forget_requests,
    kept_since,
)
from nongcot.staffing.api import forget_nominations

TRACES_KEPT = timedelta(days=30)


@task()
def keep_to_retention() -> None:
    """Delete what is kept long enough today."""
    carry_out(clock.today())


@transaction.atomic
def carry_out(day: date) -> dict[str, int]:
    """Delete what the rules in force on ``day`` let be kept no longer; gives how many of each, which stays on record.

    Doing it twice on a day does no more than once.
    """
    counts = _by_rule(day) | _machine(_begin(day) - TRACES_KEPT)
    changes = {name: [count, 0] for name, count in counts.items() if count}
    record(actor=System(_("Hệ thống")), action=RETENTION_RUN, object_type="retention", object_id=day, changes=changes)
    return counts


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.VIETNAM)


def _by_rule(day: date) -> dict[str, int]:
    book = rulebook().on(day)
    rules = (KEEP_IMPORT_FILE, KEEP_REQUEST, KEEP_SIGN_IN, KEEP_NOMINATION)
    files, requests, signs, stood = (kept_since(rule, day, book) for rule in rules)
    return {
        "import_files": drop_files(before=_begin(files)) if files else 0,
        "data_requests": forget_requests(before=requests) if requests else 0,
        "nominations": forget_nominations(before=stood) if stood else 0,
        "sign_ins": SignInRecord.objects.filter(at__lt=_begin(signs)).delete()[0] if signs else 0,
    }


def _machine(before: datetime) -> dict[str, int]:
    tries = (AccessAttempt, AccessFailureLog, AccessLog)
    return {
        "answers": drop_answers(before=before),
        "list_files": drop_old(clock.now()),
        "sessions": UserSession.objects.filter(expire_date__lt=clock.now()).delete()[0],
        "tasks": DBTaskResult.objects.filter(finished_at__lt=before).delete()[0],
        "tries": sum(model.objects.filter(attempt_time__lt=before).delete()[0] for model in tries),
    }
