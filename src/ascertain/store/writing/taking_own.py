"""Own fields of another log, taken when an incident that is new holds something in one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from ascertain.domain.own_fields import CODE_LIST, new_key
from ascertain.domain.search import taken_names
from ascertain.domain.vocabulary import Code
from ascertain.store.door import Operation
from ascertain.store.schema import table
from ascertain.store.writing.codes import keep_code


class OwnFieldsTaken:
    """A field of the same key and type is the same field; another is made anew, under a key that is free here."""

    def __init__(self, op: Operation, codes: Mapping[str, Mapping[str, Code]]) -> None:
        self._op, self._codes = op, codes
        self._offered: dict[int, dict[str, Any]] = {}
        self._taken: dict[int, tuple[int, str | None]] = {}
        """By the id in the other log: the id here, and the code list of its choices."""

    @property
    def renamed(self) -> dict[str, str]:
        """The keys under which fields were taken, by those of the other log, where they are others."""
        own = table("own_field").c
        made = {number: foreign for foreign, (number, _) in self._taken.items()}
        here = self._op.core.execute(select(own.id, own.key).where(own.id.in_(list(made)))).all()
        keys = {str(self._offered[made[number]]["key"]): str(key) for number, key in here}
        return {old: new for old, new in keys.items() if old != new}

    def offer(self, row: dict[str, Any]) -> None:
        """A field that may be needed."""
        self._offered[row["id"]] = row

    def needed(self, foreign: int, value: str) -> int | None:
        """The id here of a field of the other log, with the choice that `value` is; None where there is none."""
        row = self._offered.get(foreign)
        if row is None:
            return None
        if foreign not in self._taken:
            self._taken[foreign] = self._find(row) or self._make(row)
        made, vocabulary = self._taken[foreign]
        if vocabulary is not None:
            self._bring_choice(vocabulary, value, self._codes.get(str(row["vocabulary"]), {}))
        return made

    def _find(self, row: dict[str, Any]) -> tuple[int, str | None] | None:
        own = table("own_field").c
        same = (own.key == row["key"]) & (own.type == row["type"])
        found = self._op.core.execute(select(own.id, own.vocabulary).where(same)).first()
        return None if found is None else (found.id, found.vocabulary)

    def _make(self, row: dict[str, Any]) -> tuple[int, str | None]:
        own = table("own_field").c
        keys = self._op.core.execute(select(own.key)).scalars().all()
        last = self._op.core.execute(select(func.max(own.position))).scalar()
        key = (
            row["key"] if row["key"] not in {*keys, *taken_names()} else new_key(row["label"], (*taken_names(), *keys))
        )
        vocabulary = f"{CODE_LIST}{key}" if row["vocabulary"] is not None else None
        there = self._op.core.execute(select(own.id).where(own.uid == row["uid"])).first()
        values = {name: value for name, value in row.items() if name != "id"}
        values |= {"key": key, "vocabulary": vocabulary, "position": 0 if last is None else last + 1}
        values |= {"uid": self._op.ids.new()} if there is not None else {}
        return self._op.insert("own_field", values), vocabulary

    def _bring_choice(self, vocabulary: str, key: str, codes: Mapping[str, Code]) -> None:
        code = table("code").c
        there = select(code.id).where(code.vocabulary == vocabulary, code.key == key)
        if self._op.core.execute(there).first() is None:
            keep_code(self._op, vocabulary, codes.get(key) or Code(key, key))
