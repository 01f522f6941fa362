"""The headings of the log's own sheets: a label for each column that people see, and three columns that they do not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ascertain.domain.incoming.rows import FoundCell, RecordKind
from ascertain.domain.incoming.target import BASE, REST, UID, Target

LONG_TEXTS = "Long texts"
"""The sheet with the texts that no cell can hold whole."""
OF = "of"
"""The column of the incident that a record is of, in JSON Lines."""
_NUMBERED = re.compile(r"(.+?) \(?\d+\)?")


def kind_of_sheet(name: str) -> RecordKind | None:
    """The kind of the records on a sheet of this name, None where it is none of them. One that goes on where another
    was full is called like it, with a number."""
    plain = name.strip()
    for kind in RecordKind:
        if plain == kind.value or ((more := _NUMBERED.fullmatch(plain)) and more[1] == kind.value):
            return kind
    return None


def headings_of(targets: Iterable[Target]) -> dict[str, str]:
    """The heading of each target by its key: its label, with the key where another has the same."""
    found: dict[str, str] = {}
    for target in targets:
        taken = target.label in found.values() or target.label in (UID, REST)
        found[target.key] = f"{target.label} ({target.key})" if taken else target.label
    return found


def base_heading(headings: Mapping[str, str]) -> str:
    """The heading of the fingerprints: which they are, in order, and over which column each value stands."""
    return f"{BASE} {json.dumps(headings, ensure_ascii=False)}"


def is_base(heading: str) -> bool:
    """Whether this is a heading that `base_heading` gave."""
    return heading.startswith(f"{BASE} {{")


@dataclass(frozen=True, slots=True)
class Heads:
    """Where what stands: the column of each target by its key, and those of the uid, the fingerprints, the rest and the
    incident that a record is of, None where there is none; `based` are the keys of the fingerprints in their order,
    empty where the cell tells them."""

    columns: Mapping[str, int]
    uid: int | None
    base: int | None
    rest: int | None
    of: int | None = None
    based: tuple[str, ...] = ()


def read_headings(cells: Sequence[FoundCell], targets: Sequence[Target]) -> Heads:
    """Find the columns of a sheet by its headings. They may stand in another order, lack some and have others.

    What a column is for is told by the label that it had when it was written, else by the label of now, else by the
    key.
    """
    words = [" ".join(str(cell).split()) if cell is not None else "" for cell in cells]
    base = next((at for at, word in enumerate(words) if is_base(word)), None)
    written = _written(words[base]) if base is not None else {}
    now = {**{target.key: target.key for target in targets}, **headings_of(targets)}
    meant = {" ".join(heading.split()): key for key, heading in now.items()}
    meant = {target.key: target.key for target in targets} | meant
    meant |= {" ".join(heading.split()): key for key, heading in written.items()}
    known = {target.key for target in targets}
    columns: dict[str, int] = {}
    for at, word in enumerate(words):
        key = meant.get(word)
        if at != base and key in known and key not in columns:
            columns[key] = at
    uid, rest, of, plain = (words.index(word) if word in words else None for word in (UID, REST, OF, BASE))
    return Heads(columns, uid, plain if base is None else base, rest, of, tuple(written))


def written_headings(cells: Sequence[FoundCell]) -> dict[str, str] | None:
    """The heading of each target by its key, as the log told them beside the fingerprints; None where it did not."""
    base = next((cell for cell in cells if isinstance(cell, str) and is_base(cell)), None)
    return None if base is None else _written(base)


def _written(heading: str) -> dict[str, str]:
    try:
        told = json.loads(heading.removeprefix(BASE))
    except ValueError:
        return {}
    return {str(key): str(label) for key, label in told.items()} if isinstance(told, dict) else {}
