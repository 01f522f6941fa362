"""Codes that a file brings: words of which a person chose that they become codes of their list, and codes that the log
which wrote the file has and this one lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ascertain.domain.code_lists import new_key
from ascertain.domain.fields import BY_KEY
from ascertain.domain.folding import fold
from ascertain.domain.incoming.mapping import Mapping
from ascertain.domain.incoming.new_fields import widened
from ascertain.domain.incoming.outcome import AddedCode
from ascertain.domain.incoming.rows import IncomingRow, RecordKind, Value
from ascertain.domain.incoming.targets import targets_of
from ascertain.domain.own_fields import Fields
from ascertain.domain.vocabulary import Code, Vocabularies

if TYPE_CHECKING:
    from ascertain.app.incoming.planned import Planned

_NEW = "+"


class AddedCodes:
    """The fields and code lists with what a mapping adds to them, and rows with the keys of what was added.

    A mapping names a new code by `+` and its label; one that the list has under this name is taken instead, also where
    it was added by the same file before. A code that the file knows by its key is added with the first row that is
    written with it (`note`).
    """

    def __init__(self, mapping: Mapping, vocabularies: Vocabularies, fields: Fields) -> None:
        wide = widened(mapping, fields, vocabularies)
        self.fields, self.vocabularies, self.new_fields = wide.fields, wide.vocabularies, wide.new
        self._brought = dict(wide.brought)
        self._keys: dict[tuple[str, str], str] = {}
        self._added: list[tuple[str, Code]] = []
        self._lists = {
            target.key: target.vocabulary
            for kind in {sheet.kind for sheet in mapping.sheets} | {RecordKind.INCIDENT}
            for target in targets_of(kind, self.fields)
            if target.vocabulary
        }
        for target, words in mapping.codes.items():
            for code in words.values():
                if code and code.startswith(_NEW) and target in self._lists:
                    self._add(self._lists[target] or "", code)

    def __iter__(self) -> Iterator[tuple[str, Code]]:
        """The codes that were added so far, each with its list."""
        return iter(self._added)

    @property
    def told(self) -> tuple[AddedCode, ...]:
        """The same for people."""
        lists = self.vocabularies
        return tuple(AddedCode(name, lists[name].label, code.label) for name, code in self._added)

    def put_in(self, row: IncomingRow) -> dict[str, Value]:
        """The values of a row with the keys of what was added."""
        values = dict(row.values)
        if self._keys:
            for key, value in row.values.items():
                if isinstance(value, str) and value.startswith(_NEW) and key in self._lists:
                    values[key] = self._keys.get((self._lists[key] or "", value), value)
        return values

    def row(self, row: IncomingRow) -> IncomingRow:
        """The same as a row."""
        return replace(row, values=self.put_in(row)) if self._keys else row

    def note(self, batch: Iterable[Planned]) -> list[tuple[str, Code]]:
        """The codes, each with its list, that have to be added before these rows can be written."""
        new: list[tuple[str, Code]] = []
        if self._brought:
            for each in batch:
                for place in self._places_of(each) if each.after is not None else ():
                    new += self._take(place)
        self._added += new
        return new

    def _places_of(self, planned: Planned) -> Iterator[tuple[str, str]]:
        for key, value in planned.changed.items():
            name = self._lists.get(key)
            if planned.kind is RecordKind.ASSERTION and key == "value" and planned.row is not None:
                field = BY_KEY.get(str(planned.row.values.get("field")))
                name = field.vocabulary if field is not None else None
            if name is not None and isinstance(value, str):
                yield name, value

    def _take(self, place: tuple[str, str]) -> Iterator[tuple[str, Code]]:
        """A code, after the one to which it belongs."""
        code = self._brought.pop(place, None)
        if code is not None:
            if code.parent:
                yield from self._take((place[0], code.parent))
            yield place[0], code

    def _add(self, name: str, word: str) -> None:
        label = word.removeprefix(_NEW).strip()
        there = self.vocabularies[name]
        same = next((code for code in there if fold(code.label) == fold(label)), None)
        if same is None:
            same = Code(new_key(there, label), label)
            self._added.append((name, same))
            whole = replace(there, codes=(*there.codes, same))
            self.vocabularies = Vocabularies([each if each.name != name else whole for each in self.vocabularies])
        self._keys[name, word] = same.key
