"""Logins, their sessions and how they signed in. What a login may do is a dated grant in ``people``."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """A login; without a password it cannot sign in until one is set."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One person's login."""

    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.username


class UserSession(AbstractBaseSession):
    """A session, with what its owner recognises it by. Without a user: somebody who has not signed in."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=300, blank=True)
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    @classmethod
    def get_session_store_class(cls) -> Any:
        from nongcot.infra.accounts.sessions import SessionStore

        return SessionStore


class SignInRecord(models.Model):
    """The access log: one try to sign in, or one signing out. The name is kept as typed, also where no login has it."""

    at = models.DateTimeField()
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sign_ins")
    username = models.CharField(max_length=150)
    outcome = models.CharField(max_length=20)
    how = models.CharField(max_length=30, blank=True)
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["user", "-id"], name="accounts_sign_ins_of_user"),
            models.Index(fields=["address", "at"], name="accounts_sign_ins_from"),
            models.Index(fields=["at"], name="accounts_sign_ins_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.username} {self.outcome}"
