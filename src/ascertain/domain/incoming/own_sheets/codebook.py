"""The sheet `Codebook` of the log's own sheets: its columns, and the own fields and codes that it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ascertain.domain.incoming.own_sheets.cell_values import text_of
from ascertain.domain.incoming.rows import FoundCell
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.vocabulary import Code

NAME = "Codebook"
LIST, KEY, LABEL, BROADER, NOTE, RETIRED, USED = "List", "Key", "Label", "Belongs to", "Note", "Retired", "Used"
OF = "of list"
"""The hidden column: the name of the list of a code; of an own field what `told_type` gives."""
OWN_FIELDS = "Own fields"
"""What stands under `List` in the row of an own field."""
_FIELD, _QUICK = "field:", ":quick"


@dataclass(frozen=True, slots=True)
class Codebook:
    """The own fields and the codes of the log that wrote a file; codes by the name of their list. `told`: whether the
    file says what it has, so that what is not there is none."""

    fields: tuple[OwnField, ...] = ()
    lists: Mapping[str, Sequence[Code]] = field(default_factory=dict)
    told: bool = False


def told_type(own: OwnField) -> str:
    """The type of an own field, and whether it stands in the first part of the form, as the hidden column tells it."""
    return f"{_FIELD}{own.type.value}{_QUICK if own.quick else ''}"


def read_codebook(headings: Sequence[FoundCell], rows: Iterable[Sequence[FoundCell]]) -> Codebook:
    """What a codebook tells; nothing where it lacks the columns for it. A row that says nothing of use is passed
    over."""
    words = [text_of(cell).strip() for cell in headings]
    if not {OF, KEY, LABEL} <= set(words):
        return Codebook()
    places = {word: at for at, word in reversed(list(enumerate(words)))}

    def told(cells: Sequence[FoundCell], heading: str) -> str:
        at = places.get(heading, len(cells))
        return text_of(cells[at]).strip() if at < len(cells) else ""

    fields: list[OwnField] = []
    codes: dict[str, list[tuple[Code, str]]] = {}
    for cells in rows:
        of, key, label = told(cells, OF), told(cells, KEY), told(cells, LABEL)
        label = label.removesuffix(f"[{key}]").strip()
        if not (of and key and label):
            continue
        if of.startswith(_FIELD):
            type_ = of.removeprefix(_FIELD).removesuffix(_QUICK)
            if type_ in set(OwnType):
                group, help_ = told(cells, BROADER), told(cells, NOTE)
                fields.append(OwnField(label, OwnType(type_), group, help_, of.endswith(_QUICK), key=key))
            continue
        note = told(cells, NOTE)
        code = Code(key, label, None, bool(told(cells, RETIRED)), {"note": note} if note else {})
        codes.setdefault(of, []).append((code, told(cells, BROADER)))
    return Codebook(tuple(fields), {name: _with_parents(each) for name, each in codes.items()}, told=True)


def _with_parents(codes: Sequence[tuple[Code, str]]) -> tuple[Code, ...]:
    """A broader code is told by what it is called in cells."""
    keys = {name: code.key for code, _ in codes for name in (f"{code.label} [{code.key}]", code.label)}
    return tuple(
        Code(code.key, code.label, keys.get(broader), code.retired, code.attributes) for code, broader in codes
    )
