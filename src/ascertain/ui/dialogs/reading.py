"""Pages to read: help, shortcuts, about. All of the text is the program's own."""

from __future__ import annotations

import platform
from html import escape

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl, qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from ascertain import __version__, resources
from ascertain.ui.shell.action_set import plain, shown
from ascertain.ui.shell.action_table import ACTIONS
from ascertain.ui.shell.actions import Menu
from ascertain.ui.theme import current_theme

_PARTS = (
    ("Qt, PySide6", "LGPL-3.0", "PySide6-Essentials"),
    ("qt-material", "BSD-2-Clause", "qt-material"),
    ("SQLModel", "MIT", "sqlmodel"),
    ("SQLAlchemy", "MIT", "sqlalchemy"),
    ("Alembic", "MIT", "alembic"),
    ("platformdirs", "MIT", "platformdirs"),
    ("trafilatura", "Apache-2.0", "trafilatura"),
    ("pypdf", "BSD-3-Clause", "pypdf"),
    ("python-calamine", "MIT", "python-calamine"),
    ("python-docx", "MIT", "python-docx"),
    ("RapidFuzz", "MIT", "rapidfuzz"),
    ("edtf", "MIT", "edtf"),
    ("hijridate", "MIT", "hijridate"),
    ("persiantools", "MIT", "persiantools"),
    ("tzdata", "Apache-2.0", "tzdata"),
    ("Places of GeoNames", "CC BY 4.0", ""),
    ("Natural Earth", "public domain", ""),
    ("Material Symbols", "Apache-2.0", ""),
    ("Inter, Noto Sans Arabic, Noto Sans Hebrew", "OFL-1.1", ""),
)


class ReadingWindow(QDialog):
    """A page of text in a window of its own. It loads nothing: neither pictures nor links lead out of it."""

    def __init__(self, name: str, title: str, html: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._html = html
        self._page = QTextBrowser(self)
        self._page.setObjectName(f"{name}_page")
        self._page.setAccessibleName(title)
        self._page.setProperty("reading", True)
        self._page.setOpenLinks(False)
        self._page.anchorClicked.connect(self._follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)
        self.make_wide(640)
        self._dress()

    def make_wide(self, width: int) -> None:
        """So many design pixels wide, and as large as the screen has room for."""
        px, room = current_theme().px, self.screen().availableGeometry().size()
        self.resize(min(px(width), room.width() - 40), min(px(620), room.height() - 60))

    def changeEvent(self, event: QEvent) -> None:
        """Dress the page anew when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_page"):
            self._dress()

    def _dress(self) -> None:
        theme = current_theme()
        at = self._page.verticalScrollBar().value()
        document = self._page.document()
        document.setDocumentMargin(theme.px(20))
        document.setDefaultStyleSheet(
            f"h1 {{ font-size: {theme.metrics.title + 3}px; font-weight: 700; margin-top: 0px; }}"
            f"h2 {{ font-size: {theme.metrics.heading}px; font-weight: 600; margin-top: {theme.px(16)}px; }}"
            f"h3 {{ font-size: {theme.metrics.font}px; font-weight: 600; margin-top: {theme.px(8)}px; }}"
            f"p, li, td {{ font-size: {theme.metrics.font}px; }}"
            f"th {{ text-align: left; color: {theme.tokens.text_muted}; font-weight: 600; }}"
            f"td {{ padding: {theme.px(3)}px {theme.px(12)}px {theme.px(3)}px 0px; }}"
            f"code, .key {{ color: {theme.tokens.selection_text}; }}"
            f"a {{ color: {theme.tokens.accent}; }} .quiet {{ color: {theme.tokens.text_muted}; }}"
        )
        self._page.setHtml(self._html)
        self._page.verticalScrollBar().setValue(at)

    def _follow(self, link: QUrl) -> None:
        if link.hasFragment() and not link.path():
            self._page.scrollToAnchor(link.fragment())


def help_window(parent: QWidget) -> ReadingWindow:
    """How the program is used, from the page that ships with it."""
    title = QCoreApplication.translate("Help", "Help")
    return ReadingWindow("help_window", title, resources.text("help", "getting-started.html"), parent)


def shortcuts_window(parent: QWidget) -> ReadingWindow:
    """Every action that has a key, from the table of actions."""
    title = QCoreApplication.translate("Help", "Keyboard shortcuts")
    return ReadingWindow("shortcuts_window", title, shortcuts_page(title), parent)


def shortcuts_page(title: str) -> str:
    """The page of shortcuts as markup."""
    parts = [f"<h1>{escape(title)}</h1>"]
    for menu in Menu:
        rows = [spec for spec in ACTIONS if spec.menu is menu and spec.shortcut]
        if not rows:
            continue
        parts.append(f"<h2>{escape(plain(menu.value))}</h2><table width='100%'>")
        for spec in rows:
            keys = QKeySequence(spec.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            parts.append(
                f"<tr><td width='34%'>{escape(plain(spec.text))}</td><td width='18%' class='key'>{escape(keys)}</td>"
                f"<td class='quiet'>{escape(shown(spec.help))}</td></tr>"
            )
        parts.append("</table>")
    note = QCoreApplication.translate("Help", "Single letters and Del work while the table has the keyboard.")
    return "".join(parts) + f"<p class='quiet'>{escape(note)}</p>"


def about_window(parent: QWidget) -> ReadingWindow:
    """Version, parts and licenses."""
    title = QCoreApplication.translate("Help", "About Ascertain")
    return ReadingWindow("about_window", title, about_page(), parent)


def about_page() -> str:
    """The page about the program as markup."""
    what = QCoreApplication.translate(
        "Help", "Log incidents by hand from what others report, and keep what is claimed apart from what is confirmed."
    )
    license_text = QCoreApplication.translate(
        "Help", "License: MIT. The program does not use the network, but to fetch an address that you ask it for."
    )
    parts = QCoreApplication.translate("Help", "Made with")
    rows = [
        f"<tr><td>{escape(name)}</td><td>{escape(_version(dist))}</td><td class='quiet'>{terms}</td></tr>"
        for name, terms, dist in _PARTS
    ]
    rows.append(f"<tr><td>Python</td><td>{escape(platform.python_version())}</td><td class='quiet'>PSF-2.0</td></tr>")
    return (
        f"<h1>Ascertain {escape(__version__)}</h1><p>{escape(what)}</p><p class='quiet'>{escape(license_text)}</p>"
        f"<h2>{escape(parts)}</h2><table width='100%'>{''.join(rows)}</table>"
    )


def _version(distribution: str) -> str:
    if distribution.startswith("PySide6"):
        return str(qVersion())
    if not distribution:
        return ""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""
