"""Taking records from elsewhere into the log, within one operation.

Records come as rows of the tables of a log, each after those that it refers to (`store.untrusted.records.ORDER`), under
ids of their own. What the log has already by uid is not taken again; library entries are those of the same uid, else
of the very same name. Numbers that are taken are given anew.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from ascertain.domain.conduct import Conduct
from ascertain.domain.records import StoredFile
from ascertain.domain.vocabulary import Code
from ascertain.store.attachment_files import is_stored
from ascertain.store.check_values import LISTED
from ascertain.store.door import Operation
from ascertain.store.schema import DERIVED, STAMPS, table
from ascertain.store.writing.codes import keep_code
from ascertain.store.writing.incidents import find_tag, next_ref, ref_counter, tag_id
from ascertain.store.writing.taking_own import OwnFieldsTaken
from ascertain.store.writing.taking_views import ViewsTaken

Row = dict[str, Any]
_REFERENCES: dict[str, dict[str, str]] = {
    name: {
        column.name: key.column.table.name
        for column in table(name).columns
        for key in column.foreign_keys
        if column.name != "id"
    }
    for name in (
        "place", "actor", "source", "place_name", "actor_name", "source_name", "document", "incident", "statement",
        "statement_incident", "assertion", "incident_actor", "incident_tag", "link", "attachment", "incident_text",
        "document_mark", "source_grade", "own_field", "own_value",
    )
}  # fmt: skip
_ENTRIES = ("place", "actor", "source", "document")
_ANCHORS = {"publication": "document", "statement": "statement", "incident": "incident"}
_REF = re.compile(r"(\d{4})-(\d{4,5})")
_OF_ENTRIES = {"document_mark": "document", "source_grade": "source"}
_AT_ONCE = 100
_NOT_TAKEN = DERIVED | STAMPS | {"id"}
_NO_TEXT: Row = {
    "phrase": "", "anchor_kind": "date", "anchor_on": None, "anchor_id": None, "place_text": "", "status_reason": "",
    "notes": "",
}  # fmt: skip


@dataclass(slots=True)
class Taken:
    """How many records of each table were taken, and which attached files were not there to come along."""

    counts: Counter[str] = field(default_factory=Counter)
    incidents: list[int] = field(default_factory=list)
    files_missing: int = 0


def take_in(
    op: Operation,
    rows: Iterable[tuple[str, Row]],
    log: Path,
    codes: Mapping[str, Mapping[str, Code]],
    conduct: Conduct,
    expected: int = 0,
) -> Taken:
    """Take `rows` in; `codes` are those of open lists that may have to come along; `expected` incidents are what
    progress is told against. Raises `Cancelled`: then the operation is not to be finished."""
    taking = _Taking(op, log, codes)
    for at, (name, row) in enumerate(rows):
        if at % _AT_ONCE == 0:
            conduct.tell(min(len(taking.taken.incidents), expected), expected)
        taking.take(name, row)
    taking.finish()
    return taking.taken


class _Taking:
    def __init__(self, op: Operation, log: Path, codes: Mapping[str, Mapping[str, Code]]) -> None:
        self.taken = Taken()
        self._op, self._log, self._codes = op, log, codes
        self._ids: dict[str, dict[int, int]] = defaultdict(dict)
        """By table, from the ids of the rows to those of the log."""
        self._fresh: dict[str, set[int]] = defaultdict(set)
        """The ids in the log of what was made here."""
        self._own = OwnFieldsTaken(op, codes)
        self._views = ViewsTaken(op)
        self._waiting: dict[str, dict[int, Row]] = {"statement": {}, "tag": {}}
        """Taken only if an incident that is new needs them."""

    def take(self, name: str, row: Row) -> None:
        """Take one row, if it is new or belongs to what is."""
        if name in self._waiting:
            self._waiting[name][row["id"]] = row
        elif name in _ENTRIES:
            self._take_entry(name, row)
        elif name == "incident":
            self._take_incident(row)
        elif name == "incident_text":
            self._take_text(row)
        elif name == "attachment":
            self._take_attachment(row)
        elif name == "link":
            self._take_link(row)
        elif name in _OF_ENTRIES:
            owner = _OF_ENTRIES[name]
            if self._ids[owner].get(row[f"{owner}_id"]) in self._fresh[owner]:
                self._insert(name, row)
        elif name == "own_field":
            self._own.offer(row)
        elif name == "saved_view":
            self._views.offer(row)
        elif name.endswith("_name"):
            owner = name.removesuffix("_name")
            if self._ids[owner].get(row[f"{owner}_id"]) in self._fresh[owner]:
                self._insert(name, row)
        elif self._ids["incident"].get(row["incident_id"]) in self._fresh["incident"]:
            self._take_part(name, row)

    def finish(self) -> None:
        """Every incident has a text row, an empty one where none came; and views come last."""
        self.taken.counts["saved_view"] += self._views.take(self._own.renamed)
        for incident in sorted(self._fresh["incident"] - self._fresh["incident_text"]):
            self._op.insert("incident_text", _NO_TEXT, incident)

    # ---- records

    def _take_entry(self, name: str, row: Row) -> None:
        found = self._by_uid(name, row["uid"])
        if found is None:
            column = "title" if name == "document" else "name"
            own = table(name).c
            same = own[column] == row[column]
            if name == "document":
                same &= own.sha256 == row["sha256"]
            found = self._op.core.execute(select(own.id).where(same).order_by(own.id).limit(1)).scalar()
        if found is None:
            self._insert(name, row)
        else:
            self._ids[name][row["id"]] = found

    def _take_incident(self, row: Row) -> None:
        found = self._by_uid("incident", row["uid"])
        if found is not None:
            self._ids["incident"][row["id"]] = found
            return
        gone = table("tombstone").c
        if (
            row["trashed_at"] is not None
            or self._op.core.execute(select(gone.id).where(gone.record_uid == row["uid"])).first()
        ):
            return
        made = self._insert("incident", {**row, "ref": self._ref(row)})
        self.taken.incidents.append(made)

    def _take_text(self, row: Row) -> None:
        incident = self._ids["incident"].get(row["id"])
        if incident not in self._fresh["incident"] or incident is None:
            return
        anchor = self._ids[_ANCHORS.get(row["anchor_kind"], "")].get(row["anchor_id"] or 0)
        values = {key: value for key, value in row.items() if key != "id"}
        self._op.insert("incident_text", {**values, "anchor_id": anchor}, incident)
        self._fresh["incident_text"].add(incident)

    def _take_part(self, name: str, row: Row) -> None:
        if "statement_id" in row and self._statement(row["statement_id"]) is None:
            return
        if name == "incident_tag":
            tag = self._waiting["tag"].get(row["tag_id"])
            if tag is None:
                return
            self._ids["tag"][row["tag_id"]] = self._tag(tag["name"])
        if name == "own_value":
            made = self._own.needed(row["field_id"], row["value"])
            if made is None:
                return
            self._ids["own_field"][row["field_id"]] = made
        self._insert(name, row)

    def _take_link(self, row: Row) -> None:
        ends = [self._ids["incident"].get(row[column]) for column in ("from_id", "to_id")]
        if None not in ends and self._fresh["incident"] & set(ends):
            self._insert("link", row)

    def _take_attachment(self, row: Row) -> None:
        for owner in ("document", "statement"):
            made = self._ids[owner].get(row[f"{owner}_id"] or 0)
            if made in self._fresh[owner]:
                file = StoredFile(row["name"], row["media_type"], row["size"], row["sha256"])
                if is_stored(self._log, file):
                    self._insert("attachment", row)
                else:
                    self.taken.files_missing += 1

    def _statement(self, foreign: int) -> int | None:
        """The statement in the log, made when it is first needed."""
        known = self._ids["statement"].get(foreign)
        row = self._waiting["statement"].pop(foreign, None)
        if known is None and row is not None:
            known = self._by_uid("statement", row["uid"])
            if known is None:
                known = self._insert("statement", row)
            self._ids["statement"][foreign] = known
        return known

    def _tag(self, name: str) -> int:
        found = find_tag(self._op, name)
        return tag_id(self._op, name) if found is None else found

    # ---- how

    def _insert(self, name: str, row: Row) -> int:
        self._bring_codes(name, row)
        left_out = _NOT_TAKEN if name == "incident" else {"id"}
        values = {key: value for key, value in row.items() if key not in left_out}
        for column, target in _REFERENCES[name].items():
            if values[column] is not None:
                values[column] = self._ids[target].get(values[column])
        made = self._op.insert(name, values)
        if "id" in row:
            self._ids[name][row["id"]] = made
        self._fresh[name].add(made)
        self.taken.counts[name] += 1
        return made

    def _bring_codes(self, name: str, row: Row) -> None:
        for (owner, column), vocabulary in LISTED.items():
            code = self._codes.get(vocabulary, {}).get(row[column]) if owner == name else None
            if code is not None and not self._has_code(vocabulary, code.key):
                keep_code(self._op, vocabulary, code)

    def _has_code(self, vocabulary: str, key: str) -> bool:
        own = table("code").c
        query = select(own.id).where(own.vocabulary == vocabulary, own.key == key)
        return self._op.core.execute(query).first() is not None

    def _by_uid(self, name: str, uid: str) -> int | None:
        own = table(name).c
        found: int | None = self._op.core.execute(select(own.id).where(own.uid == uid)).scalar()
        return found

    def _ref(self, row: Row) -> str:
        """The number that the incident had, if it is free here; else the next one of its year."""
        own = table("incident").c
        parts = _REF.fullmatch(row["ref"])
        if parts and self._op.core.execute(select(own.id).where(own.ref == row["ref"])).first() is None:
            self._op.count_from(ref_counter(int(parts[1])), int(parts[2]))
            return str(row["ref"])
        at = row["t_from"] if row["t_from"] is not None else self._op.at
        year = datetime.fromtimestamp(at, UTC).year
        ref = next_ref(self._op, year)
        while self._op.core.execute(select(own.id).where(own.ref == ref)).first() is not None:
            ref = next_ref(self._op, year)
        return ref
