"""What the import window knows and what was decided in it so far. Imports no widgets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import replace
from enum import IntEnum
from pathlib import Path

from ascertain.app.incoming import Opening
from ascertain.app.incoming.opened import FirstRows, OpenedFile
from ascertain.domain.incoming.evidence import Evidence, Order
from ascertain.domain.incoming.kept_mappings import fit_to
from ascertain.domain.incoming.left_columns import LeftColumn, left_columns
from ascertain.domain.incoming.mapping import ColumnUse, Mapping, SheetMapping
from ascertain.domain.incoming.meanings import Meaning, meanings_of
from ascertain.domain.incoming.outcome import Choice, Look
from ascertain.domain.incoming.proposing import mapping_for, propose, settle
from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.incoming.unknown_words import UnknownWord
from ascertain.domain.own_fields import Fields
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.incoming.field_choices import FieldChoices


class Step(IntEnum):
    """The steps of the window, in order."""

    FILE = 0
    COLUMNS = 1
    CODES = 2
    LOOK = 3
    DONE = 4


class ImportState:
    """One file on its way into one log.

    `mapping` is how it is read; `day_first` and `decimal_comma` what a person said about it, None where the cells tell.
    """

    def __init__(self, fields: Fields, vocabularies: Vocabularies) -> None:
        self.fields, self.vocabularies = fields, vocabularies
        self.new = FieldChoices(self)
        self.path: Path | None = None
        self.asked = Opening()
        self.opened: OpenedFile | None = None
        self.mapping: Mapping | None = None
        self.day_first: bool | None = None
        self.decimal_comma: bool | None = None
        self.calendar = ""
        self.heading_rows: dict[str, int] = {}
        self.words: tuple[UnknownWord, ...] = ()
        """Words that no code list has, as all rows were last looked through."""
        self.look: Look | None = None
        """How the rows stand to the log, as it was when this was looked at last."""
        self.choice = Choice()
        self._answered: set[tuple[str, str]] = set()
        self._gathered: dict[str, tuple[Evidence, ...]] = {}

    # ---- the file

    def choose(self, path: Path) -> None:
        """Begin with another file: nothing that was said of the one before holds for it."""
        self.path, self.asked = path, Opening()
        self.day_first = self.decimal_comma = None
        self.calendar = ""
        self.heading_rows = {}
        self.forget()

    def forget(self) -> None:
        """Hold no file."""
        if self.opened is not None:
            self.opened.close()
        self.opened, self.mapping, self.look, self._gathered = None, None, None, {}
        self.words, self._answered, self.choice = (), set(), Choice()

    def take(self, opened: OpenedFile) -> None:
        """The file was read; how it is read is proposed anew."""
        self.forget()
        self.opened = opened
        self.propose()

    def propose(self, profile: str | None = None) -> None:
        """Propose how the file is read: by a profile, or by what its columns look like."""
        if self.opened is None:
            return
        samples = self.opened.samples
        found = (
            propose(samples, self.fields, self.vocabularies)
            if profile is None
            else mapping_for(profile, samples, self.fields, self.vocabularies)
        )
        self.adopt(found)

    def lay_over(self, kept: Mapping) -> None:
        """Read the file by a mapping that was kept; what was said in it of days and decimals is said again."""
        if self.opened is None:
            return
        self.day_first, self.calendar = kept.day_first, kept.calendar
        self.decimal_comma = kept.decimal_comma if kept.decimal_comma or kept.comma_chosen else None
        self.adopt(fit_to(kept, self.opened.samples).mapping)

    def adopt(self, mapping: Mapping) -> None:
        """Read the file by this mapping; what all rows tell, and what a person said of them, goes before."""
        if self._gathered:
            # What a sample told may not hold for all rows.
            mapping = replace(mapping, day_first=None, calendar="")
        for name, gathered in self._gathered.items():
            mapping = settle(mapping, name, gathered, self.fields)
        self.mapping = self._overruled(mapping)

    def note(self, gathered: MappingOf[str, tuple[Evidence, ...]]) -> None:
        """Take what all rows of the sheets tell."""
        self._gathered = dict(gathered)
        if self.mapping is not None:
            self.adopt(self.mapping)

    @property
    def gathered(self) -> bool:
        """Whether all rows were looked through."""
        return bool(self._gathered)

    def set_heading(self, sheet: str, row: int) -> None:
        """Take another row of a sheet for its headings (0: none)."""
        self.heading_rows[sheet] = row
        if self.opened is not None:
            self.opened = self.opened.with_heading(sheet, row)
            self._gathered = {}
            self.propose()

    def set_day_first(self, day_first: bool | None) -> None:
        """Say whether the day stands before the month; None: as the dates tell."""
        self.day_first = day_first
        self._say_again(day_first=None)

    def set_calendar(self, calendar: str) -> None:
        """Say which calendar years such as 1402 are of; nothing: as the dates tell."""
        self.calendar = calendar
        self._say_again(calendar="")

    @property
    def has_other_days(self) -> bool:
        """Whether there are days whose year is none of ours."""
        gathered = (each for columns in self._gathered.values() for each in columns)
        said = self.mapping.calendar if self.mapping is not None else ""
        return bool(self.calendar or said) or any(each.persian or each.islamic for each in gathered)

    def set_decimal_comma(self, comma: bool | None) -> None:
        """Say whether a comma parts decimals; None: as the numbers tell."""
        self.decimal_comma = comma
        self._say_again(decimal_comma=False, comma_chosen=False)

    def _say_again(self, **told: bool | str | None) -> None:
        if self.mapping is not None:
            self.adopt(replace(self.mapping, **told))  # type: ignore[arg-type]  # both may be None where they are given

    def _overruled(self, mapping: Mapping) -> Mapping:
        if self.day_first is not None:
            mapping = replace(mapping, day_first=self.day_first)
        if self.calendar:
            mapping = replace(mapping, calendar=self.calendar)
        if self.decimal_comma is not None:
            mapping = replace(mapping, decimal_comma=self.decimal_comma, comma_chosen=True)
        return mapping

    # ---- its sheets and columns

    def first(self, sheet: str) -> FirstRows | None:
        """The first rows of a sheet."""
        return self.opened.first(sheet) if self.opened is not None else None

    def sheet(self, name: str) -> SheetMapping | None:
        """How a sheet is read, None where it is passed over."""
        if self.mapping is None:
            return None
        return next((each for each in self.mapping.sheets if each.sheet == name), None)

    def meanings(self, kind: RecordKind) -> tuple[Meaning, ...]:
        """What the columns of a sheet of this kind can mean; what is retired is not offered."""
        return tuple(each for each in meanings_of(kind, self.new.fields) if not each.retired)

    def use(self, sheet: str, at: int, target: str) -> None:
        """Take a column for something else; what can stand once only is taken from the column that had it."""
        self.new.give_up(sheet, at)
        found = self.sheet(sheet)
        if found is None or self.mapping is None:
            return
        repeats = {each.key for each in self.meanings(found.kind) if each.repeats}
        columns = []
        for column in found.columns:
            if column.at == at:
                columns.append(ColumnUse(column.at, column.heading, target, column.separator))
            elif target and column.target == target and target not in repeats:
                columns.append(ColumnUse(column.at, column.heading))
            else:
                columns.append(column)
        self._put(replace(found, columns=tuple(columns)))

    @property
    def left(self) -> tuple[LeftColumn, ...]:
        """The columns that are not taken though something stands in them, once all rows were looked through."""
        return () if self.mapping is None else left_columns(self.mapping, self._gathered)

    def set_kind(self, sheet: str, kind: RecordKind) -> None:
        """Take the rows of a sheet for other records; its columns keep what these can mean too."""
        found = self.sheet(sheet)
        if found is None or found.kind is kind:
            return
        known = {each.key for each in self.meanings(kind)}
        columns = tuple(use if use.target in known else ColumnUse(use.at, use.heading) for use in found.columns)
        self._put(replace(found, kind=kind, columns=columns))

    def read_sheets(self, names: Sequence[str]) -> None:
        """Read these sheets and pass over the others."""
        if self.mapping is None or self.opened is None:
            return
        there = {each.sheet: each for each in self.mapping.sheets}
        proposed = propose(self.opened.samples, self.fields, self.vocabularies)
        there = {each.sheet: each for each in proposed.sheets} | there
        for name in names:
            if name not in there and (first := self.first(name)) is not None:
                alone = propose((first.sample,), self.fields, self.vocabularies)
                there |= {each.sheet: each for each in alone.sheets}
        order = [first.sheet.name for first in self.opened.firsts]
        kept = tuple(there[name] for name in order if name in names and name in there)
        self.adopt(replace(self.mapping, sheets=kept))

    def answer(self, answers: Iterable[tuple[str, str, bool, str | None]]) -> None:
        """Say what words stand for: target, word, whether it is said at all, and the code (None: nothing)."""
        if self.mapping is None:
            return
        codes = {target: dict(words) for target, words in self.mapping.codes.items()}
        for target, word, said, meant in answers:
            self._answered.add((target, word))
            words = codes.setdefault(target, {})
            words.pop(word, None)
            if said:
                words[word] = meant
        self.adopt(replace(self.mapping, codes=codes))

    def take_words(self, words: tuple[UnknownWord, ...]) -> None:
        """Take the words that no list has."""
        self.words = words
        self.new.answer(words)

    @property
    def mapping_unanswered(self) -> Mapping | None:
        """The mapping without what was said of words here, so that it can be said again."""
        if self.mapping is None:
            return None
        codes = {
            target: {word: meant for word, meant in words.items() if (target, word) not in self._answered}
            for target, words in self.mapping.codes.items()
        }
        return replace(self.mapping, codes=codes)

    def take_look(self, look: Look) -> None:
        """It was looked at how the rows stand to the log; what was chosen for single cells begins anew."""
        self.look, self.choice = look, replace(self.choice, cells={})

    def _put(self, sheet: SheetMapping) -> None:
        assert self.mapping is not None
        others = self.mapping.sheets
        self.adopt(replace(self.mapping, sheets=tuple(sheet if each.sheet == sheet.sheet else each for each in others)))

    # ---- what has to be said before it can go on

    @property
    def used(self) -> int:
        """How many columns are taken for something."""
        return sum(bool(use.target) for sheet in self.mapping.sheets for use in sheet.columns) if self.mapping else 0

    def day_order(self) -> Order:
        """What the columns that hold days tell about the order of day and month."""
        found = Evidence()
        for sheet in self.mapping.sheets if self.mapping is not None else ():
            days = {each.key for each in self.meanings(sheet.kind) if each.is_day}
            gathered = self._gathered.get(sheet.sheet, ())
            for use in sheet.columns:
                if use.target in days and use.at < len(gathered):
                    found += gathered[use.at]
        return found.order

    @property
    def asks_for_days(self) -> bool:
        """Whether a person has to say in which order day and month stand."""
        return self.day_first is None and self.day_order() in (Order.OPEN, Order.BOTH)
