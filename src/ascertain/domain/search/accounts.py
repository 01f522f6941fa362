"""What is asked of accounts: `says:killed_civilian=0`, `declined:attributed_to`.

    says   = field [ "=" what ]          an account speaks of the field at all, or says just this of it
    what   = "0" | "silent" | "declined" | "unknown" | a value
    `declined:field` is `says:field=declined`; `silent:field` is `says:field=silent`

Silence ("not stated"), a refusal to say, not knowing and an explicit zero are four things, and a field of which nothing
was noted is none of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.domain.codes import AssertionState
from ascertain.domain.fields import ASSERTABLE, BY_KEY, HARM_FIELDS, FieldType

SAYS, DECLINED, SILENT = "says", "declined", "silent"
ACCOUNT_KEYS = (SAYS, DECLINED, SILENT)
UNKNOWN = "unknown"
"""Asked of a count: it was looked for and is not known."""
_STATES = {
    "silent": AssertionState.NOT_STATED,
    "not-stated": AssertionState.NOT_STATED,
    "declined": AssertionState.DECLINED,
    "unknown": AssertionState.UNKNOWN,
    "?": AssertionState.UNKNOWN,
}
_TOTALS = {name: tuple(key for key in HARM_FIELDS if key.startswith(f"{name}_")) for name in ("killed", "injured")}


@dataclass(frozen=True, slots=True)
class Told:
    """What an account says: of any of these fields, in this state (None: any), with this value."""

    fields: tuple[str, ...]
    state: AssertionState | None = None
    value: str = ""


def asked_fields(key: str) -> tuple[str, ...]:
    """The fields that a search key means when it is asked what accounts say of it; none for what they cannot speak
    of."""
    return _TOTALS.get(key) or ((key,) if key in ASSERTABLE else ())


def read_told(key: str, value: str) -> Told | None:
    """What is asked by a value as `read_account` made it; None for a text that is no such value."""
    name, equals, what = value.partition("=")
    fields = asked_fields(name)
    if not fields:
        return None
    if key != SAYS:
        return None if equals else Told(fields, _STATES[key])
    if not equals:
        return Told(fields)
    if what in _STATES:
        return Told(fields, _STATES[what])
    if what == "0" and all(BY_KEY[each].type is FieldType.FIGURE for each in fields):
        return Told(fields, AssertionState.EXPLICIT_ZERO)
    return Told(fields, AssertionState.VALUE, what)


def account_value(key: str, field: str, what: str | None) -> str | None:
    """The value under which it is kept and shown; None where the key does not take it."""
    if not asked_fields(field):
        return None
    if what is None:
        return field
    plain = what.strip()
    if key != SAYS or not plain:
        return None
    folded = plain.casefold().replace("_", "-")
    state = _STATES.get(folded)
    if state is None:
        return f"{field}={plain}"
    return f"{field}={next(word for word, each in _STATES.items() if each is state)}"
