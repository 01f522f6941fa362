"""What stands in a user's own field: read as it is typed, checked, and made ready to be sorted.

A value is text in one form for each type: a number in plain digits (`-2.5`), a day as `2023-10-17`, `yes` or `no`, the
key of a code, an address, or words. Nothing stated is no value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from ascertain.domain.fields import Field, FieldType
from ascertain.domain.folding import fold
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import Fields
from ascertain.domain.vocabulary import Vocabularies

if TYPE_CHECKING:
    from ascertain.domain.records import OwnValue
    from ascertain.domain.texts import Findings

YES, NO = "yes", "no"
WORDS_LIMIT = 2_000
"""Characters of a text: it is one line."""
SORTED_BY = 120
"""Characters of a text that its order is told by."""

_DIGITS = 15
"""So many are kept exactly by a double."""
_PLAIN = re.compile(rf"-?(0|[1-9]\d{{0,{_DIGITS - 1}}})(\.\d*[1-9])?")
_TYPED = re.compile(r"[+-]?\d+(\.\d+)?|[+-]?\.\d+")
_GROUPED = re.compile(r"(?<![\d.])(\d{1,3})((?:[  \u202f\u2009'’_٬]\d{3})+)(?!\d)")
_COMMAS = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+)(\.\d+)?")


class NotANumber(ValueError):
    """A text is not a number. `message` says so, and what to type instead."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def read_number(text: str) -> str:
    """The number that `text` stands for, in plain digits; nothing for nothing. Digits may be of any script, groups of
    three may be parted, and a comma may stand for the point where it can mean nothing else. Raises `NotANumber`."""
    from decimal import Decimal

    typed = _ascii(text)
    if not typed:
        return ""
    typed = _GROUPED.sub(lambda found: found[1] + re.sub(r"\D", "", found[2]), typed)
    if grouped := _COMMAS.fullmatch(typed):
        if grouped[2].count(",") == 1 and not grouped[3]:
            parts = {"whole": typed.replace(",", ""), "part": typed.replace(",", ".")}
            raise NotANumber(say("Is “{typed}” {whole} or {part}? Type it like one of these.", typed=typed, **parts))
        typed = typed.replace(",", "")
    elif typed.count(",") == 1:
        typed = typed.replace(",", ".")
    if not _TYPED.fullmatch(typed):
        raise NotANumber(say("“{typed}” is not a number. Type one such as 12 or -2.5.", typed=text.strip()[:40]))
    number = Decimal(typed)
    plain = format(number.normalize(), "f") if number else "0"
    if not _PLAIN.fullmatch(plain) or len(plain.strip("-0").replace(".", "")) > _DIGITS:
        raise NotANumber(say("A number has at most {count} digits. Round it.", count=_DIGITS))
    return plain


def check_own_values(found: Findings, values: Iterable[OwnValue], fields: Fields, vocabularies: Vocabularies) -> None:
    """Note every fault in what own fields hold. The path of each is the key of its field."""
    seen = set()
    for each in values:
        field = fields.find(each.field)
        if field is None or field.own is None:
            found.add(each.field, "unknown_field", say("There is no field “{field}” in the log.", field=each.field))
            continue
        if each.field in seen:
            found.add(each.field, "twice", say("“{field}” is given twice. Keep one.", field=field.label))
        seen.add(each.field)
        wrong = value_fault(field, each.value, vocabularies)
        if wrong is not None:
            found.add(each.field, "value", wrong)
        elif field.type is FieldType.TEXT:
            found.line(each.field, each.value, limit=WORDS_LIMIT)


def value_fault(field: Field, value: str, vocabularies: Vocabularies | None = None) -> Message | None:
    """What is wrong with a value as one of this field, None where nothing is. Without code lists, any code will do."""
    from ascertain.domain.addresses import NoAddress, read_address

    match field.type:
        case FieldType.NUMBER:
            plain = _PLAIN.fullmatch(value) and value != "-0"
            return None if plain else say("“{value}” is not a number. Type one such as 12 or -2.5.", value=value[:40])
        case FieldType.DATE:
            return None if _is_day(value) else say("“{value}” is not a day. Type it as 2023-10-17.", value=value[:40])
        case FieldType.YES_NO:
            return None if value in (YES, NO) else say("“{value}” is neither yes nor no.", value=value[:40])
        case FieldType.LINK:
            try:
                read_address(value)
            except NoAddress as wrong:
                return wrong.message
            return None
        case FieldType.CODE if vocabularies is not None:
            return _code_fault(field, value, vocabularies)
    return None if value.strip() else say("Write something, or leave it out.")


def sort_key_of(kind: FieldType, value: str) -> str:
    """What the order of a value is told by, but for a number. Of a choice it is the key: its place is the list's."""
    return fold(value)[:SORTED_BY] if kind in (FieldType.TEXT, FieldType.LINK) else value


def number_of(kind: FieldType, value: str) -> float | None:
    """The value of a field of numbers as a number; None of any other."""
    return float(value) if kind is FieldType.NUMBER else None


def _code_fault(field: Field, value: str, vocabularies: Vocabularies) -> Message | None:
    try:
        known = vocabularies[field.vocabulary or ""].find(value) is not None
    except KeyError:
        known = False
    if known:
        return None
    return say("“{value}” is no choice of “{field}”. Choose one of its list.", value=value[:40], field=field.label)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _ascii(text: str) -> str:
    """The text with ASCII digits, minus and point, without marks of direction."""
    digits = (str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else c for c in text)
    plain = "".join(c for c in digits if unicodedata.category(c) != "Cf")
    return re.sub("[‐‑‒–—−]", "-", plain).replace("٫", ".").strip()
