"""Find and replace in the texts of an incident: what is looked for, and what a text becomes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from ascertain.domain.expression_shape import longest_text
from ascertain.domain.fields import FIELDS, Field, FieldType
from ascertain.domain.folding import fold_characters
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import Fields
from ascertain.domain.records import IncidentContent, OwnValue

NOTES_OF_STATEMENTS = "statement_notes"
"""The notes of the analyst on statements. Their quotes are evidence: nothing replaces in them."""
_PATTERN_LIMIT = 500


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
        pattern, limit = _expression(search), longest_looked_in(search)
    elif search.exact:
        pattern, limit = re.compile(_worded(re.escape(search.find), search)), 0
    else:
        return lambda text: _by_folding(text, search)
    return lambda text: _by_pattern(text, pattern, search, limit)


def longest_looked_in(search: TextSearch) -> int:
    """The most characters of a text in which this is looked for; longer texts are passed over. 0: all are looked in."""
    return longest_text(search.find) if search.expression else 0


def passed_over(content: IncidentContent, texts: Iterable[str], search: TextSearch, fields: Fields) -> int:
    """How many of these texts of an incident are too long for the search to be looked for in them."""
    longest = longest_looked_in(search)
    if not longest:
        return 0
    return sum(len(text) > longest for key in texts for text in _standing(content, key, fields))


def _standing(content: IncidentContent, key: str, fields: Fields) -> tuple[str, ...]:
    if key == NOTES_OF_STATEMENTS:
        return tuple(each.note for each in content.statements)
    field = fields.find(key)
    own = field is not None and field.own is not None
    return (content.own_value(key) if own else str(getattr(content, key)),)


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
    except (re.error, IndexError, OverflowError, RecursionError) as wrong:
        raise NotAnExpression(say("This is no regular expression: {why}.", why=str(wrong))) from None
    if not longest_text(search.find):
        raise NotAnExpression(
            say("It could look for ever. Use at most two of * and +, and neither these nor | within another.")
        )
    if pattern.match(""):
        raise NotAnExpression(say("This expression finds nothing at all as well. Say what must be there."))
    return pattern


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
