"""Which columns of a row have to be filled, and which name it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Values = Mapping[str, Any]

UNFILLED: dict[str, Values] = {
    "incident": {
        "title_key": "", "place_key": "", "statements": 0, "origins": 0, "version": 0, "updated_at": 0,
    },
    # Images from before there were layouts have none.
    "saved_view": {"layout": "{}"},
}  # fmt: skip
"""What stands in columns of a new row that nobody gives."""

IDENTIFYING: dict[str, tuple[str, ...]] = {
    "statement_incident": ("statement_id", "incident_id"),
    "assertion": ("statement_id", "incident_id", "field"),
    "incident_actor": ("incident_id", "actor_id", "role"),
    "incident_tag": ("incident_id", "tag_id"),
    "link": ("from_id", "to_id"),
    "place_name": ("place_id",),
    "actor_name": ("actor_id",),
    "source_name": ("source_id",),
    "attachment": ("document_id", "statement_id"),
    "code": ("vocabulary", "key"),
    "own_field": ("key",),
    "own_value": ("incident_id", "field_id"),
}
"""Columns that stand in every image of a row, so that the history of a record can be read from the images alone."""
