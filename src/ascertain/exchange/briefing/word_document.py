"""A briefing as a Word document (Office Open XML): headings, facts as lists, footnotes as numbered notes at the end.

The notes are paragraphs with bookmarks, to which the numbers in the text lead: python-docx makes no footnotes of Word's
own. Paragraphs and runs are marked from right to left where their text runs so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from ascertain.domain.conduct import Conduct
from ascertain.exchange.briefing.direction import begins_right_to_left, pieces
from ascertain.exchange.briefing.structure import Briefing, Entry, Fact

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LINK_COLOR = "1F4E8C"


def write_document(briefing: Briefing, out: Path, at: int, conduct: Conduct) -> None:
    """Write the document; `at` is when it is made. Raises Cancelled, and OSError when the disk refuses."""
    from docx import Document

    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = _fit(briefing.title)[:255], "", ""
    properties.created = properties.modified = (_EPOCH + timedelta(seconds=at)).replace(tzinfo=None)
    _Pen(document).write(briefing, conduct)
    conduct.heed()
    # Packed in memory: what packs it does not end well where the disk refuses.
    packed = BytesIO()
    document.save(packed)
    out.write_bytes(packed.getbuffer())


class _Pen:
    """Puts one paragraph after the other. They are made as elements: looking a style up by its name for each would
    take most of the time."""

    def __init__(self, document: Any) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._document, self._page = document, document.element.body.sectPr
        self._make: Callable[[str], Any] = OxmlElement
        self._name: Callable[[str], str] = qn
        names = ("Title", "Heading 1", "Heading 2", "List Bullet", "Normal")
        self._styles = {name: document.styles[name].style_id for name in names}
        self._marks = 0
        self._addresses: dict[str, str] = {}

    def write(self, briefing: Briefing, conduct: Conduct) -> None:
        """All of it."""
        self._paragraph("Title", briefing.title)
        for line in briefing.lead:
            self._paragraph("Normal", line)
        if briefing.caution:
            self._run(self._paragraph("Normal", ""), briefing.caution, bold=True)
        self._paragraph("Heading 1", briefing.totals_heading)
        for fact in briefing.totals:
            self._fact(fact)
        if briefing.totals_note:
            self._paragraph("Normal", briefing.totals_note)
        for group in briefing.groups:
            self._paragraph("Heading 1", group.heading)
            if group.about:
                self._run(self._paragraph("Normal", ""), group.about, italic=True)
            for entry in group.entries:
                conduct.heed()
                self._entry(entry)
        if briefing.notes:
            self._paragraph("Heading 1", briefing.notes_heading)
        for note in briefing.notes:
            conduct.heed()
            paragraph = self._paragraph("Normal", "")
            self._mark(paragraph, note.number)
            self._run(paragraph, f" {note.text} ")
            if note.address:
                self._link(paragraph, note.address)

    def _entry(self, entry: Entry) -> None:
        self._paragraph("Heading 2", f"{entry.ref} · {entry.title}")
        for fact in entry.facts:
            self._fact(fact)
        for account in entry.accounts:
            paragraph = self._paragraph("List Bullet", f"{account.text} ")
            link = self._element(paragraph, "w:hyperlink", {"w:anchor": f"note{account.note}", "w:history": "1"})
            self._run(link, f"[{account.note}]", color=True)

    def _fact(self, fact: Fact) -> None:
        paragraph = self._paragraph("List Bullet", "", direction=fact.value)
        self._run(paragraph, f"{fact.label}: ", bold=True)
        self._run(paragraph, fact.value)

    def _paragraph(self, style: str, text: str, *, direction: str = "") -> Any:
        paragraph = self._make("w:p")
        self._page.addprevious(paragraph)
        properties = self._element(paragraph, "w:pPr")
        self._element(properties, "w:pStyle", {"w:val": self._styles[style]})
        if style in ("Title", "Heading 1", "Heading 2"):
            self._element(properties, "w:keepNext")
        if begins_right_to_left(text or direction):
            self._element(properties, "w:bidi")
        if text:
            self._run(paragraph, text)
        return paragraph

    def _run(self, paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, color: bool = False) -> None:
        """The text as runs, each of one direction."""
        for piece, right in pieces(text):
            run = self._element(paragraph, "w:r")
            properties = self._element(run, "w:rPr")
            for wanted, name in ((bold, "w:b"), (bold, "w:bCs"), (italic, "w:i"), (italic, "w:iCs")):
                if wanted:
                    self._element(properties, name)
            if color:
                self._element(properties, "w:color", {"w:val": _LINK_COLOR})
            if right:
                self._element(properties, "w:rtl")
            words = self._element(run, "w:t", {"xml:space": "preserve"})
            words.text = _fit(piece)

    def _mark(self, paragraph: Any, number: int) -> None:
        """The number of a note, to which the text leads."""
        self._marks += 1
        self._element(paragraph, "w:bookmarkStart", {"w:id": str(self._marks), "w:name": f"note{number}"})
        self._run(paragraph, f"[{number}]", bold=True)
        self._element(paragraph, "w:bookmarkEnd", {"w:id": str(self._marks)})

    def _link(self, paragraph: Any, address: str) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE

        known = self._addresses.get(address)
        if known is None:
            known = self._addresses[address] = f"address{len(self._addresses) + 1}"
            self._document.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, known, is_external=True)
        link = self._element(paragraph, "w:hyperlink", {"r:id": known, "w:history": "1"})
        self._run(link, address, color=True)

    def _element(self, parent: Any, name: str, attributes: dict[str, str] | None = None) -> Any:
        made = self._make(name)
        for key, value in (attributes or {}).items():
            made.set(self._name(key), value)
        parent.append(made)
        return made


def _fit(text: str) -> str:
    """On one line, with U+FFFD for what XML cannot hold."""
    return " ".join(_NO_XML.sub("\ufffd", text).splitlines())
