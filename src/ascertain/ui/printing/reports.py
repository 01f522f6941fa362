"""What can be printed: the table that is shown or chosen, or whole incidents one after the other. Each takes what the
log gives and writes it with a composer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication

from ascertain.domain.own_fields import Fields
from ascertain.domain.table_rows import IncidentRow
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.printing.composing import Column, Composer
from ascertain.ui.printing.fitting import fitted
from ascertain.ui.printing.paper import BODY, HEADING, POINT, SMALL, TITLE, natural_width
from ascertain.ui.table.cells import cell_text, is_figure
from ascertain.ui.table.columns import shows_own
from ascertain.ui.wording import code, field_label, isolated, joined, number_text

if TYPE_CHECKING:
    from ascertain.app.queries import Queries
    from ascertain.ui.detail.opened import Opened

_ASKED_POINTS, _LEAST_POINTS = 260, 26
"""A column asks for no more than this, and gets no less where that is possible."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the top: the name of the view, the words of its search, the log, the day."""

    title: str
    search: str
    log: str
    day: str

    def write(self, composer: Composer, count: int, all_of: int) -> None:
        """Write it; `count` incidents of `all_of` follow."""
        composer.paragraph(self.title, TITLE, after=2 * POINT)
        text = QCoreApplication.translate("Print", "{count} incidents")
        shown = code(number_text(count))
        if count == 1 and all_of == 1:
            text = QCoreApplication.translate("Print", "1 incident")
        elif count != all_of:
            text = QCoreApplication.translate("Print", "The first {count} of {all} incidents")
        told = text.format(count=shown, all=code(number_text(all_of)))
        composer.paragraph(joined(told, isolated(self.log), self.day), SMALL, after=2 * POINT)
        if self.search:
            asked = QCoreApplication.translate("Print", "Search: {words}").format(words=isolated(self.search))
            composer.paragraph(asked, SMALL)
        composer.space(4)

    @property
    def running(self) -> str:
        """The same in one line, for the pages after the first."""
        return joined(self.title, self.search)


class Report(Protocol):
    """Something that is printed by and by. `step`: how many incidents are asked for at once."""

    letterhead: Letterhead
    step: int

    def fetch(self, queries: Queries, ids: Sequence[int]) -> list[object]:
        """What the log gives for some incidents; on a reader lane."""
        ...

    def begin(self, composer: Composer, first: Sequence[object], count: int, all_of: int) -> None:
        """Write what stands before the first incident; `first` are some of those that follow."""
        ...

    def add(self, composer: Composer, items: Sequence[object]) -> None:
        """Write some incidents."""
        ...


class TableReport:
    """The columns of the table, fitted to the page."""

    step = 20

    def __init__(
        self, letterhead: Letterhead, columns: Sequence[str], vocabularies: Vocabularies, fields: Fields
    ) -> None:
        self.letterhead = letterhead
        self._columns, self._vocabularies, self._fields = tuple(columns), vocabularies, fields

    def fetch(self, queries: Queries, ids: Sequence[int]) -> list[object]:
        """The rows of some incidents."""
        return list(queries.rows(ids, own=shows_own(self._columns)))

    def begin(self, composer: Composer, first: Sequence[object], count: int, all_of: int) -> None:
        """The letterhead and the headings; widths are as the first rows ask."""
        self.letterhead.write(composer, count, all_of)
        if not count:
            composer.paragraph(QCoreApplication.translate("Print", "No incidents."), BODY)
            return
        headings = [field_label(key, self._fields) for key in self._columns]
        texts = [self._texts(item) for item in first]
        natural, least = [], []
        for at, heading in enumerate(headings):
            asked = [natural_width(heading, HEADING), *(natural_width(row[at], BODY) for row in texts)]
            natural.append(min(max(asked), _ASKED_POINTS * POINT) + POINT)
            words = [natural_width(word, HEADING) for word in heading.split()]
            least.append(min(natural[-1], max(_LEAST_POINTS * POINT, *words)))
        room = composer.width - composer.gap * (len(headings) - 1)
        widths = fitted(natural, least, room)
        composer.begin_table(
            [
                Column(heading, width, far=is_figure(key, self._fields))
                for heading, width, key in zip(headings, widths, self._columns, strict=True)
            ]
        )

    def add(self, composer: Composer, items: Sequence[object]) -> None:
        """A row for each."""
        for item in items:
            composer.row(self._texts(item))

    def _texts(self, item: object) -> list[str]:
        assert isinstance(item, IncidentRow)
        return [cell_text(item, key, self._vocabularies, self._fields) for key in self._columns]


class DetailReport:
    """All that is known of each incident: facts, statements, where accounts differ, links, and its history."""

    step = 1

    def __init__(
        self,
        letterhead: Letterhead,
        vocabularies: Vocabularies,
        fields: Fields,
        today: Callable[[], date],
        *,
        history: bool,
    ) -> None:
        self.letterhead = letterhead
        self._vocabularies, self._fields, self._today, self._history = vocabularies, fields, today, history

    def fetch(self, queries: Queries, ids: Sequence[int]) -> list[object]:
        """Whole incidents with what stands around them; one that has gone is left out."""
        from ascertain.ui.detail.opened import opened

        return [found for number in ids if (found := opened(number)(queries)) is not None]

    def begin(self, composer: Composer, first: Sequence[object], count: int, all_of: int) -> None:
        """The letterhead, where there is more than one incident."""
        if count != 1:
            self.letterhead.write(composer, count, all_of)
        del first

    def add(self, composer: Composer, items: Sequence[object]) -> None:
        """One after the other."""
        from ascertain.ui.printing.details import write_details

        for item in items:
            opened: Opened = item  # type: ignore[assignment]  # what `fetch` gave
            write_details(composer, opened, self._vocabularies, self._fields, self._today(), history=self._history)
