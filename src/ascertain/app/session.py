"""One open log: its ledger, its readers and what is known of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ascertain.app.clock import Clock, Ids, SystemClock, TimeOrderedIds
from ascertain.app.lanes import ReaderLane, WriterLane
from ascertain.app.ledger import Ledger
from ascertain.app.log_gazetteer import LogGazetteer
from ascertain.app.notices import Notices
from ascertain.app.proposing import LogProposals
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import Fields
from ascertain.domain.problems import LogUnavailable, Remedy
from ascertain.domain.vocabulary import Vocabularies, Vocabulary
from ascertain.store import beside, custody
from ascertain.store.failures import is_interruption, sorting_misreadings
from ascertain.store.keeping import Keeping
from ascertain.store.opening import LogFacts, examine
from ascertain.store.pages import Pages
from ascertain.store.places import Place, place_of, warning

if TYPE_CHECKING:
    from ascertain.app.handlers.desk import Desk
    from ascertain.app.queries import Queries
    from ascertain.app.safekeeping import Safekeeping

T = TypeVar("T")
_SOON_MS = 500
"""How long an opening waits for another program, in milliseconds."""


class Reader:
    """Asks one kind of question: a newer question replaces an older one that is not answered yet."""

    def __init__(self, keeping: Keeping, name: str, clock: Clock, forget: Callable[[Reader], None]) -> None:
        self._lane: ReaderLane[Queries] = ReaderLane(name, lambda: _open_queries(keeping, clock), is_interruption)
        self._path = keeping.path
        self._forget = forget

    def ask(self, question: Callable[[Queries], T]) -> Future[T]:
        """Put `question` to the log on a thread of this reader. The future is cancelled when a newer question comes
        first."""

        def asked(queries: Queries) -> T:
            with sorting_misreadings(self._path):
                return question(queries)

        return self._lane.ask(asked)

    @property
    def closed(self) -> bool:
        """Whether it was closed, or the log was."""
        return self._lane.closed

    def drop(self) -> None:
        """Want no answer to what was asked last."""
        self._lane.drop()

    def close(self) -> None:
        """Let go of the log."""
        self._lane.close()
        self._forget(self)


class LogSession:
    """An open log. Made by `LogSession.open` or `create_session`; `close` is called by the thread that opened it."""

    def __init__(
        self,
        keeping: Keeping,
        facts: LogFacts,
        lane: WriterLane,
        desk: Callable[[], Desk],
        clock: Clock,
        ids: Ids,
        warned: Message | None = None,
        author: str = "",
    ) -> None:
        self.path, self.author = keeping.path, author
        self.warning = warned
        """Why care is needed where the log lies."""
        self.clock, self.ids = clock, ids
        self.uid = facts.uid
        self.vocabularies: Vocabularies = facts.vocabularies
        self.fields: Fields = facts.fields
        self.why_read_only: Message | None = facts.read_only
        self.safekeeping: Safekeeping | None = None
        """What makes backups of the log by itself, where something does."""
        self.notices = Notices()
        self.gazetteer = LogGazetteer(self.notices)
        self.proposals = LogProposals(self.notices, self.gazetteer, self.vocabularies)
        self.ledger = Ledger(lane, self.notices, desk)
        self.pages = Pages(keeping.path, keeping)
        self._keeping = keeping
        self._found = _written(self.path)
        self._readers: list[Reader] = []
        self._before_closing: list[Callable[[], None]] = []
        self._closed = False

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Clock | None = None,
        ids: Ids | None = None,
        author: str = "",
        read_only: bool = False,
        backups: Path | None = None,
    ) -> LogSession:
        """Open the log at `path`. Raises `LogUnavailable`.

        Quick: nothing but sqlite3 is loaded here; `warm` loads the rest on the lanes. A log of a newer program, or one
        that cannot be written where it lies, is open for reading only, and `why_read_only` says why. One session at a
        time may write: a second one is refused. A migration that is due runs first, once the log is backed up (in
        `backups`, by default beside it); without a backup it does not run.
        """
        path = Path(path).absolute()
        told: Clock = clock or SystemClock()
        if _written(beside.replaced(path)) is not None:
            _settle(path)
        facts = examine(path)
        if read_only and facts.read_only is None:
            facts = _only_read(facts, say("The log is open for reading only, as you asked."))
        facts, claim = _claimed(path, facts, author)
        lane = WriterLane("ascertain-writer")
        try:
            if facts.due and claim is not None:
                facts = lane.do(lambda: _migrated(path, facts, told.now(), backups)).result()
                claim = _kept(claim, facts)
            ids = ids or TimeOrderedIds()
            place = place_of(path)
            if place.shared and claim is not None:
                lane.do(lambda: _leave_wal(path)).result()
            keeping = Keeping(path, claim)
            desk = _desk_maker(keeping, facts, told, ids, author)
            return cls(keeping, facts, lane, desk, told, ids, _warned(place, claim), author)
        except BaseException:
            lane.close()
            if claim is not None:
                claim.release()
            raise

    @property
    def read_only(self) -> bool:
        """Whether commands are refused."""
        return self.why_read_only is not None

    def reader(self) -> Reader:
        """A new place to ask questions from, with a thread of its own from its first question on."""
        reader = Reader(self._keeping, f"ascertain-reader-{len(self._readers) + 1}", self.clock, self._readers.remove)
        self._readers.append(reader)
        return reader

    def before_closing(self, end: Callable[[], None]) -> Callable[[], None]:
        """Have `end` called before the log is let go of; what reads it by itself ends there. Returns a function that
        takes this back. Raises `Cancelled` once it is closed."""
        self._before_closing.append(end)
        if self._closed:
            raise Cancelled
        return lambda: self._before_closing.remove(end)

    def warm(self) -> Future[None]:
        """Load on the writer lane what writing and asking need. Call it once the first page is on the screen."""
        return self.ledger.warm()

    def save_as(self, target: Path, conduct: Conduct | None = None) -> Future[None]:
        """Copy the log as it is here to a new file, with its attached files, also where its own file has gone.

        Fails with `LogUnavailable`, `FileTrouble` or `Cancelled`, and then there is no such file.
        """
        target, conduct = Path(target).absolute(), conduct or Conduct()
        if self.read_only:
            return self.ledger.between(lambda: self.pages.save_as(target, conduct))
        return self.ledger.save_as(target, conduct)

    def look(self) -> Future[None]:
        """See whether the log is still where it was opened. Fails with `LogUnavailable` where it is not."""
        return self.ledger.between(self._keeping.look) if self.read_only else self.ledger.look()

    def close(self) -> None:
        """Finish the commands that were given, write everything into the file itself, and let go of it. Safe to call
        twice."""
        if self._closed:
            return
        self._closed = True
        for end in tuple(self._before_closing):
            end()
        for reader in tuple(self._readers):
            reader.close()
        self.pages.close()
        self.ledger.close()
        if not self.read_only:
            self._seal()
        self._keeping.release()

    def _seal(self) -> None:
        """Keep what the log is like now that it is closed, where it was written and is the same file still. Without
        room for that a check has less to go by, no more."""
        now, found = _written(self.path), self._found
        if now is None or found is None or now[:2] != found[:2] or now == found:
            return
        from ascertain.store.sealing import seal

        with contextlib.suppress(OSError):
            seal(self.path)


def create_session(
    path: Path,
    *,
    vocabularies: Iterable[Vocabulary] | None = None,
    clock: Clock | None = None,
    ids: Ids | None = None,
    author: str = "",
) -> LogSession:
    """Make an empty log at `path`, its folder too where there is none, and open it. Raises `LogUnavailable`.

    Without `vocabularies`, those that ship with the program are copied into it.
    """
    path = Path(path).absolute()
    clock, ids = clock or SystemClock(), ids or TimeOrderedIds()
    lists = tuple(_shipped() if vocabularies is None else vocabularies)
    maker = WriterLane("ascertain-maker")
    try:
        maker.do(lambda: _create(path, lists, clock, ids)).result()
    finally:
        maker.close()
    return LogSession.open(path, clock=clock, ids=ids, author=author)


def _create(path: Path, vocabularies: Iterable[Vocabulary], clock: Clock, ids: Ids) -> None:
    from ascertain.store.opening import create_log

    create_log(path, vocabularies, clock, ids)


def _migrated(path: Path, facts: LogFacts, at: int, backups: Path | None) -> LogFacts:
    from ascertain.store.backups import BackupFailed
    from ascertain.store.migrating import migrate

    try:
        migrate(path, at, backups)
    except BackupFailed as failed:
        text = (
            "This log is of an older version of the program. It could not be backed up, so it was not brought up to "
            "date, and is open for reading only. {reason}"
        )
        return replace(facts, read_only=say(text, reason=failed.message))
    return examine(path)


def _warned(place: Place, claim: custody.Claim | None) -> Message | None:
    care, left = warning(place), custody.left_open(claim)
    return say("{care} {left}", care=care, left=left) if care is not None and left is not None else care


def _leave_wal(path: Path) -> None:
    """Bring the log to the journal of a shared place, before anything else of this program has it open."""
    from ascertain.store.connection import open_writer
    from ascertain.store.failures import sorting_failures

    try:
        with sorting_failures(path):
            open_writer(path, busy_ms=_SOON_MS).close()
    except LogUnavailable as fault:
        raise LogUnavailable(fault.message, *(fault.remedies or (Remedy.OPEN_READ_ONLY,))) from fault


def _settle(path: Path) -> None:
    """Finish a restoring that was interrupted, unless it is under way elsewhere or the folder cannot be written."""
    from ascertain.store.backups import settle

    with contextlib.suppress(LogUnavailable, OSError), custody.claimed(path):
        settle(path)


def _written(path: Path) -> tuple[int, int, int, int] | None:
    """Which file there is, its size and when it was written."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _open_queries(keeping: Keeping, clock: Clock) -> Queries:
    from ascertain.app.queries import open_queries

    return open_queries(keeping.path, clock.today, keeping)


