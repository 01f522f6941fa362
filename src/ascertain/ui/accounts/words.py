"""What accounts say, in words: silence, refusal, not knowing and zero are told apart."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ascertain.domain.accounts import AccountCell
from ascertain.domain.codes import AssertionState
from ascertain.domain.fields import BY_KEY, FieldType
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.wording import code, code_label, isolated

UNTOUCHED = "–"
"""Stands where a statement does not touch a field at all."""


def said_text(cell: AccountCell, key: str, vocabularies: Vocabularies) -> str:
    """What an account says of a field, in words."""
    match cell.state:
        case None:
            return UNTOUCHED
        case AssertionState.VALUE:
            return value_text(key, cell.value, vocabularies)
        case AssertionState.EXPLICIT_ZERO:
            if BY_KEY[key].type is FieldType.FIGURE:
                return code("0")
            return QCoreApplication.translate("Accounts", "none")
        case AssertionState.NOT_STATED:
            return QCoreApplication.translate("Accounts", "not stated")
        case AssertionState.DECLINED:
            return QCoreApplication.translate("Accounts", "declined to say")
    return QCoreApplication.translate("Accounts", "says it is not known")


def said_spoken(cell: AccountCell, text: str) -> str:
    """The same for those who hear it: a sign alone says nothing."""
    if cell.state is None:
        return QCoreApplication.translate("Accounts", "nothing noted")
    if cell.state is AssertionState.EXPLICIT_ZERO:
        return QCoreApplication.translate("Accounts", "none, said expressly")
    return text


def value_text(key: str, value: str, vocabularies: Vocabularies) -> str:
    """A raw value as people read it: the label of a code, a count, a name."""
    field = BY_KEY[key]
    if field.vocabulary is not None:
        return code_label(field.vocabulary, value, vocabularies)
    return code(value) if field.type is FieldType.FIGURE else isolated(value)


def grade_of(reliability: str | None, credibility: int | None, vocabularies: Vocabularies) -> tuple[str, str]:
    """The grade after the Admiralty code (`B2`) and the same in words; a half that is not graded is `–`."""
    if reliability is None and credibility is None:
        return "", ""
    words = [
        _graded(QCoreApplication.translate("Evidence", "Source"), "reliability", reliability, vocabularies),
        _graded(
            QCoreApplication.translate("Evidence", "Statement"),
            "credibility",
            None if credibility is None else str(credibility),
            vocabularies,
        ),
    ]
    return f"{reliability or '–'}{credibility or '–'}", "; ".join(words)


def _graded(what: str, vocabulary: str, key: str | None, vocabularies: Vocabularies) -> str:
    if key is None:
        return QCoreApplication.translate("Evidence", "{what}: not graded").format(what=what)
    return f"{what}: {code_label(vocabulary, key, vocabularies)}"
