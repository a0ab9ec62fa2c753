"""What a reader sees when something cannot be shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was sent from a page too old, or from elsewhere. ``reason`` is for developers and not shown."""
    return render(request, "ui/errors/csrf.html", status=403)
