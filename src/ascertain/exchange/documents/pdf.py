"""A PDF: its text layer and its properties. Only for the process that reads documents."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pypdf
from pypdf.errors import PyPdfError

from ascertain.domain.document_text import fitted, normalised, one_line
from ascertain.exchange.documents.datelines import find_dateline
from ascertain.exchange.documents.facts import Clue, Doubt, Facts, Lack, Where
from ascertain.exchange.documents.plain import clues_of_text
from ascertain.exchange.documents.reader_process import Failure, Unreadable

_MOST_PAGES = 2_000
_MOST_CHARACTERS = 6_000_000
_MADE_UP = re.compile(
    r"(?i)^(untitled|microsoft (word|powerpoint|excel) - .*|document\d*|.*\.(docx?|indd|qxd|pdf|tex))$"
)
_PRESENTATION = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc\ufb00-\ufb06]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_END = re.compile(r"[.!?:;…؟۔。”\"»)\]]$")


def read_pdf(content: bytes, tell: Callable[[int, int], None]) -> Facts:
    """Read a PDF; `tell` hears how many pages are done. Raises Unreadable."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(Failure.LOCKED)
        count = len(reader.pages)
    except (PyPdfError, NotImplementedError) as error:
        # The second is what pypdf raises for a way of locking a file that it does not know.
        raise Unreadable(Failure.UNREADABLE) from error
    pages, unread = _pages(reader, min(count, _MOST_PAGES), tell)
    text = normalised("\n\n".join(page for page in pages if page))
    kept = fitted(text)
    lacks = []
    if count > _MOST_PAGES:
        lacks.append((Lack.PAGES_CUT, _MOST_PAGES))
    if unread:
        lacks.append((Lack.PAGES_UNREAD, unread))
    if len(kept) < 3:
        lacks.append((Lack.NO_TEXT_LAYER, 0))
    if len(_RIGHT_TO_LEFT.findall(kept[:20_000])) * 3 > len(kept[:20_000]):
        lacks.append((Lack.RIGHT_TO_LEFT_PDF, 0))
    if kept != text:
        lacks.append((Lack.CUT, len(text)))
    return Facts("pdf", kept, tuple(_clues(reader, kept)), tuple(lacks))


def _pages(reader: Any, count: int, tell: Callable[[int, int], None]) -> tuple[list[str], int]:
    """The text of each page, and how many could not be read."""
    pages: list[str] = []
    unread, size = 0, 0
    for at in range(count):
        try:
            page = unwrapped(_PRESENTATION.sub(_plain_letter, reader.pages[at].extract_text() or ""))
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - one broken page of many; it is counted and told
            page, unread = "", unread + 1
        pages.append(page)
        size += len(page)
        tell(at + 1, count)
        if size > _MOST_CHARACTERS:
            break
    if unread == count > 0:
        raise Unreadable(Failure.UNREADABLE)
    return pages, unread


def _plain_letter(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])


def unwrapped(page: str) -> str:
    """The lines of a page as paragraphs: a line that is full goes on in the next."""
    lines = [" ".join(line.split()) for line in page.replace("\r", "\n").split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    full = lengths[len(lengths) * 3 // 4] * 0.82 if lengths else 0
    joined, goes_on = "", False
    for line in lines:
        if not line:
            goes_on = False
            continue
        joined += (" " if goes_on else "\n\n") + line if joined else line
        goes_on = len(line) >= max(30.0, full) and not (_END.search(line) and len(line) < full * 1.2)
    return joined


def _clues(reader: Any, text: str) -> list[Clue]:
    clues = []
    told = _property(reader, "title")
    if told and not _MADE_UP.match(told):
        clues.append(Clue("title", told, Where.PROPERTIES, "Title"))
    if (found := find_dateline(text)) is not None:
        clues.append(Clue("published_on", found.day.isoformat(), Where.TEXT, found.phrase, found.doubt))
    if made := _made_on(reader):
        clues.append(Clue("published_on", made, Where.PROPERTIES, "CreationDate", Doubt.FILE_MADE))
    language = _language(reader)
    if language:
        clues.append(Clue("language", language, Where.PROPERTIES, "Lang"))
    clues += [clue for clue in clues_of_text(text) if clue.field == "title"]
    return [*clues, Clue("kind", "report", Where.FILE, "PDF", Doubt.GUESSED)]


def _property(reader: Any, name: str) -> str:
    try:
        return one_line(str(getattr(reader.metadata, name, None) or ""))
    except Exception:  # noqa: BLE001 - properties of any kind may stand there; without them there is no clue
        return ""


def _made_on(reader: Any) -> str:
    try:
        made = reader.metadata.creation_date if reader.metadata else None
        return made.date().isoformat() if made is not None and made.year >= 1990 else ""
    except Exception:  # noqa: BLE001 - as above
        return ""


def _language(reader: Any) -> str:
    try:
        return str(reader.root_object.get("/Lang") or "").split("-")[0].lower()
    except Exception:  # noqa: BLE001 - as above
        return ""
