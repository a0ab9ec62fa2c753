"""The front door of logins for the apps above."""

from nongcot.infra.accounts.actions import TOKENS_END, create_user, make_password_link, sign_in, unlock_sign_in
from nongcot.infra.accounts.confirming import recently_confirmed
from nongcot.infra.accounts.kinds import How
from nongcot.infra.accounts.queries import anybody, by_name_or_email, login, login_named
from nongcot.infra.accounts.rights import Rights, connect

__all__ = [
    "TOKENS_END",
    "How",
    "Rights",
    "anybody",
    "by_name_or_email",
    "connect",
    "create_user",
    "login",
    "login_named",
    "make_password_link",
    "recently_confirmed",
    "sign_in",
    "unlock_sign_in",
]
