"""The code lists of a log, where a question needs one."""

from __future__ import annotations

from collections.abc import Callable

from ascertain.domain.folding import fold
from ascertain.domain.search import matching_codes
from ascertain.domain.vocabulary import Vocabularies, Vocabulary

CodeLists = Callable[[], Vocabularies]
"""Gives the code lists of the log; asked only where a code has to be understood."""


def code_list(codes: CodeLists, name: str) -> Vocabulary:
    """The named list; an empty one where the log has none of this name."""
    return next((vocabulary for vocabulary in codes() if vocabulary.name == name), Vocabulary(name, name, ()))


def codes_meant(vocabulary: Vocabulary, value: str) -> frozenset[str]:
    """The codes that a value names by key or label; else those whose label begins with it."""
    beginning = fold(value)
    by_label = (code.key for code in vocabulary if beginning and fold(code.label).startswith(beginning))
    return matching_codes(vocabulary, value) or frozenset(by_label)
