"""The page on the search language: its keys and its grammar come from the language itself, and its examples can be
tried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from textwrap import dedent
from urllib.parse import quote, unquote

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtWidgets import QWidget

from ascertain import resources
from ascertain.domain import search
from ascertain.domain.own_fields import Fields
from ascertain.domain.search import SearchKey, search_keys
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.dialogs.reading import ReadingWindow

_EXAMPLE = re.compile("<example>(.*?)</example>")
_TRY = "try"
_FEW = 12
"""Codes of a list that is written out."""


class SearchHelp(ReadingWindow):
    """The page; `tried` gives an example that was clicked."""

    tried = Signal(str)

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == _TRY:
            self.tried.emit(unquote(link.toString().removeprefix(f"{_TRY}:")))
        else:
            super()._follow(link)


def search_help(parent: QWidget, fields: Fields, vocabularies: Vocabularies) -> SearchHelp:
    """The page for a log with these fields and code lists."""
    title = QCoreApplication.translate("Help", "Search")
    made = SearchHelp("search_help_window", title, search_page(fields, vocabularies), parent)
    made.make_wide(820)
    return made


def search_page(fields: Fields, vocabularies: Vocabularies) -> str:
    """The page as markup."""
    page = _EXAMPLE.sub(lambda found: _linked(found[1]), resources.text("help", "search.html"))
    rows = "".join(_row(key, vocabularies) for key in search_keys(fields))
    page = page.replace("{keys}", f"<table width='100%'>{rows}</table>")
    return page.replace("{grammar}", escape(grammar()))


def examples() -> Iterator[str]:
    """The examples of the page, as they are typed."""
    for found in _EXAMPLE.finditer(resources.text("help", "search.html")):
        yield unescape(found[1])


def grammar() -> str:
    """The grammar as the domain has it."""
    told = (search.__doc__ or "").split("\n\n")
    return dedent(next((part for part in told if part.lstrip().startswith("search ")), ""))


def _linked(example: str) -> str:
    return f'<a href="{_TRY}:{quote(unescape(example))}">{example}</a>'


def _row(key: SearchKey, vocabularies: Vocabularies) -> str:
    others = f" ({', '.join(key.aliases)})" if key.aliases else ""
    values = ", ".join(key.values or _codes(key, vocabularies))
    told = f"<b>{escape(key.label)}</b> {escape(key.help)}" + (
        f"<br><span class='quiet'>{escape(values)}</span>" if values else ""
    )
    return (
        f"<tr><td width='30%'><code>{escape(key.name)}:</code>{escape(others)}</td><td>{told}</td>"
        f"<td><code>{escape(key.example)}</code></td></tr>"
    )


def _codes(key: SearchKey, vocabularies: Vocabularies) -> tuple[str, ...]:
    listed = next((each for each in vocabularies if each.name == key.vocabulary), None) if key.vocabulary else None
    codes = () if listed is None else tuple(code.key for code in listed if not code.retired)
    return codes if len(codes) <= _FEW else ()
