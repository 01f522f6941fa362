"""Attaching files to documents and statements, and saving copies of them elsewhere."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.app.commands import AttachFiles
from ascertain.domain.conduct import Conduct
from ascertain.domain.file_names import kept_name
from ascertain.domain.problems import LogUnavailable
from ascertain.domain.records import StoredFile

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.app.session import LogSession


def attach(
    session: LogSession,
    sources: Sequence[Path],
    conduct: Conduct | None = None,
    *,
    document_id: int | None = None,
    statement_id: int | None = None,
) -> LogChanged:
    """Store files beside the log, then attach them in one operation. Waits for both: call it on a thread of its own.

    A saved page goes with its folder, as one zip. Raises FileTrouble, Refused, LogUnavailable or Cancelled; then no
    file that was stored for this remains, and nothing is attached.
    """
    if session.why_read_only is not None:
        raise LogUnavailable(session.why_read_only)
    stored: list[StoredFile] = []
    try:
        sizes = [_size(source) for source in sources]
        for at, source in enumerate(sources):
            share = (conduct or Conduct()).share(sum(sizes[:at]), sum(sizes))
            stored.append(_store(session.path, source, share))
        return session.ledger.run(AttachFiles(tuple(stored), document_id, statement_id)).result()
    except BaseException:
        _let_go(session, stored)
        raise


def attach_content(
    session: LogSession, name: str, content: bytes, conduct: Conduct | None = None, *, document_id: int
) -> LogChanged:
    """Store bytes that lie in no file, such as a page that was fetched, and attach them. Raises as `attach` does."""
    from ascertain.store.attachment_files import store_made

    if session.why_read_only is not None:
        raise LogUnavailable(session.why_read_only)
    stored: list[StoredFile] = []
    try:
        made = store_made(
            session.path, kept_name(name), len(content), lambda part: _write(part, content), conduct or Conduct()
        )
        stored.append(made)
        return session.ledger.run(AttachFiles((made,), document_id, None)).result()
    except BaseException:
        _let_go(session, stored)
        raise


def save_copy(log: Path, file: StoredFile, out: Path, conduct: Conduct | None = None) -> None:
    """Write an attached file elsewhere, checked on the way. Raises FileTrouble or Cancelled."""
    from ascertain.store import attachment_files

    attachment_files.save_copy(log, file, out, conduct or Conduct())


def _write(part: Path, content: bytes) -> None:
    with part.open("wb") as file:
        file.write(content)


def _store(log: Path, source: Path, conduct: Conduct) -> StoredFile:
    from ascertain.exchange.saved_page import folder_of, page_files, write_page
    from ascertain.store.attachment_files import reading_troubles, store_file, store_made

    folder = folder_of(source)
    if folder is None:
        return store_file(log, source, conduct)
    with reading_troubles(source):
        files = page_files(source, folder)
    size = sum(size for _, _, size in files)
    name = f"{kept_name(source.stem)}.zip"
    return store_made(log, name, size, lambda part: write_page(files, part, conduct), conduct)


def _let_go(session: LogSession, stored: Sequence[StoredFile]) -> None:
    """Take away what was stored for nothing, while nobody writes to the log."""
    from ascertain.store.attachment_holds import remove_if_unused

    fresh = [file.sha256 for file in stored if file.fresh]
    if fresh:
        # Closed meanwhile, or the disk is gone: the file stays, and a check names it.
        with contextlib.suppress(RuntimeError, OSError, LogUnavailable):
            session.ledger.between(lambda: remove_if_unused(session.path, fresh)).result()


def _size(source: Path) -> int:
    try:
        return source.stat().st_size
    except (OSError, ValueError):
        return 0
