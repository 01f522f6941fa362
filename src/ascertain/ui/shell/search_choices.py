"""What can be typed in the search box at a place: keys, values and words of the language, as lines of a list. No
widgets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from ascertain.domain.fields import ASSERTABLE, BY_KEY, FieldType
from ascertain.domain.folding import fold
from ascertain.domain.own_fields import Fields
from ascertain.domain.rows import FacetValue, NameHit, Shelf
from ascertain.domain.search import SearchKey, find_key, search_keys
from ascertain.domain.search.accounts import ACCOUNT_KEYS, SAYS
from ascertain.domain.search.completing import Typing
from ascertain.domain.search.values import ANY, DATED, NONE
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.form.names.choices import Choice
from ascertain.ui.shell.chip_words import value_shown
from ascertain.ui.shell.filter_choices import offered
from ascertain.ui.wording import code, code_label, field_help, field_label, number_text, yes_or_no

_NEVER_EMPTY = frozenset(
    {"ref", "status", "draft", "is_aggregate", "is", "id", "created_at", "updated_at", "origins", "statements"}
)
_ENTRIES = {
    "actor": Shelf.ACTORS,
    "source": Shelf.SOURCES,
    "origin": Shelf.SOURCES,
    "document": Shelf.DOCUMENTS,
}
_COUNTS = (FieldType.FIGURE, FieldType.INTEGER)


class Way(Enum):
    """How what is taken goes into the search."""

    KEY = auto()
    WORD = auto()
    VALUE = auto()
    WRITTEN = auto()
    SEARCH = auto()
    FORGET = auto()


@dataclass(frozen=True, slots=True)
class Put:
    """What a line puts into the search. `whole`: the next part of the search begins after it. `counted`: the value
    under which the log counts it."""

    way: Way
    text: str = ""
    whole: bool = True
    counted: str | None = None


def shelf_asked(key: SearchKey) -> Shelf | None:
    """The part of the library whose names a key takes; None where it takes others."""
    if key.type is FieldType.PLACE:
        return Shelf.PLACES
    return Shelf.ACTORS if key.type is FieldType.ACTORS else _ENTRIES.get(key.key)


def are_counted(choices: Iterable[Choice]) -> bool:
    """Whether the log counts what each of some of these would leave."""
    return any(isinstance(each.value, Put) and each.value.counted is not None for each in choices)


def is_listed(key: SearchKey, fields: Fields) -> bool:
    """Whether the log itself tells which values a key has."""
    own = fields.find(key.key)
    texts = own is not None and own.own is not None and key.type in (FieldType.TEXT, FieldType.LINK)
    return texts or key.key == "language"


def keys_for(typing: Typing, fields: Fields) -> list[Choice]:
    """The keys that begin with what is typed, or one of whose names does, and the words that join."""
    stem = fold(typing.stem).strip()
    ranked: list[tuple[int, Choice]] = []
    for key in search_keys(fields):
        label = _key_label(key, fields)
        rank = _rank(stem, key.name, label, *key.aliases)
        if rank is not None:
            also = next((each for each in key.aliases if rank and fold(each).startswith(stem)), "")
            shown = also if stem and also else label
            help_ = _key_help(key, fields)
            ranked.append((rank, Choice(f"{key.name}:", Put(Way.KEY, key.name, whole=False), shown, help_)))
    choices = [choice for _, choice in sorted(ranked, key=lambda each: each[0])]
    return [*choices, *_words(stem, typing.follows)]


def _words(stem: str, follows: bool) -> list[Choice]:
    either = QCoreApplication.translate("SearchBox", "what stands before it or what follows, or both")
    without = QCoreApplication.translate("SearchBox", "leaves out what follows")
    words = [("OR", either)] if follows else []
    words.append(("NOT", without))
    return [Choice(word, Put(Way.WORD, word), "", told) for word, told in words if word.lower().startswith(stem)]


def values_for(key: SearchKey, stem: str, vocabularies: Vocabularies, fields: Fields, today: date) -> list[Choice]:
    """The values of a key that are known without asking the log, those that what is typed can mean."""
    wanted = fold(stem).strip()
    if key.key in ACCOUNT_KEYS:
        return _of_accounts(key, stem, vocabularies, fields)
    known = [*_own_values(key, vocabularies, today), *_emptiness(key)]
    ranked = [(rank, each) for each in known if (rank := _rank(wanted, each.text, each.matched)) is not None]
    return [choice for _, choice in sorted(ranked, key=lambda each: each[0])]


def names_found(hits: Iterable[NameHit]) -> list[Choice]:
    """Names of the log."""
    return [Choice(hit.name, Put(Way.VALUE, hit.name), hit.matched, hit.detail, known=True) for hit in hits]


def values_found(values: Iterable[FacetValue], stem: str) -> list[Choice]:
    """Values that the log has counted and that what is typed can mean."""
    wanted = fold(stem).strip()
    return [
        Choice(each.label, Put(Way.VALUE, each.value), "", code(number_text(each.count)), known=True)
        for each in values
        if _rank(wanted, each.label) is not None
    ]


def with_counts(choices: Sequence[Choice], counts: Mapping[str, int]) -> list[Choice]:
    """The same lines with how many incidents each would leave."""
    return [
        replace(each, detail=code(number_text(counts.get(each.value.counted, 0))))
        if isinstance(each.value, Put) and each.value.counted is not None
        else each
        for each in choices
    ]


def _rank(stem: str, *names: str) -> int | None:
    """0 where the first name begins with what is typed, 1 where another or a word within one does; else None."""
    if not stem:
        return 0
    folded = [fold(name) for name in names if name]
    if folded and folded[0].startswith(stem):
        return 0
    within = any(f" {name}".replace("_", " ").find(f" {stem}") >= 0 for name in folded)
    return 1 if within else None


def _own_values(key: SearchKey, vocabularies: Vocabularies, today: date) -> list[Choice]:
    if key.vocabulary is not None:
        return _codes(key.vocabulary, vocabularies)
    if key.key == "is":
        return [Choice(flag, Put(Way.WRITTEN, flag), _flag_words(flag)) for flag in key.values]
    if key.values:
        return [Choice(yes_or_no(each), Put(Way.WRITTEN, each, counted=each), each) for each in key.values]
    if key.type in DATED:
        return _periods(key, vocabularies, today)
    if key.type in _COUNTS and key.key != "id":
        some = QCoreApplication.translate("SearchBox", "one or more")
        none = QCoreApplication.translate("SearchBox", "none at all")
        lines = [("0", none), (">0", some), ("2..5", QCoreApplication.translate("SearchBox", "from 2 to 5"))]
        if key.type is FieldType.FIGURE:
            lines.append(("unknown", QCoreApplication.translate("SearchBox", "looked for, and not known")))
        return [Choice(written, Put(Way.WRITTEN, written), told) for written, told in lines]
    return []


def _codes(name: str, vocabularies: Vocabularies) -> list[Choice]:
    if name not in {each.name for each in vocabularies}:
        return []
    labels = {each.key: code_label(name, each.key, vocabularies) for each in vocabularies[name].current()}
    return [
        Choice(label, Put(Way.VALUE, key, counted=key), "" if fold(label) == fold(key.replace("_", " ")) else key)
        for key, label in labels.items()
    ]


def _periods(key: SearchKey, vocabularies: Vocabularies, today: date) -> list[Choice]:
    """Days told from today, and how others are written."""
    told = [str(each) for each in offered(key).presets]
    relative = [Choice(each, Put(Way.WRITTEN, each), value_shown(each, key, vocabularies)) for each in told]
    written = [
        (f"{today:%Y-%m}", QCoreApplication.translate("SearchBox", "a month")),
        (f"{today:%Y}", QCoreApplication.translate("SearchBox", "a year")),
        (f"{today:%Y-%m}-01..{today:%Y-%m-%d}", QCoreApplication.translate("SearchBox", "from a day to a day")),
    ]
    return [*relative, *(Choice(each, Put(Way.WRITTEN, each), words) for each, words in written)]


def _emptiness(key: SearchKey) -> list[Choice]:
    if key.key in _NEVER_EMPTY or key.key in ("title", "text"):
        return []
    return [
        Choice(NONE, Put(Way.WRITTEN, NONE), QCoreApplication.translate("SearchBox", "not stated")),
        Choice(ANY, Put(Way.WRITTEN, ANY), QCoreApplication.translate("SearchBox", "stated, whatever it is")),
    ]


def _of_accounts(key: SearchKey, stem: str, vocabularies: Vocabularies, fields: Fields) -> list[Choice]:
    """The fields of which accounts can speak, and after `=` what can be said of one."""
    name, equals, typed = stem.partition("=")
    if equals:
        return _said(key, name, fold(typed).strip(), vocabularies)
    wanted, ranked = fold(stem).strip(), []
    for each in (*ASSERTABLE, "killed", "injured"):
        found = find_key(each)
        if found is not None and (rank := _rank(wanted, found.name, field_label(each, fields))) is not None:
            put = Put(Way.WRITTEN, found.name, whole=key.key != SAYS)
            ranked.append((rank, Choice(field_label(each, fields), put, found.name)))
    return [choice for _, choice in sorted(ranked, key=lambda each: each[0])]


def _said(key: SearchKey, name: str, typed: str, vocabularies: Vocabularies) -> list[Choice]:
    asked = find_key(name.strip())
    field = BY_KEY.get(asked.key) if asked is not None else None
    if key.key != SAYS or asked is None or field is None:
        return []
    words = [
        ("silent", QCoreApplication.translate("SearchBox", "an account is silent on it")),
        ("declined", QCoreApplication.translate("SearchBox", "an account declines to speak of it")),
        ("unknown", QCoreApplication.translate("SearchBox", "an account says that it is not known")),
    ]
    if field.type is FieldType.FIGURE:
        words.insert(0, ("0", QCoreApplication.translate("SearchBox", "an account says none")))
    elif field.vocabulary is not None:
        words = [(each.key, code_label(field.vocabulary, each.key, vocabularies))
                 for each in vocabularies[field.vocabulary].current()] + words  # fmt: skip
    return [
        Choice(told, Put(Way.VALUE, f"{asked.name}={word}"), word)
        for word, told in words
        if _rank(typed, word, told) is not None
    ]


def _flag_words(flag: str) -> str:
    words = {
        "review": QCoreApplication.translate("SearchBox", "waits for review, or is due"),
        "due": QCoreApplication.translate("SearchBox", "the day to look again has come"),
        "trash": QCoreApplication.translate("SearchBox", "lies in the trash"),
        "draft": QCoreApplication.translate("SearchBox", "is a draft"),
        "aggregate": QCoreApplication.translate("SearchBox", "stands for several events told as one number"),
        "single-source": QCoreApplication.translate("SearchBox", "has one independent origin at most"),
        "overlapping": QCoreApplication.translate("SearchBox", "is, or may be, the same as another in whole or part"),
    }
    return words.get(flag, "")


def _key_label(key: SearchKey, fields: Fields) -> str:
    known = fields.find(key.key) is not None
    return field_label(key.key, fields) if known else QCoreApplication.translate("fields", key.label)


def _key_help(key: SearchKey, fields: Fields) -> str:
    known = fields.find(key.key) is not None
    return field_help(key.key, fields) if known else QCoreApplication.translate("fields", key.help)
