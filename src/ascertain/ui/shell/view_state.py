"""What the table is asked to show: words, filters and sort. It decides and tells; it knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, TypeGuard

from PySide6.QtCore import QObject, Signal

from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.search import (
    FieldTerm,
    Op,
    Range,
    Search,
    Term,
    Value,
    find_key,
    join_chips,
    parse,
    show,
    split_chips,
)
from ascertain.domain.table_rows import SortKey
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.table.columns import DEFAULT_SORT, known_sort, next_sort
from ascertain.ui.wording import problem_text

if TYPE_CHECKING:
    from ascertain.ui.shell.chip_words import ChipShown

TIME = "t_from"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ViewState(QObject):
    """The search box and the chips are two parts of one search; the sort stands beside it."""

    changed = Signal()
    """Words, filters or sort are other ones."""

    def __init__(
        self, sort: Sequence[SortKey], parent: QObject, fields: Fields = NO_OWN, *, today: Callable[[], date]
    ) -> None:
        super().__init__(parent)
        self.fields = fields
        self._today = today
        self.setObjectName("view_state")
        self.box = ""
        self.chips: tuple[Term, ...] = ()
        self.sort: tuple[SortKey, ...] = known_sort(sort, fields)

    @property
    def search(self) -> Search:
        """All that is asked for."""
        return join_chips(self.box, self.chips, self.fields)

    @property
    def text(self) -> str:
        """The same as text, as a saved view keeps it."""
        return show(self.search)

    @property
    def filtered(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.box.strip() or self.chips)

    @property
    def problem(self) -> str:
        """What of the words was not understood, and how it was looked for instead."""
        return problem_text(*parse(self.box, self.fields).problems)

    # ---- changes

    def type_words(self, text: str) -> None:
        """The search box holds this now."""
        if text != self.box:
            self.box = text
            self.changed.emit()

    def settle_words(self) -> None:
        """Make chips of what the box asks of fields, once it is entered."""
        typed = parse(self.box, self.fields)
        if typed.problems:
            return
        words, chips = split_chips(typed)
        if chips:
            self._take(words, _merged((*self.chips, *chips)), self.sort)

    def ask(self, text: str, sort: Sequence[SortKey] | None = None) -> None:
        """Show another search, as from the sidebar or a saved view."""
        search = parse(text, self.fields)
        # What was not understood stays in the box as it was typed.
        words, chips = (text, ()) if search.problems else split_chips(search)
        self._take(words, chips, self.sort if sort is None else known_sort(sort, self.fields))

    def clear(self) -> None:
        """Ask for everything."""
        self._take("", (), self.sort)

    def sort_by(self, key: str, extend: bool) -> None:
        """A header was clicked."""
        self.set_sort(next_sort(self.sort, key, extend=extend, fields=self.fields))

    def set_sort(self, sort: Sequence[SortKey]) -> None:
        """Sort by these keys."""
        self._take(self.box, self.chips, tuple(sort) or DEFAULT_SORT)

    def set_chips(self, chips: Sequence[Term]) -> None:
        """Ask these of fields, in place of what the chips ask."""
        self._take(self.box, tuple(chips), self.sort)

    def remove_chip(self, at: int) -> None:
        """Lift one filter."""
        self._take(self.box, self.chips[:at] + self.chips[at + 1 :], self.sort)

    def filter_by_values(self, key: str, values: Sequence[str]) -> None:
        """Ask for one of these values of a field; none of them lifts the filter."""
        self._set_term(key, tuple(values))

    def filter_by_range(self, key: str, low: str, high: str) -> str:
        """Ask for a range of a field as typed; returns what is wrong with it, or an empty text."""
        if not low and not high:
            self._set_term(key, ())
            return ""
        from ascertain.ui.shell.chip_edit import read_range

        value, problem = read_range(key, low, high, self.fields)
        if value is not None:
            self._set_term(key, (value,))
        return problem

    def filter_by_instants(self, start: int, end: int) -> None:
        """Ask for a span of time, as picked in the histogram; `end` is exclusive."""
        first, last = _day(start), _day(end - 1)
        self._set_term(TIME, (Range(first, max(first, last)),))

    def ask_for_status(self, status: str) -> None:
        """Ask for one status alone; where that is asked already, for all."""
        self._set_term("status", () if self.values_of("status") == (status,) else (status,))

    def ask_for_untimed(self) -> None:
        """Ask for what has no time; where that is asked already, for all."""
        untimed = FieldTerm(TIME, Op.EMPTY)
        kept = tuple(term for term in self.chips if not _asks(term, TIME))
        self._take(self.box, kept if untimed in self.chips else (*kept, untimed), self.sort)

    def lift_time(self) -> None:
        """Ask for all times."""
        self._set_term(TIME, ())

    # ---- what is asked of a field

    def values_of(self, key: str) -> tuple[str, ...]:
        """The values that a chip asks of a field."""
        return tuple(value for term in self._terms_of(key) for value in term.values if isinstance(value, str))

    def range_of(self, key: str) -> tuple[str, str]:
        """The range that a chip asks of a field, as typed."""
        for term in self._terms_of(key):
            for value in term.values:
                if isinstance(value, Range):
                    return _typed(value.low), _typed(value.high)
        return "", ""

    def picked(self) -> tuple[int, int] | None:
        """The span of time that is asked for, as instants (the end exclusive), where both ends are given. Days told
        from today are those that are meant today."""
        for term in self._terms_of(TIME):
            span = self._span_of(term.values[0]) if len(term.values) == 1 else None
            if span is not None:
                low, high = span.instants
                if low is not None and high is not None:
                    return low, high
        return None

    def _span_of(self, value: Value) -> Range | None:
        if isinstance(value, Range):
            return value
        from ascertain.domain.search.relative import days_of

        return days_of(value, self._today())

    def search_without(self, key: str) -> Search:
        """The search without what a chip asks of a field: what its values are counted in."""
        return join_chips(self.box, tuple(term for term in self.chips if not _asks(term, key)), self.fields)

    def chips_shown(self, vocabularies: Vocabularies) -> list[ChipShown]:
        """The chips as people read them."""
        if not self.chips:
            return []
        # The first paint has no chips, as a rule, and does without their words.
        from ascertain.ui.shell.chip_words import chip_shown

        return [chip_shown(term, vocabularies, self.fields) for term in self.chips]

    def _terms_of(self, key: str) -> tuple[FieldTerm, ...]:
        return tuple(term for term in self.chips if _asks(term, key) and term.op is Op.IS)

    def _set_term(self, key: str, values: tuple[Value, ...]) -> None:
        places = [at for at, term in enumerate(self.chips) if _asks(term, key)]
        kept = [term for term in self.chips if not _asks(term, key)]
        if values:
            kept.insert(places[0] if places else len(kept), FieldTerm(key, Op.IS, values))
        self._take(self.box, tuple(kept), self.sort)

    def _take(self, box: str, chips: tuple[Term, ...], sort: tuple[SortKey, ...]) -> None:
        if (box, chips, sort) != (self.box, self.chips, self.sort):
            self.box, self.chips, self.sort = box, chips, sort
            self.changed.emit()


def same_search(one: str, other: str, fields: Fields = NO_OWN) -> bool:
    """Whether two texts ask the same, in whatever order."""
    first, second = parse(one, fields), parse(other, fields)
    return {show(Search((term,))) for term in first.terms} == {show(Search((term,))) for term in second.terms}


def _asks(term: Term, key: str) -> TypeGuard[FieldTerm]:
    """Whether a chip asks of this field, and of nothing else."""
    return isinstance(term, FieldTerm) and term.field == key


def _merged(chips: Sequence[Term]) -> tuple[Term, ...]:
    """Chips, each once."""
    return tuple(dict.fromkeys(chips))


def _name(key: str) -> str:
    found = find_key(key)
    return found.name if found else key


def _typed(end: int | float | date | None) -> str:
    return "" if end is None else f"{end:.15g}" if isinstance(end, float) else str(end)


def _day(instant: int) -> date:
    return (_EPOCH + timedelta(seconds=instant)).date()
