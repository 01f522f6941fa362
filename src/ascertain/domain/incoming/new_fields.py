"""Own fields and codes that a file brings: what a mapping adds to the fields and the code lists of a log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ascertain.domain.code_lists import check_code
from ascertain.domain.folding import fold
from ascertain.domain.incoming.cells import CellRefused, as_text, read_yes_no
from ascertain.domain.incoming.looks import Looking
from ascertain.domain.incoming.mapping import ColumnUse
from ascertain.domain.incoming.mapping import Mapping as HowRead
from ascertain.domain.incoming.rows import FoundCell, RecordKind
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import LABEL_LIMIT, Fields, OwnField, OwnType, check_own_field, new_key
from ascertain.domain.problems import Problem
from ascertain.domain.search import taken_names
from ascertain.domain.vocabulary import Code, Vocabularies, Vocabulary

MOST_CHOICES = 12
"""Different words of a column above which they are no choice."""
_OFTEN = 3
"""So often each word of a choice comes at least, on the average."""
_MOST = 0.9
_BY_HAND = say("A new field is made of this column.")


@dataclass(frozen=True, slots=True)
class Widened:
    """The fields and the code lists of a log with what a mapping adds: `new` are the fields that are to be made,
    `brought` the codes that are added where a row needs them, by list and key."""

    fields: Fields
    vocabularies: Vocabularies
    new: tuple[OwnField, ...] = ()
    brought: Mapping[tuple[str, str], Code] = field(default_factory=dict)


def widened(mapping: HowRead, fields: Fields, vocabularies: Vocabularies) -> Widened:
    """The fields and the lists by which the rows of a file are read."""
    new = new_fields(mapping, fields)
    if not new and not mapping.lists:
        return Widened(fields, vocabularies)
    there = {each.name: each for each in vocabularies}
    there |= {each.vocabulary: Vocabulary(each.vocabulary, each.label, ()) for each in new if each.vocabulary}
    brought: dict[tuple[str, str], Code] = {}
    for name, codes in mapping.lists.items():
        if name in there and not there[name].closed:
            for code in lacking_codes(there[name], codes):
                brought[name, code.key] = code
                there[name] = replace(there[name], codes=(*there[name].codes, code))
    return Widened(Fields((*fields.made, *new)), Vocabularies(there.values()), new, brought)


def new_fields(mapping: HowRead, fields: Fields) -> tuple[OwnField, ...]:
    """The fields of a mapping that a column is taken for and that the log has not, under numbers below 0: they get
    others when they are made."""
    if not mapping.fields:
        return ()
    used = {use.target for sheet in mapping.sheets if sheet.kind is RecordKind.INCIDENT for use in sheet.columns}
    lacking = (each for each in mapping.fields if each.key in used and fields.find(each.key) is None)
    return tuple(replace(each, id=-number) for number, each in enumerate(lacking, start=1))


def fields_with(mapping: HowRead, fields: Fields) -> Fields:
    """The fields of a log with those that a mapping adds."""
    new = new_fields(mapping, fields)
    return Fields((*fields.made, *new)) if new else fields


def wrong_fields(mapping: HowRead, fields: Fields) -> tuple[Problem, ...]:
    """Every fault in the fields that are to be made; none where they can be."""
    found: list[Problem] = []
    others = list(fields.made)
    for own in new_fields(mapping, fields):
        found += wrong_field(own, Fields(others))
        others.append(own)
    return tuple(found)


def wrong_field(own: OwnField, fields: Fields) -> tuple[Problem, ...]:
    """Every fault in a field that is to be made beside these."""
    taken = (*taken_names(), *(each.key for each in fields.made))
    problems = check_own_field(fields, own)
    if new_key(own.key, taken) != own.key:
        text = say("“{key}” cannot be the key of a field. Choose the column anew, as a new field.", key=own.key)
        problems = (Problem("key", "form", text), *problems)
    return problems


def lacking_codes(there: Vocabulary, codes: Sequence[Code]) -> Iterable[Code]:
    """Codes of another log that a list has not, neither under their keys nor under their names."""
    keys, labels = {code.key for code in there}, {fold(code.label).strip() for code in there}
    for code in codes:
        plain = code if code.parent in keys else replace(code, parent=None)
        if code.key in keys or fold(code.label).strip() in labels or check_code(there, plain):
            continue
        keys.add(code.key)
        labels.add(fold(code.label).strip())
        yield plain


# ---- a new field made of a column


def with_field(mapping: HowRead, sheet: str, at: int, own: OwnField, fields: Fields) -> HowRead:
    """The mapping with a column taken for a new field of this name and type, in place of the one that it made before.
    The field gets a key that is free."""
    mapping = without_field(mapping, sheet, at)
    taken = (*taken_names(), *(each.key for each in (*fields.made, *mapping.fields)))
    made = replace(own, key=new_key(own.label, taken), id=None)
    return _taken_for(replace(mapping, fields=(*mapping.fields, made)), sheet, at, made.key, _BY_HAND)


def without_field(mapping: HowRead, sheet: str, at: int) -> HowRead:
    """The mapping without the field that is made of a column: the column is passed over."""
    own = field_of(mapping, sheet, at)
    if own is None:
        return mapping
    codes = {target: words for target, words in mapping.codes.items() if target != own.key}
    kept = tuple(each for each in mapping.fields if each is not own)
    return _taken_for(replace(mapping, fields=kept, codes=codes), sheet, at, "", None)


def field_of(mapping: HowRead, sheet: str, at: int) -> OwnField | None:
    """The new field that is made of a column, None where none is."""
    uses = (use for each in mapping.sheets if each.sheet == sheet for use in each.columns if use.at == at)
    target = next((use.target for use in uses), "")
    return next((each for each in mapping.fields if target and each.key == target), None)


def _taken_for(mapping: HowRead, sheet: str, at: int, target: str, why: Message | None) -> HowRead:
    def use(column: ColumnUse) -> ColumnUse:
        return ColumnUse(column.at, column.heading, target, why=why) if column.at == at else column

    sheets = tuple(
        replace(each, columns=tuple(map(use, each.columns))) if each.sheet == sheet else each for each in mapping.sheets
    )
    return replace(mapping, sheets=sheets)


def proposed_field(heading: str, cells: Sequence[FoundCell], fields: Fields, *, choices: bool = True) -> OwnField:
    """The field that is best made of a column: called like it, of the type that its cells are. `choices`: whether few
    words that come again and again are a choice; else they are texts."""
    label = " ".join(heading.split())[: LABEL_LIMIT - 4].strip() or "Field"
    taken = {fold(each.label).strip() for each in fields}
    name, number = label, 1
    while fold(name).strip() in taken:
        number += 1
        name = f"{label} {number}"
    return OwnField(name, proposed_type(cells, choices=choices))


def proposed_type(cells: Sequence[FoundCell], *, choices: bool = True) -> OwnType:
    """The type of an own field that fits these cells."""
    filled = [cell for cell in cells if cell is not None and as_text(cell).strip()]
    if not filled:
        return OwnType.TEXT
    if all(isinstance(cell, bool) for cell in filled):
        return OwnType.FLAG
    look = Looking(Vocabularies(()), ()).at(filled)
    if look.numbers >= _MOST:
        return OwnType.NUMBER
    if look.days >= _MOST:
        return OwnType.DATE
    if look.addresses >= _MOST:
        return OwnType.LINK
    if all(map(_is_yes_or_no, filled)):
        return OwnType.FLAG
    words = {fold(as_text(cell)).strip() for cell in filled}
    few = len(words) <= MOST_CHOICES and len(filled) >= _OFTEN * len(words)
    return OwnType.CHOICE if choices and few and not look.long else OwnType.TEXT


def _is_yes_or_no(cell: FoundCell) -> bool:
    try:
        return read_yes_no(cell) is not None
    except CellRefused:
        return False
