"""The pages of the help: which there are, in which order, and what stands on each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from PySide6.QtCore import QCoreApplication

from ascertain import resources
from ascertain.domain.own_fields import Fields
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.help.asking import START
from ascertain.ui.help.finding import Section
from ascertain.ui.help.made_pages import codebook, grammar_text, menus, search_key_rows
from ascertain.ui.help.markup import Markup, hidden_words

_TITLE = re.compile(r"<h1>(.*?)</h1>")
_MADE = re.compile(r"<made>(\w+)</made>")
_PART = re.compile(r'(?=<h[23]><a name=")')
_ANCHOR = re.compile(r'<h[23]><a name="([\w-]+)"></a>(.*?)</h[23]>', re.DOTALL)
_BLOCK = re.compile(r"</(?:td|tr|p|li|h\d|pre)>|<br>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Part:
    """Pages that belong together, under a heading."""

    title: str
    pages: tuple[str, ...]


class Pages:
    """The help for a log with these fields and code lists. A page is made when it is shown, so it is never behind."""

    def __init__(self, fields: Fields, vocabularies: Vocabularies, tries: bool = True) -> None:
        """`tries`: whether an example of a search is a link by which it is tried."""
        listed = tomllib.loads(resources.text("help", "contents.toml"))["part"]
        self.parts = tuple(
            Part(QCoreApplication.translate("help", each["title"]), tuple(each["pages"])) for each in listed
        )
        self._sources = {name: resources.text("help", f"{name}.html") for part in self.parts for name in part.pages}
        self.titles: Mapping[str, str] = {name: _title(source) for name, source in self._sources.items()}
        self._markup = Markup(fields, vocabularies, self.titles, tries)
        self._made: dict[str, Callable[[], str]] = {
            "codebook": lambda: codebook(fields, vocabularies),
            "menus": menus,
            "search_keys": lambda: search_key_rows(fields, vocabularies),
            "grammar": grammar_text,
        }

    def __contains__(self, name: str) -> bool:
        return name in self._sources

    def source(self, name: str) -> str:
        """The page as it is written, with its marks."""
        return self._sources[name]

    def html(self, name: str) -> str:
        """The page as markup. Of a page that there is none, the first one."""
        source = self._sources.get(name) or self._sources[START]
        return _MADE.sub(lambda found: self._made[found[1]](), self._markup.html(source))

    def title(self, name: str) -> str:
        """What a page is called."""
        return self.titles.get(name, self.titles[START])

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every section of every page, in plain words, for searching."""
        return tuple(section for part in self.parts for name in part.pages for section in self._sections(name))

    def _sections(self, name: str) -> list[Section]:
        found = []
        hidden = [hidden_words(part) for part in re.split(r'(?=<h[23] id=")', self._sources[name])]
        for at, part in enumerate(_PART.split(self.html(name))):
            headed = _ANCHOR.match(part)
            anchor, heading = (headed[1], _words(headed[2])) if headed else ("", self.titles[name])
            told = _words(_ANCHOR.sub("", _TITLE.sub("", part)))
            # What is made from the log has sections of its own, behind those that are written.
            more = hidden[at] if at < len(hidden) else ""
            found.append(Section(name, anchor, self.titles[name], heading, told, more))
        return found


def _title(source: str) -> str:
    found = _TITLE.search(source)
    return unescape(found[1]) if found else ""


def _words(markup: str) -> str:
    return " ".join(unescape(_TAG.sub("", _BLOCK.sub(" ", markup))).split())
