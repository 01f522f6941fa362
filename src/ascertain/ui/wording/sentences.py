"""Sentences that other rooms hand over as values, put into the language of the user."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QCoreApplication

from ascertain.domain.messages import Message
from ascertain.domain.problems import Problem, Refused
from ascertain.ui.wording.direction import isolated
from ascertain.ui.wording.figures import number_text
from ascertain.ui.wording.times import date_text

CONTEXT = "messages"
"""The translation context of all `Message` texts."""

_PLACE = re.compile(r"\{(\w+)\}")


def tr_message(message: Message) -> str:
    """The sentence in the user's language, its places filled: counts with separators, names whole, days as written."""
    values = dict(message.values)

    def fill(place: re.Match[str]) -> str:
        name = place[1]
        return _value_text(name, values[name]) if name in values else place[0]

    return _PLACE.sub(fill, QCoreApplication.translate(CONTEXT, message.source))


def problem_text(*problems: Problem) -> str:
    """Several problems as lines."""
    return "\n".join(tr_message(problem.text) for problem in problems)


def fault_text(fault: BaseException) -> str:
    """What a person is told of a command or question that did not succeed."""
    if isinstance(fault, Refused):
        return problem_text(*fault.problems)
    message = getattr(fault, "message", None)
    if isinstance(message, Message):
        return tr_message(message)
    return QCoreApplication.translate("Sentences", "This did not work. Nothing was changed.")


def _value_text(name: str, value: object) -> str:
    if isinstance(value, Message):
        return tr_message(value)
    if isinstance(value, bool) or not isinstance(value, int | date | str):
        return str(value)
    if isinstance(value, int):
        return number_text(value) if name == "count" else str(value)
    return isolated(value) if isinstance(value, str) else date_text(value)
