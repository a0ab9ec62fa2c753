"""The dated lists that come with the program (steps of a programme, things to hand over, what a file holds).

Each is a YAML file of versions with the day from which they hold. What the entries mean is for whoever asks.
"""

from __future__ import annotations

from typing import Any

import yaml

from nongcot.regulations.loader import DATA


def versions_of(name: str) -> list[dict[str, Any]]:
    """The versions of the list ``name``, the oldest first; each with its day as ``from``.

    Raises:
        FileNotFoundError: there is no such list.
    """
    told: list[dict[str, Any]] = yaml.safe_load((DATA / "programmes" / f"{name}.yaml").read_text(encoding="utf-8"))
    return sorted(told, key=lambda one: one["from"])
