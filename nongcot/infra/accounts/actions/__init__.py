"""The verbs of logins: each checks who acts, does it in one transaction and leaves a trace."""

from nongcot.infra.accounts.actions.factors import (
    add_code_app,
    add_passkey,
    keep_recovery_codes,
    remove_code_app,
    remove_passkey,
    renew_recovery_codes,
)
from nongcot.infra.accounts.actions.helping import (
    block_user,
    create_user,
    make_password_link,
    remove_second_factor,
    unblock_user,
    unlock_sign_in,
)
from nongcot.infra.accounts.actions.own import (
    TOKENS_END,
    change_password,
    change_profile,
    choose_language,
    end_other_sessions,
    end_session,
    send_password_link,
    set_forgotten_password,
)
from nongcot.infra.accounts.actions.signing_in import confirm, note, sign_in, sign_out, start_second_step

__all__ = [
    "TOKENS_END",
    "add_code_app",
    "add_passkey",
    "block_user",
    "change_password",
    "change_profile",
    "choose_language",
    "confirm",
    "create_user",
    "end_other_sessions",
    "end_session",
    "keep_recovery_codes",
    "make_password_link",
    "note",
    "remove_code_app",
    "remove_passkey",
    "remove_second_factor",
    "renew_recovery_codes",
    "send_password_link",
    "set_forgotten_password",
    "sign_in",
    "sign_out",
    "start_second_step",
    "unblock_user",
    "unlock_sign_in",
]
