"""What the parts of a form share: the log, its names and code lists, and the way to make a new entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ascertain.domain.records import NamedRef
from ascertain.domain.rows import Shelf
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.names.log_facts import LogFacts
from ascertain.ui.form.names.log_names import LogNames

Made = Callable[[NamedRef | None], None]
"""Called with the new entry, or with None when none was made."""


@dataclass(frozen=True)
class FormContext:
    """`make` opens the form of a new entry of a shelf with a name, and calls back; None where none can be made."""

    bridge: Bridge
    names: LogNames
    facts: LogFacts
    make: Callable[[Shelf, str, Made], None] | None = None

    @property
    def vocabularies(self) -> Vocabularies:
        """The code lists of the log."""
        return self.bridge.session.vocabularies

    def today(self) -> date:
        """The day where the user is."""
        return self.bridge.session.clock.today()
