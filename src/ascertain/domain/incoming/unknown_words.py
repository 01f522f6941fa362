"""The words of a file that stand for no code yet, so that a person can say what each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ascertain.domain.incoming.cells import CellRefused, as_text, short
from ascertain.domain.incoming.column_readers import Reader, column_reader
from ascertain.domain.incoming.mapping import Mapping, SheetMapping
from ascertain.domain.incoming.meanings import meanings_of
from ascertain.domain.incoming.new_fields import Widened, widened
from ascertain.domain.incoming.own_sheets.cell_values import NotUnderstood, reader_of
from ascertain.domain.incoming.own_sheets.labels import AllLabels
from ascertain.domain.incoming.profiles import OWN
from ascertain.domain.incoming.rows import FoundCell
from ascertain.domain.incoming.targets import targets_of
from ascertain.domain.own_fields import Fields
from ascertain.domain.vocabulary import Vocabularies

MOST = 1_000
"""Different words of one column that are kept: more are no list of codes."""


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word that is no code: for which target, as the cells have it, in how many of them."""

    target: str
    vocabulary: str
    word: str
    count: int


@dataclass(slots=True)
class _Column:
    at: int
    target: str
    vocabulary: str
    read: Reader
    known: set[str]
    unknown: dict[str, int]


class UnknownWords:
    """Sees the rows of a sheet one after the other, and keeps the words that its columns of codes have no code for."""

    def __init__(self, sheet: SheetMapping, mapping: Mapping, fields: Fields, vocabularies: Vocabularies) -> None:
        wide = widened(mapping, fields, vocabularies)
        meanings = {meaning.key: meaning for meaning in meanings_of(sheet.kind, wide.fields)}
        read = _own_readers(sheet, mapping, wide) if mapping.profile == OWN else {}
        self._columns = [
            _Column(
                use.at, meaning.words, meaning.vocabulary,
                read.get(use.target) or column_reader(meaning, use, mapping, wide.vocabularies), set(), {},
            )
            for use in sheet.columns
            if (meaning := meanings.get(use.target)) is not None and meaning.vocabulary is not None
        ]  # fmt: skip

    def see(self, cells: Sequence[FoundCell]) -> None:
        """Look at the cells of a row."""
        for column in self._columns:
            word = short(cells[column.at]) if column.at < len(cells) else ""
            if not word or word in column.known:
                continue
            if word not in column.unknown and self._is_known(column, cells[column.at]):
                if len(column.known) < MOST:
                    column.known.add(word)
                continue
            if word in column.unknown or len(column.unknown) < MOST:
                column.unknown[word] = column.unknown.get(word, 0) + 1

    @staticmethod
    def _is_known(column: _Column, cell: FoundCell) -> bool:
        try:
            column.read(as_text(cell))
        except (CellRefused, NotUnderstood):
            return False
        return True

    @property
    def found(self) -> tuple[UnknownWord, ...]:
        """The words that were found, column by column, those in most cells first."""
        return tuple(
            UnknownWord(column.target, column.vocabulary, word, count)
            for column in self._columns
            for word, count in sorted(column.unknown.items(), key=lambda each: (-each[1], each[0]))
        )


def _own_readers(sheet: SheetMapping, mapping: Mapping, wide: Widened) -> dict[str, Reader]:
    """In its own sheets a log may call a code by its label and its key."""
    labels = AllLabels(wide.vocabularies)
    return {
        target.key: reader_of(target, labels, mapping.codes.get(target.key))
        for target in targets_of(sheet.kind, wide.fields)
    }
