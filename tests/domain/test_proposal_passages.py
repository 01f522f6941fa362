"""Passages and what is proposed from them: precision and recall, all together, by language and by kind of field."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ascertain.domain.codes import AssertionState, Role
from ascertain.domain.fields import BY_KEY, HARM_FIELDS
from ascertain.domain.folding import fold
from ascertain.domain.proposals import STATEMENT_FIELDS, Proposal, propose
from tests.domain.proposal_library import LANGUAGES, context

_FOLDER = Path(__file__).parent
_FILES = ("proposal_passages.toml", "more_proposal_passages.toml")
_BEFORE_TIMES = re.compile(r"^(on|in|at|during|over|within|the|في|خلال|در|ב)\s+", re.IGNORECASE)

Told = tuple[str, str]
"""A field, and its value or its state."""


@cache
def passages(name: str = _FILES[0]) -> list[dict[str, Any]]:
    return list(tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))["passage"])


def _plain(field: str, value: str) -> str:
    """A value as it is compared: the words before a time, and articles before a name, change nothing."""
    text = fold(value)
    while field == "t_from" and (found := _BEFORE_TIMES.match(text)):
        text = text[found.end() :]
    return re.sub(r"^(an?|the) ", "", text)


def _told(text: str) -> list[Told]:
    made: list[Told] = []
    for part in (each.strip() for each in text.split(";") if each.strip()):
        if "=" not in part:
            field, _, state = part.partition(":")
            made.append((field, f":{state}"))
            continue
        field, _, value = part.partition("=")
        value, _, precision = value.partition(" @")
        made.append((field, _plain(field, value)))
        if precision:
            made.append(("where_precision", precision))
    return made


def _given(proposals: Iterable[Proposal]) -> list[Told]:
    return [
        (p.field, _plain(p.field, p.value) if p.state is AssertionState.VALUE else f":{p.state.value}")
        for p in proposals
    ]


def _kind(told: Told) -> str:
    field, value = told
    if value.startswith(":"):
        return "said to be none, declined, unknown"
    if field in HARM_FIELDS:
        return "casualties"
    if field in set(Role):
        return "actors"
    return field


class Tally:
    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.given: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()

    def take(self, passage: dict[str, Any]) -> tuple[list[Told], list[Told]]:
        """Count one passage; what was too much and what was missed."""
        wanted, may = _told(passage.get("expect", "")), set(_told(passage.get("may", "")))
        given = _given(propose(passage["text"], context(passage.get("publisher", ""))))
        counted = [each for each in given if each in wanted or each not in may]
        for each in counted:
            self.given[_kind(each)] += 1
            self.right[_kind(each)] += each in wanted
        for each in wanted:
            self.wanted[_kind(each)] += 1
        return [e for e in counted if e not in wanted], [e for e in wanted if e not in given]

    def precision(self, kind: str | None = None) -> float:
        return _share(self.right, self.given, kind)

    def recall(self, kind: str | None = None) -> float:
        return _share(self.right, self.wanted, kind)


def _share(part: Counter[str], whole: Counter[str], kind: str | None) -> float:
    some = (part[kind], whole[kind]) if kind is not None else (part.total(), whole.total())
    return some[0] / some[1] if some[1] else 1.0


def _tell(name: str, tally: Tally, kind: str | None = None) -> None:
    count = tally.wanted[kind] if kind is not None else tally.wanted.total()
    print(f"{name:38} precision {tally.precision(kind):.3f}  recall {tally.recall(kind):.3f}  of {count}")


def test_there_are_enough_passages_and_each_is_well_written() -> None:
    languages = Counter(each["language"] for each in passages())
    assert sum(languages.values()) >= 100
    assert languages["ar"] >= 20
    assert languages["fa"] >= 15
    assert languages["he"] >= 10
    assert set(languages) == set(LANGUAGES)
    for passage in passages():
        for field, value in _told(passage.get("expect", "") + ";" + passage.get("may", "")):
            assert field in BY_KEY or field in STATEMENT_FIELDS
            if value.startswith(":"):
                AssertionState(value[1:])


@pytest.mark.parametrize("name", _FILES)
def test_precision_and_recall_over_all_passages(name: str) -> None:
    whole = Tally()
    by_language: dict[str, Tally] = defaultdict(Tally)
    for passage in passages(name):
        surplus, missed = whole.take(passage)
        by_language[passage["language"]].take(passage)
        if surplus or missed:
            print(f"{passage['text'][:90]}\n    too much: {surplus}\n    missed: {missed}")
    _tell("all", whole)
    for language, tally in by_language.items():
        _tell(language, tally)
    for kind in sorted(whole.wanted | whole.given):
        _tell(kind, whole, kind)
    assert whole.precision() >= 0.95
    assert whole.recall() >= 0.93


def test_where_nothing_is_told_nothing_is_proposed() -> None:
    silent = [each["text"] for each in passages() if each.get("none")]
    assert silent
    assert [propose(text, context()) for text in silent] == [()] * len(silent)
