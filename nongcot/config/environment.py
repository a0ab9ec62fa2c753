"""Settings come from the environment only: one documented field each, refused when wrong."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from nongcot.config import mail
from nongcot.people.kinds import Role


def _default_home() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "nongcot"


class Environment(BaseSettings):
    """The settings of one installation. Every name carries the prefix ``NONGCOT_``."""

    model_config = SettingsConfigDict(env_prefix="NONGCOT_", extra="ignore")

    home: Path = Field(default_factory=_default_home, description="Folder of the embedded database, files and keys")
    database_url: str = Field("", description="postgres://user:password@host/name; empty: SQLite inside NONGCOT_HOME")
    secret_key: str = Field("", description="Signs sessions; empty: made once and kept in NONGCOT_HOME/secret.key")
    citizen_key: str = Field("", description="Encrypts citizen ids; empty: made once, kept in NONGCOT_HOME/citizen.key")
    allowed_hosts: Annotated[list[str], NoDecode] = Field(
        default_factory=lambda: ["127.0.0.1", "localhost"], description="Host names served, separated by commas"
    )
    trusted_origins: Annotated[list[str], NoDecode] = Field(
        default_factory=list, description="https://… origins behind a proxy, separated by commas"
    )
    https: bool = Field(False, description="1 behind a web server that speaks https: secure cookies and redirects")
    debug: bool = Field(False, description="1 only on a developer's machine")
    language: Literal["vi", "en"] = Field("vi", description="Language of pages and commands where nobody chose one")
    workers: int = Field(2, ge=1, le=64, description="Web processes started by `nongcot serve`")
    upload_limit_mb: int = Field(60, ge=1, le=500, description="Largest workbook accepted, in megabytes")
    session_idle_hours: int = Field(12, ge=1, le=168, description="A session nobody uses ends after so many hours")
    session_days: int = Field(7, ge=1, le=30, description="Every session ends after so many days")
    require_second_factor: Annotated[list[str], NoDecode] = Field(
        default_factory=lambda: ["federation_officer"],
        description="Roles that must have a second factor, separated by commas; none: nobody must",
    )
    address_header: Literal["", "X-Forwarded-For", "X-Real-IP"] = Field(
        "", description="Header in which the own proxy tells the reader's address; empty: there is no proxy"
    )
    site_url: str = Field("", description="https://… under which people open this; for links in e-mails and calendars")
    email_url: str = Field("", description="smtp://user:password@host:587/?tls=true or smtps://…:465; empty: no e-mail")
    email_from: str = Field("", description="Sender of e-mails, needed with NONGCOT_EMAIL_URL")

    @field_validator("allowed_hosts", "trusted_origins", "require_second_factor", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if value and not value.startswith(("postgres://", "postgresql://", "sqlite://")):
            raise ValueError("postgres://… or sqlite:///… (or leave it empty)")
        return value

    @field_validator("secret_key", "citizen_key")
    @classmethod
    def _long_enough(cls, value: str) -> str:
        if value and len(value) < 32:
            raise ValueError("at least 32 characters, e.g. from: openssl rand -base64 48")
        return value

    @field_validator("require_second_factor")
    @classmethod
    def _known_roles(cls, value: list[str]) -> list[str]:
        roles = {role.value for role in Role}
        if value == ["none"]:
            return []
        if not value or set(value) - roles:
            raise ValueError(f"none, or some of: {', '.join(sorted(roles))}")
        return value

    @field_validator("site_url")
    @classmethod
    def _is_a_site(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://")):
            raise ValueError("https://nongcot.example.vn (or leave it empty)")
        return value.rstrip("/")

    @field_validator("email_url")
    @classmethod
    def _known_mail_server(cls, value: str) -> str:
        if value:
            mail.read(value)
        return value

    @model_validator(mode="after")
    def _sender_given(self) -> Self:
        if self.email_url and not mail.is_address(self.email_from):
            raise ValueError(
                "NONGCOT_EMAIL_FROM: an address such as nongcot@example.vn is needed with NONGCOT_EMAIL_URL"
            )
        return self

    @model_validator(mode="after")
    def _idle_within_days(self) -> Self:
        if self.session_idle_hours > self.session_days * 24:
            raise ValueError("NONGCOT_SESSION_IDLE_HOURS: at most as long as NONGCOT_SESSION_DAYS")
        return self

    def make_home(self) -> Path:
        """The home folder; made on first use, for its owner alone: names, phones and keys lie in it."""
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self.home

    def key(self, name: Literal["secret", "citizen"]) -> str:
        """The key from the environment, else the one kept in the home folder (made on first use, mode 600)."""
        given: str = getattr(self, f"{name}_key")
        if given:
            return given
        path = self.make_home() / f"{name}.key"
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass
        return path.read_text().strip()


class SettingsRefused(Exception):
    """A setting of the environment is wrong; the text names it and says what is expected."""


def read_environment() -> Environment:
    """Read the settings from the environment.

    Raises:
        SettingsRefused: one line per wrong setting, with its name.
    """
    try:
        return Environment()
    except ValidationError as error:
        raise SettingsRefused("\n".join(_line(each["loc"], each["msg"]) for each in error.errors())) from None


def _line(where: tuple[int | str, ...], message: str) -> str:
    """One wrong setting with its name; what is wrong about two together names them itself."""
    said = message.removeprefix("Value error, ")
    return f"NONGCOT_{str(where[0]).upper()}: {said}" if where else said
