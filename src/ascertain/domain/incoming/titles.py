"""A title for an incident from a table that has none: what happened, to whom, where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ascertain.domain.texts import LINE_LIMIT
from ascertain.domain.vocabulary import Vocabularies


def title_of(found: Mapping[str, Any], vocabularies: Vocabularies) -> str | None:
    """One line made of the kind (or else who is said to have acted, and against whom) and the place; None where there
    is nothing to make it of."""
    kind = found.get("kind")
    what = kind.removeprefix("+") if isinstance(kind, str) else ""
    if what:
        what = vocabularies.label("kind", what)
    else:
        sides = [each[0] for key in ("attributed_to", "target") if (each := found.get(key))]
        what = " – ".join(sides)
    where = found.get("place") or found.get("place_text") or found.get("place_admin2") or found.get("place_admin1")
    title = ", ".join(part for part in (what, where) if part) or first_line(found.get("notes"))
    return title[:LINE_LIMIT] or None


def first_line(text: object) -> str:
    """The beginning of a text, as a line of its own."""
    words = str(text or "").split("\n", 1)[0].split()
    line = ""
    for word in words:
        if len(line) + len(word) > 100:
            return f"{line}…" if line else word[:100]
        line = f"{line} {word}".strip()
    return line
