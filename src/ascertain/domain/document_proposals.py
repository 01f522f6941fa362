"""What can be read from something that was given as a document: a proposal, each part with where it came from.

Nothing of it is a fact until somebody keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from pathlib import Path

from ascertain.domain.messages import Message
from ascertain.domain.records import Document, NamedRef


@dataclass(frozen=True, slots=True)
class Reason:
    """Where the proposal for one field came from. `field` is an attribute of `DocumentProposal`; `doubtful`: look at it
    before keeping it."""

    field: str
    why: Message
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Original:
    """The file that a document was read from, to be attached beside the log: a file of this machine, or the bytes that
    an address gave."""

    name: str
    path: Path | None = None
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class DocumentProposal:
    """A document as it could be kept. `text` is in its one form (`domain.document_text`), `sha256` that of its UTF-8;
    `published_on` is the day where it was published; `language` is BCP 47; `kind` a code of `document_kind`.

    `publisher` has an id where the log knows the source. `warnings`: what is lacking or was cut.
    """

    title: str = ""
    publisher: NamedRef | None = None
    published_on: date | None = None
    language: str = ""
    text: str = ""
    url: str = ""
    kind: str | None = None
    sha256: str = ""
    reasons: tuple[Reason, ...] = ()
    original: Original | None = None
    warnings: tuple[Message, ...] = ()

    def reason(self, field: str) -> Reason | None:
        """Where the proposal for a field came from; None where there is no proposal."""
        return next((reason for reason in self.reasons if reason.field == field), None)

    def document(self) -> Document:
        """The document that would be kept if nothing of the proposal were changed."""
        return Document(
            self.title,
            self.publisher,
            self.kind,
            self.url,
            self.published_on,
            self.language,
            self.text,
            "",
            self.sha256,
        )


class Likeness(Enum):
    """In which way a document of the log is the one that is given; the surest first."""

    SAME_TEXT = auto()
    """The very same text."""
    SAME_WORDS = auto()
    """The same words; spaces, case or punctuation differ."""
    SAME_ADDRESS = auto()
    NEARLY_THE_SAME = auto()


@dataclass(frozen=True, slots=True)
class Twin:
    """A document of the log that is, or may be, the one that is given, and why."""

    document_id: int
    title: str
    publisher: str
    published_on: date | None
    likeness: Likeness
    why: Message


@dataclass(frozen=True, slots=True)
class TwinQuestion:
    """What documents of the log are looked for by. Each of them narrows by an index; none looks through all texts."""

    sha256: str = ""
    title: str = ""
    publisher_id: int | None = None
    published_on: date | None = None
    address_part: str = ""
    """Host and path of the address: looked for among the documents of the publisher, and of none."""


@dataclass(frozen=True, slots=True)
class TwinCandidate:
    """A document that may be a twin, without its text."""

    document_id: int
    title: str
    publisher: str
    published_on: date | None
    sha256: str
    url: str


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source of the log, by one of its names or by the host of its address."""

    source_id: int
    name: str
    url: str
    by_name: bool
