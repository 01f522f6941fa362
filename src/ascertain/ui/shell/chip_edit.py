"""What one chip asks of one field: read and changed while a page of the filter popup is open."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ascertain.domain.fields import FieldType
from ascertain.domain.own_fields import Fields
from ascertain.domain.search import Asked, FieldTerm, Or, Range, Search, Term, asked_of, find_key, join_chips, parse
from ascertain.ui.shell.view_state import ViewState

DATED = (FieldType.TIME, FieldType.DATE, FieldType.INSTANT)


class ChipEdit:
    """Finds its chip wherever it stands by now; where it is gone, what is asked next becomes a new one.

    `at` and `member` say which chip, and which part of a group. Without them it is the first chip of the field.
    """

    def __init__(self, state: ViewState, key: str, at: int | None = None, member: int | None = None) -> None:
        self.key = key
        self._state = state
        self._home = len(state.chips)
        self._chip: Term | None = None
        self._member: Term | None = None
        if at is None:
            at = next((place for place, term in enumerate(state.chips) if _asks(term, key)), None)
        if at is not None and at < len(state.chips):
            self._home, self._chip = at, state.chips[at]
            if member is not None and isinstance(self._chip, Or):
                self._member = self._chip.terms[member]

    @property
    def asked(self) -> Asked:
        """What is asked of the field now."""
        term = self._member or self._chip
        found = asked_of(term) if term is not None and self._chip in self._state.chips else None
        return found if found is not None and found.field == self.key else Asked(self.key)

    @property
    def rest(self) -> Search:
        """The search without the chip: what its values are counted in."""
        chips = list(self._state.chips)
        if self._chip in chips:
            chips.remove(self._chip)
        return join_chips(self._state.box, chips, self._state.fields)

    def ask(self, asked: Asked) -> None:
        """Ask this of the field; nothing at all lifts the chip."""
        term, chips = asked.term, list(self._state.chips)
        at = chips.index(self._chip) if self._chip in chips else None
        if at is None:
            self._member = None
        whole = self._whole(term) if self._member is not None else term
        if at is not None:
            self._home = at
            chips[at : at + 1] = [] if whole is None else [whole]
        elif whole is not None:
            self._home = min(self._home, len(chips))
            chips.insert(self._home, whole)
        self._chip = whole
        self._state.set_chips(chips)

    def moved_to(self, key: str) -> ChipEdit:
        """The same chip for another field, which is asked for nothing as yet."""
        other = ChipEdit(self._state, key, at=len(self._state.chips))
        other._home, other._chip, other._member = self._home, self._chip, self._member
        return other

    def _whole(self, member: Term | None) -> Term | None:
        """The group with another member in place of the old one; without it where that is lifted."""
        assert isinstance(self._chip, Or)
        parts = [each for each in self._chip.terms if each != self._member]
        if member is not None:
            parts.insert(min(self._chip.terms.index(self._member), len(parts)) if self._member else 0, member)
        self._member = member if len(parts) > 1 else None
        return Or(tuple(parts)) if len(parts) > 1 else parts[0]


def read_range(key: str, low: str, high: str, fields: Fields) -> tuple[Range | None, str]:
    """A range of a field as typed, or what is wrong with it."""
    found = find_key(key, fields)
    typed = low if low == high else f"{low}..{high}"
    read = parse(f"{found.name if found else key}:{typed}", fields)
    term = read.terms[0] if len(read.terms) == 1 and not read.problems else None
    if isinstance(term, FieldTerm) and len(term.values) == 1 and isinstance(term.values[0], Range):
        return term.values[0], ""
    kind = found.type if found else FieldType.INTEGER
    if kind in DATED:
        problem = QCoreApplication.translate(
            "ViewState", "Enter a year, month or day such as 2023-10-17, the earlier one first."
        )
    elif kind is FieldType.NUMBER:
        problem = QCoreApplication.translate("ViewState", "Enter numbers such as 12 or -2.5, the smaller one first.")
    else:
        problem = QCoreApplication.translate("ViewState", "Enter whole numbers, the smaller one first.")
    return None, problem


def typed_end(end: object) -> str:
    """The end of a range as it is typed."""
    return "" if end is None else f"{end:.15g}" if isinstance(end, float) else str(end)


def _asks(term: Term, key: str) -> bool:
    asked = asked_of(term)
    return asked is not None and asked.field == key
