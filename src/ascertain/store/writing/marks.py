"""Writing the marks of a document: passages with nothing to be logged, and those that an entry was made from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from ascertain.domain.marks import MarkKind
from ascertain.domain.messages import say
from ascertain.domain.passages import CONTEXT, TakenPassage
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.rows import Shelf
from ascertain.domain.texts import Findings
from ascertain.store.door import Operation
from ascertain.store.schema import table
from ascertain.store.writing.naming import name_column

_NAMED = (Shelf.SOURCES, Shelf.ACTORS, Shelf.PLACES)


def mark_passage(
    op: Operation, taken: TakenPassage, shelf: Shelf | None = None, entry_id: int | None = None, note: str = ""
) -> tuple[int, str, str]:
    """Mark a passage; returns the id of the mark, the title of the document and the name of the entry.

    A passage that is marked so already keeps its mark. Raises `Refused` where the document or the entry is gone, or
    where there is no passage.
    """
    document = op.row(Shelf.DOCUMENTS.value, taken.document_id)
    if document is None:
        raise Refused(Problem("", "gone", say("This document is no longer in the log.")))
    _check(taken, note)
    name = ""
    values: dict[str, Any] = dict.fromkeys((f"{each.value}_id" for each in _NAMED), None)
    if shelf is not None:
        entry = op.row(shelf.value, entry_id) if entry_id is not None and shelf in _NAMED else None
        if entry is None:
            raise Refused(Problem("", "gone", say("What was made from the passage is no longer in the log.")))
        values[f"{shelf.value}_id"] = entry_id
        name = str(entry[name_column(shelf)])
    passage = taken.passage
    kind = MarkKind.NOTHING if shelf is None else MarkKind.ENTRY
    values |= {"document_id": taken.document_id, "kind": kind.value, "quote": taken.quote, "note": note}
    values |= {"quote_start": passage.start, "quote_end": passage.end}
    mark_id = _same(op, values)
    if mark_id is None:
        values |= {"quote_before": passage.before[-CONTEXT:], "quote_after": passage.after[:CONTEXT]}
        mark_id = op.insert("document_mark", values)
    return mark_id, str(document["title"]), name


def unmark_passages(op: Operation, mark_ids: Sequence[int]) -> str:
    """Take marks away; returns the title of their document. Raises `Refused` where one is gone."""
    title = ""
    for mark_id in dict.fromkeys(mark_ids):
        mark = op.row("document_mark", mark_id)
        if mark is None:
            raise Refused(Problem("", "gone", say("This mark is no longer in the log.")))
        document = op.row(Shelf.DOCUMENTS.value, mark["document_id"])
        title = str(document["title"]) if document is not None else ""
        op.delete("document_mark", mark_id)
    return title


def _check(taken: TakenPassage, note: str) -> None:
    found = Findings()
    if not taken.quote.strip():
        found.add("quote", "needed", say("Select a passage of the document first."))
    found.text("quote", taken.quote)
    found.text("note", note)
    if found.problems:
        raise Refused(*found.problems)


def _same(op: Operation, values: dict[str, Any]) -> int | None:
    mark = table("document_mark").c
    query = select(mark.id)
    for key in ("document_id", "kind", "quote", "quote_start", "quote_end", "source_id", "actor_id", "place_id"):
        query = query.where(mark[key].is_(None) if values[key] is None else mark[key] == values[key])
    return op.core.execute(query.limit(1)).scalar()
