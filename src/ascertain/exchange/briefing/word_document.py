"""A briefing as a Word document: the parts of an empty one, and its text written paragraph by paragraph.

So memory does not grow with it, and it can be stopped at any moment: python-docx would hold every paragraph as a tree,
and pack all of them in one go.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from html import escape
from io import BytesIO
from pathlib import Path

from ascertain.domain.conduct import Conduct, heeding
from ascertain.exchange.briefing.structure import Briefing
from ascertain.exchange.briefing.word_text import WordText, fit
from ascertain.exchange.zipped import Archive, Piece, Spool

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TEXT, _RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
_BODY, _LAST = b"<w:body>", b"</Relationships>"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def write_document(briefing: Briefing, out: Path, at: int, conduct: Conduct) -> None:
    """Write the document; `at` is when it is made. Raises Cancelled, and OSError when the disk refuses."""
    parts = _empty(fit(briefing.title), at)
    # A folder of its own, so that of the pieces nothing is left whatever happens.
    with tempfile.TemporaryDirectory(prefix=f".{out.stem}.", suffix=".parts", dir=out.parent) as folder:
        text = WordText()
        paragraphs = (each.encode() for each in text.paragraphs(briefing, conduct))
        written = _packed(Path(folder) / "text", parts.pop(_TEXT), _BODY, paragraphs)
        relations = heeding(_relations(text.addresses), conduct.heed)
        related = _packed(Path(folder) / "relations", parts.pop(_RELATIONS), _LAST, relations)
        with Archive(out, conduct) as archive:
            for name, content in parts.items():
                archive.add(name, content)
            archive.add_pieces(_RELATIONS, [related])
            archive.add_pieces(_TEXT, [written])


def _empty(title: str, at: int) -> dict[str, bytes]:
    """The parts of a document without text, by their names."""
    from docx import Document

    document, held = Document(), BytesIO()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title[:255], "", ""
    properties.created = properties.modified = (_EPOCH + timedelta(seconds=at)).replace(tzinfo=None)
    document.save(held)
    with zipfile.ZipFile(held) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(path: Path, frame: bytes, mark: bytes, content: Iterable[bytes]) -> Piece:
    """The part with its content put in: behind the mark where that opens something, before it where it closes."""
    before, _, after = frame.partition(mark)
    closes = mark.startswith(b"</")
    with closing(Spool(path)) as spool:
        spool.write(before if closes else before + mark)
        for each in content:
            spool.write(each)
        spool.write(mark + after if closes else after)
        return spool.finish()


def _relations(addresses: Mapping[str, str]) -> Iterator[bytes]:
    for address, name in addresses.items():
        target = escape(fit(address))
        yield f'<Relationship Id="{name}" Type="{_LINK}" Target="{target}" TargetMode="External"/>'.encode()
