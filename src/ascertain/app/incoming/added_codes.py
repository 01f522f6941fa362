"""Codes that a file brings: words of which a person chose that they become codes of their list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ascertain.domain.code_lists import new_key
from ascertain.domain.folding import fold
from ascertain.domain.incoming.mapping import Mapping
from ascertain.domain.incoming.rows import IncomingRow, RecordKind, Value
from ascertain.domain.incoming.targets import targets_of
from ascertain.domain.own_fields import Fields
from ascertain.domain.vocabulary import Code, Vocabularies

_NEW = "+"


class AddedCodes:
    """The code lists with what a mapping adds to them, and rows with the keys of what was added.

    A mapping names a new code by `+` and its label; one that the list has under this name is taken instead, also where
    it was added by the same file before.
    """

    def __init__(self, mapping: Mapping, vocabularies: Vocabularies, fields: Fields) -> None:
        self.vocabularies = vocabularies
        self._keys: dict[tuple[str, str], str] = {}
        self._added: list[tuple[str, Code]] = []
        self._lists = {
            target.key: target.vocabulary
            for kind in {sheet.kind for sheet in mapping.sheets} | {RecordKind.INCIDENT}
            for target in targets_of(kind, fields)
            if target.vocabulary
        }
        for target, words in mapping.codes.items():
            for code in words.values():
                if code and code.startswith(_NEW) and target in self._lists:
                    self._add(self._lists[target] or "", code)

    def __iter__(self) -> Iterator[tuple[str, Code]]:
        """The codes that are to be added, each with its list."""
        return iter(self._added)

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
