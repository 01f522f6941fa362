"""Names of the log as choices, found on a reader lane."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QObject

from ascertain.domain.rows import NameHit, Shelf
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.names.choices import Choice, ChoiceKind, choices_of, means_the_same
from ascertain.ui.form.names.completion import Deliver, Provide
from ascertain.ui.form.names.place_names import PlaceNames
from ascertain.ui.wording import date_text, isolated

_OFFERED = 12


class LogNames:
    """Finds names while typing. All boxes of one form share it: only one of them is typed in."""

    def __init__(self, bridge: Bridge, owner: QObject) -> None:
        self._bridge = bridge
        self._asker = bridge.asker(owner)
        self._read_only = bridge.session.read_only

    def on(self, shelf: Shelf, *, makes: bool = True) -> Provide:
        """What finds entries of a shelf; with `makes`, the last choice is to make a new one of what is typed."""

        def provide(text: str, deliver: Deliver) -> None:
            typed = text.strip()

            def show(hits: list[NameHit]) -> None:
                choices = [_with_date(choice, shelf) for choice in choices_of(hits)]
                known = any(means_the_same(typed, each.text) or means_the_same(typed, each.matched) for each in choices)
                if typed and makes and not known and not self._read_only:
                    choices.append(Choice(_make_words(shelf, typed), typed, kind=ChoiceKind.MAKER))
                deliver(choices)

            self._asker.ask(lambda queries: queries.suggest(shelf, typed, _OFFERED), show)

        return provide

    def places(self, *, makes: bool = True) -> PlaceNames:
        """What finds places, those of the gazetteer too."""
        return PlaceNames(self._bridge, self._asker, makes=makes)

    def tags(self) -> Provide:
        """What finds tags."""

        def provide(text: str, deliver: Deliver) -> None:
            typed = text.strip()
            self._asker.ask(lambda queries: queries.tags(typed, _OFFERED), lambda hits: deliver(choices_of(hits)))

        return provide


def _with_date(choice: Choice, shelf: Shelf) -> Choice:
    """The day of a document as people read it."""
    if shelf is not Shelf.DOCUMENTS or not choice.detail:
        return choice
    try:
        day = date.fromisoformat(choice.detail)
    except ValueError:
        return choice
    return Choice(choice.text, choice.value, choice.matched, date_text(day))


def _make_words(shelf: Shelf, name: str) -> str:
    words = {
        Shelf.SOURCES: QCoreApplication.translate("LogNames", "Make source “{name}” …"),
        Shelf.ACTORS: QCoreApplication.translate("LogNames", "Make actor “{name}” …"),
        Shelf.PLACES: QCoreApplication.translate("LogNames", "Make place “{name}” …"),
        Shelf.DOCUMENTS: QCoreApplication.translate("LogNames", "Make document “{name}” …"),
    }
    return words[shelf].format(name=isolated(name))
