"""The front door of ``notices`` for the apps above it."""

from nongcot.infra.notices.kinds import Frequency, Item
from nongcot.infra.notices.sources import provide
from nongcot.infra.notices.tasks import remind, send_digests

__all__ = ["Frequency", "Item", "provide", "remind", "send_digests"]
