"""Plain text: its first line is proposed as the title, the day at its head as the day of publication."""

from __future__ import annotations

from ascertain.domain.document_text import first_line, fitted, normalised, one_line
from ascertain.exchange.documents.datelines import find_dateline
from ascertain.exchange.documents.decoding import decode
from ascertain.exchange.documents.facts import Clue, Doubt, Facts, Lack, Where

_TITLE_AT_MOST = 200
_MOST_CHARACTERS = 60_000_000


def read_plain(content: bytes, encoding: str = "") -> Facts:
    """Read the bytes of a plain text; `encoding` is what the sender names."""
    decoded = decode(content, encoding)
    facts = read_text(decoded.text)
    return Facts("text", facts.text, facts.clues, facts.lacks, decoded.encoding, decoded.certain)


def read_text(text: str) -> Facts:
    """Read a text, as pasted."""
    whole = normalised(text[:_MOST_CHARACTERS])
    kept = fitted(whole)
    lacks = [(Lack.CUT, len(whole))] if kept != whole else []
    if not kept:
        lacks.append((Lack.NO_TEXT, 0))
    return Facts("text", kept, tuple(clues_of_text(kept)), tuple(lacks))


def clues_of_text(text: str) -> list[Clue]:
    """What a text itself says of its title and its day."""
    clues = []
    if line := first_line(text):
        long = len(line) > _TITLE_AT_MOST
        title = one_line(line, _TITLE_AT_MOST)
        clues.append(Clue("title", title, Where.TEXT, "", Doubt.GUESSED if long else Doubt.NONE))
    if (found := find_dateline(text)) is not None:
        clues.append(Clue("published_on", found.day.isoformat(), Where.TEXT, found.phrase, found.doubt))
    return clues
