"""Codes in cells: by their labels, and by their keys wherever a label would mean more than one code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ascertain.domain.fields import ASSERTABLE, BY_KEY, FieldType
from ascertain.domain.folding import fold
from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.incoming.target import Target
from ascertain.domain.vocabulary import Code, Vocabularies

YES, NO = "yes", "no"


class Labels:
    """What a code of one list is called in a cell, and which code is meant by a cell."""

    def __init__(self, codes: Iterable[Code]) -> None:
        listed = tuple(codes)
        often = Counter(fold(code.label) for code in listed)
        self._shown = {
            code.key: code.label
            if often[fold(code.label)] == 1 and code.label.strip()
            else f"{code.label} [{code.key}]"
            for code in listed
        }
        self.offered = tuple(self._shown[code.key] for code in listed if not code.retired)
        """What a new cell may hold, in the order of the list."""
        self._keys = {shown: key for key, shown in self._shown.items()}
        self._typed = {fold(code.key): code.key for code in listed}
        self._typed |= {fold(code.label): code.key for code in listed if often[fold(code.label)] == 1}
        self._typed |= {fold(shown): key for key, shown in self._shown.items()}

    def shown(self, key: str) -> str:
        """What stands in the cell of a code; one that the list has not is shown by its key."""
        return self._shown.get(key, key)

    def key(self, cell: str) -> str | None:
        """The code that is meant by a cell, in capitals or not; None where it is none of the list."""
        return self._keys.get(cell) or self._typed.get(fold(cell).strip())


class AllLabels:
    """The labels of every list that the targets of a log name."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._lists: Mapping[str, Labels] = {each.name: Labels(each) for each in vocabularies}
        self._fields = Labels(Code(key, BY_KEY[key].label) for key in ASSERTABLE)

    def of(self, target: Target) -> Labels | None:
        """The labels of a target that holds codes, None for any other."""
        if target.kind is RecordKind.ASSERTION and target.key == "field":
            return self._fields
        if target.type is not FieldType.CODE or target.vocabulary is None:
            return None
        return self._lists.get(target.vocabulary)

    def of_field(self, key: str) -> Labels | None:
        """The labels in which a statement tells what it asserts of a field; None where that is no code."""
        field = BY_KEY.get(key)
        return self._lists.get(field.vocabulary) if field is not None and field.vocabulary else None

    def offered(self, target: Target) -> Iterator[str]:
        """What may be chosen for a cell; nothing where anything may be typed."""
        labels = self.of(target)
        if labels is not None:
            yield from labels.offered
        elif target.type in (FieldType.FLAG, FieldType.YES_NO):
            yield from (YES, NO)
