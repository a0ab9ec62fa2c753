"""Lists as files that are made in the background."""

from nongcot.infra.listfiles.actions import drop_old, forget_files, mark_failed
from nongcot.infra.listfiles.kinds import ListKind, Tell, offer

__all__ = ["ListKind", "Tell", "drop_old", "forget_files", "mark_failed", "offer"]
