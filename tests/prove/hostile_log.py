"""A log in which every field holds hostile text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import cycle
from pathlib import Path

from ascertain.app.attaching import attach
from ascertain.app.commands import (
    AttachFiles,
    KeepEntry,
    KeepView,
    LinkIncidents,
    LogIncident,
    SetStatus,
    TrashIncidents,
)
from ascertain.app.session import LogSession, create_session
from ascertain.domain.codes import LinkType, Role, Stance, Status
from ascertain.domain.records import (
    Actor,
    ActorInRole,
    AlternateName,
    Assertion,
    Document,
    IncidentContent,
    Link,
    NamedRef,
    Passage,
    Place,
    ReportedTime,
    SavedView,
    Source,
    Statement,
    StoredFile,
)


def make_log(path: Path, texts: Sequence[str]) -> None:
    """Fill a new log with every text in every kind of field."""
    session = create_session(path)
    try:
        _fill(session, cycle(texts).__next__, len(texts), path.parent)
    finally:
        session.close()


def _fill(session: LogSession, say: Callable[[], str], count: int, folder: Path) -> None:
    run = session.ledger.run
    made: list[int] = []
    document = 0
    for _ in range(count):
        document = run(KeepEntry(Document(say(), url=say(), text=say() * 3, notes=say()))).result().made[0]
        run(KeepEntry(Source(say(), reliability="B", reliability_basis=say(), url=say(), notes=say())))
        run(KeepEntry(Actor(say(), notes=say(), names=(AlternateName(say()),))))
        run(KeepEntry(Place(say(), admin1=say(), notes=say(), names=(AlternateName(say()),))))
        made.append(run(LogIncident(_content(say))).result().made[0])
    first = made[0]
    run(LinkIncidents(first, Link(LinkType.FOLLOWS, made[1], note=say())))
    run(KeepView(SavedView(say(), search=f'"{say()}"')))
    run(TrashIncidents((made[-1],)))
    run(SetStatus((first,), Status.DISPUTED, say()))
    found = session.reader().ask(lambda queries: queries.incident(first)).result()
    assert found is not None
    statement = found.content.statements[0]
    plain = folder / "plain.html"
    plain.write_text("plain", encoding="utf-8")
    attach(session, [plain], document_id=document)
    kept = session.reader().ask(lambda queries: queries.attachments((document,))).result()[0].file
    file = StoredFile(say(), say(), kept.size, kept.sha256)
    run(AttachFiles((file,), document_id=document))
    run(AttachFiles((file,), statement_id=statement.id))
    # The last operation is named after hostile text: so are undo, its tool tip and the notice.
    run(KeepEntry(Source(f"last {say()}"))).result()


def _content(word: Callable[[], str]) -> IncidentContent:
    told = tuple(
        Statement(
            NamedRef(word()), stance, NamedRef(word()), origin=NamedRef(word()), credibility=3, quote=word(),
            passage=Passage(0, 5, word(), word()), note=word(), assertions=(Assertion("target", value=word()),),
        )
        for stance in (Stance.REPORTS, Stance.DENIES)
    )  # fmt: skip
    return IncidentContent(
        title=word(), when=ReportedTime(phrase=word()), place=NamedRef(word()), place_text=word(),
        actors=(ActorInRole(NamedRef(word()), Role.TARGET), ActorInRole(NamedRef(word()), Role.CLAIMED_BY)),
        statements=told, status=Status.CLAIMED, status_reason=word(), tags=(word()[:100],), notes=word(),
        follow_up_on=date(2023, 10, 1),
    )  # fmt: skip
