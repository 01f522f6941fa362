"""What a page of the filter popup offers for a key of the search language, and how its rows stand. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from ascertain.app.queries import Queries
from ascertain.domain.fields import FieldType
from ascertain.domain.folding import fold
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.rows import FacetValue
from ascertain.domain.search import FLAGS, Asked, FieldTerm, Op, Range, Search, SearchKey, Term, Value, search_keys
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.shell.chip_edit import DATED
from ascertain.ui.shell.chip_words import NO_PAGE, flag_shown, value_shown

MOST_VALUES = 20_000
"""Values that are counted; more of them nobody looks through."""
MOST_SHOWN = 300
"""Rows that stand in the list at a time."""
_FEW = 12
"""A code list of so many shows those too that nothing has."""

_NEVER_EMPTY = frozenset(
    {"ref", "status", "draft", "is_aggregate", "is", "statements", "origins", "created_at", "updated_at"}
)
_TEXTS = frozenset({"ref", "title", "status_reason", "place_text", "notes", "text"})
_NAMES = (FieldType.PLACE, FieldType.ACTORS, FieldType.TAGS)
_COUNTS = (FieldType.INTEGER, FieldType.FIGURE)
_PAST = ("today", "yesterday", "last-7-days", "last-30-days", "this-month", "last-month", "this-year")
_AHEAD = ("until-today", "today", "tomorrow", "next-7-days", "next-30-days")
_SPANS = (Range(0, 0), Range(1, None), Range(1, 1), Range(2, 5), Range(6, 10), Range(11, None))


@dataclass(frozen=True, slots=True)
class Offered:
    """What the page of a key has. `listed`: values are counted by the log; `presets` are values that are always there;
    `ranges`: a range can be typed; `words`: words can be; `roles`: the actor's part can be chosen."""

    key: SearchKey
    listed: bool
    presets: tuple[Value, ...]
    empties: tuple[Op, ...]
    ranges: bool
    words: bool
    roles: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it asks, its words, and how many it would leave (None: not counted yet)."""

    asks: Value | Op
    label: str
    count: int | None = None
    zeroes: bool = True
    """Whether it stands there also where nothing has it."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """How many each preset and way of being empty would leave, and all that the rest of the search finds."""

    counts: tuple[int, ...]
    whole: int


def filter_keys(fields: Fields = NO_OWN) -> tuple[SearchKey, ...]:
    """The keys that have a page: fields in their order, what stands in statements, the user's own, the number."""
    keys = [key for key in search_keys(fields) if key.key not in NO_PAGE]
    # Nobody looks through a list of all numbers: the others come first.
    return tuple(sorted(keys, key=lambda key: key.key == "ref"))


def offered(key: SearchKey, fields: Fields = NO_OWN) -> Offered:
    """What the page of a key has."""
    field = fields.find(key.key)
    own = field is not None and field.own is not None
    worded = (
        key.key in _TEXTS or key.type in (FieldType.LONG_TEXT, FieldType.LINK) or (own and key.type is FieldType.TEXT)
    )
    empties: tuple[Op, ...] = () if key.key in _NEVER_EMPTY else (Op.EMPTY, Op.STATED)
    listed = key.key not in _TEXTS and key.key != "is" and (key.type not in DATED and key.type is not FieldType.NUMBER)
    return Offered(
        key, listed and key.type is not FieldType.FIGURE, _presets(key), empties,
        ranges=key.type in (*_COUNTS, *DATED, FieldType.NUMBER), words=worded, roles=_has_roles(key, fields),
    )  # fmt: skip


def _presets(key: SearchKey) -> tuple[Value, ...]:
    if key.key == "is":
        return FLAGS
    if key.key == "follow_up_on":
        return _AHEAD
    if key.type in DATED:
        return _PAST
    return ("unknown", *_SPANS) if key.type is FieldType.FIGURE else ()


def _has_roles(key: SearchKey, fields: Fields) -> bool:
    field = fields.find(key.key)
    return key.key == "actor" or (field is not None and field.role is not None)


def terms_of(offer: Offered) -> list[Term]:
    """The presets and ways of being empty as terms, in the order in which `Counted.fixed` counts them."""
    key = offer.key.key
    return [*(FieldTerm(key, op) for op in offer.empties), *(FieldTerm(key, Op.IS, (each,)) for each in offer.presets)]


def counting_values(offer: Offered, search: Search) -> Callable[[Queries], tuple[FacetValue, ...]]:
    """The question that counts the values of the field among what `search` finds."""
    key = offer.key.key
    return lambda queries: tuple(queries.facet(key, search, MOST_VALUES))


def counting_fixed(offer: Offered, search: Search) -> Callable[[Queries], Fixed]:
    """The question that counts what is always offered among what `search` finds."""
    terms = terms_of(offer)
    # What is stated is all that is not "not stated", and needs no count; of a count there is "unknown" besides.
    follows = Op.STATED in offer.empties and offer.key.type is not FieldType.FIGURE
    asked = [term for term in terms if not (follows and isinstance(term, FieldTerm) and term.op is Op.STATED)]

    def ask(queries: Queries) -> Fixed:
        *counts, whole = queries.count_each(search, asked)
        if follows:
            counts.insert(1, whole - counts[0])
        return Fixed(tuple(counts), whole)

    return ask


