"""The line in which a place is typed: names of the log and of the gazetteer, coordinates, "20 km E of Rutba"."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from ascertain.domain.rows import Shelf
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.names.choices import Choice
from ascertain.ui.form.names.name_box import NameBox
from ascertain.ui.form.names.place_names import PlaceChoice


class PlaceBox(NameBox):
    """Holds a place of the log, one of the gazetteer that is made when the incident is saved, or a new name.

    `precision` is how narrowly "where" is known by what was chosen (a code), None where that is not said.
    """

    wrong = Signal(str)
    """Coordinates were typed that cannot be, or that may be two things: a sentence."""

    def __init__(self, context: FormContext, name: str, parent: QWidget | None = None) -> None:
        self._places = context.names.places(makes=context.make is not None)
        self.precision: str | None = None
        super().__init__(Shelf.PLACES, context, name, parent, provide=self._places.provide)
        self._places.tell = self.wrong.emit

    def set_value(self, ref: object) -> None:
        """Show a `NamedRef`, or nothing for None."""
        self.precision = None
        super().set_value(ref)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Get the gazetteer ready before something is typed."""
        super().focusInEvent(event)
        if not self.text():
            self._places.warm()

    def _type(self) -> None:
        self.precision = None
        super()._type()

    def _choose(self, choice: Choice) -> None:
        chosen = choice.value
        if not isinstance(chosen, PlaceChoice):
            super()._choose(choice)
            return
        self.set_value(chosen.ref)
        self.precision = chosen.precision
        self.setCursorPosition(len(self.text()))
        self.edited.emit()
