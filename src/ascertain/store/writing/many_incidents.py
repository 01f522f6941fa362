"""Writing many new incidents at once, as an import does: in batches, with their images straight to the journal and all
that follows from them computed beside their rows. What stands in the log afterwards is what `log_incident` would have
written one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from ascertain.domain.fields import HARM_FIELDS
from ascertain.domain.folding import fold
from ascertain.domain.messages import say
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import Figure, IncidentContent, NamedRef, Passage, Statement
from ascertain.domain.reported_time import local_days
from ascertain.domain.rows import Shelf
from ascertain.store.door import Operation
from ascertain.store.following import COLUMNS, INDEX_COLUMNS, Bearings, NameFolder, harm, stated, texts
from ascertain.store.follows import Follows
from ascertain.store.journal import image, image_text
from ascertain.store.schema import table
from ascertain.store.writing.incidents import (
    figure_values,
    plain_values,
    text_values,
    year_of,
)
from ascertain.store.writing.many_names import Known, ManyNames, stream_rows
from ascertain.store.writing.many_refs import ManyRefs
from ascertain.store.writing.naming import name_key
from ascertain.store.writing.own_values import fields_by_key, row_of
from ascertain.store.writing.statements import said_values

_FIGURES = ("munitions", *HARM_FIELDS)
_FOUND_BY_WORDS = (OwnType.TEXT, OwnType.LINK)
_MOST = 50_000
"""How many of a kind are remembered."""


@dataclass(frozen=True, slots=True)
class NewIncident:
    """An incident that the log lacks. `uid` and `ref` where it brings its own; `statements`: the uids of the statements
    of its content, empty where there are none or one has none. A statement that came before under the same uid is
    one record, and bears on this one too."""

    content: IncidentContent
    uid: str = ""
    ref: str = ""
    statements: tuple[str, ...] = ()


class ManyIncidents:
    """Writes new incidents within one operation. Their contents must be checked."""

    def __init__(self, op: Operation) -> None:
        self._op = op
        self._names = {shelf: ManyNames(op, shelf) for shelf in Shelf}
        self._refs = ManyRefs(op)
        self._fields: dict[str, OwnField] | None = None
        self._tags: dict[str, tuple[int, str]] = {}
        self._statements: dict[str, int] = {}
        self._counts: dict[tuple[Figure, ...], _Counts] = {}
        self._said: dict[tuple[Any, ...], _Said] = {}
        self._stated: dict[tuple[Any, ...], dict[str, Any]] = {}
        self._days: dict[tuple[Any, ...], tuple[int | None, int | None]] = {}
        self._folder = NameFolder()

    def finish(self) -> None:
        """Bring the counters of numbers in step, and build indexes that were left out; called once, at the end."""
        self._refs.finish()
        self._op.build_indexes()

    def write(self, batch: Sequence[NewIncident]) -> range:
        """Write a batch, best of some hundreds; returns their ids. Raises `Refused` where a content names a record that
        is gone."""
        op, contents = self._op, [each.content for each in batch]
        op.spare_indexes(op.expected)
        self._learn(contents)
        refs = self._refs.give([(each.ref, year_of(each.content.when, op.at)) for each in batch])
        first = op.next_id("incident")
        rows = _Rows(op)
        for number, new, ref in zip(range(first, first + len(batch)), batch, refs, strict=True):
            self._add(rows, number, new, ref)
        rows.stream()
        return range(first, first + len(batch))

    def _learn(self, contents: Sequence[IncidentContent]) -> None:
        """Find or make every record that these contents name."""
        names = self._names
        names[Shelf.PLACES].learn(each.place for each in contents if each.place is not None)
        names[Shelf.ACTORS].learn(each.actor for content in contents for each in content.actors)
        told = [each for content in contents for each in content.statements]
        names[Shelf.SOURCES].learn(ref for each in told for ref in (each.source, each.origin) if ref is not None)
        names[Shelf.DOCUMENTS].learn(each.document for each in told if each.document is not None)
        self._learn_tags({tag.strip() for content in contents for tag in content.tags if tag.strip()})

    def _learn_tags(self, names: set[str]) -> None:
        lacking = sorted(names - self._tags.keys())
        if not lacking:
            return
        keys = {name: name_key(name) for name in lacking}
        own = table("tag").c
        wanted = list(dict.fromkeys(keys.values()))
        found: dict[str, tuple[int, str]] = {}
        for start in range(0, len(wanted), 500):
            query = select(own.name_key, own.id, own.name).where(own.name_key.in_(wanted[start : start + 500]))
            for key, number, name in self._op.core.execute(query.order_by(own.id.desc())):
                found[key] = (number, name)
        number = self._op.next_id("tag")
        rows: list[dict[str, Any]] = []
        for name, key in keys.items():
            if key not in found:
                found[key] = (number + len(rows), name)
                rows.append({"id": number + len(rows), "name": name, "name_key": key})
        stream_rows(self._op, "tag", rows)
        self._tags |= {name: found[key] for name, key in keys.items()}

    # ---- one incident

    def _add(self, rows: _Rows, number: int, new: NewIncident, ref: str) -> None:
        content, op = new.content, self._op
        place = None if content.place is None else self._names[Shelf.PLACES][content.place]
        plain = plain_values(content, None if place is None else place.id)
        row: dict[str, Any] = {
            "id": number, "uid": new.uid or op.ids.new(), "ref": ref, **plain, "status": content.status.value,
            "status_at": op.at, "created_at": op.at, "trashed_at": None,
        }  # fmt: skip
        long = text_values(content)
        around = Bearings()
        self._add_actors(rows, number, content, around)
        self._add_statements(rows, number, new, around)
        for tag, name in dict.fromkeys(self._tags[each.strip()] for each in content.tags if each.strip()):
            rows.relate("incident_tag", number, tag)
            around.names.append(name)
        self._add_own(rows, number, content, around)
        counts = self._counted(content)
        days = self._local_days((row["t_from"], row["t_to"], row["zone"]))
        derived = {
            **self._stating(content.kind, around.statements), **counts.harm, "day_from": days[0], "day_to": days[1],
            "country": place.country if place else None, "title_key": fold(content.title),
            "place_key": self._folder.fold((place.name if place else "") or content.place_text or ""),
        }  # fmt: skip
        rows.add_incident(row, counts, derived)
        rows.add("incident_text", number, **long)
        found = texts(
            {**row, **long, **_where(place)}, around, {place.id: place.names} if place else {}, self._folder, _FOUND
        )
        found["title"] = derived["title_key"]
        rows.found.append((number, *(found[column] for column in INDEX_COLUMNS)))

    def _add_actors(self, rows: _Rows, number: int, content: IncidentContent, around: Bearings) -> None:
        actors = self._names[Shelf.ACTORS]
        pairs: dict[tuple[int, str], Known] = {}
        for each in content.actors:
            known = actors[each.actor]
            pairs.setdefault((known.id, each.role.value), known)
        for position, ((actor, role), known) in enumerate(pairs.items()):
            rows.relate("incident_actor", number, actor, role, position)
            around.names.extend((known.name, *known.names))

    def _add_statements(self, rows: _Rows, number: int, new: NewIncident, around: Bearings) -> None:
        uids = new.statements or ("",) * len(new.content.statements)
        for position, (statement, uid) in enumerate(zip(new.content.statements, uids, strict=True)):
            made, said = self._statement(rows, statement, uid)
            rows.relate("statement_incident", made, number, position)
            around.statements.append(said)
            sources = self._names[Shelf.SOURCES]
            for ref in (statement.source, statement.origin):
                if ref is not None:
                    around.names.extend((sources[ref].name, *sources[ref].names))
            document = None if statement.document is None else self._names[Shelf.DOCUMENTS][statement.document].name
            around.evidence.extend(text for text in (statement.quote, statement.note, document) if text)
            for field, each in {each.field: each for each in statement.assertions}.items():
                rows.add(
                    "assertion", statement_id=made, incident_id=number, field=field, state=each.state.value,
                    value=each.value, adopted=int(each.adopted),
                )  # fmt: skip
                if each.value:
                    around.evidence.append(each.value)

    def _statement(self, rows: _Rows, statement: Statement, uid: str) -> tuple[int, Statement]:
        """The id of a statement, made where it did not come before, and who says what in it."""
        sources = self._names[Shelf.SOURCES]
        source = sources[statement.source]
        origin = None if statement.origin is None else sources[statement.origin]
        made = self._statements.get(uid) if uid else None
        if made is None:
            document = None if statement.document is None else self._names[Shelf.DOCUMENTS][statement.document].id
            said = self._saying(statement, source.id, None if origin is None else origin.id, document)
            made = rows.state(uid or self._op.ids.new(), said)
            if uid:
                self._statements[uid] = made
        back_to = None if origin is None else NamedRef(origin.name, origin.id)
        return made, Statement(NamedRef(source.name, source.id), statement.stance, origin=back_to)

    def _add_own(self, rows: _Rows, number: int, content: IncidentContent, around: Bearings) -> None:
        if not content.own:
            return
        if self._fields is None:
            self._fields = fields_by_key(self._op)
        said: list[tuple[int, str]] = []
        for each in content.own:
            made = self._fields.get(each.field)
            if made is None or made.id is None:
                raise Refused(Problem(each.field, "gone", say("The field “{field}” is gone.", field=each.field)))
            rows.add("own_value", incident_id=number, field_id=made.id, **row_of(made, each.value))
            if made.type in _FOUND_BY_WORDS:
                said.append((made.id, each.value))
        around.notes.extend(value for _, value in sorted(said))

    # ---- what is alike in many

    def _saying(self, statement: Statement, source: int, origin: int | None, document: int | None) -> _Said:
        """The columns of a statement. Many name their source and say no more."""
        if statement.quote or statement.note or statement.passage != _NO_PASSAGE:
            return _Said.of(statement, source, origin, document)
        key = (source, origin, document, statement.stance, statement.credibility, statement.said_on)
        known = self._said.get(key)
        if known is None:
            known = _remember(self._said, key, _Said.of(statement, source, origin, document))
        return known

    def _counted(self, content: IncidentContent) -> _Counts:
        figures = tuple([getattr(content, key) for key in _FIGURES])
        known = self._counts.get(figures)
        if known is None:
            known = _remember(self._counts, figures, _Counts.of(figures))
        return known

    def _stating(self, kind: str | None, statements: Sequence[Statement]) -> dict[str, Any]:
        key = (kind, *((each.source.id, each.origin and each.origin.id, each.stance) for each in statements))
        known = self._stated.get(key)
        if known is None:
            known = _remember(self._stated, key, stated(kind, statements))
        return known

    def _local_days(self, when: tuple[Any, ...]) -> tuple[int | None, int | None]:
        known = self._days.get(when)
        if known is None:
            known = _remember(self._days, when, local_days(*when))
        return known


_FOUND = Follows.NAMES | Follows.NOTES | Follows.EVIDENCE
_STAMPS = ("updated_at", "version")


@dataclass(frozen=True, slots=True)
class _Counts:
    """What incidents of the same counts have alike: the columns, their part of the image, and what follows."""

    values: tuple[Any, ...]
    image: str
    harm: dict[str, Any]

    @classmethod
    def of(cls, figures: Sequence[Figure]) -> _Counts:
        """What these counts are, in the order of `_FIGURES`."""
        row: dict[str, Any] = {}
        for key, figure in zip(_FIGURES, figures, strict=True):
            row |= figure_values(key, figure)
        plain = {key: int(value) if isinstance(value, bool) else value for key, value in row.items()}
        return cls(tuple(plain.values()), image_text(plain)[1:], harm(plain))


@dataclass(frozen=True, slots=True)
class _Said:
    """The columns of a statement but for its uid, and their part of the image."""

    values: tuple[Any, ...]
    image: str

    @classmethod
    def of(cls, statement: Statement, source: int, origin: int | None, document: int | None) -> _Said:
        """What this statement says."""
        row = _statement_row(statement, source, origin, document)
        return cls(tuple(row.values()), image_text(image("statement", row))[1:])

    @staticmethod
    def columns() -> tuple[str, ...]:
        """The columns in the order of `values`."""
        return tuple(_statement_row(Statement(NamedRef("")), 0, None, None))


def _statement_row(statement: Statement, source: int, origin: int | None, document: int | None) -> dict[str, Any]:
    return {"source_id": source, "document_id": document, "origin_id": origin, **said_values(statement)}


_NO_PASSAGE = Passage()
_RELATIONS = {
    "statement_incident": (
        ("statement_id", "incident_id", "position"), '{"statement_id":%d,"incident_id":%d,"position":%d}',
    ),
    "incident_actor": (
        ("incident_id", "actor_id", "role", "position"),
        '{"incident_id":%d,"actor_id":%d,"role":"%s","position":%d}',
    ),
    "incident_tag": (("incident_id", "tag_id"), '{"incident_id":%d,"tag_id":%d}'),
}  # fmt: skip
"""Tables of which an incident has many rows: their columns, and how the image of a row is written."""
_COUNT_COLUMNS = tuple(column for key in _FIGURES for column in figure_values(key, Figure()))


class _Rows:
    """The rows of a batch, by table in the order in which they can be written."""

    def __init__(self, op: Operation) -> None:
        self._op = op
        self._incidents: list[tuple[Any, ...]] = []
        self._images: list[str] = []
        self._columns: tuple[str, ...] = ()
        self._stamps = (op.at, op.begin())
        self._next: dict[str, int] = {}
        self._others: dict[str, list[dict[str, Any]]] = {
            name: [] for name in (
                "incident_text", "assertion", "own_value",
            )
        }  # fmt: skip
        self._related: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _RELATIONS}
        self._related_images: dict[str, list[str]] = {name: [] for name in _RELATIONS}
        self._statements: list[tuple[Any, ...]] = []
        self._statement_images: list[str] = []
        self.found: list[tuple[Any, ...]] = []

    def add(self, name: str, row_id: int = 0, /, **values: Any) -> int:
        """A row of another table; returns its id (`row_id` where given)."""
        row_id = row_id or self._id(name)
        self._others[name].append({"id": row_id, **values})
        return row_id

    def relate(self, name: str, *values: int | str) -> None:
        """A row of one of the tables of `_RELATIONS`: the values of its columns, whose texts are codes."""
        row_id = self._id(name)
        self._related[name].append((row_id, *values))
        self._related_images[name].append(_RELATIONS[name][1] % values)

    def state(self, uid: str, said: _Said) -> int:
        """A statement; returns its id."""
        row_id = self._id("statement")
        self._statements.append((row_id, uid, *said.values))
        self._statement_images.append(f'{{"uid":"{uid}",{said.image}')
        return row_id

    def _id(self, name: str) -> int:
        row_id = self._next.get(name) or self._op.next_id(name)
        self._next[name] = row_id + 1
        return row_id

    def add_incident(self, row: dict[str, Any], counts: _Counts, derived: dict[str, Any]) -> None:
        """An incident with what follows from it."""
        row["is_aggregate"], row["draft"] = int(row["is_aggregate"]), int(row["draft"])
        if not self._columns:
            self._columns = (*row, *_COUNT_COLUMNS, *COLUMNS, *_STAMPS)
        self._incidents.append((*row.values(), *counts.values, *(derived[name] for name in COLUMNS), *self._stamps))
        number = row.pop("id")
        self._images.append(f"{image_text(row)[:-1]},{counts.image}")
        row["id"] = number

    def stream(self) -> None:
        """Write all."""
        op = self._op
        op.stream("incident", self._columns, self._incidents, self._images)
        op.stream("statement", ("id", "uid", *_Said.columns()), self._statements, self._statement_images)
        for name, (columns, _) in _RELATIONS.items():
            op.stream(name, ("id", *columns), self._related[name], self._related_images[name])
        for name, rows in self._others.items():
            stream_rows(op, name, rows)
        op.stream_found(self.found)


def _where(place: Known | None) -> dict[str, Any]:
    return {
        "place_name": place.name if place else None, "admin1": place.admin1 if place else None,
        "admin2": place.admin2 if place else None, "country_name": place.country_name if place else None,
    }  # fmt: skip


def _remember(known: dict[Any, Any], key: Any, value: Any) -> Any:
    if len(known) > _MOST:
        known.clear()
    known[key] = value
    return value
