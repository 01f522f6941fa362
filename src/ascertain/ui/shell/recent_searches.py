"""The last searches of a window. They hold names and words of the log, so they are kept in memory alone."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ascertain.app.commands import PurgeEntry, PurgeIncidents
from ascertain.app.notices import LogChanged
from ascertain.domain.folding import fold
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.names.choices import Choice, ChoiceKind
from ascertain.ui.kit import SearchBox
from ascertain.ui.shell.search_choices import Put, Way
from ascertain.ui.shell.view_state import ViewState

MOST = 20
_WHILE_TYPING = 3


class RecentSearches(QObject):
    """Remembers what was entered, or left for its results, until the window closes, a purge, or `forget`.

    Never on disk: the settings lie outside the log, where neither its purge nor the protection of the place where it is
    kept would reach them.
    """

    def __init__(self, bridge: Bridge, state: ViewState, search: SearchBox, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("recent_searches")
        self._state = state
        self._kept: list[str] = []
        search.submitted.connect(lambda _: self._keep())
        search.left_for_results.connect(self._keep)
        bridge.changed.connect(self._follow)

    @property
    def kept(self) -> tuple[str, ...]:
        """The newest first."""
        return tuple(self._kept)

    def forget(self) -> None:
        """Remember none of them."""
        self._kept.clear()

    def matching(self, typed: str, wanted: bool) -> list[Choice]:
        """Those that hold what is typed, under a heading; where the list is `wanted` all of them, and the way to forget
        them."""
        key = fold(typed).strip()
        found = [each for each in self._kept if key in fold(each) and each != self._state.text]
        found = found if wanted else found[:_WHILE_TYPING]
        if not found:
            return []
        lines = [Choice(self.tr("Last searches"), kind=ChoiceKind.HEADING)]
        lines += [Choice(each, Put(Way.SEARCH, each), inset=True) for each in found]
        if wanted:
            lines.append(Choice(self.tr("Forget these searches"), Put(Way.FORGET), inset=True))
        return lines

    def _keep(self) -> None:
        text = self._state.text
        if text:
            self._kept = [text, *(each for each in self._kept if each != text)][:MOST]

    def _follow(self, notice: LogChanged) -> None:
        if isinstance(notice.command, PurgeEntry | PurgeIncidents):
            self.forget()
