"""The code lists of a log, where a question needs one."""

from __future__ import annotations

from collections.abc import Callable

from ascertain.domain.vocabulary import Vocabularies, Vocabulary

CodeLists = Callable[[], Vocabularies]
"""Gives the code lists of the log; asked only where a code has to be understood."""


def code_list(codes: CodeLists, name: str) -> Vocabulary:
    """The named list; an empty one where the log has none of this name."""
    return next((vocabulary for vocabulary in codes() if vocabulary.name == name), Vocabulary(name, name, ()))
