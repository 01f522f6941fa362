"""The keys of the grid of accounts, and what each asks."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ascertain.domain.codes import AssertionState
from ascertain.ui.kit.key_places import key_by_place


class Asked(Enum):
    """What a key asks of the current cell."""

    ADOPT = auto()
    UNADOPT = auto()
    EDIT = auto()
    TAKE_OUT = auto()
    EVERY_FIELD = auto()
    MOVE = auto()


_K = Qt.Key
_BY_KEY: dict[int, Asked | AssertionState] = {
    _K.Key_Return: Asked.ADOPT,
    _K.Key_Enter: Asked.ADOPT,
    _K.Key_A: Asked.ADOPT,
    _K.Key_U: Asked.UNADOPT,
    _K.Key_E: Asked.EDIT,
    _K.Key_F2: Asked.EDIT,
    _K.Key_Delete: Asked.TAKE_OUT,
    _K.Key_Backspace: Asked.TAKE_OUT,
    _K.Key_0: AssertionState.EXPLICIT_ZERO,
    _K.Key_N: AssertionState.NOT_STATED,
    _K.Key_D: AssertionState.DECLINED,
    **dict.fromkeys((_K.Key_Left, _K.Key_Right, _K.Key_Up, _K.Key_Down, _K.Key_Home, _K.Key_End), Asked.MOVE),
}
_BY_TEXT: dict[str, Asked | AssertionState] = {
    "?": AssertionState.UNKNOWN,
    "؟": AssertionState.UNKNOWN,
    "0": AssertionState.EXPLICIT_ZERO,
    "٠": AssertionState.EXPLICIT_ZERO,
    "۰": AssertionState.EXPLICIT_ZERO,
    "+": Asked.EVERY_FIELD,
}
_BESIDE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def asked_by(event: QKeyEvent) -> Asked | AssertionState | None:
    """What a key asks of the grid; None for the keys that belong to others."""
    if event.modifiers() & _BESIDE:
        return None
    return _BY_TEXT.get(event.text()) or _BY_KEY.get(key_by_place(event))