def _shipped() -> Iterable[Vocabulary]:
    from ascertain.app.codebook import shipped_vocabularies

    return shipped_vocabularies()


def _claimed(path: Path, facts: LogFacts, author: str) -> tuple[LogFacts, custody.Claim | None]:
    """Become the one writer, unless the log is only to be read. Raises `LogUnavailable` where somebody else is."""
    if facts.read_only is not None:
        return facts, None
    try:
        return facts, custody.claim(path, author)
    except custody.Unclaimable as error:
        return _only_read(facts, error.message), None


def _kept(claim: custody.Claim, facts: LogFacts) -> custody.Claim | None:
    """The claim, given up where the log turned out to be for reading only."""
    if facts.read_only is None:
        return claim
    claim.release()
    return None


def _only_read(facts: LogFacts, why: Message) -> LogFacts:
    return replace(facts, read_only=why)


def _desk_maker(keeping: Keeping, facts: LogFacts, clock: Clock, ids: Ids, author: str) -> Callable[[], Desk]:
    def make() -> Desk:
        if facts.read_only is not None:
            raise LogUnavailable(facts.read_only)
        from ascertain.app.calendars import KnownCalendars
        from ascertain.app.handlers.carrying_out import carry_out as _load  # noqa: F401 - loaded before the first command needs it
        from ascertain.app.handlers.desk import Desk
        from ascertain.store.door import Door
        from ascertain.store.failures import sorting_failures
        from ascertain.store.writing.anchored_times import follow_anchors

        with sorting_failures(keeping.path):
            return Desk(
                Door(keeping, clock, ids, author, KnownCalendars(), follow_anchors), facts.vocabularies, facts.fields
            )

    return make
