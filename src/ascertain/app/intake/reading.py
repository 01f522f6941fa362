"""Reading what was given: plain text here, everything else in a process of its own."""

from __future__ import annotations

from collections.abc import Collection

from ascertain.app.intake.proposing import propose
from ascertain.domain.document_proposals import DocumentProposal


def read_pasted(text: str, *, kinds: Collection[str] | None = None) -> DocumentProposal:
    """A proposal from text that was pasted or typed."""
    from ascertain.exchange.documents.plain import read_text

    return propose(read_text(text), kinds=kinds)
