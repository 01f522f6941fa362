"""A small log filled row by row, for tests that read."""

from __future__ import annotations

import json
import sqlite3
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Integer

from ascertain.domain.folding import fold
from ascertain.domain.reported_time import local_days
from ascertain.store.deriving import refresh
from ascertain.store.engine import core_connection
from ascertain.store.follows import Follows
from ascertain.store.schema import CREATE_DOCUMENT_SEARCH, CREATE_SEARCH, metadata, table

VOCABULARIES = {
    "status": {
        "unconfirmed": "Unconfirmed",
        "claimed": "Claimed",
        "partly_confirmed": "Partly confirmed",
        "confirmed": "Confirmed",
        "disputed": "Disputed",
        "refuted": "Refuted",
        "unverifiable": "Unverifiable",
    },
    "kind": {"air": "Air attack", "shelling": "Shelling", "threat": "Threat or statement"},
    "means": {"uas_one_way": "One-way drone", "rocket": "Rocket"},
    "outcome": {"hit": "Hit", "intercepted": "Intercepted"},
    "where_precision": {"exact": "Exact", "near": "Near"},
    "country": {"IQ": "Iraq", "SY": "Syria", "IR": "Iran", "AE": "United Arab Emirates"},
    "stance": {"reports": "Reports", "denies": "Denies"},
    "credibility": {"1": "1 · Confirmed by others", "2": "2 · Probably true", "5": "5 · Improbable"},
    "reliability": {"A": "Reliable", "B": "Usually reliable"},
}


class Sample:
    """A log under construction. Every method returns the id of the row that it made."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._numbers = count(1)
        self.raw = sqlite3.connect(path, isolation_level=None)
        self.raw.execute("PRAGMA journal_mode=WAL")
        with core_connection(self.raw) as core:
            metadata.create_all(core)
        self.raw.execute(CREATE_SEARCH)
        self.raw.execute(CREATE_DOCUMENT_SEARCH)
        for name, codes in VOCABULARIES.items():
            self.insert(
                "log_info", key=f"vocabulary:{name}", value=json.dumps({"label": name, "closed": name == "status"})
            )
            for position, (key, label) in enumerate(codes.items()):
                self.insert("code", vocabulary=name, key=key, label=label, position=position, attributes="{}")

    def insert(self, name: str, /, **values: Any) -> int:
        """A row of any table; what is not given is empty."""
        columns = table(name).c
        row = {
            column.name: 0 if isinstance(column.type, Boolean | Integer) else ""
            for column in columns
            if column.name != "id" and not column.nullable
        }
        row |= {"uid": f"uid-{next(self._numbers)}"} if "uid" in columns else {}
        row |= values
        names = ", ".join(f'"{key}"' for key in row)
        cursor = self.raw.execute(
            f"INSERT INTO {name} ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
        )
        return int(cursor.lastrowid or 0)

    def incident(self, **values: Any) -> int:
        """An incident with its text and its entry in the index; `phrase`, `notes` and such go into the text."""
        texts = {
            key: values.pop(key)
            for key in ("phrase", "place_text", "status_reason", "notes", "anchor_kind", "anchor_on")
            if key in values
        }
        ref = f"2023-{next(self._numbers):04}"
        texts.setdefault("anchor_kind", "date")
        row = {"status": "unconfirmed", "precision": "day", "zone": "UTC", "ref": ref, "title": "An event"} | values
        row.setdefault("title_key", fold(row["title"]))
        days = local_days(row.get("t_from"), row.get("t_to"), row["zone"])
        row |= dict(zip(("day_from", "day_to"), days, strict=True))
        if row.get("place_id"):
            row.setdefault(
                "place_key",
                self.raw.execute("SELECT name_key FROM place WHERE id = ?", (row["place_id"],)).fetchone()[0],
            )
        number = self.insert("incident", **row)
        self.insert("incident_text", id=number, **texts)
        indexed = (number, fold(row["title"]), fold(texts.get("notes", "")))
        self.raw.execute(
            "INSERT INTO incident_search (rowid, title, names, notes, evidence) VALUES (?, ?, '', ?, '')", indexed
        )
        return number

    def place(self, name: str, **values: Any) -> int:
        """A place."""
        return self.insert("place", name=name, name_key=fold(name), **values)

    def entry(self, shelf: str, name: str, **values: Any) -> int:
        """The source, actor or tag of this name, made where there is none."""
        found = self.raw.execute(f"SELECT id FROM {shelf} WHERE name = ?", (name,)).fetchone()
        return int(found[0]) if found else self.insert(shelf, name=name, name_key=fold(name), **values)

    def actor_in_role(self, incident: int, name: str, role: str) -> int:
        """An actor with its part in an incident."""
        position = self.raw.execute(
            "SELECT count(*) FROM incident_actor WHERE incident_id = ?", (incident,)
        ).fetchone()[0]
        return self.insert(
            "incident_actor", incident_id=incident, actor_id=self.entry("actor", name), role=role, position=position
        )

    def statement(self, incident: int, source: str, **values: Any) -> int:
        """A statement of a source that bears on the incident."""
        position = self.raw.execute(
            "SELECT count(*) FROM statement_incident WHERE incident_id = ?", (incident,)
        ).fetchone()[0]
        number = self.insert("statement", **({"source_id": self.entry("source", source), "stance": "reports"} | values))
        self.bears(number, incident, position)
        return number

    def bears(self, statement: int, incident: int, position: int) -> None:
        """A statement that bears on one more incident."""
        self.insert("statement_incident", statement_id=statement, incident_id=incident, position=position)
        with core_connection(self.raw) as core:
            refresh(core, [incident], Follows.ORIGINS)
            core.commit()

    def tag(self, incident: int, name: str) -> int:
        """A tag on an incident."""
        return self.insert("incident_tag", incident_id=incident, tag_id=self.entry("tag", name))

    def close(self) -> None:
        """Close the connection that writes; the file is then whole by itself."""
        self.raw.close()
