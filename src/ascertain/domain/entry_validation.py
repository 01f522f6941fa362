"""What must be right before a source, actor, place or document is kept. Paths are the names of their attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ascertain.domain.folding import fold
from ascertain.domain.incident_validation import code, reference
from ascertain.domain.messages import say
from ascertain.domain.problems import Problem
from ascertain.domain.records import Actor, AlternateName, Document, LibraryEntry, Place, Source
from ascertain.domain.texts import DOCUMENT_LIMIT, Findings
from ascertain.domain.vocabulary import Vocabularies

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_URL_LIMIT = 4_000


def check_entry(entry: LibraryEntry, vocabularies: Vocabularies) -> tuple[Problem, ...]:
    """Every fault in an entry of the library; none where it can be kept."""
    found = Findings()
    if isinstance(entry, Document):
        _document(found, entry, vocabularies)
        return tuple(found.problems)
    found.line("name", entry.name, needed=say("Give it a name."))
    found.text("notes", entry.notes)
    _names(found, entry.name, entry.names)
    code(found, "country", entry.country, "country", vocabularies)
    match entry:
        case Source():
            _source(found, entry, vocabularies)
        case Actor():
            code(found, "kind", entry.kind, "actor_kind", vocabularies)
        case Place():
            _place(found, entry, vocabularies)
    return tuple(found.problems)


def _source(found: Findings, source: Source, vocabularies: Vocabularies) -> None:
    code(found, "kind", source.kind, "source_kind", vocabularies)
    code(found, "reliability", source.reliability, "reliability", vocabularies)
    found.text("reliability_basis", source.reliability_basis)
    if source.actor is not None:
        reference(found, "actor", source.actor, say("Name the actor, or leave it out."))
    code(found, "affiliation", source.affiliation, "affiliation", vocabularies)
    if source.affiliation is not None and source.actor is None:
        found.add(
            "actor", "needed", say("Name the actor that the source speaks for, is close to or is independent of.")
        )
    _language(found, source.language)
    found.line("url", source.url, limit=_URL_LIMIT)


def _place(found: Findings, place: Place, vocabularies: Vocabularies) -> None:
    code(found, "kind", place.kind, "place_kind", vocabularies)
    found.line("admin1", place.admin1)
    found.line("admin2", place.admin2)
    # Written so that not-a-number fails too.
    if place.latitude is not None and not -90 <= place.latitude <= 90:
        found.add("latitude", "range", say("Latitude goes from -90 to 90 degrees."))
    if place.longitude is not None and not -180 <= place.longitude <= 180:
        found.add("longitude", "range", say("Longitude goes from -180 to 180 degrees."))
    if (place.latitude is None) != (place.longitude is None):
        missing = "latitude" if place.latitude is None else "longitude"
        found.add(missing, "needed", say("A point needs both latitude and longitude."))


def _document(found: Findings, document: Document, vocabularies: Vocabularies) -> None:
    found.line("title", document.title, needed=say("Give the document a title."))
    if document.publisher is not None:
        reference(found, "publisher", document.publisher, say("Name the publisher, or leave it out."))
    code(found, "kind", document.kind, "document_kind", vocabularies)
    found.line("url", document.url, limit=_URL_LIMIT)
    _language(found, document.language)
    found.text("text", document.text, limit=DOCUMENT_LIMIT)
    found.text("notes", document.notes)


def _language(found: Findings, language: str, path: str = "language") -> None:
    if language and not _LANGUAGE.fullmatch(language):
        found.add(path, "language", say("Write the language by its code, such as ar, fa, he or en."))


def _names(found: Findings, name: str, names: Iterable[AlternateName]) -> None:
    seen = {(fold(name), "")}
    for at, other in enumerate(names):
        path = f"names[{at}].name"
        found.line(path, other.name, needed=say("A further name is empty. Take it out."))
        _language(found, other.language, f"names[{at}].language")
        if (fold(other.name), other.language) in seen:
            found.add(path, "twice", say("The name {name} is there already. Take one of the two out.", name=other.name))
        seen.add((fold(other.name), other.language))
