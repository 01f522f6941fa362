"""A briefing as a PDF, written by a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pypdf import PdfReader

from ascertain.app import children
from ascertain.app.commands import LogIncident
from ascertain.app.example import log_example
from ascertain.app.exporting import Wanted, export
from ascertain.app.queries import Queries, open_queries
from ascertain.app.session import LogSession, create_session
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.records import IncidentContent
from ascertain.exchange.sheets import ExportFailed

ARABIC = "هجوم على القاعدة"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LogSession]:
    with closing(create_session(tmp_path_factory.mktemp("printing") / "log.ascertain")) as session:
        log_example(session)
        session.ledger.run(LogIncident(IncidentContent(title=f"<b>{ARABIC}</b>"))).result()
        yield session


@pytest.fixture
def queries(session: LogSession) -> Iterator[Queries]:
    with closing(open_queries(session.path)) as found:
        yield found


def wanted(session: LogSession, queries: Queries) -> Wanted:
    return Wanted(queries.order(None), session.vocabularies, title="The briefing")


def test_the_pdf_holds_the_incidents_and_is_for_its_owner_alone(
    session: LogSession, queries: Queries, tmp_path: Path
) -> None:
    out = tmp_path / "a.pdf"
    told: list[tuple[int, int]] = []
    export(queries, wanted(session, queries), out, Conduct(lambda done, total: told.append((done, total))))
    book = PdfReader(out)
    text = " ".join(" ".join(page.extract_text() for page in book.pages).split())
    assert book.metadata is not None
    assert book.metadata.title == "The briefing"
    for words in ("Totals", "Not confirmed.", "Claimed by", "known to the day", "[1]", "<b>"):
        assert words in text
    # Letters of Arabic stand in the order in which they are drawn, each in the shape that it has there.
    assert any("\ufe70" <= letter <= "\ufefc" or "\u0621" <= letter <= "\u064a" for letter in text)
    assert (9, 9) in told
    if sys.platform != "win32":
        assert out.stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


def test_a_wish_to_stop_leaves_nothing(session: LogSession, queries: Queries, tmp_path: Path) -> None:
    asked = iter([False] * 6)
    with pytest.raises(Cancelled):
        export(
            queries,
            wanted(session, queries),
            tmp_path / "a.pdf",
            Conduct(cancelled=lambda: next(asked, True)),
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("says", "sentence"),
    [
        ('{"refused": 5}', "a.pdf could not be written: .+"),
        ("", "ended before it was done"),
    ],
)
def test_a_process_that_fails_becomes_a_sentence(
    says: str,
    sentence: str,
    session: LogSession,
    queries: Queries,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    speaking = [sys.executable, "-c", f"print({says!r})" if says else "pass"]
    monkeypatch.setattr(children, "command", lambda _word: speaking)
    with pytest.raises(ExportFailed, match=sentence):
        export(queries, wanted(session, queries), tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []
