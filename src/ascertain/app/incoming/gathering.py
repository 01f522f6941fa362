"""What all rows of a file tell about its dates and numbers, and which of its words no code list has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from ascertain.app.incoming.opened import OpenedFile, Row, rows_below
from ascertain.app.incoming.staged import StagedSheet
from ascertain.domain.conduct import Conduct
from ascertain.domain.incoming.evidence import Evidence, Gathering
from ascertain.domain.incoming.mapping import Mapping
from ascertain.domain.incoming.unknown_words import UnknownWord, UnknownWords
from ascertain.domain.own_fields import Fields
from ascertain.domain.vocabulary import Vocabularies

_AT_ONCE = 500


def gather_all(opened: OpenedFile, conduct: Conduct) -> dict[str, tuple[Evidence, ...]]:
    """What the cells of every sheet tell, by the name of the sheet. Raises `Cancelled`."""
    found, done = {}, 0
    for first in opened.firsts:
        found[first.sheet.name] = gathered(first.sheet, first.heading_row, conduct, done, opened.rows)
        done += first.count
    return found


def gathered(
    sheet: StagedSheet, heading_row: int, conduct: Conduct, before: int = 0, total: int = 0
) -> tuple[Evidence, ...]:
    """What all cells of a sheet below its headings tell, column by column; `before` rows of `total` were seen. Raises
    `Cancelled`."""
    gathering, done = Gathering(sheet.columns), before
    for batch in _batches(row for row in sheet.read() if row[0] > heading_row):
        conduct.tell(done, max(total, sheet.rows))
        for _, cells in batch:
            gathering.see(cells)
        done += len(batch)
    return gathering.columns


def words_without_code(
    opened: OpenedFile, mapping: Mapping, fields: Fields, vocabularies: Vocabularies, conduct: Conduct
) -> tuple[UnknownWord, ...]:
    """The words in columns of codes that no code has, each once for all sheets. Raises `Cancelled`."""
    found: dict[tuple[str, str], UnknownWord] = {}
    total = sum(first.count for each in mapping.sheets if (first := opened.first(each.sheet)) is not None)
    done = 0
    for sheet in mapping.sheets:
        first = opened.first(sheet.sheet)
        if first is None:
            continue
        words = UnknownWords(sheet, mapping, fields, vocabularies)
        for batch in _batches(rows_below(first)):
            conduct.tell(done, total)
            for _, cells in batch:
                words.see(cells)
            done += len(batch)
        for each in words.found:
            before = found.get((each.target, each.word))
            found[each.target, each.word] = each if before is None else replace(each, count=each.count + before.count)
    return tuple(found.values())


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, _AT_ONCE)):
        yield batch
