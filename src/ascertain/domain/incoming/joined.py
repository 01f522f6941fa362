"""Several names in one cell: parted by semicolons, and put into quotation marks where a name has one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

SEPARATOR = "; "
_QUOTED = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:;|$)')


def join(names: Iterable[str]) -> str:
    """The names as one text, from which `split` gives the same names."""
    return SEPARATOR.join(_shown(name) for name in names)


def split(text: str) -> tuple[str, ...]:
    """The names in a text; what is empty between two semicolons, or on a line of its own, is none."""
    names, at = [], 0
    while at < len(text):
        quoted = _QUOTED.match(text, at)
        if quoted is not None:
            names.append(quoted[1].replace('""', '"'))
            at = quoted.end()
            continue
        ends = [end for end in (text.find(";", at), text.find("\n", at)) if end >= 0]
        end = min(ends, default=len(text))
        names.append(text[at:end].strip())
        at = end + 1
    return tuple(name for name in names if name)


def _shown(name: str) -> str:
    plain = name == name.strip() and not name.startswith('"') and ";" not in name and "\n" not in name
    return name if plain else '"' + name.replace('"', '""') + '"'
