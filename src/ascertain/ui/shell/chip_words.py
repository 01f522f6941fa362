"""A chip as people read it: the field in bold, then what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from ascertain.domain.fields import FieldType
from ascertain.domain.own_fields import Fields
from ascertain.domain.search import (
    And,
    Asked,
    FieldTerm,
    Not,
    Or,
    Range,
    SearchKey,
    Term,
    Value,
    asked_of,
    find_key,
    show_range,
    show_term,
)
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.wording import code, code_label, date_text, field_label, isolated, number_text, yes_or_no

_DATED = (FieldType.TIME, FieldType.DATE, FieldType.INSTANT)
_TEXTS = (FieldType.LONG_TEXT,)
NO_PAGE = frozenset({"id", "says", "declined", "silent"})
"""Keys that are typed, and have no page in the filter popup."""
_GRADES = ("reliability", "credibility")
_WORDS = frozenset({"title", "notes", "status_reason", "place_text", "document", "text"})
"""Fields of which words are asked, not names."""


@dataclass(frozen=True, slots=True)
class ChipShown:
    """A filter as people read it. `field` is a key of the search language, or empty where no page can be opened;
    `members` are the parts of a group, of which any will do."""

    label: str
    value: str
    field: str = ""
    negated: bool = False
    members: tuple[ChipShown, ...] = ()

    @property
    def text(self) -> str:
        """All of it in one line."""
        return f"{self.label} {self.value}".strip()


def chip_shown(term: Term, vocabularies: Vocabularies, fields: Fields) -> ChipShown:
    """The words for a chip."""
    asked = asked_of(term)
    if asked is not None:
        return _of_one_field(asked, vocabularies, fields)
    return _joined(term, vocabularies, fields)


def key_label(key: str, fields: Fields) -> str:
    """What a key of the search language is called over its chip and its page."""
    field = fields.find(key)
    if field is not None and key != "statements":
        return field_label(key, fields)
    names = {
        "is": QCoreApplication.translate("ViewState", "Only"),
        "actor": QCoreApplication.translate("ViewState", "Actor"),
        "statements": QCoreApplication.translate("ViewState", "Statements"),
        "grade": QCoreApplication.translate("ViewState", "Source grade"),
        "credibility": QCoreApplication.translate("ViewState", "Credibility"),
        "stance": QCoreApplication.translate("ViewState", "Stance"),
        "origin": QCoreApplication.translate("ViewState", "Origin"),
        "origin_grade": QCoreApplication.translate("ViewState", "Origin grade"),
        "document": QCoreApplication.translate("ViewState", "Document"),
        "text": QCoreApplication.translate("ViewState", "Text of documents"),
        "language": QCoreApplication.translate("ViewState", "Language"),
        "id": QCoreApplication.translate("ViewState", "Number in the log"),
        "says": QCoreApplication.translate("ViewState", "Accounts say"),
        "declined": QCoreApplication.translate("ViewState", "Declined to say"),
        "silent": QCoreApplication.translate("ViewState", "Silent on"),
    }
    return names.get(key, key)


def flag_shown(flag: str) -> str:
    """What can be asked by `is:`, in words."""
    words = {
        "review": QCoreApplication.translate("ViewState", "to review"),
        "due": QCoreApplication.translate("ViewState", "due"),
        "trash": QCoreApplication.translate("ViewState", "in the trash"),
        "draft": QCoreApplication.translate("ViewState", "drafts"),
        "aggregate": QCoreApplication.translate("ViewState", "aggregates"),
        "single-source": QCoreApplication.translate("ViewState", "single source"),
        "overlapping": QCoreApplication.translate("ViewState", "overlapping"),
    }
    return words.get(flag, flag)


def value_shown(value: Value, key: SearchKey | None, vocabularies: Vocabularies, *, brief: bool = False) -> str:
    """One value of a field in words; `brief`: of a grade its letter or number alone."""
    if isinstance(value, Range):
        return _range_shown(value)
    if key is None:
        return isolated(value)
    if key.key == "is":
        return flag_shown(value)
    if key.type in (FieldType.YES_NO, FieldType.FLAG):
        return yes_or_no(value)
    if key.type in _DATED:
        return relative_shown(value)
    if key.type is FieldType.FIGURE:
        return QCoreApplication.translate("ViewState", "unknown")
    known = {each.name for each in vocabularies}
    if brief and key.vocabulary in _GRADES:
        return code(value)
    if key.vocabulary in known:
        return code_label(str(key.vocabulary), value, vocabularies)
    return isolated(value)


def relative_shown(value: str) -> str:
    """Days told from today, in words."""
    from ascertain.domain.search.relative import counted_of

    counted = counted_of(value)
    if counted is not None:
        way, number, unit = counted
        text = {
            ("last", "day"): QCoreApplication.translate("ViewState", "last {count} days"),
            ("last", "week"): QCoreApplication.translate("ViewState", "last {count} weeks"),
            ("last", "month"): QCoreApplication.translate("ViewState", "last {count} months"),
            ("next", "day"): QCoreApplication.translate("ViewState", "next {count} days"),
            ("next", "week"): QCoreApplication.translate("ViewState", "next {count} weeks"),
            ("next", "month"): QCoreApplication.translate("ViewState", "next {count} months"),
        }[way, unit]
        return text.replace("{count}", code(number_text(number)))
    names = {
        "today": QCoreApplication.translate("ViewState", "today"),
        "until-today": QCoreApplication.translate("ViewState", "until today"),
        "from-today": QCoreApplication.translate("ViewState", "from today on"),
        "yesterday": QCoreApplication.translate("ViewState", "yesterday"),
        "tomorrow": QCoreApplication.translate("ViewState", "tomorrow"),
        "last-week": QCoreApplication.translate("ViewState", "last week"),
        "this-week": QCoreApplication.translate("ViewState", "this week"),
        "next-week": QCoreApplication.translate("ViewState", "next week"),
        "last-month": QCoreApplication.translate("ViewState", "last month"),
        "this-month": QCoreApplication.translate("ViewState", "this month"),
        "next-month": QCoreApplication.translate("ViewState", "next month"),
        "last-year": QCoreApplication.translate("ViewState", "last year"),
        "this-year": QCoreApplication.translate("ViewState", "this year"),
        "next-year": QCoreApplication.translate("ViewState", "next year"),
    }
    return names.get(value, isolated(value))


def _of_one_field(asked: Asked, vocabularies: Vocabularies, fields: Fields) -> ChipShown:
    key = find_key(asked.field, fields)
    parts = [QCoreApplication.translate("ViewState", "not stated")] if asked.none else []
    parts += [QCoreApplication.translate("ViewState", "any")] if asked.stated else []
    parts += [value_shown(each, key, vocabularies, brief=True) for each in asked.values]
    value = QCoreApplication.translate("ViewState", ", ", "between values").join(parts)
    if asked.values and key is not None and (key.key in _WORDS or key.type in _TEXTS):
        contains = QCoreApplication.translate("ViewState", "contains {words}")
        without = QCoreApplication.translate("ViewState", "does not contain {words}")
        value = (without if asked.negated else contains).replace("{words}", value)
    elif asked.negated and not asked.values and asked.none != asked.stated:
        value = _not_empty(asked, key)
    elif asked.negated:
        value = QCoreApplication.translate("ViewState", "is not {value}").replace("{value}", value)
    opens = asked.field if key is not None and asked.field not in NO_PAGE else ""
    return ChipShown(key_label(asked.field, fields), value, opens, asked.negated)


def _not_empty(asked: Asked, key: SearchKey | None) -> str:
    """The opposite of being stated or not, without two times "not". A count that is not known is neither."""
    if asked.none and key is not None and key.type is FieldType.FIGURE:
        return QCoreApplication.translate("ViewState", "stated or unknown")
    if asked.none:
        return QCoreApplication.translate("ViewState", "any")
    return QCoreApplication.translate("ViewState", "not stated")


def _joined(term: Term, vocabularies: Vocabularies, fields: Fields) -> ChipShown:
    """Several fields in one chip: any of them, all of them, or none of them."""
    negated = isinstance(term, Not)
    inner = term.term if isinstance(term, Not) else term
    parts = inner.terms if isinstance(inner, And | Or) else (inner,)
    if not all(isinstance(each, FieldTerm | Not | And | Or) for each in parts):
        return ChipShown("", show_term(term))
    members = tuple(chip_shown(each, vocabularies, fields) for each in parts)
    any_of = isinstance(inner, Or)
    between = (
        QCoreApplication.translate("ViewState", " or ") if any_of else QCoreApplication.translate("ViewState", " and ")
    )
    label = {
        (True, False): QCoreApplication.translate("ViewState", "Any of"),
        (True, True): QCoreApplication.translate("ViewState", "None of"),
        (False, False): QCoreApplication.translate("ViewState", "All of"),
        (False, True): QCoreApplication.translate("ViewState", "Not all of"),
    }[any_of, negated]
    shown = between.join(f"({each.text})" if each.members else each.text for each in members)
    return ChipShown(label, shown, "", negated, members)


def _range_shown(value: Range) -> str:
    if isinstance(value.low, float) or isinstance(value.high, float):
        # As it is typed, since above 3 is another thing than from 3 on.
        signs = (("..", " – "), (">=", "≥ "), ("<=", "≤ "), (">", "> "), ("<", "< "))
        shown = show_range(value)
        return code(next((shown.replace(sign, words) for sign, words in signs if sign in shown), shown))
    low, high = _end_shown(value.low), _end_shown(value.high)
    if value.low == value.high:
        return low
    if isinstance(value.low, date) and isinstance(value.high, date) and (whole := _whole_period(value.low, value.high)):
        return whole
    shown = f"{low} – {high}" if low and high else f"≥ {low}" if low else f"≤ {high}"
    # Numbers run from left to right in every script, and so do the signs between them.
    return shown if isinstance(value.low or value.high, date) else code(shown)


def _whole_period(low: date, high: date) -> str:
    """A whole year or month by its name; nothing for any other span."""
    starts, ends = low.day == 1, high == date.max or (high + timedelta(days=1)).day == 1
    if not (starts and ends) or low.year != high.year:
        return ""
    if (low.month, high.month) == (1, 12):
        return code(f"{low.year:04}")
    return code(QLocale().toString(QDate(low.year, low.month, 1), "MMM yyyy")) if low.month == high.month else ""


def _end_shown(end: int | float | date | None) -> str:
    if isinstance(end, date):
        return date_text(end)
    return "" if end is None else code(number_text(int(end)))
