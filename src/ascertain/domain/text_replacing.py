"""Find and replace in the texts of an incident: what is looked for, and what a text becomes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ascertain.domain.fields import FIELDS, Field, FieldType
from ascertain.domain.folding import fold_characters
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import Fields
from ascertain.domain.records import IncidentContent, OwnValue

NOTES_OF_STATEMENTS = "statement_notes"
"""The notes of the analyst on statements. Their quotes are evidence: nothing replaces in them."""
_LONGEST = 20_000
"""Characters of a text in which a regular expression is looked for."""
_PATTERN_LIMIT = 500
_MOST_WIDE, _MOST_REPEATS, _FEW = 2, 10, 8
"""How many parts of an expression may repeat in any number, and how many in several ways at all; so often is any
number."""


@dataclass(frozen=True, slots=True)
class TextSearch:
    """What is looked for. `exact`: every letter as it is typed; else case and the variants of letters are the same, as
    in a search. `expression`: `find` is a regular expression of Python (`re`), always exact but for `any_case`."""

    find: str
    replacement: str = ""
    whole_words: bool = False
    exact: bool = False
    expression: bool = False
    any_case: bool = False


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a text became, and where its changed parts stood and stand: pairs of first and last+1."""

    text: str
    before: tuple[tuple[int, int], ...] = ()
    after: tuple[tuple[int, int], ...] = ()


class NotAnExpression(ValueError):
    """A search cannot be looked for. `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


Replacer = Callable[[str], Replaced]


def replaceable(fields: Fields) -> tuple[str, ...]:
    """The keys of the texts in which can be replaced, in the order of the form. The phrase of a time is not among them:
    another phrase would be another time."""
    built_in = [each.key for each in FIELDS if _is_text(each)]
    return (*built_in, NOTES_OF_STATEMENTS, *(each.key for each in fields.own if _is_text(each) and not each.retired))


def replacer(search: TextSearch) -> Replacer:
    """What `search` makes of a text. Raises `NotAnExpression`."""
    if not search.find:
        raise NotAnExpression(say("Type what to look for."))
    if search.expression:
        pattern, limit = _expression(search), _LONGEST
    elif search.exact:
        pattern, limit = re.compile(_worded(re.escape(search.find), search)), 0
    else:
        return lambda text: _by_folding(text, search)
    return lambda text: _by_pattern(text, pattern, search, limit)


def with_replaced(
    content: IncidentContent, texts: Iterable[str], replaced: Replacer, fields: Fields
) -> IncidentContent:
    """The content with what is found in these texts replaced."""
    values: dict[str, Any] = {}
    own = {each.field: each.value for each in content.own}
    for key in texts:
        if key == NOTES_OF_STATEMENTS:
            notes = (replace(each, note=replaced(each.note).text) for each in content.statements)
            values["statements"] = tuple(notes)
        elif (field := fields.find(key)) is not None and field.own is None:
            values[key] = replaced(getattr(content, key)).text
        elif key in own:
            own[key] = replaced(own[key]).text
    held = tuple(OwnValue(key, value) for key, value in own.items() if value.strip())
    return replace(content, own=held, **values)


def _is_text(field: Field) -> bool:
    return field.type in (FieldType.TEXT, FieldType.LONG_TEXT) and not field.derived


def _expression(search: TextSearch) -> re.Pattern[str]:
    """The expression, refused where it is wrong, or could look for ever."""
    if len(search.find) > _PATTERN_LIMIT:
        raise NotAnExpression(say("This expression is too long. Shorten it."))
    try:
        pattern = re.compile(_worded(search.find, search), re.IGNORECASE if search.any_case else 0)
        nothing = re.compile(f"{pattern.pattern}|").fullmatch("")
        if nothing is not None:
            nothing.expand(search.replacement)
        parts = list(_repeats(re._parser.parse(search.find), inside=False))  # type: ignore[attr-defined]  # no other way to see what repeats
    except (re.error, IndexError, OverflowError, RecursionError) as wrong:
        raise NotAnExpression(say("This is no regular expression: {why}.", why=str(wrong))) from None
    if any(nested for _, nested in parts) or sum(wide for wide, _ in parts) > _MOST_WIDE or len(parts) > _MOST_REPEATS:
        raise NotAnExpression(
            say("It could look for ever. Use at most two of * and +, and neither these nor | within another.")
        )
    if pattern.match(""):
        raise NotAnExpression(say("This expression finds nothing at all as well. Say what must be there."))
    return pattern


def _repeats(parsed: Any, *, inside: bool) -> Iterator[tuple[bool, bool]]:
    """Each part of an expression that may match in several ways: whether in any number, and whether it does so within
    what repeats, by which the ways are multiplied."""
    for name, value in parsed:
        kind = str(name)
        if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, most, body = value
            varies = least != most
            if varies:
                yield int(most) > _FEW, inside
            yield from _repeats(body, inside=inside or int(most) > 1)
        elif kind == "BRANCH":
            if inside:
                yield False, True
            for branch in value[1]:
                yield from _repeats(branch, inside=inside)
        elif isinstance(value, tuple):
            for each in value:
                if hasattr(each, "getwidth"):
                    yield from _repeats(each, inside=inside)


def _worded(pattern: str, search: TextSearch) -> str:
    return rf"(?<!\w)(?:{pattern})(?!\w)" if search.whole_words else pattern


def _by_pattern(text: str, pattern: re.Pattern[str], search: TextSearch, limit: int) -> Replaced:
    if not text or (limit and len(text) > limit):
        return Replaced(text)
    spans = [
        (found.start(), found.end(), found.expand(search.replacement) if search.expression else search.replacement)
        for found in pattern.finditer(text)
    ]
    return _put(text, spans)


def _by_folding(text: str, search: TextSearch) -> Replaced:
    """Looked for letter by letter as folded; what stands between the folded letters and is not seen goes along."""
    if not text:
        return Replaced(text)
    wanted = "".join(_spaced(fold_characters(search.find))).strip()
    if not wanted:
        return Replaced(text)
    folded, origin = [], []
    for at, each in enumerate(_spaced(fold_characters(text))):
        folded.append(each)
        origin += [at] * len(each)
    line = "".join(folded)
    spans: list[tuple[int, int, str]] = []
    at = line.find(wanted)
    while at >= 0:
        first, last = origin[at], origin[at + len(wanted) - 1] + 1
        while last < len(text) and not folded[last]:
            last += 1
        if not search.whole_words or _is_worded(text, first, last):
            spans.append((first, last, search.replacement))
            at = line.find(wanted, at + len(wanted))
        else:
            at = line.find(wanted, at + 1)
    return _put(text, spans)


def _spaced(folded: list[str]) -> list[str]:
    return [" " if each.isspace() else each for each in folded]


def _is_worded(text: str, first: int, last: int) -> bool:
    begins = first == 0 or not (text[first - 1].isalnum() or text[first - 1] == "_")
    return begins and (last == len(text) or not (text[last].isalnum() or text[last] == "_"))


def _put(text: str, spans: list[tuple[int, int, str]]) -> Replaced:
    """The text with these spans, in their order and apart, replaced."""
    parts: list[str] = []
    before, after = [], []
    end = length = 0
    for first, last, new in spans:
        if first < end:
            continue
        parts += (text[end:first], new)
        length += first - end
        before.append((first, last))
        after.append((length, length + len(new)))
        length += len(new)
        end = last
    return Replaced("".join((*parts, text[end:])), tuple(before), tuple(after))
