"""Words in the full-text index. The only place that writes its expressions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, literal_column, select
from sqlalchemy.sql.expression import table as plain_table

from ascertain.domain.folding import tokens

MOST_TOKENS = 100
"""Tokens of one word or quote that are asked; the full-text index takes no expression of any size."""


def asked_tokens(text: str) -> list[str]:
    """The tokens of a text that are asked."""
    return tokens(text)[:MOST_TOKENS]


def words_expression(found: Sequence[str]) -> str:
    """The expression for tokens each of which begins a word. Tokens hold letters and digits only, and are quoted
    besides."""
    return " ".join(f'"{token}" *' for token in found)


def rows_of_index(expression: str) -> Select[Any]:
    """The ids of the incidents that an expression finds."""
    matching = literal_column("incident_search").op("MATCH")(expression)
    return select(literal_column("rowid")).select_from(plain_table("incident_search")).where(matching)


def says(text: str | None, wanted: str) -> bool:
    """Whether each of the tokens of `wanted` begins a word of `text`: a function of the connection, for texts
    without an index of their own."""
    words = tokens(text or "")
    return all(any(word.startswith(token) for word in words) for token in wanted.split())
