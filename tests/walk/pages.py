"""The pages."""

from __future__ import annotations

from typing import Any

from nongcot.people.kinds import Role
from tests.factories import people as make
from tests.walk.doors import (
    EDITORS,
    FEDERATION,
    IMPORTERS,
    Door,
    data_request,
    delegated,
    login_of,
    merged,
    post_of,
    postponed,
    record_of,
    renamed,
    told_apart,
    tomorrow,
    twin,
)

PAGES: dict[str, Door] = {
    "duties:inbox": Door(query=lambda side: f"?unit={side.union.pk}"),
    "duties:inbox-file": Door(about=lambda side: ["csv"], query=lambda side: f"?unit={side.union.pk}"),
    "duties:several": Door(EDITORS, query=lambda side: f"?do=postpone&duty={side.duty.pk}"),
    "duties:gather": Door(query=lambda side: f"?unit={side.superior.pk}"),
    "duties:gather-file": Door(about=lambda side: ["xlsx"], query=lambda side: f"?unit={side.superior.pk}"),
    "duties:done": Door(query=lambda side: f"?unit={side.union.pk}"),
    "duties:done-file": Door(about=lambda side: ["xlsx"], query=lambda side: f"?unit={side.union.pk}"),
    "duties:duty": Door(about=lambda side: [side.duty.pk]),
    "duties:resume": Door(
        EDITORS, about=lambda side: [postponed(side.duty).pk], method="post", data={"once": "1"}, lets_in=302
    ),
    "duties:delegate": Door(
        EDITORS, about=lambda side: [side.duty.pk], method="post", data={"to_user": "0"}, lets_in=422
    ),
    "duties:take-back": Door(EDITORS, about=lambda side: [delegated(side).pk], method="post", lets_in=302),
    "duties:postpone": Door(
        EDITORS,
        about=lambda side: [side.duty.pk],
        method="post",
        data={"to": tomorrow(), "reason": "Chờ đại hội"},
        lets_in=302,
    ),
    "notices:mine": Door(),
    "notices:make-feed": Door(method="post"),
    "notices:revoke-feed": Door(method="post", lets_in=302),
    "listfiles:files": Door(),
    "listfiles:ask": Door(method="post", lets_in=404),  # of no list that can be had
    "listfiles:file": Door(lets_in=404),  # only one's own: see tests/infra/listfiles
    "listfiles:progress": Door(lets_in=404),
    "listfiles:again": Door(method="post", lets_in=404),
    "listfiles:download": Door(method="post", lets_in=404),
    "savedviews:save": Door(method="post", lets_in=404),  # of no list that keeps views
    "savedviews:forget": Door(method="post", lets_in=404),  # only one's own: see tests/infra/savedviews
    "notices:unsubscribe": Door(public=True, lets_in=404),  # the signature and the secret are the key: see below
    "notices:feed": Door(public=True, lets_in=404),
    "people:units": Door(),
    "people:unit": Door(about=lambda side: [side.union.pk]),
    "people:branch": Door(about=lambda side: [side.union.pk]),
    "people:correct-unit": Door(EDITORS, about=lambda side: [side.union.pk]),
    "people:count-members": Door(EDITORS, about=lambda side: [side.union.pk]),
    "people:rename-unit": Door(IMPORTERS, about=lambda side: [side.union.pk]),
    "people:move-unit": Door(IMPORTERS, about=lambda side: [side.union.pk]),
    "people:create-unit": Door(IMPORTERS, about=lambda side: [side.union.pk]),
    "people:end-unit": Door(IMPORTERS, about=lambda side: [side.union.pk]),
    "people:unit-trail": Door(about=lambda side: [side.union.pk]),
    "people:take-back-change": Door(IMPORTERS, about=lambda side: [side.union.pk, renamed(side)]),
    "people:pick-unit": Door(IMPORTERS, about=lambda side: [side.union.pk]),
    "people:posts": Door(EDITORS, about=lambda side: [side.union.pk]),
    "people:record-post": Door(EDITORS, about=lambda side: [side.union.pk]),
    "people:pick-person": Door(EDITORS, about=lambda side: [side.union.pk]),
    "people:post": Door(about=lambda side: [post_of(side)]),
    "people:end-post": Door(EDITORS, about=lambda side: [post_of(side)]),
    "people:correct-post": Door(EDITORS, about=lambda side: [post_of(side)]),
    "people:withdraw-post": Door(EDITORS, about=lambda side: [post_of(side)]),
    "people:congress": Door(EDITORS, about=lambda side: [side.union.pk]),
    "people:correct-term": Door(EDITORS, about=lambda side: [side.term.pk]),
    "people:unit-term": Door(EDITORS, about=lambda side: [side.union.pk], lets_in=302),
    "people:extend-term": Door(IMPORTERS, about=lambda side: [make.term(side.union).pk]),
    "people:grants": Door(IMPORTERS, about=lambda side: [side.union.pk]),
    "people:grant-role": Door(IMPORTERS, about=lambda side: [side.union.pk]),
    "people:end-grant": Door(IMPORTERS, about=lambda side: [make.grant(make.user(), side.union, Role.CHAIR).pk]),
    "people:officers": Door(query=lambda side: f"?unit={side.union.pk}"),
    "people:officers-csv": Door(query=lambda side: f"?unit={side.union.pk}"),
    "people:officer": Door(about=lambda side: [side.person.pk]),
    "people:edit-person": Door(EDITORS, about=lambda side: [side.person.pk]),
    "people:record-contract": Door(EDITORS, about=lambda side: [side.person.pk]),
    "people:add-record": Door(EDITORS, about=lambda side: [side.person.pk]),
    "people:correct-record": Door(EDITORS, about=lambda side: [record_of(side).pk]),
    "people:withdraw-record": Door(EDITORS, about=lambda side: [record_of(side).pk]),
    "people:record-support": Door(IMPORTERS, about=lambda side: [side.person.pk]),
    "people:complete-persons": Door(EDITORS, about=lambda side: [side.union.pk]),
    "people:duplicates": Door(IMPORTERS),
    "people:compare-persons": Door(IMPORTERS, about=lambda side: [side.person.pk, twin(side).pk]),
    "people:keep-apart": Door(IMPORTERS, about=lambda side: [twin(side).pk, side.person.pk]),
    "people:undo-merge": Door(IMPORTERS, about=lambda side: [merged(side).pk]),
    "people:withdraw-apart": Door(IMPORTERS, about=lambda side: [told_apart(side).pk]),
    "people:data-requests": Door(IMPORTERS),
    "people:data-request": Door(IMPORTERS, about=lambda side: [data_request(side).pk]),
    "people:acknowledge-data-request": Door(IMPORTERS, about=lambda side: [data_request(side).pk]),
    "people:extend-data-request": Door(IMPORTERS, about=lambda side: [data_request(side).pk]),
    "people:close-data-request": Door(IMPORTERS, about=lambda side: [data_request(side).pk]),
    "people:person-data": Door(IMPORTERS, about=lambda side: [side.person.pk]),
    "people:register-data-request": Door(IMPORTERS, about=lambda side: [side.person.pk]),
    "people:export-person": Door(IMPORTERS, about=lambda side: [side.person.pk], method="post"),
    "people:erase-person": Door(FEDERATION, about=lambda side: [side.person.pk]),
    "people:citizen-id": Door(EDITORS, about=lambda side: [side.person.pk], method="post"),
    "intake:imports": Door(IMPORTERS),
    "intake:export": Door(IMPORTERS, method="post"),
    "intake:file": Door(IMPORTERS, about=lambda side: [side.file.pk], method="post"),
    "intake:mappings": Door(IMPORTERS),
    "intake:forget": Door(IMPORTERS, about=lambda side: [side.mapping.pk], method="post", lets_in=302),
    "intake:sheet": Door(IMPORTERS, about=lambda side: [side.imported.pk, 0]),
    "intake:ignore": Door(IMPORTERS, about=lambda side: [side.imported.pk, 0], method="post", lets_in=302),
    "intake:cells": Door(IMPORTERS, about=lambda side: [side.imported.pk]),
    "intake:understood": Door(IMPORTERS, about=lambda side: [side.imported.pk]),
    "intake:pairs": Door(IMPORTERS, about=lambda side: [side.imported.pk], lets_in=302),
    "intake:pairs-kind": Door(IMPORTERS, about=lambda side: [side.imported.pk, "elsewhere"]),
    "intake:changes": Door(IMPORTERS, about=lambda side: [side.imported.pk]),
    "intake:changes-book": Door(IMPORTERS, about=lambda side: [side.imported.pk], method="post"),
    "intake:undo": Door(IMPORTERS, about=lambda side: [side.imported.pk], lets_in=302),
    "intake:import": Door(IMPORTERS, about=lambda side: [side.imported.pk]),
    "intake:progress": Door(IMPORTERS, about=lambda side: [side.imported.pk], lets_in=302),
    "intake:apply": Door(IMPORTERS, about=lambda side: [side.imported.pk], method="post", lets_in=302),
    "intake:again": Door(IMPORTERS, about=lambda side: [side.imported.pk], method="post", lets_in=302),
    "intake:drop": Door(IMPORTERS, about=lambda side: [side.imported.pk], method="post", lets_in=302),
    "rulebook:rules": Door(),
    "rulebook:changes": Door(),
    "rulebook:documents": Door(),
    "rulebook:public": Door(public=True),
    "rulebook:rule": Door(),
    "rulebook:enter": Door(FEDERATION),
    "accounts:sign-in": Door(lets_in=302, public=True),
    "accounts:sign-out": Door(method="post", lets_in=302),
    "accounts:language": Door(method="post", data={"language": "en"}, lets_in=302, public=True),
    "accounts:mine": Door(),
    "accounts:second-step": Door(lets_in=302, public=True),
    "accounts:passkey-sign-in": Door(method="post", lets_in=302, public=True),
    "accounts:passkey-options": Door(method="post", public=True),
    "accounts:forgotten": Door(public=True),
    "accounts:reset": Door(public=True),
    "accounts:password": Door(),
    "accounts:confirm": Door(),
    "accounts:profile": Door(lets_in=302),  # asks for the password again first, as all with 302 do
    "accounts:end-session": Door(method="post", lets_in=302),
    "accounts:end-other-sessions": Door(method="post", lets_in=302),
    "accounts:factors": Door(lets_in=302),
    "accounts:code-app": Door(lets_in=302),
    "accounts:code-app-remove": Door(method="post", lets_in=302),
    "accounts:passkey-add": Door(lets_in=302),
    "accounts:passkey-add-options": Door(method="post", lets_in=302),
    "accounts:passkey-remove": Door(method="post", lets_in=302),
    "accounts:recovery": Door(lets_in=302),
    "accounts:recovery-kept": Door(method="post", lets_in=302),
    "accounts:users": Door(IMPORTERS),
    "accounts:users-file": Door(IMPORTERS),
    "accounts:user": Door(IMPORTERS, about=lambda side: [login_of(side).pk], refused=404),
    **{
        f"accounts:user-{verb}": Door(
            IMPORTERS, about=lambda side: [login_of(side).pk], method="post", lets_in=302, refused=404
        )
        for verb in ("link", "unlock", "remove-factor", "block", "unblock")
    },
    "start:begin": Door(lets_in=302, public=True),
    "start:federation": Door(lets_in=302, public=True),
    "start:administrator": Door(lets_in=302, public=True),
    "start:spreadsheet": Door(IMPORTERS),
    "insight:dashboard": Door(query=lambda side: f"?unit={side.union.pk}"),
    "insight:report": Door(query=lambda side: f"?unit={side.union.pk}"),
    "insight:figures": Door(query=lambda side: f"?unit={side.union.pk}"),
    "insight:behind": Door(query=lambda side: f"?unit={side.union.pk}"),
    "httpapi:tokens": Door(lets_in=302),  # asks for the password again first
    "httpapi:revoke": Door(about=lambda side: [side.token.pk], method="post", lets_in=404, refused=404),
    "api:openapi-json": Door(public=True),
    "api:openapi-view": Door(public=True),
    "api:absent": Door(public=True, lets_in=404),
    "api:api-root": Door(public=True, lets_in=404),
}

# Of no unit: their arguments are the same for everybody.
FIXED: dict[str, list[Any]] = {
    "accounts:reset": ["MQ", "not-a-token"],
    "accounts:end-session": ["0"],
    "accounts:passkey-remove": [1],
    "rulebook:rule": ["committee.maximum"],
    "rulebook:enter": ["deadline.vacancy"],
}
FIXED |= {"insight:report": ["xlsx"], "insight:figures": ["ages"], "insight:behind": ["terms", "unknown"]}


FIXED |= {f"listfiles:{page}": [1] for page in ("file", "progress", "again", "download")}
FIXED |= {"accounts:users-file": ["csv"]}
FIXED |= {"savedviews:forget": [1], "api:absent": ["nothing/here"]}
FIXED |= {"notices:unsubscribe": ["1:forged"], "notices:feed": ["guessed"]}
