"""What an exporter is given and what it is. A format is one module of `ascertain.exchange.exporters`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ascertain.domain.conduct import Conduct
from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.records import Incident, LibraryEntry
from ascertain.domain.totals import Totals
from ascertain.domain.vocabulary import Vocabularies
from ascertain.exchange.sheets import ExportFailed, Shortened

if TYPE_CHECKING:
    from ascertain.exchange.briefing.structure import Briefing

_TELL_EVERY = 200

PrintBriefing = Callable[["Briefing", Path, int, Conduct], None]
"""Lays a briefing out on paper and writes it as a PDF that is dated at an instant. Raises Cancelled, OSError where the
disk refuses, and ExportFailed with what else went wrong."""


def _no_paper(_briefing: Briefing, _out: Path, _at: int, _conduct: Conduct) -> None:
    raise ExportFailed(say("A PDF cannot be made here. Choose Word or Markdown."))


class Library(Protocol):
    """The sources, documents, actors and places that incidents name by id."""

    def entry(self, kind: RecordKind, entry_id: int) -> LibraryEntry | None:
        """The entry with all that is known of it; None where the log has none."""

    def entries(self, kind: RecordKind, numbers: Iterable[int]) -> Iterator[tuple[str, LibraryEntry]]:
        """Many entries in the order of their ids, each with its uid; never many of them in memory."""

    def every(self, kind: RecordKind) -> Iterable[int]:
        """The ids of all entries, where every incident of the log is written: then those that none of them names are
        written as well. Else none."""

    def uids(self, kind: RecordKind, numbers: Iterable[int]) -> Mapping[int, str]:
        """The uids of these records, of any kind that has uids: also of incidents and statements."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """All that is to be written. `incidents` can be read once, and are never all in memory; `total` is how many there
    are. `keys` are the fields that were chosen, None for all; `options` what was chosen of the exporter's options.
    `counted` gives what stands on the sheet of totals, with the refs of the incidents it names; `title` says in a few
    words what this is."""

    incidents: Iterable[Incident]
    total: int
    vocabularies: Vocabularies
    library: Library
    counted: Callable[[], tuple[Totals, Mapping[int, str]]]
    fields: Fields = NO_OWN
    keys: tuple[str, ...] | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    at: int = 0
    """When it is written, seconds since 1970-01-01T00:00Z."""
    right_to_left: bool = False
    """Whether the sheets begin at the right, as in the language of whoever writes them."""
    print_briefing: PrintBriefing = _no_paper
    """What writes a PDF: text is laid out where there are fonts, and no exporter has any."""

    def walk(self, conduct: Conduct) -> Iterator[Incident]:
        """The incidents, telling how far it is. Raises Cancelled when asked to stop."""
        for done, incident in enumerate(self.incidents):
            if done % _TELL_EVERY == 0:
                conduct.tell(done, self.total)
            conduct.heed()
            yield incident
        conduct.tell(self.total, self.total)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values of an option."""

    key: str
    label: Message


@dataclass(frozen=True, slots=True)
class Option:
    """Something about a format that people choose; the first choice is what is taken where nothing was said."""

    key: str
    label: Message
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """What a format cannot hold: how many records it concerns, and the refs of a few of them."""

    what: Message
    records: int
    examples: tuple[str, ...] = ()


class Form(Protocol):
    """What people are told of a file format before they choose it."""

    @property
    def name(self) -> str:
        """What it is called on the command line and in kept presets; no two have the same."""

    @property
    def suffix(self) -> str:
        """The file suffix, with its dot."""

    @property
    def label(self) -> Message:
        """The name of the format."""

    @property
    def purpose(self) -> Message:
        """What it is good for, in one line."""

    @property
    def chooses_columns(self) -> bool:
        """Whether the chosen fields matter to it."""

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be chosen about it."""


class Exporter(Form, Protocol):
    """A file format that incidents can be written to."""

    @property
    def most_records(self) -> int | None:
        """How many records the format can hold; None where there is no limit."""

    def losses(self, outgoing: Outgoing, conduct: Conduct) -> tuple[Loss, ...]:
        """What would be lost; reads the incidents. Raises Cancelled."""

    def write(self, outgoing: Outgoing, out: Path, conduct: Conduct) -> tuple[Shortened, ...]:
        """Write the file at `out`, which does not exist yet. Raises Cancelled when asked to stop, OSError when the
        disk refuses."""
