"""Getting a document into the log: something that was pasted, dropped, opened or fetched becomes a proposal.

`read_pasted`, `read_file` and `read_content` give a `DocumentProposal`; `matched` finds its publisher among the
sources of a log, `twins` the documents of the log that it may be. Nothing is kept, and nothing fetched, by any of them.
"""

from __future__ import annotations

from ascertain.app.intake.child import Limits
from ascertain.app.intake.keeping import attach_original
from ascertain.app.intake.publishers import matched
from ascertain.app.intake.reading import read_content, read_file, read_pasted
from ascertain.app.intake.twins import twins
from ascertain.domain.document_proposals import DocumentProposal, Likeness, Original, Reason, Twin

__all__ = [
    "DocumentProposal", "Likeness", "Limits", "Original", "Reason", "Twin", "attach_original", "matched",
    "read_content", "read_file", "read_pasted", "twins",
]  # fmt: skip
