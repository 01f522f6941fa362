"""Which revisions of the schema this program knows; read without Alembic, which is imported only when a migration is
due."""

from __future__ import annotations

APPLICATION_ID = 0x41534354
"""`ASCT`: the application_id in the header of a log file."""

REVISIONS = ("0001", "0002")
"""Oldest first; the last is the one this program writes. A test holds them against `store/migrations/versions`."""

HEAD = REVISIONS[-1]
