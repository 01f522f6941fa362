"""Words in the full-text index. The only place that writes its expressions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, literal_column, select
from sqlalchemy.sql.expression import table as plain_table

from ascertain.domain.folding import tokens
from ascertain.domain.search.asked import Asked, asked_by

DOCUMENTS_INDEX = "document_search"


def asked_expression(asked: Sequence[Asked]) -> str:
    """The expression for all of what is asked. Runs hold letters and digits only, and are quoted besides."""
    return " AND ".join(_any_run(each) for each in asked)


def words_expression(text: str) -> str:
    """The expression for the words of a text, all of them; empty where it has none."""
    return asked_expression(asked_by(text))


def _any_run(asked: Asked) -> str:
    end = '"' if asked.whole else '" *'
    runs = [f'"{" ".join(run)}{end}' for run in asked.runs]
    return runs[0] if len(runs) == 1 else f"({' OR '.join(runs)})"


def rows_of_index(expression: str, index: str = "incident_search") -> Select[Any]:
    """The ids of the incidents, or of what else an index is of, that an expression finds."""
    # Named by its table: two indexes may be asked within one another.
    matching = literal_column(index).op("MATCH")(expression)
    return select(literal_column(f"{index}.rowid")).select_from(plain_table(index)).where(matching)


def bound(text: str) -> str:
    """A text as it can be given to the database: one that was not typed may hold half a character."""
    return text.encode("utf-8", "replace").decode("utf-8")


def says(text: str | None, wanted: str) -> bool:
    """Whether the words of `wanted` are found in `text`: a function of the connection, for texts without an index of
    their own."""
    words = tokens(text or "")
    return all(each.found_in(words) for each in asked_by(wanted))