class Rows:
    """The rows of a page in the order in which they stand: once they are counted they keep their places, so that
    nothing moves under a pointer while the counts are renewed."""

    def __init__(self, offer: Offered, vocabularies: Vocabularies) -> None:
        self._offer, self._vocabularies = offer, vocabularies
        self._rows: dict[Value | Op, Row] = {}
        self._folded: dict[Value | Op, str] = {}
        self._fixed: Sequence[Row] = self._always(None)
        self._values: Sequence[Row] = self._known()
        self._ordered = False
        self._put(self._fixed, self._values)

    def take_fixed(self, counts: Sequence[int], asked: Asked) -> None:
        """Renew the counts of what is always offered."""
        self._fixed = self._always(counts)
        self._arrange(asked, first=not self._offer.listed)

    def take_values(self, values: Sequence[FacetValue], asked: Asked) -> None:
        """Renew the values and their counts. The first time the rows are put in order."""
        rows = [self._value_row(each) for each in values]
        found = {row.asks for row in (*rows, *self._fixed)}
        gone = [replace(row, count=0) for row in self._rows.values() if row.asks not in found]
        asked_too = [self._row(value, 0) for value in asked.values if not isinstance(value, Range)]
        found |= {row.asks for row in gone}
        self._values = [*rows, *gone, *(row for row in asked_too if row.asks not in found)]
        self._arrange(asked, first=True)

    def _arrange(self, asked: Asked, *, first: bool) -> None:
        """What is asked, ways of being empty, values by count; or, once this was done, every row where it stands."""
        if self._ordered or not first:
            renewed = {row.asks: row for row in (*self._fixed, *self._values)}
            kept = [renewed.pop(asks) for asks in self._rows if asks in renewed]
            self._put(kept, renewed.values())
        else:
            chosen = [row for row in (*self._fixed, *self._values) if is_asked(row, asked)]
            self._put(chosen, self._fixed, self._values)
        self._ordered = self._ordered or first

    def shown(self, narrow: str, asked: Asked) -> tuple[list[Row], int]:
        """The rows that stand in the list, and how many more there are."""
        wanted = fold(narrow)
        rows = [row for row in self._rows.values() if self._stands(row, wanted, asked)]
        return rows[:MOST_SHOWN], max(0, len(rows) - MOST_SHOWN)

    def _stands(self, row: Row, wanted: str, asked: Asked) -> bool:
        if wanted:
            if row.asks not in self._folded:
                self._folded[row.asks] = fold(row.label)
            return wanted in self._folded[row.asks]
        return row.zeroes or row.count != 0 or is_asked(row, asked)

    def _put(self, *parts: Iterable[Row]) -> None:
        rows: dict[Value | Op, Row] = {}
        for row in (each for part in parts for each in part):
            rows.setdefault(row.asks, row)
        self._rows = rows

    def _always(self, counts: Sequence[int] | None) -> list[Row]:
        asks: tuple[Value | Op, ...] = (*self._offer.empties, *self._offer.presets)
        return [self._row(each, None if counts is None else counts[at]) for at, each in enumerate(asks)]

    def _known(self) -> list[Row]:
        """The values that are known before they are counted: those of a code list."""
        key = self._offer.key
        if key.key == "is" or not self._offer.listed:
            return []
        if key.type in (FieldType.FLAG, FieldType.YES_NO):
            return [self._row(value, None) for value in key.values]
        lists = [each for each in self._vocabularies if each.name == key.vocabulary]
        codes = [code for each in lists for code in each if not code.retired]
        return [replace(self._row(code.key, None), zeroes=len(codes) <= _FEW) for code in codes]

    def _value_row(self, value: FacetValue) -> Row:
        if self._offer.key.type is FieldType.INTEGER:
            number = int(value.value)
            return self._row(Range(number, number), value.count)
        return self._row(value.value, value.count)

    def _row(self, asks: Value | Op, count: int | None) -> Row:
        if asks is Op.EMPTY:
            return Row(asks, QCoreApplication.translate("FilterPage", "not stated"), count)
        if asks is Op.STATED:
            return Row(asks, QCoreApplication.translate("FilterPage", "stated"), count)
        assert not isinstance(asks, Op)
        if self._offer.key.key == "follow_up_on" and asks == "until-today":
            return Row(asks, QCoreApplication.translate("FilterPage", "due (until today)"), count)
        if self._offer.key.key == "is":
            return Row(asks, flag_shown(str(asks)), count)
        return Row(asks, value_shown(asks, self._offer.key, self._vocabularies), count)


def is_asked(row: Row, asked: Asked) -> bool:
    """Whether a row is checked."""
    if isinstance(row.asks, Op):
        return asked.none if row.asks is Op.EMPTY else asked.stated
    return row.asks in asked.values


def with_row(asked: Asked, row: Row, on: bool) -> Asked:
    """What is asked once a row is checked or no longer is."""
    if row.asks is Op.EMPTY:
        return replace(asked, none=on)
    if row.asks is Op.STATED:
        return replace(asked, stated=on)
    assert not isinstance(row.asks, Op)
    kept = tuple(value for value in asked.values if value != row.asks)
    return replace(asked, values=(*kept, row.asks) if on else kept)
