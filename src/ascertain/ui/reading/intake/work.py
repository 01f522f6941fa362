"""The work behind the dialog: read what was given, beside the window, and hold it against the log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ascertain.app.errands import Errand
from ascertain.domain.addresses import Address, NoAddress, read_address
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.document_proposals import DocumentProposal, Original, Twin

if TYPE_CHECKING:
    from ascertain.app.queries import Queries
    from ascertain.ui.bridge import Bridge

Given = Path | str | bytes
"""A file of this machine, a text or an address that was pasted or dropped, or the bytes of a document."""

_LOOK_EVERY_MS = 30
_MOST_OF_AN_ADDRESS = 4_000


def address_in(text: str) -> Address | None:
    """The address, where a text is nothing but one."""
    given = text.strip()
    if len(given) > _MOST_OF_AN_ADDRESS or "://" not in given[:10]:
        return None
    try:
        return read_address(given)
    except NoAddress:
        return None


class IntakeWork(QObject):
    """Reads one thing at a time. `proposed(DocumentProposal, twins)`, `failed(error)` or `stopped` once it is done;
    `moved(done, total)` meanwhile."""

    proposed = Signal(object, object)
    failed = Signal(object)
    stopped = Signal()
    moved = Signal(int, int)
    twins_found = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("intake_work")
        self._asker = bridge.asker(self)
        kinds = bridge.session.vocabularies["document_kind"].current()
        self._kinds = frozenset(code.key for code in kinds)
        self._errand: Errand[DocumentProposal] | None = None
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_EVERY_MS)
        self._watch.timeout.connect(self._look)

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._errand is not None

    def read(self, given: Given) -> None:
        """Read a file, a text or bytes. An address is read as the text that it is: see `fetch`."""
        kinds = self._kinds

        def work(conduct: Conduct) -> DocumentProposal:
            from ascertain.app.intake import read_content, read_file, read_pasted

            if isinstance(given, Path):
                return read_file(given, conduct, kinds=kinds)
            if isinstance(given, bytes):
                return read_content(given, Original("document", None, given), conduct, kinds=kinds)
            return read_pasted(given, kinds=kinds)

        self._start(work)

    def fetch(self, address: Address) -> None:
        """Fetch an address, since somebody asked for that, and read what it gives."""
        kinds = self._kinds

        def work(conduct: Conduct) -> DocumentProposal:
            from ascertain.app.fetching import fetch
            from ascertain.app.intake import read_content

            got = fetch(address.url, conduct)
            told = (got.media_type, got.encoding, got.url)
            return read_content(got.content, Original(got.name, None, got.content), conduct, kinds=kinds, told=told)

        self._start(work)

    def stop(self) -> None:
        """Stop reading; nothing is left behind."""
        if self._errand is not None:
            self._errand.stop()

    def look_for_twins(self, proposal: DocumentProposal) -> None:
        """Look again which documents of the log it may be, once title, publisher, day or address were changed."""

        def ask(queries: Queries) -> tuple[Twin, ...]:
            from ascertain.app.intake import twins

            return twins(queries, proposal)

        self._asker.ask(ask, self.twins_found.emit)

    def _start(self, work: Callable[[Conduct], DocumentProposal]) -> None:
        errand = self._errand = Errand(work)
        self.destroyed.connect(lambda: errand.stop())
        errand.start()
        self._watch.start()

    def _look(self) -> None:
        errand = self._errand
        if errand is None:
            return
        if not errand.future.done():
            self.moved.emit(errand.done, errand.total)
            return
        self._watch.stop()
        self._errand = None
        fault = errand.future.exception()
        if fault is None:
            self._hold_against_log(errand.future.result())
        elif isinstance(fault, Cancelled):
            self.stopped.emit()
        else:
            self.failed.emit(fault)

    def _hold_against_log(self, read: DocumentProposal) -> None:
        def ask(queries: Queries) -> tuple[DocumentProposal, tuple[Twin, ...]]:
            from ascertain.app.intake import matched, twins

            proposal = matched(queries, read)
            return proposal, twins(queries, proposal)

        self._asker.ask(ask, lambda found: self.proposed.emit(*found), self.failed.emit)
