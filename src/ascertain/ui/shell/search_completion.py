"""Completion of the search box: when its list opens, what stands in it, and which key does what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ascertain.app.queries import Queries
from ascertain.domain.fields import FieldType
from ascertain.domain.rows import FacetValue, NameHit
from ascertain.domain.search import SearchKey, find_key, join_chips
from ascertain.domain.search.chips import Chips
from ascertain.domain.search.completing import Typing, take_key, take_value, take_word, take_written, typing_at
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.names.choices import Choice, ChoiceKind
from ascertain.ui.form.names.popup import ChoicePopup
from ascertain.ui.kit import SearchBox
from ascertain.ui.shell.recent_searches import RecentSearches
from ascertain.ui.shell.search_choices import (
    Put,
    Way,
    are_counted,
    is_listed,
    keys_for,
    names_found,
    shelf_asked,
    values_for,
    values_found,
    with_counts,
)
from ascertain.ui.shell.view_state import ViewState

_NAMES = 20
_COUNTED = 1000
_Place = tuple[str, str, Chips]
"""A key, and the rest of the search, in which its values are counted."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchCompletion(QObject):
    """Offers what could stand at the cursor. Nothing is lit until an arrow key lights it: so Enter, Tab and typing on
    take nothing that was not asked for. `closed`: the list has gone; `left`: since the keyboard went elsewhere."""

    closed = Signal()
    left = Signal()

    def __init__(self, bridge: Bridge, state: ViewState, search: SearchBox) -> None:
        super().__init__(search)
        self.setObjectName("search_completion")
        self._bridge, self._state, self._search = bridge, state, search
        self._line: QLineEdit = search.line
        self._asker = bridge.asker(self)
        self.recent = RecentSearches(bridge, state, search, self)
        self._popup = ChoicePopup(search.window(), f"{search.objectName()}_choices")
        self._popup.picked.connect(self._pick)
        self._typing: Typing | None = None
        self._asked: tuple[str, int] | None = None
        self._counts: tuple[_Place, Mapping[str, int]] | None = None
        self._line.installEventFilter(self)
        self._line.textChanged.connect(self._follow)
        self._line.cursorPositionChanged.connect(self._follow)
        bridge.changed.connect(self._forget_counts)

    @property
    def is_open(self) -> bool:
        """Whether the list is on the screen."""
        return self._popup.isVisible()

    @property
    def choices(self) -> Sequence[Choice]:
        """The lines of the list while it is open."""
        return self._popup.model.choices if self.is_open else ()

    @property
    def awaits_value(self) -> bool:
        """Whether a key stands at the cursor for which a value is about to be chosen."""
        return self.is_open and self._typing is not None and self._typing.key is not None and not self._typing.stem

    def ask(self, *, wanted: bool = False) -> None:
        """Offer what could stand at the cursor; all that could where the list is `wanted`."""
        text, at = self._line.text(), self._line.cursorPosition()
        self._asked = (text, at)
        self._typing = typing_at(text, at)
        self._asker.drop()
        typing = self._typing
        if typing is None or (not wanted and typing.key is None and not typing.stem):
            self.close()
        elif typing.key is None:
            keys, recent = keys_for(typing, self._state.fields), self.recent.matching(text, wanted)
            heading = [Choice(self.tr("Ask of a field"), kind=ChoiceKind.HEADING)] if recent and not text else []
            self._show([*keys, *recent] if text else [*recent, *heading, *keys])
        else:
            key = find_key(typing.key, self._state.fields)
            if key is None:
                self.close()
            else:
                self._offer_values(key, typing)

    def close(self) -> None:
        """Take the list away."""
        self._asker.drop()
        if self.is_open:
            self._popup.hide()
            self.closed.emit()

    # ---- what is offered

    def _offer_values(self, key: SearchKey, typing: Typing) -> None:
        session = self._bridge.session
        fixed = values_for(key, typing.stem, session.vocabularies, self._state.fields, session.clock.today())
        question = _question(key, typing)
        if question is not None:
            # What stands there stays until the names are here, so that the list does not come and go with each letter.
            self._popup.unlight()
            self._asker.ask(question, lambda hits: self._show([*names_found(hits), *fixed]))
            return
        place = (key.key, typing.rest, self._state.chips)
        counted = are_counted(fixed)
        if counted and self._counts is not None and self._counts[0] == place:
            self._show(with_counts(fixed, self._counts[1]))
            return
        self._show(fixed)
        if typing.alone and (counted or is_listed(key, self._state.fields)):
            search = join_chips(typing.rest, self._state.chips, self._state.fields)
            self._asker.ask(
                lambda queries: queries.facet(key.key, search, _COUNTED),
                partial(self._take_counts, place, fixed, typing.stem),
            )

    def _take_counts(self, place: _Place, fixed: list[Choice], stem: str, values: list[FacetValue]) -> None:
        if not are_counted(fixed):
            self._show([*values_found(values, stem), *fixed])
            return
        counts = {each.value: each.count for each in values}
        self._counts = (place, counts)
        if self.is_open:
            self._popup.renew(with_counts(fixed, counts))

    def _show(self, choices: Sequence[Choice]) -> None:
        if not self._line.hasFocus() or self._asked != (self._line.text(), self._line.cursorPosition()):
            return
        typed = self._typing
        if not choices or (typed is not None and typed.key is not None and _is_all(choices, typed.stem)):
            self.close()
            return
        opens = not self.is_open
        self._popup.show_choices(choices, self._line)
        if opens:
            count = sum(each.kind is not ChoiceKind.HEADING for each in choices)
            self._say(self.tr("%n suggestions. Arrow down goes to them.", "", count).replace("%n", str(count)))

    def _forget_counts(self, *_: object) -> None:
        self._counts = None

    # ---- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Take the keys that belong to the list while it is open."""
        kind = event.type()
        if not self.is_open:
            return False
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
        elif kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.close()
            self.left.emit()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape:
            self.close()
            return True
        if key in _ENTER or key == Qt.Key.Key_Tab:
            choice = self._popup.choice()
            if choice is not None:
                self._take(choice)
                return True
            self.close()
        return False

    def _step(self, by: int) -> None:
        self._popup.step(by)
        choice = self._popup.choice()
        if choice is not None:
            self._say(", ".join(part for part in (choice.text, choice.matched, choice.detail) if part))

    def _pick(self, row: int) -> None:
        choices = self._popup.model.choices
        if 0 <= row < len(choices) and choices[row].kind is not ChoiceKind.HEADING:
            self._take(choices[row])

    def _take(self, choice: Choice) -> None:
        put, typing, text = choice.value, self._typing, self._line.text()
        if not isinstance(put, Put) or typing is None:
            return
        self.close()
        if put.way is Way.SEARCH:
            self._state.ask(put.text)
        elif put.way is Way.FORGET:
            self.recent.forget()
        elif put.way is Way.KEY:
            self._write(*take_key(text, typing, put.text))
        elif put.way is Way.WORD:
            self._write(*take_word(text, typing, put.text))
        else:
            take = take_value if put.way is Way.VALUE else take_written
            self._write(*take(text, typing, put.text, whole=put.whole))

    def _write(self, text: str, at: int) -> None:
        """Put it there as one step that Ctrl+Z takes back, and offer what can follow."""
        self._line.setSelection(0, len(self._line.text()))
        self._line.insert(text)
        self._line.setCursorPosition(at)
        self.ask()

    def _follow(self) -> None:
        """What was offered for another text or place is no longer meant."""
        if self.is_open and self._asked != (self._line.text(), self._line.cursorPosition()):
            self.close()

    def _say(self, words: str) -> None:
        """Have a screen reader say it; the keyboard stays in the box."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._line, words))


def _question(key: SearchKey, typing: Typing) -> Callable[[Queries], list[NameHit]] | None:
    """What brings the names that a key takes; None where it takes no names."""
    shelf, stem = shelf_asked(key), typing.stem
    if key.type is FieldType.TAGS:
        return lambda queries: queries.tags(stem, _NAMES)
    return None if shelf is None else lambda queries: queries.suggest(shelf, stem, _NAMES)


def _is_all(choices: Sequence[Choice], stem: str) -> bool:
    """Whether the one thing to offer is what stands there already."""
    put = choices[0].value
    return len(choices) == 1 and isinstance(put, Put) and put.text == stem
