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
from ascertain.domain.records import Figure, IncidentContent, NamedRef, Statement
from ascertain.domain.reported_time import local_days
from ascertain.domain.rows import Shelf
from ascertain.store.door import Operation
from ascertain.store.following import COLUMNS, INDEX_COLUMNS, Bearings, NameFolder, harm, stated, texts
from ascertain.store.follows import Follows
from ascertain.store.journal import image_text
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
        self._stated: dict[tuple[Any, ...], dict[str, Any]] = {}
        self._days: dict[tuple[Any, ...], tuple[int | None, int | None]] = {}
        self._folder = NameFolder()

    def finish(self) -> None:
        """Bring the counters of numbers in step; called once, at the end."""
        self._refs.finish()

    def write(self, batch: Sequence[NewIncident]) -> range:
        """Write a batch, best of some hundreds; returns their ids. Raises `Refused` where a content names a record that
        is gone."""
        op, contents = self._op, [each.content for each in batch]
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
            rows.add("incident_tag", incident_id=number, tag_id=tag)
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
            rows.add("incident_actor", incident_id=number, actor_id=actor, role=role, position=position)
            around.names.extend((known.name, *known.names))

    def _add_statements(self, rows: _Rows, number: int, new: NewIncident, around: Bearings) -> None:
        uids = new.statements or ("",) * len(new.content.statements)
        for position, (statement, uid) in enumerate(zip(new.content.statements, uids, strict=True)):
            made, said = self._statement(rows, statement, uid)
            rows.add("statement_incident", statement_id=made, incident_id=number, position=position)
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
            document = statement.document
            made = rows.add(
                "statement", uid=uid or self._op.ids.new(), source_id=source.id,
                document_id=None if document is None else self._names[Shelf.DOCUMENTS][document].id,
                origin_id=None if origin is None else origin.id, **said_values(statement),
            )  # fmt: skip
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


_COUNT_COLUMNS = tuple(column for key in _FIGURES for column in figure_values(key, Figure()))


class _Rows:
    """The rows of a batch, by table in the order in which they can be written."""

    def __init__(self, op: Operation) -> None:
        self._op = op
        self._incidents: list[tuple[Any, ...]] = []
        self._images: list[str] = []
        self._columns: tuple[str, ...] = ()
        self._stamps = (op.at, op.reserve())
        self._next: dict[str, int] = {}
        self._others: dict[str, list[dict[str, Any]]] = {
            name: [] for name in (
                "incident_text", "statement", "statement_incident", "assertion", "incident_actor", "incident_tag",
                "own_value",
            )
        }  # fmt: skip
        self.found: list[tuple[Any, ...]] = []

    def add(self, name: str, row_id: int = 0, /, **values: Any) -> int:
        """A row of another table; returns its id (`row_id` where given)."""
        if not row_id:
            row_id = self._next.get(name) or self._op.next_id(name)
            self._next[name] = row_id + 1
        self._others[name].append({"id": row_id, **values})
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
        self._op.stream("incident", self._columns, self._incidents, self._images)
        for name, rows in self._others.items():
            stream_rows(self._op, name, rows)
        self._op.stream_found(self.found)


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
