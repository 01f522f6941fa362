"""Keeping the file that a document was read from, beside the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ascertain.app.attaching import attach, attach_content
from ascertain.domain.conduct import Conduct
from ascertain.domain.document_proposals import Original

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.app.session import LogSession


def attach_original(
    session: LogSession, document_id: int, original: Original, conduct: Conduct | None = None
) -> LogChanged:
    """Attach the original to its document. Waits: call it on a thread of its own. Raises FileTrouble, Refused,
    LogUnavailable or Cancelled; then nothing is attached."""
    if original.path is not None:
        return attach(session, (original.path,), conduct, document_id=document_id)
    return attach_content(session, original.name, original.content, conduct, document_id=document_id)
