"""How ready somebody on a reserve list is."""

from __future__ import annotations

from enum import StrEnum


class Readiness(StrEnum):
    NOW = "now"  # có thể đảm nhiệm ngay
    NEXT = "next"  # cần bồi dưỡng thêm, trong nhiệm kỳ này
    LATER = "later"  # nguồn cho nhiệm kỳ sau
