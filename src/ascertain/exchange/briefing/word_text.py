"""The text of a Word document (Office Open XML): paragraph after paragraph as it stands in the file.

The notes are paragraphs with bookmarks, to which the numbers in the text lead. Paragraphs and runs are marked from
right to left where their text runs so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from ascertain.domain.conduct import Conduct
from ascertain.exchange.briefing.direction import begins_right_to_left, pieces
from ascertain.exchange.briefing.structure import Briefing, Entry, Fact, Note

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TITLE, _HEADING, _ENTRY, _LIST, _PLAIN = "Title", "Heading1", "Heading2", "ListBullet", "Normal"
"""The ids of the styles."""
_WITH_NEXT = (_TITLE, _HEADING, _ENTRY)
_BOLD, _ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
_LINK = '<w:color w:val="1F4E8C"/>'
_JOINING = " ·:;,–—-"


class WordText:
    """The paragraphs of a briefing; `addresses` are those that the text leads to, each with the id of its relation."""

    def __init__(self) -> None:
        self.addresses: dict[str, str] = {}

    def paragraphs(self, briefing: Briefing, conduct: Conduct) -> Iterator[str]:
        """All of it, in pieces. Raises Cancelled."""
        yield _paragraph(_TITLE, _runs(briefing.title), briefing.title)
        yield from (_paragraph(_PLAIN, _runs(line), line) for line in briefing.lead)
        if briefing.caution:
            yield _paragraph(_PLAIN, _runs(briefing.caution, _BOLD), briefing.caution)
        yield _paragraph(_HEADING, _runs(briefing.totals_heading), briefing.totals_heading)
        yield from map(_fact, briefing.totals)
        if briefing.totals_note:
            yield _paragraph(_PLAIN, _runs(briefing.totals_note), briefing.totals_note)
        for group in briefing.groups:
            yield _paragraph(_HEADING, _runs(group.heading), group.heading)
            if group.about:
                yield _paragraph(_PLAIN, _runs(group.about, _ITALIC), group.about)
            for entry in group.entries:
                conduct.heed()
                yield from _entry(entry)
        if briefing.notes:
            yield _paragraph(_HEADING, _runs(briefing.notes_heading), briefing.notes_heading)
        for note in briefing.notes:
            conduct.heed()
            yield self._note(note)

    def _note(self, note: Note) -> str:
        mark = f'<w:bookmarkStart w:id="{note.number}" w:name="note{note.number}"/>'
        number = f'{mark}{_runs(f"[{note.number}]", _BOLD)}<w:bookmarkEnd w:id="{note.number}"/>'
        link = ""
        if note.address:
            known = self.addresses.setdefault(note.address, f"address{len(self.addresses) + 1}")
            link = f'<w:hyperlink r:id="{known}" w:history="1">{_runs(note.address, _LINK)}</w:hyperlink>'
        return _paragraph(_PLAIN, f"{number}{_runs(f' {note.text} ', within=note.text)}{link}", note.text)


def fit(text: str) -> str:
    """On one line, with U+FFFD for what XML cannot hold."""
    return " ".join(_NO_XML.sub("\ufffd", text).splitlines())


def _entry(entry: Entry) -> Iterator[str]:
    heading = f"{entry.ref} · {entry.title}"
    yield _paragraph(_ENTRY, _runs(heading), heading)
    yield from map(_fact, entry.facts)
    for account in entry.accounts:
        number = _runs(f"[{account.note}]", _LINK)
        link = f'<w:hyperlink w:anchor="note{account.note}" w:history="1">{number}</w:hyperlink>'
        yield _paragraph(_LIST, f"{_runs(f'{account.text} ', within=account.text)}{link}", account.text)


def _fact(fact: Fact) -> str:
    return _paragraph(_LIST, _runs(f"{fact.label}: ", _BOLD, fact.value) + _runs(fact.value), fact.value)


def _paragraph(style: str, runs: str, text: str) -> str:
    """The runs as a paragraph that begins where `text` begins."""
    kept = "<w:keepNext/>" if style in _WITH_NEXT else ""
    right = "<w:bidi/>" if begins_right_to_left(text) else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{right}</w:pPr>{runs}</w:p>'


def _runs(text: str, properties: str = "", within: str = "") -> str:
    """The text as runs, each of one direction, in a paragraph that begins where `within` begins."""
    mirrored = begins_right_to_left(within or text)
    return "".join(
        f"<w:r><w:rPr>{properties}{'<w:rtl/>' if right else ''}</w:rPr>"
        f'<w:t xml:space="preserve">{escape(fit(piece))}</w:t></w:r>'
        for piece, right in (_joints(pieces(text)) if mirrored else pieces(text))
    )


def _joints(parts: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """What only joins pieces goes as the paragraph does: Word lets it go as its run does, and then it stands at the
    wrong side."""
    for piece, right in parts:
        bare = piece.strip(_JOINING)
        before, _, after = piece.partition(bare) if bare else (piece, "", "")
        cut = [(piece, True)] if right else [(before, True), (bare, False), (after, True)]
        yield from (each for each in cut if each[0])
