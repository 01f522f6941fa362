"""A web page: its text and what it says of itself. Only for the process that reads documents."""

from __future__ import annotations

import re
from typing import Any

import lxml.html
import trafilatura
from trafilatura.metadata import extract_metadata

from ascertain.domain.document_text import fitted, normalised, one_line
from ascertain.domain.folding import fold
from ascertain.exchange.documents.datelines import find_dateline
from ascertain.exchange.documents.decoding import Decoded, decode
from ascertain.exchange.documents.facts import Clue, Doubt, Facts, Lack, Where
from ascertain.exchange.documents.page_head import PageHead, head_clues

_MOST_CHARACTERS = 20_000_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{5,1000}?)\s*-->")
_LITTLE = 60


def read_page(content: bytes, encoding: str = "", address: str = "") -> Facts:
    """Read a page. `encoding` and `address` are what the sender or the frame around it says."""
    told = encoding or (found[1].decode("ascii") if (found := _CHARSET.search(content[:8_192])) else "")
    decoded = decode(content, told)
    return _read(decoded, address)


def _read(decoded: Decoded, address: str) -> Facts:
    source = _XML.sub("", decoded.text[:_MOST_CHARACTERS].replace("\x00", ""))
    saved = _SAVED_FROM.search(source[:4_000])
    tree = _parse(source)
    head = PageHead(tree, address or (saved[1] if saved else ""))
    clues = head_clues(head)
    text, whole = _text_of(source, tree)
    kept = fitted(text)
    lacks = [(Lack.WHOLE_PAGE, 0)] if whole and kept else []
    if kept != text:
        lacks.append((Lack.CUT, len(text)))
    if not kept:
        lacks.append((Lack.NO_TEXT, 0))
    clues += _guessed(source, kept, head, clues)
    return Facts("html", kept, tuple(clues[:60]), tuple(lacks), decoded.encoding, decoded.certain)


def _parse(source: str) -> Any:
    """The tree of a page. The parser fetches nothing, knows no entities of its own and stops at a depth."""
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True, encoding="utf-8")
    tree = lxml.html.document_fromstring(source.encode("utf-8", "replace"), parser=parser) if source.strip() else None
    return lxml.html.Element("html") if tree is None else tree


def _text_of(source: str, tree: Any) -> tuple[str, bool]:
    """The text, and whether it is of the whole page since no article was told apart."""
    stand_ins = _stand_ins(source)
    for pattern, stand_in in stand_ins.values():
        source = pattern.sub(stand_in, source)
    found = trafilatura.extract(
        source, output_format="txt", include_comments=False, include_tables=True, favor_recall=True
    )
    for sign, (_pattern, stand_in) in stand_ins.items():
        found = (found or "").replace(stand_in, sign)
    article = _paragraphs(found or "")
    if len(article) >= _LITTLE:
        return article, False
    whole = _whole_text(tree)
    return (article, False) if len(whole) < 2 * len(article) else (whole, True)


_JOINERS = {"\u200c": "zwnj", "\u200d": "zwj", "\u200e": "lrm", "\u200f": "rlm"}
"""Signs without width that belong to the writing of Persian and others; the library takes them for control codes."""
_RARE = "\u2e3a\u2e3b\u2e33\u2e34\ua67e\ua673\u2e1a\u2e1b"


def _stand_ins(source: str) -> dict[str, tuple[re.Pattern[str], str]]:
    """For each such sign that a page has: where it stands, and a sign that stands nowhere in the page."""
    free = (sign for sign in _RARE if sign not in source)
    found = {}
    for sign, name in _JOINERS.items():
        number = ord(sign)
        pattern = re.compile(f"{sign}|&{name};|&#0*{number};|&#[xX]0*{number:x};", re.IGNORECASE)
        if pattern.search(source) and (stand_in := next(free, "")):
            found[sign] = pattern, stand_in
    return found


def _paragraphs(text: str) -> str:
    """Each line of what was extracted is a paragraph; the lines of a list stay together."""
    lines = [line for line in text.split("\n") if line.strip()]
    joined = ""
    for before, line in zip(["", *lines], lines, strict=False):
        listed = before.lstrip().startswith(("- ", "| ")) and line.lstrip().startswith(("- ", "| "))
        joined += ("\n" if listed else "\n\n") + line
    return normalised(joined)


_BLOCKS = frozenset(
    ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "ul",
     "ol", "table", "td", "blockquote", "pre", "main", "title")
)  # fmt: skip
_SILENT = frozenset(["script", "style", "noscript", "template", "head", "svg", "iframe", "object"])


def _whole_text(tree: Any) -> str:
    """All text that a page shows, without recursion: a page may be nested as deeply as it likes."""
    from lxml import etree

    parts: list[str] = []
    silent = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _SILENT:
            silent += 1 if event == "start" else -1
        if tag in _BLOCKS:
            parts.append("\n\n" if tag == "p" else "\n")
        words = (node.text if tag else "") if event == "start" else node.tail
        if words and (not silent or (event == "end" and silent == 0)):
            parts.append(" ".join(words.split()).join(_gaps(words)))
    return normalised("".join(parts))


def _gaps(words: str) -> tuple[str, str]:
    return (" " if words[:1].isspace() else ""), (" " if words[-1:].isspace() else "")


def _guessed(source: str, text: str, head: PageHead, clues: list[Clue]) -> list[Clue]:
    """What nothing on the page says outright: weaker clues, in the order in which they are believed."""
    known = {clue.field for clue in clues}
    found: list[Clue] = []
    if "published_on" not in known and (day := find_dateline(f"{head.date_line}\n{text}")) is not None:
        found.append(Clue("published_on", day.day.isoformat(), Where.TEXT, day.phrase, day.doubt))
    if not {"title", "publisher", "published_on"} <= known | {clue.field for clue in found}:
        guess = extract_metadata(source, default_url=head.address or None)
        for field, value in (("title", guess.title), ("publisher", guess.sitename), ("published_on", guess.date)):
            if value and field not in known:
                found.append(Clue(field, one_line(str(value)), Where.PAGE, "trafilatura", Doubt.GUESSED))
    if "kind" not in known:
        found.append(Clue("kind", "page", Where.PAGE, "html", Doubt.NONE))
    return [clue for clue in found if fold(clue.value)]
