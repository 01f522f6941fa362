"""Backups of a log: made while it is written, known again by their manifest, rotated, and put back."""

from __future__ import annotations

from ascertain.store.backups.making import BackupFailed, make
from ascertain.store.backups.manifest import manifest_of
from ascertain.store.backups.restoring import restore, settle
from ascertain.store.backups.rotating import account_for, kept, rotate
from ascertain.store.backups.shelf import last_operation, listing, look_at, verified

__all__ = [
    "BackupFailed",
    "account_for",
    "kept",
    "last_operation",
    "listing",
    "look_at",
    "make",
    "manifest_of",
    "restore",
    "rotate",
    "settle",
    "verified",
]
