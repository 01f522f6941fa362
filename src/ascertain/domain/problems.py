"""What is wrong with something that was typed: where, which kind, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from ascertain.domain.messages import Message


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a proposed record.

    `field` is a key of `domain.fields` or a path into a repeated one (`statements[2].source`); `code` is stable and
    meant for tests and imports; `text` says what is wrong and what to do.
    """

    field: str
    code: str
    text: Message


class Refused(Exception):
    """A command was not carried out because of what it holds; nothing was written."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(str(problem.text) for problem in problems))
        self.problems = problems


class Remedy(Enum):
    """What can be offered beside the sentence of a `LogUnavailable`."""

    OPEN_READ_ONLY = auto()
    SAVE_AS = auto()
    SHOW_BACKUPS = auto()
    SALVAGE = auto()
    """Copy what can be read into a new log."""


class LogUnavailable(Exception):
    """A log cannot be opened, read or written because of its surroundings (disk, permissions, another program, damage).

    `message` is a calm sentence that says what is the matter and what to do; nothing was written. `remedies` are what
    the program itself can do about it, the best first.
    """

    def __init__(self, message: Message, *remedies: Remedy) -> None:
        super().__init__(str(message))
        self.message = message
        self.remedies = remedies


class FileTrouble(Exception):
    """A file other than the log could not be read or written, or is not what it should be; nothing partial remains.

    `message` is a calm sentence that says what is the matter and what to do.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message
