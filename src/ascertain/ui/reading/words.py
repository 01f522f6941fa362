"""What came of passages, in the words of the user."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ascertain.domain.marks import Coverage, DocumentMarks, Logged, Mark, MarkKind
from ascertain.domain.rows import Shelf
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.wording import code, code_label, date_text, isolated, joined, number_text, status_word

translate = QCoreApplication.translate


def note_of(mark: Mark) -> str:
    """A passage in a word or two, for the margin."""
    if mark.kind is MarkKind.NOTHING:
        return translate("Reading", "nothing")
    if mark.kind is MarkKind.ENTRY:
        return isolated(mark.entry.name) if mark.entry is not None else ""
    first = code(mark.incidents[0].ref) if mark.incidents else ""
    return f"{first} +{len(mark.incidents) - 1}" if len(mark.incidents) > 1 else first


def incident_line(incident: Logged, vocabularies: Vocabularies) -> str:
    """An incident in one line."""
    return joined(code(incident.ref), status_word(incident.status, vocabularies), isolated(incident.title))


def entry_line(mark: Mark) -> str:
    """What was made from a passage."""
    name = isolated(mark.entry.name) if mark.entry is not None else ""
    words = {
        Shelf.SOURCES: translate("Reading", "Source: {name}"),
        Shelf.ACTORS: translate("Reading", "Actor: {name}"),
        Shelf.PLACES: translate("Reading", "Place: {name}"),
    }
    return words.get(mark.shelf or Shelf.SOURCES, "{name}").replace("{name}", name)


def mark_told(mark: Mark, vocabularies: Vocabularies) -> str:
    """What came of a passage, in a line for each incident."""
    if mark.kind is MarkKind.NOTHING:
        return joined(translate("Reading", "Nothing to log"), isolated(mark.note))
    if mark.kind is MarkKind.ENTRY:
        return entry_line(mark)
    return "\n".join(incident_line(each, vocabularies) for each in mark.incidents)


def marks_told(marks: Sequence[Mark], vocabularies: Vocabularies) -> str:
    """What came of several passages; the same is said once."""
    return "\n".join(dict.fromkeys(mark_told(each, vocabularies) for each in marks))


def speaker_line(mark: Mark, vocabularies: Vocabularies) -> str:
    """Who says it and how, of a statement."""
    if mark.source is None or mark.stance is None:
        return ""
    return joined(isolated(mark.source.name), code_label("stance", mark.stance, vocabularies))


def document_line(marks: DocumentMarks) -> str:
    """What is known of a document, in one line above its title."""
    document, count = marks.document, len(marks.incidents)
    short = f"{document.sha256[:4]}…{document.sha256[-2:]}" if document.sha256 else ""
    if count == 1:
        logged = translate("Reading", "1 incident logged from it")
    elif count:
        logged = translate("Reading", "{count} incidents logged from it").format(count=number_text(count))
    else:
        logged = translate("Reading", "no incident logged from it yet")
    return joined(
        translate("Reading", "Document"),
        isolated(document.publisher.name) if document.publisher is not None else "",
        date_text(document.published_on) if document.published_on is not None else "",
        translate("Reading", "SHA-256 {hash}").format(hash=code(short)) if short else "",
        logged,
    )


def open_line(coverage: Coverage) -> str:
    """How many sentences wait."""
    count, of = len(coverage.open_), len(coverage.sentences)
    if not of:
        return translate("Reading", "No text")
    if not count:
        return translate("Reading", "No sentence open")
    return translate("Reading", "{count} of {all} sentences open").format(count=number_text(count), all=number_text(of))


def cut(text: str, most: int = 60) -> str:
    """The beginning of a text, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"
