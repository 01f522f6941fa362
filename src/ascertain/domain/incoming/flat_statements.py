"""Statements from a row that tells of an incident and, in some of its cells, who says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ascertain.domain.folding import fold, fold_name
from ascertain.domain.incoming.rows import Value
from ascertain.domain.records import NamedRef, Statement

BESIDE_SOURCE = ("source_url", "document_title", "quote", "said_on", "origin")
"""The keys of what a row tells of its statements beside their sources. It serves when a statement is made, and changes
none that is there."""


def with_sources(held: tuple[Statement, ...], values: Mapping[str, Value]) -> tuple[Statement, ...]:
    """The statements, and one that merely reports for each source of the row that says nothing of the incident yet.

    Of several sources each has the document, and the address in its note, that stand in the same place; the quote is
    of the first one.
    """
    names = texts_of(values.get("source"))
    urls, titles = (_beside(texts_of(values.get(key)), len(names)) for key in ("source_url", "document_title"))
    quote, said_on, origin = (values.get(key) for key in ("quote", "said_on", "origin"))
    there = {fold(each.source.name) for each in held}
    said_by = fold(str(origin)) if origin else ""
    new: dict[str, Statement] = {}
    for at, name in enumerate(names):
        folded = fold_name(name)
        if folded in there or folded in new:
            continue
        new[folded] = Statement(
            NamedRef(name),
            document=NamedRef(titles[at]) if titles[at] else None,
            origin=NamedRef(str(origin)) if origin and said_by != folded else None,
            quote=str(quote or "") if at == 0 else "",
            said_on=said_on if isinstance(said_on, date) else None,
            note=urls[at],
        )
    return (*held, *new.values())


def texts_of(value: Value) -> tuple[str, ...]:
    """The texts of a cell that may hold several."""
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) and value else ()


def _beside(texts: tuple[str, ...], count: int) -> tuple[str, ...]:
    """One text for each of so many sources: in their order where there are as many, else the first has all of them."""
    if len(texts) == count:
        return texts
    return ("; ".join(texts), *[""] * (count - 1)) if count else ()
