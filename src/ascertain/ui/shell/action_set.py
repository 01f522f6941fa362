"""The table of actions as Qt's own actions, switched by the situation of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from ascertain.domain.messages import Message
from ascertain.domain.table_rows import UndoState
from ascertain.ui.kit import plain_tip
from ascertain.ui.shell.action_table import ACTIONS
from ascertain.ui.shell.actions import ActionSpec, Part, Situation, available
from ascertain.ui.theme import set_icon
from ascertain.ui.wording import tr_message

_ON_TOOL_BAR = frozenset({"undo", "redo"})
"""Shown by their icon from the first paint on."""


def shown(text: str) -> str:
    """A text of the table of actions in the language of the user."""
    return QCoreApplication.translate("Actions", text)


def plain(text: str) -> str:
    """A menu text without its mnemonic and dots, for buttons and lists."""
    return shown(text).replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")


class ActionSet(QObject):
    """One `QAction` for each entry of the table; `handlers` must have a function for every key."""

    def __init__(self, handlers: Mapping[str, Callable[[], object]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("action_set")
        self._groups = {part: self._group(part) for part in Part}
        self._fitted: Situation | None = None
        self._actions = {spec.key: self._make(spec, handlers[spec.key], parent) for spec in ACTIONS}

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def __iter__(self) -> Iterator[tuple[ActionSpec, QAction]]:
        return ((spec, self._actions[spec.key]) for spec in ACTIONS)

    def complete(self) -> None:
        """Give the other actions their icons: only open menus show them, so the first paint does without."""
        for spec, action in self:
            if spec.key not in _ON_TOOL_BAR:
                set_icon(action, spec.icon)

    def fit(self, now: Situation) -> None:
        """Enable what can be used now."""
        if now == self._fitted:
            return
        self._fitted = now
        for spec, action in self:
            action.setEnabled(available(spec.need, now))

    def name_undo(self, state: UndoState) -> None:
        """Say in the menu what undo and redo would do."""
        named = (
            ("undo", state.undo, self.tr("&Undo"), self.tr("&Undo {what}")),
            ("redo", state.redo, self.tr("&Redo"), self.tr("&Redo {what}")),
        )
        for key, what, bare, full in named:
            text = full.replace("{what}", _inside(what)) if what is not None else bare
            self._actions[key].setText(text)
            self._actions[key].setToolTip(plain_tip(_tip(text.replace("&", "", 1), self._actions[key])))

    def check(self, key: str, on: bool) -> None:
        """Show whether something is on, without doing it."""
        action = self._actions[key]
        blocked = action.blockSignals(True)
        action.setChecked(on)
        action.blockSignals(blocked)

    def put_in_table(self, table: QWidget) -> None:
        """Let the keys that belong to the table work while it has the keyboard."""
        for spec, action in self:
            if spec.in_table:
                table.addAction(action)

    def _group(self, part: Part) -> QActionGroup:
        group = QActionGroup(self)
        group.setObjectName(f"group_{part.name.lower()}")
        return group

    def _make(self, spec: ActionSpec, handler: Callable[[], object], window: QWidget) -> QAction:
        action = QAction(shown(spec.text), self)
        action.setObjectName(f"action_{spec.key}")
        if spec.key in _ON_TOOL_BAR:
            set_icon(action, spec.icon)
        action.setIconVisibleInMenu(not (spec.checks or spec.choice))
        action.setStatusTip(shown(spec.help))
        action.setWhatsThis(plain_tip(shown(spec.help)))
        action.setMenuRole(QAction.MenuRole.AboutRole if spec.key == "about" else QAction.MenuRole.NoRole)
        if spec.shortcut:
            action.setShortcut(QKeySequence(spec.shortcut))
        if spec.in_table:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            window.addAction(action)
        if spec.checks or spec.part is not None:
            action.setCheckable(True)
        if spec.part is not None:
            self._groups[spec.part].addAction(action)
        action.setToolTip(plain_tip(_tip(plain(spec.text), action)))
        action.triggered.connect(lambda *_: handler())
        return action


def _inside(what: Message) -> str:
    """An operation's name inside a sentence: `Set status of 3 incidents` after `Undo`."""
    text = tr_message(what).replace("&", "&&")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _tip(text: str, action: QAction) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text.replace('&&', '&')} ({keys})" if keys else text
