"""Boxes for several things: the actors in a role, the tags."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ascertain.domain.records import NamedRef
from ascertain.domain.rows import Shelf
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.names.chip_box import ChipBox


class NamesBox(ChipBox):
    """Several names of a shelf, such as the actors in a role. A name that the log does not have is marked as new."""

    def __init__(self, shelf: Shelf, context: FormContext, name: str, parent: QWidget | None = None) -> None:
        super().__init__(context.names.on(shelf, makes=context.make is not None), name, parent)
        self._shelf, self._context = shelf, context
        self.is_new = self._not_in_log
        self.making = self._make
        context.facts.changed.connect(self._learn)

    def value(self) -> tuple[NamedRef, ...]:
        """The names in their order."""
        return self.refs

    def set_value(self, refs: object) -> None:
        """Show these names."""
        self.set_refs(_refs(refs))

    def _not_in_log(self, ref: NamedRef) -> bool:
        return ref.id is None and self._context.facts.is_new(self._shelf, ref.name)

    def _learn(self) -> None:
        facts = self._context.facts
        known = tuple(ref if ref.id is not None else (facts.of_name(self._shelf, ref.name) or ref) for ref in self.refs)
        changed = known != self.refs
        self.set_refs(known)
        if changed:
            self.edited.emit()

    def _make(self, name: str) -> None:
        if self._context.make is None:
            return

        def made(ref: NamedRef | None) -> None:
            if ref is not None:
                self.add(ref)
            else:
                self.line.setText(name)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

        self._context.make(self._shelf, name, made)


class TagsBox(ChipBox):
    """Tags: words of the user's own. A comma begins the next one."""

    def __init__(self, context: FormContext, name: str, parent: QWidget | None = None) -> None:
        super().__init__(context.names.tags(), name, parent, splits=True)

    def value(self) -> tuple[NamedRef, ...]:
        """The tags as names without ids."""
        return tuple(NamedRef(ref.name) for ref in self.refs)

    def set_value(self, refs: object) -> None:
        """Show these tags."""
        self.set_refs(_refs(refs))


def _refs(refs: object) -> Iterable[NamedRef]:
    return [ref for ref in refs if isinstance(ref, NamedRef)] if isinstance(refs, tuple | list) else []
