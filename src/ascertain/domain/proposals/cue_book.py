"""The words of one language that the rules go by, and finding them in a text.

A book is a table of phrases by category and value (`resources/cues/`). A phrase is a row of words as they are compared:
`word`; `one|other`; `begin*` for every word that begins so; `word?` where it may be missing; `_` for up to three words
between, `__` for up to eight; `#` for a number. A phrase never goes beyond its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ascertain.domain.folding import fold
from ascertain.domain.proposals.words import Word

_GAPS = {"_": 3, "__": 8}


class UnreadableCues(ValueError):
    """A table of cues is not as it should be; the text says where."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase found in a text: from the word `first` to the word `last`, both within it."""

    category: str
    value: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Part:
    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    optional: bool = False
    gap: int = 0
    number: bool = False

    def fits(self, word: Word, numbers: Mapping[str, int]) -> bool:
        if self.number:
            return word.text.isdigit() or word.text in numbers or word.text.replace(",", "").isdigit()
        return any(form in self.words or (self.stems and form.startswith(self.stems)) for form in word.forms)


@dataclass(frozen=True, slots=True)
class _Phrase:
    category: str
    value: str
    parts: tuple[_Part, ...]


@dataclass(frozen=True, slots=True)
class CueBook:
    """The words of one language. `prefixes` are written together with words; `breaks` begin a clause; `numbers` are
    number words; `subject_first`: who speaks stands before the verb; `verb_last`: the verb ends its clause, and who
    does it begins it; `one_follows`: "one" stands behind what is counted;
    `bare_singular`: a noun without an article is one of its kind."""

    language: str
    numbers: Mapping[str, int]
    prefixes: tuple[str, ...] = ()
    breaks: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    subject_first: bool = True
    verb_last: bool = False
    one_follows: bool = False
    bare_singular: bool = False
    _exact: dict[str, list[_Phrase]] = field(default_factory=dict)
    _stems: dict[str, list[_Phrase]] = field(default_factory=dict)
    _numbered: list[_Phrase] = field(default_factory=list)

    def find(self, words: tuple[Word, ...]) -> list[Cue]:
        """Every phrase that the words hold; of those of one category that overlap, the longest alone."""
        found: dict[str, list[Cue]] = {}
        for at, word in enumerate(words):
            for phrase in self._candidates(word):
                last = _match(phrase.parts, 0, words, at, word.sentence, self.numbers)
                if last is not None:
                    found.setdefault(phrase.category, []).append(Cue(phrase.category, phrase.value, at, last))
        return sorted((cue for cues in found.values() for cue in _longest(cues)), key=lambda cue: (cue.first, cue.last))

    def _candidates(self, word: Word) -> Iterator[_Phrase]:
        for form in word.forms:
            yield from self._exact.get(form, ())
            for length in range(1, len(form) + 1):
                yield from self._stems.get(form[:length], ())
        if self._numbered and _Part(number=True).fits(word, self.numbers):
            yield from self._numbered


def read_book(table: Mapping[str, object]) -> CueBook:
    """The book that a table describes. Raises `UnreadableCues`."""
    settings = table.get("language")
    if not isinstance(settings, Mapping) or not isinstance(settings.get("key"), str):
        raise UnreadableCues("A table of cues needs [language] with its key.")
    book = CueBook(
        str(settings["key"]),
        _numbers(settings.get("numbers", "")),
        tuple(sorted((fold(each) for each in _words(settings.get("prefixes"))), key=len, reverse=True)),
        frozenset(fold(each) for each in _words(settings.get("breaks"))),
        frozenset(fold(each) for each in _words(settings.get("articles"))),
        bool(settings.get("subject_first", True)),
        bool(settings.get("verb_last", False)),
        bool(settings.get("one_follows", False)),
        bool(settings.get("bare_singular", False)),
    )
    for category, values in table.items():
        if category != "language":
            _take(book, category, "", values)
    return book


def _take(book: CueBook, category: str, value: str, told: object) -> None:
    if isinstance(told, Mapping):
        for key, inner in told.items():
            _take(book, category, f"{value}.{key}".strip("."), inner)
        return
    if not isinstance(told, list):
        raise UnreadableCues(f"{category}.{value} in the cues of {book.language} is no list of phrases.")
    for text in told:
        _enter(book, _Phrase(category, value, _parts(str(text))))


def _enter(book: CueBook, phrase: _Phrase) -> None:
    """Note the phrase under all words with which it can begin."""
    for part in phrase.parts:
        if part.gap or not (part.words or part.stems or part.number):
            break
        for word in part.words:
            book._exact.setdefault(word, []).append(phrase)
        for stem in part.stems:
            book._stems.setdefault(stem, []).append(phrase)
        if part.number:
            book._numbered.append(phrase)
        if not part.optional:
            return
    raise UnreadableCues(f"A phrase of {phrase.category} in the cues of {book.language} begins with nothing.")


def _parts(text: str) -> tuple[_Part, ...]:
    parts: list[_Part] = []
    for token in text.split():
        optional = token.endswith("?")
        token = token.removesuffix("?")
        if "?" in token:
            raise UnreadableCues(f"In “{text}” a question mark stands within a word: it makes the whole word optional.")
        if token in _GAPS:
            parts.append(_Part(gap=_GAPS[token]))
        elif token == "#":
            parts.append(_Part(number=True, optional=optional))
        else:
            choices = [each for each in token.split("|") if each]
            exact = frozenset(fold(each).replace(" ", "") for each in choices if not each.endswith("*"))
            stems = tuple(fold(each.rstrip("*")).replace(" ", "") for each in choices if each.endswith("*"))
            parts.append(_Part(exact, stems, optional))
    return tuple(parts)


def _match(
    parts: tuple[_Part, ...], at: int, words: tuple[Word, ...], place: int, sentence: int, numbers: Mapping[str, int]
) -> int | None:
    """The last word that the parts from `at` on take, beginning at `place`; None where they do not fit."""
    if at == len(parts):
        return place - 1
    part = parts[at]
    if part.gap:
        for skipped in range(part.gap + 1):
            last = _match(parts, at + 1, words, place + skipped, sentence, numbers)
            if last is not None:
                return last
        return None
    if place < len(words) and words[place].sentence == sentence and part.fits(words[place], numbers):
        last = _match(parts, at + 1, words, place + 1, sentence, numbers)
        if last is not None:
            return last
    return _match(parts, at + 1, words, place, sentence, numbers) if part.optional else None


def _longest(cues: list[Cue]) -> Iterator[Cue]:
    taken = -1
    for cue in sorted(cues, key=lambda each: (each.first, -each.last)):
        if cue.first > taken and cue.last >= cue.first:
            taken = cue.last
            yield cue


def _numbers(text: object) -> dict[str, int]:
    pairs = (each.partition("=") for each in str(text).split())
    return {fold(word): int(number) for word, _, number in pairs if number.isdigit()}


def _words(told: object) -> list[str]:
    return [str(each) for each in told] if isinstance(told, list) else []
