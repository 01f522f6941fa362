"""Which revisions of the schema this program knows; read without Alembic, which is imported only when a migration is
due."""

from __future__ import annotations

APPLICATION_ID = 0x41534354
"""`ASCT`: the application_id in the header of a log file."""

REVISIONS = ("0001", "0002", "0003", "0004")
"""Oldest first; the last is the one this program writes. A test holds them against `store/migrations/versions`."""

HEAD = REVISIONS[-1]

FINGERPRINTS = {
    "5f3595072605ac8d5f620e4b06119751da34449cfb16b77481d09f5aa0cf14de": "0001",
    "ec703e1fd8bfebdb9568787119d116156c36764286d59cf95b62cdf6514030a1": "0002",
    "0b18fe9d96646d80279c45d8ca5fb2cbb78b60ce654d9913c21dca6904673933": "0003",
    "7cf220b6fea4964ff1640437c8a5fce31fcd4ca35dc7a84e4184bec510497a4a": "0004",
}
"""The revision of each schema by its `store.own_schema.fingerprint`. A test holds them against golden and new logs."""
