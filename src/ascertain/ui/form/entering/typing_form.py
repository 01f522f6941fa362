"""The form as those see it who help to fill it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ascertain.ui.bridge import Bridge
from ascertain.ui.form.fields_pane import FieldsPane
from ascertain.ui.form.incident.presenter import IncidentPresenter
from ascertain.ui.kit import NoticeBar


@dataclass(frozen=True)
class TypingForm:
    """What is typed, its boxes, and where something is told; `edited` is called with each field that was filled."""

    bridge: Bridge
    presenter: IncidentPresenter
    fields: FieldsPane
    notice: NoticeBar
    edited: Callable[[str], None]
