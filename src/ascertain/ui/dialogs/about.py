"""The page about the program: its version, what it is made of, and the licenses of that in full."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QCoreApplication, QUrl, qVersion
from PySide6.QtWidgets import QWidget

from ascertain import __version__
from ascertain.app import licenses
from ascertain.ui.dialogs.reading import ReadingWindow

_IN_FULL = "licenses"


class AboutWindow(ReadingWindow):
    """The page about the program; one link in it leads to the licenses, and none out of the program."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("about_window", QCoreApplication.translate("Help", "About Ascertain"), about_page(), parent)
        self._page.anchorClicked.connect(self._show_licenses)

    def _show_licenses(self, link: QUrl) -> None:
        if link.path() == _IN_FULL:
            licenses_window(self).show()


def about_window(parent: QWidget) -> ReadingWindow:
    """Version, parts and licenses."""
    return AboutWindow(parent)


def about_page() -> str:
    """The page about the program as markup."""
    what = QCoreApplication.translate(
        "Help", "Log incidents by hand from what others report, and keep what is claimed apart from what is confirmed."
    )
    license_text = QCoreApplication.translate(
        "Help", "License: MIT. The program does not use the network, but to fetch an address that you ask it for."
    )
    made_with = QCoreApplication.translate("Help", "Made with")
    in_full = QCoreApplication.translate("Help", "All parts and their licenses in full")
    return (
        f"<h1>Ascertain {escape(__version__)}</h1><p>{escape(what)}</p><p class='quiet'>{escape(license_text)}</p>"
        f"<p><a href='{_IN_FULL}'>{escape(in_full)}</a></p>"
        f"<h2>{escape(made_with)}</h2>{_table([part for part in licenses.parts() if part.shown])}"
    )


def licenses_window(parent: QWidget) -> ReadingWindow:
    """Every part with the full text of its license."""
    title = QCoreApplication.translate("Help", "Licenses")
    return ReadingWindow("licenses_window", title, licenses_page(title), parent)


def licenses_page(title: str) -> str:
    """The page of licenses as markup. What several parts have in common, word for word, stands there once."""
    told: dict[str, list[str]] = {}
    for part in licenses.parts():
        for _, text in licenses.texts(part):
            told.setdefault(text.strip(), []).append(part.shown or part.name)
    shown = [
        f"<h2>{escape(', '.join(dict.fromkeys(names)))}</h2><pre style='white-space: pre-wrap'>{escape(text)}</pre>"
        for text, names in told.items()
    ]
    return f"<h1>{escape(title)}</h1>{_table(licenses.parts())}" + "".join(shown)


def _table(parts: Iterable[licenses.Part]) -> str:
    rows = [
        f"<tr><td>{escape(part.shown or part.name)}</td><td>{escape(_version(part))}</td>"
        f"<td class='quiet'>{escape(part.terms)}</td></tr>"
        for part in parts
    ]
    return f"<table width='100%'>{''.join(rows)}</table>"


def _version(part: licenses.Part) -> str:
    if part.name == "Python":
        return platform.python_version()
    return str(qVersion()) if part.name.startswith("pyside6") else licenses.version(part)
