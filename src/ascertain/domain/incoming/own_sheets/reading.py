"""Rows of the log's own sheets, as they come back from a spreadsheet program."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ascertain.domain.codes import AssertionState
from ascertain.domain.incoming.fingerprints import LENGTH, fingerprint
from ascertain.domain.incoming.own_sheets.cell_values import NotUnderstood, reader_of, short, text_of
from ascertain.domain.incoming.own_sheets.headings import Heads, kind_of_sheet, read_headings
from ascertain.domain.incoming.own_sheets.labels import AllLabels
from ascertain.domain.incoming.own_sheets.long_texts import LongTexts
from ascertain.domain.incoming.rows import FoundCell, IncomingRow, RecordKind, Refusal, Spot, Value
from ascertain.domain.incoming.target import Target
from ascertain.domain.incoming.targets import targets_of
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import Fields
from ascertain.domain.vocabulary import Vocabularies

EXACT, LONG, INCIDENT = "exact", "long", "incident"
"""What the rest holds beside what `targets.rest_of` gives: values that a cell cannot hold to the last bit, and the
numbers of texts that are longer than a cell."""
NONE_SAID = "0"
"""What stands for the value of what is said to be expressly none."""
_OF_INCIDENT = (RecordKind.STATEMENT, RecordKind.ASSERTION, RecordKind.LINK)


@dataclass(frozen=True, slots=True)
class _Column:
    target: Target
    at: int
    heading: str
    read: Callable[[FoundCell], Value]


class OwnSheetReader:
    """Reads the rows of one of the log's own sheets. Made once for all of them."""

    def __init__(
        self,
        sheet: str,
        headings: Sequence[FoundCell],
        fields: Fields,
        vocabularies: Vocabularies,
        long_texts: LongTexts | None = None,
        kind: RecordKind | None = None,
        words: Mapping[str, Mapping[str, str | None]] | None = None,
    ) -> None:
        """`headings` are the cells of the heading row. Without a `kind` the name of the sheet tells it; raises
        ValueError where that is none of the log's. `words` tell by the key of a target what words stand for that no
        list has, as in `incoming.mapping.Mapping.codes`."""
        kind = kind or kind_of_sheet(sheet)
        if kind is None:
            raise ValueError(sheet)
        self.kind = kind
        self._sheet, self._long_texts = sheet, long_texts
        self._labels = AllLabels(vocabularies)
        targets = targets_of(kind, fields)
        self._heads = read_headings(headings, targets)
        self._columns = tuple(
            _Column(target, self._heads.columns[target.key], text_of(headings[self._heads.columns[target.key]]), read)
            for target in targets
            if target.key in self._heads.columns
            for read in (reader_of(target, self._labels, (words or {}).get(target.key)),)
        )

    @property
    def heads(self) -> Heads:
        """Where what stands."""
        return self._heads

    def read(self, number: int, cells: Sequence[FoundCell]) -> IncomingRow | tuple[Refusal, ...]:
        """What the row of this number says, or every cell of it that cannot be taken; an empty tuple for a row in which
        nothing stands."""
        found = {each.target.key: _cell(cells, each.at) for each in self._columns}
        if all(cell is None or cell == "" for cell in found.values()):
            return ()
        values: dict[str, Value] = {}
        refused: list[Refusal] = []
        for column in self._columns:
            key = column.target.key
            try:
                values[key] = column.read(found[key])
            except NotUnderstood as wrong:
                refused.append(self._refusal(number, column, found[key], wrong.message))
        if refused:
            return tuple(refused)
        rest, base = self._rest(cells), self._base(cells)
        if self.kind is RecordKind.ASSERTION:
            refused += self._read_said(number, values, found)
        self._put_exact(values, rest)
        refused += self._put_long(number, values, rest)
        refused += self._untakeable(number, values, base, found, rest)
        if refused:
            return tuple(refused)
        uid = text_of(_cell(cells, self._heads.uid)).strip()
        return IncomingRow(self.kind, Spot(self._sheet, number), values, uid, self._of(cells, values, rest), base, rest)

    def _read_said(self, number: int, values: dict[str, Value], found: Mapping[str, FoundCell]) -> list[Refusal]:
        """What is asserted of a field of codes stands there by its label."""
        codes = self._labels.of_field(str(values.get("field")))
        said = values.get("value")
        if (
            isinstance(said, str)
            and said.strip() == NONE_SAID
            and values.get("state") == AssertionState.EXPLICIT_ZERO.value
        ):
            values["value"] = None
            return []
        if codes is None or said is None:
            return []
        key = codes.key(str(said))
        if key is not None:
            values["value"] = key
            return []
        column = next(each for each in self._columns if each.target.key == "value")
        text = say("“{text}” is not in the list. Choose one of the list.", text=short(str(said)))
        return [self._refusal(number, column, found["value"], text)]

    def _put_exact(self, values: dict[str, Value], rest: Mapping[str, object]) -> None:
        exact = rest.get(EXACT)
        for key, value in exact.items() if isinstance(exact, Mapping) else ():
            if key in values and isinstance(value, str | int | float | list):
                whole: Value = tuple(map(str, value)) if isinstance(value, list) else value
                if fingerprint(whole) == fingerprint(values[key]):
                    values[key] = whole

    def _put_long(self, number: int, values: dict[str, Value], rest: Mapping[str, object]) -> list[Refusal]:
        """A text that goes on elsewhere is put together, for as long as its beginning stands in the cell unchanged."""
        told, refused = rest.get(LONG), []
        for key, where in told.items() if isinstance(told, Mapping) else ():
            if key not in values or not isinstance(where, list) or len(where) != 2:
                continue
            if fingerprint(values[key]) != where[1]:
                continue
            text = self._long_texts.text(where[0]) if self._long_texts is not None else None
            if text is None:
                column = next(each for each in self._columns if each.target.key == key)
                reason = say("The rest of this text is missing from the sheet “Long texts”. Export again.")
                refused.append(self._refusal(number, column, values[key], reason))
            else:
                values[key] = text
        return refused

    def _untakeable(
        self,
        number: int,
        values: Mapping[str, Value],
        base: Mapping[str, str],
        found: Mapping[str, FoundCell],
        rest: Mapping[str, object],
    ) -> list[Refusal]:
        """Cells that were edited and cannot be, or are empty and must not."""
        refused = []
        for column in self._columns:
            key = column.target.key
            edited = key in base and fingerprint(values[key]) != base[key]
            if edited and column.target.derived:
                text = say("The log tells this by itself, so it cannot be changed here. Undo the change of this cell.")
                refused.append(self._refusal(number, column, found[key], text))
            elif column.target.needed and values[key] is None and (edited or not base):
                text = say("This must not be empty. Write something.")
                refused.append(self._refusal(number, column, found[key], text))
            elif edited and key == "source" and (gone := _gone(values[key], rest.get("sources"))):
                text = say("{name} speaks of the incident: take its statement away in the program.", name=gone)
                refused.append(self._refusal(number, column, found[key], text))
        return refused

    def _of(self, cells: Sequence[FoundCell], values: Mapping[str, Value], rest: Mapping[str, object]) -> str:
        if self.kind not in _OF_INCIDENT:
            return ""
        of = text_of(_cell(cells, self._heads.of)).strip()
        if of:
            return of
        ref, told = values.get("ref"), rest.get(INCIDENT)
        if isinstance(told, list) and len(told) == 2 and told[0] == ref and told[1]:
            return str(told[1])
        return str(ref or "")

    def _base(self, cells: Sequence[FoundCell]) -> dict[str, str]:
        text = text_of(_cell(cells, self._heads.base)).strip()
        if text.startswith("{"):
            told = {key: str(each) for key, each in _object(text).items()}
            return {**dict.fromkeys(self._heads.columns, fingerprint(None)), **told} if told else {}
        if len(text) != LENGTH * len(self._heads.based):
            return {}
        prints = (text[at : at + LENGTH] for at in range(0, len(text), LENGTH))
        return dict(zip(self._heads.based, prints, strict=True))

    def _rest(self, cells: Sequence[FoundCell]) -> dict[str, object]:
        told = _object(text_of(_cell(cells, self._heads.rest)))
        if self._long_texts is not None and isinstance(told.get(REST_ELSEWHERE), int):
            return _object(self._long_texts.text(int(str(told[REST_ELSEWHERE]))) or "")
        return told

    def _refusal(self, number: int, column: _Column, cell: FoundCell | Value, reason: Message) -> Refusal:
        shown = short("; ".join(cell) if isinstance(cell, tuple) else text_of(cell))
        return Refusal(Spot(self._sheet, number), column.heading, shown, reason)


REST_ELSEWHERE = "rest"
"""Where the rest itself is longer than a cell: the number of its text."""


def _cell(cells: Sequence[FoundCell], at: int | None) -> FoundCell:
    return cells[at] if at is not None and at < len(cells) else None


def _object(text: str) -> dict[str, object]:
    try:
        told = json.loads(text) if text.strip() else {}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _gone(names: Value, before: object) -> str:
    there = names if isinstance(names, tuple) else ()
    return next((str(name) for name in before if name not in there), "") if isinstance(before, list) else ""
