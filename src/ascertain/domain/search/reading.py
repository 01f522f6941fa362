"""Reads the text of the search box. Never raises: what is not understood is kept as words and told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ascertain.domain.folding import tokens
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.problems import Problem
from ascertain.domain.search.keys import SearchKey, find_key
from ascertain.domain.search.terms import And, FieldTerm, Not, Op, Or, Phrase, Search, Term, Value, Words
from ascertain.domain.search.values import ANY, NONE, read_value

LONGEST = 10_000
"""Characters that are read; the rest is told to be too much."""
MOST_TERMS = 200
DEEPEST = 20
"""Parentheses within parentheses."""

CLOSING = {'"': '"', "“": '”“"', "”": '”"', "„": '“”"', "‟": '”"', "«": "»", "»": "«»"}
DASHES = "-−–—"
KEY = re.compile(r"([^\W\d_][\w-]*)[:：]")
OPERATOR = re.compile(r"(OR|AND|NOT|\|\|?|&&?)(?=[\s()]|$)")
END_OF_WORD = re.compile(r"[\s()]")
END_OF_VALUE = re.compile(r"[\s(),،]")


def parse(text: str, fields: Fields = NO_OWN) -> Search:
    """Read a search of a log with these fields. Any text is taken."""
    return _Reader(text, fields).search()


class _Reader:
    """Goes through the text once, from left to right."""

    def __init__(self, text: str, fields: Fields) -> None:
        self._fields = fields
        self._text = "".join(_harmless(text[:LONGEST]))
        self._at = 0
        self._depth = 0
        self._terms = 0
        self._problems: list[Problem] = []
        if len(text) > LONGEST:
            self._tell(
                "too_long", say("The search is too long: what is beyond {count} characters is left out.", count=LONGEST)
            )

    def search(self) -> Search:
        """The whole text."""
        term = self._alternatives()
        terms = term.terms if isinstance(term, And) else () if term is None else (term,)
        if self._terms > MOST_TERMS:
            self._tell(
                "too_many", say("The search has too many parts: only the first {count} are asked.", count=MOST_TERMS)
            )
        return Search(terms, tuple(self._problems))

    def _alternatives(self) -> Term | None:
        """What stands up to the end or to the closing parenthesis: parts joined by OR, each of terms all asked."""
        parts: list[list[Term]] = [[]]
        while self._skip_spaces() and not (self._peek() == ")" and self._depth):
            if self._peek() == ")":
                self._at += 1
                self._tell("parenthesis", say("A parenthesis is closed that was not opened."))
                continue
            if operator := OPERATOR.match(self._text, self._at):
                self._operator(operator, parts)
                continue
            term = self._term()
            if term is not None:
                parts[-1].append(term)
        if len(parts) > 1 and not parts[-1]:
            self._tell_or()
        return _any_of([_all_of(part) for part in parts if part])

    def _operator(self, operator: re.Match[str], parts: list[list[Term]]) -> None:
        self._at = operator.end()
        if operator[1] == "NOT":
            self._skip_spaces()
            term = self._term() if self._peek() not in (")", "") else None
            if term is not None:
                parts[-1].append(_opposite(term))
        elif operator[1] in ("OR", "|", "||"):
            if parts[-1]:
                parts.append([])
            else:
                self._tell_or()

    def _term(self) -> Term | None:
        negated = False
        while self._peek() and self._peek() in DASHES:
            negated = True
            self._at += 1
        if not self._peek() or self._peek().isspace() or self._peek() == ")":
            self._tell("nothing", say("A minus stands alone: put it right before a word."))
            return None
        term = self._positive()
        return _opposite(term) if negated and term is not None else term

    def _positive(self) -> Term | None:
        if self._peek() == "(":
            return self._group()
        self._terms += 1
        term: Term | None
        if self._peek() in CLOSING:
            text = self._quote()[0].strip()
            term = Phrase(text) if _has_word(text) else None
        elif (found := KEY.match(self._text, self._at)) and not self._text.startswith("//", found.end()):
            term = self._field(found)
        else:
            term = self._word()
        return term if self._terms <= MOST_TERMS else None

    def _group(self) -> Term | None:
        self._at += 1
        if self._depth >= DEEPEST:
            self._tell("too_deep", say("Parentheses stand too deep within one another: some are passed over."))
            return None
        self._depth += 1
        term = self._alternatives()
        self._depth -= 1
        if self._peek() == ")":
            self._at += 1
        else:
            self._tell("parenthesis", say("A parenthesis is not closed."))
        return term

    def _word(self) -> Term | None:
        word = self._until(END_OF_WORD)
        if _has_word(word):
            return Words(word)
        self._tell("nothing", say("“{part}” has no letter or digit to search for.", part=word))
        return None

    def _field(self, found: re.Match[str]) -> Term | None:
        key = find_key(found[1], self._fields)
        start, self._at = self._at, found.end()
        values = list(self._values())
        typed = self._text[start : self._at]
        if values and (missing := values[-1][2]):
            typed = typed.rstrip("\\") + missing
        if key is None:
            self._tell("unknown_key", say("There is no field “{key}”: searched as words.", key=found[1]))
        else:
            term = self._field_term(key, [(text, quoted) for text, quoted, _ in values])
            if term is not None:
                return term
        return Words(typed) if _has_word(typed) else None

    def _field_term(self, key: SearchKey, typed: list[tuple[str, bool]]) -> FieldTerm | None:
        if len(typed) == 1 and not typed[0][1] and typed[0][0].casefold() in (NONE, ANY):
            return FieldTerm(key.key, Op.EMPTY if typed[0][0].casefold() == NONE else Op.STATED)
        values: list[Value] = []
        for text, _ in typed:
            value = read_value(key, text.strip())
            if value is None:
                self._tell_value(key, text.strip())
                return None
            values.append(value)
        if not values:
            self._tell_value(key, "")
            return None
        return FieldTerm(key.key, Op.IS, tuple(dict.fromkeys(values)))

    def _values(self) -> Iterator[tuple[str, bool, str]]:
        """The values from here on, parted by commas: text, whether it was quoted, the closing quote that is missing."""
        while True:
            if self._peek() in CLOSING:
                text, missing = self._quote()
                yield text, True, missing
            else:
                text = self._until(END_OF_VALUE)
                if text:
                    yield text, False, ""
            if self._peek() not in (",", "،"):
                # What sticks to a closing quote belongs to the next word.
                return
            self._at += 1

    def _quote(self) -> tuple[str, str]:
        """The text between quotes, and the closing one where it is missing."""
        closing = CLOSING[self._peek()]
        self._at += 1
        text: list[str] = []
        while self._at < len(self._text):
            character = self._text[self._at]
            self._at += 1
            if character == "\\" and self._peek() in ("\\", *closing):
                character = self._peek()
                self._at += 1
            elif character in closing:
                return "".join(text), ""
            text.append(character)
        self._tell("quote", say("A quotation mark is not closed."))
        return "".join(text), closing[0]

    def _until(self, end: re.Pattern[str]) -> str:
        found = end.search(self._text, self._at)
        start, self._at = self._at, found.start() if found else len(self._text)
        return self._text[start : self._at]

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _skip_spaces(self) -> bool:
        """Go to the next character that is no space; False at the end."""
        while self._peek().isspace():
            self._at += 1
        return self._at < len(self._text)

    def _tell(self, code: str, text: Message) -> None:
        problem = Problem("search", code, text)
        if problem not in self._problems:
            self._problems.append(problem)

    def _tell_or(self) -> None:
        self._tell("or", say("OR needs something on both sides."))

    def _tell_value(self, key: SearchKey, value: str) -> None:
        if not value:
            text = say("Write a value right after “{key}:”, such as {example}.", key=key.name, example=key.example)
        elif key.values:
            known = ", ".join(key.values)
            text = say(
                "“{key}:” takes one of {known}, not “{value}”: searched as words.",
                key=key.name,
                known=known,
                value=value,
            )
        else:
            text = say(
                "“{value}” is no value for “{key}:”, searched as words. Write it like {example}.",
                key=key.name,
                value=value,
                example=key.example,
            )
        self._tell("value", text)


def _harmless(text: str) -> Iterator[str]:
    """The characters of `text`; spaces for those that no text can hold on disk, and nothing for marks of direction."""
    for character in text:
        category = unicodedata.category(character)
        if category in ("Cc", "Cs", "Zl", "Zp"):
            yield " "
        elif category != "Cf" or character == "\u200c":
            yield character


def _has_word(text: str) -> bool:
    return bool(tokens(text))


def _opposite(term: Term) -> Term:
    return term.term if isinstance(term, Not) else Not(term)


def _all_of(terms: list[Term]) -> Term:
    flat = [inner for term in terms for inner in (term.terms if isinstance(term, And) else (term,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def _any_of(terms: list[Term]) -> Term | None:
    flat = [inner for term in terms for inner in (term.terms if isinstance(term, Or) else (term,))]
    return None if not flat else flat[0] if len(flat) == 1 else Or(tuple(flat))
