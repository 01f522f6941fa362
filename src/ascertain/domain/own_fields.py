"""The fields that a user makes: what they are, the key that a new one gets, and what must be right before one is kept.

Such a field is an entry made at run time. It becomes a `domain.fields.Field`, so that editors, columns, filters, search
keys and exports derive from it as they do from those that the program brings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ascertain.domain.fields import BY_KEY, FIELDS, Field, FieldType, Group
from ascertain.domain.folding import fold
from ascertain.domain.messages import Message, say
from ascertain.domain.problems import Problem

LABEL_LIMIT = 80
"""Characters of the name of a field: it has to fit over a column."""
KEY_LIMIT = 40
CODE_LIST = "own:"
"""What stands before the key of a field in the name of its code list. No list that ships has a colon in its name."""


class OwnType(StrEnum):
    """What kind of value an own field holds. It stays what it is once there are values."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"
    """Yes, no, or not stated."""
    LINK = "link"


_TYPES = {
    OwnType.TEXT: FieldType.TEXT,
    OwnType.NUMBER: FieldType.NUMBER,
    OwnType.DATE: FieldType.DATE,
    OwnType.CHOICE: FieldType.CODE,
    OwnType.FLAG: FieldType.YES_NO,
    OwnType.LINK: FieldType.LINK,
}
_WIDTHS = {OwnType.TEXT: 20, OwnType.NUMBER: 9, OwnType.DATE: 12, OwnType.CHOICE: 16, OwnType.FLAG: 9, OwnType.LINK: 24}
OWN_HELP = "A field of your own."
"""The help of a field for which its user wrote none."""
_NOT_OFFERED = (Group.RECORD, Group.OWN)
GROUPS = tuple(group for group in Group if group not in _NOT_OFFERED)
"""The groups of the program that an own field can stand in."""


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field that the user of a log made.

    `key` names it in search, in `--json` and in exports, and never changes; a new one has none yet. `group` is the name
    of one of `GROUPS`, or a heading of the user's own, or nothing. `quick`: in the first part of the form. `retired`:
    what is in it stays, and it is no longer offered.
    """

    label: str
    type: OwnType
    group: str = ""
    help: str = ""
    quick: bool = False
    retired: bool = False
    key: str = ""
    id: int | None = None

    @property
    def vocabulary(self) -> str | None:
        """The code list that its choices stand in."""
        return f"{CODE_LIST}{self.key}" if self.type is OwnType.CHOICE else None

    def described(self) -> Field:
        """The same as every other field is described."""
        group = next((each for each in GROUPS if each.value == self.group), Group.OWN)
        return Field(
            self.key, self.label, _TYPES[self.type], group, self.help or OWN_HELP, vocabulary=self.vocabulary,
            quick=self.quick and not self.retired, width=max(_WIDTHS[self.type], len(self.label) // 2),
            own=self.id, heading=self.group if group is Group.OWN else "", retired=self.retired,
        )  # fmt: skip


class Fields:
    """All fields of one log: those of the program, then the user's own. One such object serves all for as long as the
    log is open: where own fields are changed, the new ones take the place of the old ones in it."""

    def __init__(self, own: Iterable[OwnField] = ()) -> None:
        self._own = tuple((each, each.described()) for each in own)

    def take(self, others: Fields) -> None:
        """Hold the own fields of `others` from now on; whoever reads meanwhile sees the old ones or the new ones."""
        self._own = others._own

    def __iter__(self) -> Iterator[Field]:
        """Every field, retired ones too."""
        yield from FIELDS
        yield from self.own

    @property
    def made(self) -> tuple[OwnField, ...]:
        """The own fields as they were made, in their order."""
        return tuple(made for made, _ in self._own)

    @property
    def own(self) -> tuple[Field, ...]:
        """The own fields, in their order."""
        return tuple(field for _, field in self._own)

    @property
    def current(self) -> tuple[Field, ...]:
        """The fields that are offered: all that are not retired."""
        return (*FIELDS, *(field for field in self.own if not field.retired))

    def find(self, key: str) -> Field | None:
        """The field with this key, or None."""
        return BY_KEY.get(key) or next((field for field in self.own if field.key == key), None)

    def find_made(self, key: str) -> OwnField | None:
        """The own field with this key, or None."""
        return next((made for made, _ in self._own if made.key == key), None)

    def __getitem__(self, key: str) -> Field:
        """The field with this key. Raises KeyError."""
        found = self.find(key)
        if found is None:
            raise KeyError(key)
        return found


NO_OWN = Fields()
"""The fields of the program alone: for texts that no log is needed to read. Never changed."""


def check_own_field(fields: Fields, own: OwnField) -> tuple[Problem, ...]:
    """Every fault in an own field that is to be made, or to replace the one of its key; none where it can be."""
    from ascertain.domain.texts import Findings

    found = Findings()
    found.line("label", own.label, needed=say("Give the field a name."), limit=LABEL_LIMIT)
    wanted = fold(own.label)
    if wanted and any(fold(each.label) == wanted for each in fields if each.own is None or each.key != own.key):
        found.add("label", "twice", say("There is already a field named {name}.", name=own.label.strip()))
    found.line("group", own.group, limit=LABEL_LIMIT)
    found.line("help", own.help)
    return tuple(found.problems)


def type_refusal(own: OwnField, values: int) -> Message:
    """Why the type of a field with `values` values stays what it is, and what to do instead."""
    return say(
        "{name} holds {count} values, which mean something as what they are: its type stays. "
        "Make a new field of the other type, and retire this one.",
        singular="{name} holds a value, which means something as what it is: its type stays. "
        "Make a new field of the other type, and retire this one.",
        name=own.label,
        count=values,
    )


_NOT_OF_A_KEY = re.compile(r"[^\w]+|_+")
_HEADS = ("low", "best", "high")
_TAKEN = frozenset(
    {
        "uid", "version", "trashed", "links", "status_at", "t_to", "phrase", "zone", "yes", "no", "none", "any", "or",
        "and", "not", "own", "http", "https",
    }
    | {f"{field.key}_{part}" for field in FIELDS if field.type is FieldType.FIGURE for part in _HEADS}
)  # fmt: skip
"""What means something else in a search, in `--json` or in the head of a sheet."""


def new_key(label: str, taken: Iterable[str]) -> str:
    """The key for a new field of this name: its letters and digits in small letters, of any script, parted by low
    lines. `taken` are the names that search keys have, and the keys of other own fields; never one of these."""
    words = _NOT_OF_A_KEY.sub("_", fold(label).casefold()).strip("_")
    while words and not words[0].isalpha():
        words = words[1:]
    plain = words[: KEY_LIMIT - 4].strip("_") or "field"
    if not plain.isidentifier():
        plain = "field"
    known = {*taken, *_TAKEN}
    number, key = 1, plain
    while key in known:
        number += 1
        key = f"{plain}_{number}"
    return key
