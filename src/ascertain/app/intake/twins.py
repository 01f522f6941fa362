"""Whether the log already has a document: the same text, the same words, the same address, or nearly the same text."""

from __future__ import annotations

from urllib.parse import urlsplit

from ascertain.app.queries import Queries
from ascertain.domain.document_proposals import DocumentProposal, Likeness, Twin, TwinCandidate, TwinQuestion
from ascertain.domain.folding import tokens
from ascertain.domain.messages import Message, say
from ascertain.domain.records import Document
from ascertain.domain.rows import Shelf
from ascertain.domain.same_address import address_key, host_key

_MOST_READ = 40
"""Candidates whose texts are read."""
_LOOKED_AT = 60_000
"""Characters of each text that are compared."""
_RUN = 4
"""Words of a shingle (Broder 1997, On the resemblance and containment of documents)."""
_FEW = 20
_SHARE, _RATIO = 0.5, 88.0

_WHY = {
    Likeness.SAME_TEXT: say("The very same text."),
    Likeness.SAME_WORDS: say("The same words; only spaces, signs or capitals differ."),
    Likeness.SAME_ADDRESS: say("The same address."),
}


def twins(queries: Queries, proposal: DocumentProposal) -> tuple[Twin, ...]:
    """The documents of the log that are, or may be, the proposed one; the surest first.

    Candidates are found by SHA-256, title, address, and publisher with day; only their texts are compared.
    """
    question = TwinQuestion(
        proposal.sha256,
        proposal.title,
        proposal.publisher.id if proposal.publisher else None,
        proposal.published_on,
        _address_part(proposal.url),
    )
    words = tokens(proposal.text[:_LOOKED_AT])
    key = address_key(proposal.url)
    found = []
    for at, candidate in enumerate(queries.twin_candidates(question)):
        text = _text(queries, candidate) if at < _MOST_READ and candidate.sha256 != proposal.sha256 else ""
        twin = _likeness(proposal, candidate, words, text, key)
        if twin is not None:
            found.append((twin[0].value, -candidate.document_id, _twin(candidate, *twin)))
    return tuple(twin for _likeness_value, _id, twin in sorted(found, key=lambda each: each[:2]))


def share_of_words(one: list[str], other: list[str]) -> float:
    """How much of the shorter text stands in the other, 0 to 1: by runs of words, by letters where there are few."""
    runs, others = _runs(one), _runs(other)
    fewest = min(len(runs), len(others))
    if fewest >= _FEW:
        return len(runs & others) / fewest
    from rapidfuzz import fuzz

    ratio = fuzz.ratio(" ".join(one), " ".join(other))
    return ratio / 100 if ratio >= _RATIO else 0.0


def _likeness(
    proposal: DocumentProposal, candidate: TwinCandidate, words: list[str], text: str, key: str
) -> tuple[Likeness, Message] | None:
    if proposal.sha256 and candidate.sha256 == proposal.sha256:
        return Likeness.SAME_TEXT, _WHY[Likeness.SAME_TEXT]
    other = tokens(text[:_LOOKED_AT])
    if words and words == other and tokens(text[_LOOKED_AT:]) == tokens(proposal.text[_LOOKED_AT:]):
        return Likeness.SAME_WORDS, _WHY[Likeness.SAME_WORDS]
    if key and address_key(candidate.url) == key:
        return Likeness.SAME_ADDRESS, _WHY[Likeness.SAME_ADDRESS]
    share = share_of_words(words, other) if words and other else 0.0
    if share < _SHARE:
        return None
    percent = min(99, int(share * 100))
    return Likeness.NEARLY_THE_SAME, say("{percent} % of the shorter text stands in the other.", percent=percent)


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _text(queries: Queries, candidate: TwinCandidate) -> str:
    entry = queries.entry(Shelf.DOCUMENTS, candidate.document_id) if candidate.sha256 else None
    return entry.text if isinstance(entry, Document) else ""


def _twin(candidate: TwinCandidate, likeness: Likeness, why: Message) -> Twin:
    return Twin(candidate.document_id, candidate.title, candidate.publisher, candidate.published_on, likeness, why)


def _address_part(url: str) -> str:
    host = host_key(url)
    return f"{host}{urlsplit(url).path.rstrip('/')}" if host else ""
