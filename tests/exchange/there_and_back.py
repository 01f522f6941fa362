"""Logs that go out into files and come back: writing, looking, taking, and what a log holds that is the same in any."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from ascertain.app.exporting import Wanted, export
from ascertain.app.incoming.looking import look
from ascertain.app.incoming.staging import stage
from ascertain.app.incoming.taking import take
from ascertain.app.incoming.understanding import understand
from ascertain.app.queries import Queries, open_queries
from ascertain.app.session import LogSession
from ascertain.domain.codes import AnchorKind
from ascertain.domain.incoming.outcome import Look
from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.records import Incident, NamedRef


def written(session: LogSession, out: Path) -> Path:
    with closing(open_queries(session.path)) as queries:
        wanted = Wanted(queries.order(None), session.vocabularies, fields=session.fields)
        assert export(queries, wanted, out).shortened == ()
    return out


def looked(session: LogSession, path: Path) -> Look:
    with stage(path) as staged:
        return look(session, staged, understand(staged, session.fields, session.vocabularies))


def taken(session: LogSession, path: Path, folder: Path) -> Any:
    with stage(path) as staged:
        mapping = understand(staged, session.fields, session.vocabularies)
        assert mapping.profile == "own"
        return take(session, staged, mapping, backups=folder)


def contents(session: LogSession) -> dict[str, Incident]:
    """Every incident by its uid, with nothing in it that is a number within one log."""
    with closing(open_queries(session.path)) as queries:
        return {each.uid: _without_numbers(each, queries) for each in queries.incidents(queries.order(None))}


def _without_numbers(incident: Incident, queries: Queries) -> Incident:
    def ref(named: NamedRef | None) -> NamedRef | None:
        return None if named is None else NamedRef(named.name)

    def must(named: NamedRef) -> NamedRef:
        return NamedRef(named.name)

    def uid(kind: RecordKind, number: int) -> int:
        """Which uid a record has, as a number."""
        return int(queries.uids(kind, [number])[number].replace("-", ""), 16)

    content = incident.content
    anchor = content.when.anchor
    if anchor.record_id is not None:
        kinds = {AnchorKind.PUBLICATION: RecordKind.DOCUMENT, AnchorKind.STATEMENT: RecordKind.STATEMENT}
        kind = kinds.get(anchor.kind, RecordKind.INCIDENT)
        anchor = replace(anchor, record_id=uid(kind, anchor.record_id))
    statements = tuple(
        replace(
            each, source=must(each.source), origin=ref(each.origin), document=ref(each.document),
            id=uid(RecordKind.STATEMENT, each.id or 0),
            bears_on=tuple(sorted(uid(RecordKind.INCIDENT, number) for number in each.bears_on)),
            assertions=tuple(replace(said, id=None) for said in each.assertions),
        )
        for each in content.statements
    )  # fmt: skip
    content = replace(
        content, when=replace(content.when, anchor=anchor), place=ref(content.place), statements=statements,
        actors=tuple(replace(each, actor=must(each.actor)) for each in content.actors),
    )  # fmt: skip
    links = tuple(sorted((replace(each, id=None, other_id=0) for each in incident.links), key=str))
    return replace(incident, id=0, content=content, links=links, version=0, updated_at=0, created_at=0, status_at=None)


def library(session: LogSession) -> dict[tuple[RecordKind, str], object]:
    """Every entry by its uid."""
    found: dict[tuple[RecordKind, str], object] = {}
    with closing(open_queries(session.path)) as queries:
        for kind in (RecordKind.SOURCE, RecordKind.DOCUMENT, RecordKind.ACTOR, RecordKind.PLACE):
            for uid, entry in queries.many_entries(kind, queries.every_entry(kind)):
                told: Any = replace(entry, id=None)
                for key in ("actor", "publisher"):
                    if getattr(told, key, None) is not None:
                        told = replace(told, **{key: NamedRef(getattr(told, key).name)})
                found[kind, uid] = told
    return found
