"""Answers that are kept until the log changes: a list of choices that is opened again is there at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from ascertain.store.reading.line import ReadLine

A = TypeVar("A")
_MOST = 64
"""So many answers are kept, those that were asked for last."""


class KeptAnswers(Generic[A]):
    """Answers of one kind by what was asked."""

    def __init__(self, line: ReadLine) -> None:
        self._line = line
        self._version: int | None = None
        self._answers: OrderedDict[Hashable, A] = OrderedDict()

    def answer(self, asked: Hashable, ask: Callable[[], A]) -> A:
        """The answer to `asked`, which `ask` gives where it is not known. Call it within one state of the log."""
        version = self._line.data_version()
        if version != self._version:
            self._version = version
            self._answers.clear()
        if asked not in self._answers:
            self._answers[asked] = ask()
            while len(self._answers) > _MOST:
                self._answers.popitem(last=False)
        self._answers.move_to_end(asked)
        return self._answers[asked]
