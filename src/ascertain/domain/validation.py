"""What is wrong with a record before it is written: every fault at its field, in words that say what to do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from ascertain.domain.codes import AssertionState
from ascertain.domain.fields import ASSERTABLE, BY_KEY, HARM_FIELDS, ROLE_FIELDS
from ascertain.domain.figures import disorder
from ascertain.domain.messages import Message, say
from ascertain.domain.problems import Problem
from ascertain.domain.records import (
    Actor,
    Document,
    Figure,
    IncidentContent,
    LibraryEntry,
    NamedRef,
    Place,
    ReportedTime,
    Source,
    Statement,
)
from ascertain.domain.vocabulary import Vocabularies

LONGEST_LINE = 500
"""Characters in a title, a name or another single line."""
LONGEST_TEXT = 2_000_000
"""Characters in notes, a quote or a document."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 1, 1)
"""The days that a follow-up or a publication may fall on."""

# Control characters but tab and line ends, and halves of surrogate pairs: neither files nor spreadsheets can hold them.
_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_CREDIBILITY = range(1, 7)
_LANGUAGE = re.compile(r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")


def check_incident(content: IncidentContent, vocabularies: Vocabularies) -> tuple[Problem, ...]:
    """Every problem of an incident, in the order of its fields. A title is all that an incident needs."""
    return tuple(_incident(content, vocabularies))


def check_entry(entry: LibraryEntry, vocabularies: Vocabularies) -> tuple[Problem, ...]:
    """Every problem of a source, actor, place or document."""
    match entry:
        case Source():
            return tuple(_source(entry, vocabularies))
        case Actor():
            return tuple(_actor(entry, vocabularies))
        case Place():
            return tuple(_place(entry, vocabularies))
        case Document():
            return tuple(_document(entry, vocabularies))


def _incident(content: IncidentContent, vocabularies: Vocabularies) -> Iterator[Problem]:
    if not content.title.strip():
        yield Problem("title", "missing", say("Say in one line what happened."))
    yield from _line("title", content.title)
    for key in ("kind", "means", "outcome", "where_precision"):
        yield from _code(key, getattr(content, key), BY_KEY[key].vocabulary or "", vocabularies)
    for key in ("munitions", *HARM_FIELDS):
        yield from _figure(key, getattr(content, key))
    yield from _time(content.when)
    yield from _ref("place", content.place)
    yield from _line("place_text", content.place_text)
    yield from _actors(content)
    for at, statement in enumerate(content.statements):
        yield from _statement(f"statements[{at}]", statement, vocabularies)
    yield from _line("status_reason", content.status_reason)
    yield from _day("follow_up_on", content.follow_up_on)
    for tag in content.tags:
        yield from _name("tags", tag, say("A tag needs a word."))
    yield from _text("notes", content.notes)


def _time(when: ReportedTime) -> Iterator[Problem]:
    yield from _line("t_from", when.phrase)
    if not _known_zone(when.zone):
        yield Problem(
            "t_from",
            "unknown_zone",
            say("“{zone}” is not a time zone. Choose one such as Asia/Baghdad.", zone=when.zone),
        )
    if (when.t_from is None) != (when.t_to is None):
        yield Problem("t_from", "half_interval", say("A time needs both a beginning and an end."))
    elif when.t_from is not None and when.t_to is not None and when.t_from >= when.t_to:
        yield Problem("t_from", "reversed", say("The time ends before it begins."))
    yield from _day("t_from", when.anchor.on)


def _actors(content: IncidentContent) -> Iterator[Problem]:
    seen = Counter((placed.role, placed.actor.id or placed.actor.name.casefold().strip()) for placed in content.actors)
    for placed in content.actors:
        key = ROLE_FIELDS[placed.role].key
        yield from _ref(key, placed.actor)
    for (role, _), count in seen.items():
        if count > 1:
            yield Problem(ROLE_FIELDS[role].key, "twice", say("The same actor stands here twice."))


def _statement(path: str, statement: Statement, vocabularies: Vocabularies) -> Iterator[Problem]:
    if statement.source.id is None and not statement.source.name.strip():
        yield Problem(f"{path}.source", "missing", say("Say whose statement this is."))
    yield from _ref(f"{path}.source", statement.source, needed=False)
    yield from _ref(f"{path}.document", statement.document)
    yield from _ref(f"{path}.origin", statement.origin)
    if statement.credibility is not None and statement.credibility not in _CREDIBILITY:
        yield Problem(
            f"{path}.credibility", "out_of_range", say("Credibility goes from 1 (confirmed) to 6 (cannot be judged).")
        )
    yield from _day(f"{path}.said_on", statement.said_on)
    yield from _text(f"{path}.quote", statement.quote)
    yield from _text(f"{path}.note", statement.note)
    seen: set[str] = set()
    for at, assertion in enumerate(statement.assertions):
        where = f"{path}.assertions[{at}]"
        if assertion.field not in ASSERTABLE:
            yield Problem(where, "unknown_field", say("Choose the field that the statement says something of."))
            continue
        if assertion.field in seen:
            yield Problem(
                where,
                "twice",
                say("The statement already says something of {field}.", field=BY_KEY[assertion.field].label),
            )
        seen.add(assertion.field)
        yield from _assertion(where, assertion.field, assertion.state, assertion.value, vocabularies)


def _assertion(path: str, key: str, state: AssertionState, value: str, vocabularies: Vocabularies) -> Iterator[Problem]:
    if state is not AssertionState.VALUE:
        return
    if not value.strip():
        yield Problem(path, "missing", say("Type what the statement says, or choose “not stated”."))
    yield from _line(path, value)
    vocabulary = BY_KEY[key].vocabulary
    if vocabulary and value.strip():
        yield from _code(path, value, vocabulary, vocabularies)


def _source(source: Source, vocabularies: Vocabularies) -> Iterator[Problem]:
    yield from _entry(source, vocabularies, "source_kind")
    yield from _code("reliability", source.reliability, "reliability", vocabularies)
    yield from _text("reliability_basis", source.reliability_basis)
    yield from _ref("actor", source.actor)
    if source.affiliation is not None and source.actor is None:
        yield Problem(
            "actor",
            "missing",
            say("Say which party the source speaks for or is close to, or clear how it stands to it."),
        )
    yield from _language("language", source.language)
    yield from _line("url", source.url)


def _actor(actor: Actor, vocabularies: Vocabularies) -> Iterator[Problem]:
    yield from _entry(actor, vocabularies, "actor_kind")


def _place(place: Place, vocabularies: Vocabularies) -> Iterator[Problem]:
    yield from _entry(place, vocabularies, "place_kind")
    yield from _line("admin1", place.admin1)
    yield from _line("admin2", place.admin2)
    if (place.latitude is None) != (place.longitude is None):
        missing = "latitude" if place.latitude is None else "longitude"
        yield Problem(missing, "missing", say("A point needs both latitude and longitude."))
    if place.latitude is not None and not -90 <= place.latitude <= 90:
        yield Problem("latitude", "out_of_range", say("Latitude goes from −90 to 90 degrees."))
    if place.longitude is not None and not -180 <= place.longitude <= 180:
        yield Problem("longitude", "out_of_range", say("Longitude goes from −180 to 180 degrees."))


def _document(document: Document, vocabularies: Vocabularies) -> Iterator[Problem]:
    yield from _name("title", document.title, say("A document needs a title."))
    yield from _code("kind", document.kind, "document_kind", vocabularies)
    yield from _ref("publisher", document.publisher)
    yield from _line("url", document.url)
    yield from _day("published_on", document.published_on)
    yield from _language("language", document.language)
    yield from _text("text", document.text)
    yield from _text("notes", document.notes)


def _entry(entry: Source | Actor | Place, vocabularies: Vocabularies, kinds: str) -> Iterator[Problem]:
    yield from _name("name", entry.name, say("Type a name."))
    yield from _code("kind", entry.kind, kinds, vocabularies)
    yield from _code("country", entry.country, "country", vocabularies)
    for other in entry.names:
        yield from _name("names", other.name, say("Another name cannot be empty."))
        yield from _language("names", other.language)
    yield from _text("notes", entry.notes)


def _name(path: str, name: str, missing: Message) -> Iterator[Problem]:
    if not name.strip():
        yield Problem(path, "missing", missing)
    yield from _line(path, name)


def _ref(path: str, ref: NamedRef | None, *, needed: bool = True) -> Iterator[Problem]:
    if ref is None or ref.id is not None:
        return
    if needed and not ref.name.strip():
        yield Problem(path, "missing", say("Type a name, or leave this out."))
    yield from _line(path, ref.name)


def _line(path: str, text: str) -> Iterator[Problem]:
    yield from _limited(path, text, LONGEST_LINE)


def _text(path: str, text: str) -> Iterator[Problem]:
    yield from _limited(path, text, LONGEST_TEXT)


def _limited(path: str, text: str, most: int) -> Iterator[Problem]:
    if len(text) > most:
        yield Problem(
            path,
            "too_long",
            say("This has {count} characters; {most} is the most. Shorten it.", count=len(text), most=most),
        )
    found = _UNHOLDABLE.search(text)
    if found:
        yield Problem(
            path,
            "unholdable",
            say(
                "Character {place} is a control character, which cannot be kept. Delete it, or type the text again.",
                place=found.start() + 1,
            ),
        )


def _code(path: str, key: str | None, vocabulary: str, vocabularies: Vocabularies) -> Iterator[Problem]:
    if key is not None and vocabularies[vocabulary].find(key) is None:
        yield Problem(path, "unknown_code", say("“{key}” is not in the list. Choose an entry of it.", key=key))


def _figure(path: str, figure: Figure) -> Iterator[Problem]:
    fault = disorder(figure)
    if fault is not None:
        yield Problem(path, "bad_figure", fault)


def _day(path: str, day: date | None) -> Iterator[Problem]:
    if day is not None and not FIRST_DAY <= day < LAST_DAY:
        yield Problem(path, "out_of_range", say("The year {year} cannot be meant. Check the date.", year=day.year))


def _language(path: str, language: str) -> Iterator[Problem]:
    if language and not _LANGUAGE.match(language):
        yield Problem(
            path,
            "not_a_language",
            say("“{text}” is not a language code. Type one such as ar, fa, he or en.", text=language),
        )


def _known_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
