"""Records as JSON: what JSON Lines hold line by line, and a JSON file in one list.

A record is an object: `record` says of which kind it is, `uid` names it, `of` is the uid of the incident that it
belongs to, `values` holds what it says by the keys of `incoming.targets` (what it does not state is left out), `base`
the fingerprints of these values, and `rest` what they do not show. `resources/schemas/record.schema.json` describes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from ascertain.domain.conduct import Conduct
from ascertain.domain.incoming.fingerprints import fingerprint
from ascertain.domain.incoming.own_sheets.reading import EXACT
from ascertain.domain.incoming.rows import RecordKind, Value
from ascertain.domain.incoming.targets import Known, Target, rest_of
from ascertain.domain.incoming.told_rows import ToldAssertion, ToldLink, ToldStatement
from ascertain.exchange.outgoing import Loss, Outgoing
from ascertain.exchange.own_sheets.columns import shown_targets
from ascertain.exchange.own_sheets.rows import exact_of
from ascertain.exchange.own_sheets.walk import OwnWalk

Json = dict[str, Any]

_TELL_EVERY = 200


def records(outgoing: Outgoing) -> Iterator[tuple[int, Json]]:
    """Every record, and how many incidents were written before it. Can be read once."""
    walk = OwnWalk(outgoing)
    targets = {kind: shown_targets(kind, outgoing.fields, outgoing.keys) for kind in RecordKind}
    done = 0
    for incident in walk.incidents():
        for kind, record, uid in walk.of_incident(incident):
            yield done, record_json(kind, record, uid, targets[kind], walk.uids)
        done += 1
    for kind, entries in walk.library():
        for uid, entry in entries:
            yield done, record_json(kind, entry, uid, targets[kind], walk.uids)


def record_texts(outgoing: Outgoing, conduct: Conduct) -> Iterator[str]:
    """Every record as text on one line, telling how far it is. Raises Cancelled."""
    for number, (done, record) in enumerate(records(outgoing)):
        if number % _TELL_EVERY == 0:
            conduct.tell(min(done, outgoing.total), outgoing.total)
        conduct.heed()
        yield json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    conduct.tell(outgoing.total, outgoing.total)


def nothing_lost(outgoing: Outgoing, conduct: Conduct) -> tuple[Loss, ...]:
    """Records as JSON lose nothing. Raises Cancelled."""
    conduct.tell(outgoing.total, outgoing.total)
    return ()


def record_json(kind: RecordKind, record: object, uid: str, targets: tuple[Target, ...], known: Known) -> Json:
    """A record as an object."""
    values = {target.key: value for target in targets if (value := target.get(record)) not in (None, "", ())}
    told: Json = {"record": kind.name.lower(), "uid": uid}
    if isinstance(record, ToldStatement | ToldAssertion | ToldLink):
        told["of"] = record.incident
    told["values"] = {key: as_json(value) for key, value in values.items()}
    told["base"] = {key: fingerprint(value) for key, value in values.items()}
    rest = rest_of(record, known)  # type: ignore[arg-type]  # the records are of their kinds
    exact = exact_of(targets, [values.get(target.key) for target in targets])
    told["rest"] = {**rest, EXACT: exact} if exact else rest
    return told


def as_json(value: Value) -> object:
    """A value in JSON: days and times as ISO 8601, several names as a list."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
