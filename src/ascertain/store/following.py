"""What follows from the rows of an incident: its derived columns and what of it can be found by words. Computed here,
and written by `store.deriving`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, select

from ascertain.domain.codes import Stance
from ascertain.domain.fields import HARM_FIELDS
from ascertain.domain.figures import add_figures
from ascertain.domain.folding import fold
from ascertain.domain.origins import count_origins
from ascertain.domain.own_fields import OwnType
from ascertain.domain.records import Figure, NamedRef, Statement
from ascertain.domain.reported_time import local_days
from ascertain.store.follows import Follows
from ascertain.store.schema import DERIVED, table
from ascertain.store.speakers import text_of_sources, text_of_stances

_KILLED = tuple(key for key in HARM_FIELDS if key.startswith("killed"))
_INJURED = tuple(key for key in HARM_FIELDS if key.startswith("injured"))
_FOUND_BY_WORDS = (OwnType.TEXT.value, OwnType.LINK.value)
"""The types of own fields whose values are found by their words."""
COLUMNS = tuple(sorted(DERIVED))
"""The derived columns in their order."""
INDEX_COLUMNS = ("title", "names", "notes", "evidence")
"""The columns of the full-text table in their order."""
_INDEXED = dict(zip(INDEX_COLUMNS, (Follows.COLUMNS, Follows.NAMES, Follows.NOTES, Follows.EVIDENCE), strict=True))
_STATED = ("statements", "origins", "sources", "first_sources", "stances")


def derived_columns(follows: int) -> tuple[str, ...]:
    """The derived columns that `follows` names."""
    return tuple(each for each in COLUMNS if follows & (Follows.ORIGINS if each in _STATED else Follows.COLUMNS))


def index_columns(follows: int) -> tuple[str, ...]:
    """The columns of the full-text table that `follows` names."""
    return tuple(column for column, part in _INDEXED.items() if follows & part)


@dataclass(slots=True)
class Bearings:
    """What stands around one incident."""

    names: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)


@dataclass(slots=True)
class Followed:
    """One incident: `derived` columns and folded `texts` of the search index as they should be, of those that were
    asked for, and whether one of the derived columns `differs` from how it stands."""

    id: int
    derived: dict[str, Any]
    texts: dict[str, str]
    differs: bool


class NameFolder:
    """Folds names, remembering each: the same few stand in thousands of incidents."""

    def __init__(self) -> None:
        self._folded: dict[str, str] = {}

    def fold(self, name: str) -> str:
        """As `domain.folding.fold`."""
        folded = self._folded.get(name)
        if folded is None:
            folded = self._folded[name] = fold(name)
        return folded


def computed(
    core: Connection, incident_ids: Sequence[int], folder: NameFolder, follows: int = Follows.ALL
) -> Iterator[Followed]:
    """What follows for each of these incidents that there is, of the parts that `follows` names. At most some thousand
    ids at a time."""
    bearings: dict[int, Bearings] = defaultdict(Bearings)
    if follows & Follows.NAMES:
        _add_actors(core, incident_ids, bearings)
    if follows & (Follows.ORIGINS | Follows.NAMES | Follows.EVIDENCE):
        _add_statements(core, incident_ids, bearings)
    _add_words(core, incident_ids, bearings, follows)
    columns = derived_columns(follows)
    found = core.execute(_incidents(follows, columns).where(table("incident").c.id.in_(incident_ids)))
    names = tuple(found.keys())
    rows = [dict(zip(names, row, strict=True)) for row in found]
    places: dict[int, list[str]] = {}
    if follows & Follows.NAMES:
        places = other_names(core, "place", {row["place_id"] for row in rows if row["place_id"] is not None})
    for row in rows:
        around = bearings[row["id"]]
        derived = _derived(row, around, folder, follows)
        words = texts(row, around, places, folder, follows)
        yield Followed(row["id"], derived, words, any(row[column] != derived[column] for column in columns))


def _incidents(follows: int, derived: Iterable[str]) -> Any:
    incident, long_text, place, code = table("incident"), table("incident_text"), table("place"), table("code")
    names = ["id", *derived]
    if follows & Follows.COLUMNS:
        names += ["title", "t_from", "t_to", "zone", *_figure_columns()]
    if follows & Follows.ORIGINS:
        names.append("kind")
    if follows & Follows.NAMES:
        names += ["ref", "place_id"]
    texts = ["phrase", "status_reason", "notes"] if follows & Follows.NOTES else []
    columns: list[Any] = [
        *(incident.c[name] for name in names),
        *(long_text.c[name] for name in ("place_text", *texts)),
    ]
    whole = incident.outerjoin(long_text, long_text.c.id == incident.c.id)
    if follows & (Follows.COLUMNS | Follows.NAMES):
        whole = whole.outerjoin(place, place.c.id == incident.c.place_id)
        columns += [place.c.name.label("place_name"), place.c.country.label("place_country")]
    if follows & Follows.NAMES:
        whole = whole.outerjoin(code, and_(code.c.vocabulary == "country", code.c.key == place.c.country))
        columns += [place.c.admin1, place.c.admin2, code.c.label.label("country_name")]
    return select(*columns).select_from(whole)


def _figure_columns() -> list[str]:
    return [f"{key}_{part}" for key in HARM_FIELDS for part in ("low", "best", "high", "unknown")]


def _derived(row: Any, around: Bearings, folder: NameFolder, follows: int) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if follows & Follows.ORIGINS:
        values = stated(row["kind"], around.statements)
    if not follows & Follows.COLUMNS:
        return values
    day_from, day_to = local_days(row["t_from"], row["t_to"], row["zone"])
    values |= {
        "day_from": day_from,
        "day_to": day_to,
        "country": row["place_country"],
        "title_key": fold(row["title"]),
        "place_key": folder.fold(row["place_name"] or row["place_text"] or ""),
    }
    return values | harm(row)


def stated(kind: str | None, statements: Sequence[Statement]) -> dict[str, Any]:
    """What follows from the statements that bear on an incident of a kind."""
    return {
        "statements": len(statements),
        "origins": count_origins(statements, kind=kind),
        "sources": text_of_sources(each.source.id for each in statements),
        "first_sources": text_of_sources((each.origin or each.source).id for each in statements),
        "stances": text_of_stances(each.stance for each in statements),
    }


def harm(row: Mapping[str, Any]) -> dict[str, Any]:
    """What follows from the counts by side of an incident."""
    values: dict[str, Any] = {}
    for name, keys in (("killed", _KILLED), ("injured", _INJURED)):
        figure = add_figures(_figures(row, keys))
        values |= {f"{name}_low": figure.low, f"{name}_best": figure.best, f"{name}_high": figure.high}
    return values


def _figures(row: Any, keys: Iterable[str]) -> list[Figure]:
    parts = ((row[f"{key}_low"], row[f"{key}_best"], row[f"{key}_high"], row[f"{key}_unknown"]) for key in keys)
    return [Figure(*each) for each in parts if each != (None, None, None, False)]


def texts(
    row: Any, around: Bearings, places: Mapping[int, Sequence[str]], folder: NameFolder, follows: int
) -> dict[str, str]:
    """The folded texts by which an incident is found: `row` holds what stands in its own columns and those of its
    place, `places` the other names of places by their ids."""
    found: dict[str, str] = {}
    if follows & Follows.COLUMNS:
        found["title"] = fold(row["title"])
    if follows & Follows.NAMES:
        other_names = places.get(row["place_id"], ())
        where = (row["place_name"], *other_names, row["admin1"], row["admin2"], row["country_name"])
        found["names"] = names_text((*where, *around.names), row["ref"], row["place_text"], folder)
    if follows & Follows.NOTES:
        found["notes"] = folded((row["notes"], row["status_reason"], row["phrase"], *around.notes))
    if follows & Follows.EVIDENCE:
        found["evidence"] = folded(around.evidence)
    return found


def names_text(names: Iterable[str | None], ref: str, place_text: str | None, folder: NameFolder) -> str:
    """The names by which an incident is found, as they stand in the search index."""
    known = "\n".join([folder.fold(name) for name in dict.fromkeys(names) if name])
    return f"{known}\n{folded((ref, place_text))}"


def folded(texts: Iterable[str | None]) -> str:
    """Texts by which an incident is found, each once, as they stand in the search index."""
    return fold("\n".join(dict.fromkeys([text for text in texts if text])))


def _add_actors(core: Connection, ids: Sequence[int], bearings: dict[int, Bearings]) -> None:
    link, actor = table("incident_actor"), table("actor")
    query = select(link.c.incident_id, actor.c.id, actor.c.name).join(actor, actor.c.id == link.c.actor_id)
    rows = core.execute(query.where(link.c.incident_id.in_(ids)).order_by(link.c.position, link.c.id)).all()
    others = other_names(core, "actor", {row.id for row in rows})
    for incident_id, actor_id, name in rows:
        bearings[incident_id].names.extend((name, *others.get(actor_id, ())))


def _add_statements(core: Connection, ids: Sequence[int], bearings: dict[int, Bearings]) -> None:
    bears, statement, source, document = (
        table("statement_incident"),
        table("statement"),
        table("source"),
        table("document"),
    )
    origin = source.alias("origin")
    query = (
        select(
            bears.c.incident_id,
            statement.c.stance,
            statement.c.quote,
            statement.c.note,
            document.c.title.label("document"),
            source.c.id.label("source_id"),
            source.c.name.label("source"),
            origin.c.id.label("origin_id"),
            origin.c.name.label("origin"),
        )
        .join(statement, statement.c.id == bears.c.statement_id)
        .join(source, source.c.id == statement.c.source_id)
        .outerjoin(origin, origin.c.id == statement.c.origin_id)
        .outerjoin(document, document.c.id == statement.c.document_id)
        .where(bears.c.incident_id.in_(ids))
        .order_by(bears.c.position, bears.c.id)
    )
    rows = core.execute(query).all()
    others = other_names(
        core, "source", {row.source_id for row in rows} | {row.origin_id for row in rows if row.origin_id is not None}
    )
    said: dict[tuple[Any, ...], Statement] = {}
    for incident_id, stance, quote, note, document_title, source_id, source_name, origin_id, origin_name in rows:
        around = bearings[incident_id]
        around.names.extend((source_name, *others.get(source_id, ())))
        if origin_id is not None:
            around.names.extend((origin_name, *others.get(origin_id, ())))
        around.evidence.extend(text for text in (quote, note, document_title) if text)
        # The same few sources say the same of thousands of incidents.
        key = (source_id, origin_id, stance)
        statement_said = said.get(key)
        if statement_said is None:
            goes_back_to = NamedRef(origin_name, origin_id) if origin_id is not None else None
            statement_said = Statement(NamedRef(source_name, source_id), Stance(stance), origin=goes_back_to)
            said[key] = statement_said
        around.statements.append(statement_said)


def _add_words(core: Connection, ids: Sequence[int], bearings: dict[int, Bearings], follows: int) -> None:
    if follows & Follows.NAMES:
        tagged, tag = table("incident_tag"), table("tag")
        tags = select(tagged.c.incident_id, tag.c.name).join(tag, tag.c.id == tagged.c.tag_id)
        for incident_id, name in core.execute(tags.where(tagged.c.incident_id.in_(ids))):
            bearings[incident_id].names.append(name)
    if follows & Follows.EVIDENCE:
        assertion = table("assertion")
        asserted = select(assertion.c.incident_id, assertion.c.value).where(
            assertion.c.incident_id.in_(ids), assertion.c.value != ""
        )
        for incident_id, value in core.execute(asserted):
            bearings[incident_id].evidence.append(value)
    if follows & Follows.NOTES:
        own, held = table("own_field"), table("own_value")
        said = select(held.c.incident_id, held.c.value).join(own, own.c.id == held.c.field_id)
        by_words = said.where(held.c.incident_id.in_(ids), own.c.type.in_(_FOUND_BY_WORDS))
        for incident_id, value in core.execute(by_words.order_by(own.c.id)):
            bearings[incident_id].notes.append(value)


def other_names(core: Connection, shelf: str, owners: set[int]) -> dict[int, list[str]]:
    """The other names of entries of a shelf, by their ids."""
    found: dict[int, list[str]] = defaultdict(list)
    if owners:
        names = table(f"{shelf}_name")
        owner = names.c[f"{shelf}_id"]
        for owner_id, name in core.execute(select(owner, names.c.name).where(owner.in_(owners))):
            found[owner_id].append(name)
    return found
