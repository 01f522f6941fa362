"""Which source of the log published a document: by a name of it, else by the host of its address."""

from __future__ import annotations

from dataclasses import replace

from ascertain.app.queries import Queries
from ascertain.domain.document_proposals import DocumentProposal, KnownSource, Reason
from ascertain.domain.messages import Message, say
from ascertain.domain.records import NamedRef
from ascertain.domain.same_address import host_key


def matched(queries: Queries, proposal: DocumentProposal) -> DocumentProposal:
    """The proposal with its publisher as the log knows it, where the log knows it."""
    told = proposal.publisher
    host = host_key(proposal.url)
    if told is None and not host:
        return proposal
    known = queries.known_sources(told.name if told else "", _and_above(host))
    by_name = next((each for each in known if each.by_name), None)
    by_host = next((each for each in known if host and _is_of(each, host)), None)
    if by_name is not None:
        return _with(proposal, by_name, say("The log has this source."), False)
    if by_host is not None:
        why = say("The address is one of {source}.", source=by_host.name)
        if told is not None:
            also = say("The document calls it {told}.", told=told.name)
            why = say("{first} {second}", first=why, second=also)
        return _with(proposal, by_host, why, told is not None)
    return proposal


def _and_above(host: str) -> list[str]:
    """A host and those that it belongs to, without the last label alone."""
    labels = host.split(".") if host else []
    return [".".join(labels[at:]) for at in range(max(1, len(labels) - 1)) if labels]


def _is_of(source: KnownSource, host: str) -> bool:
    own = host_key(source.url)
    return bool(own) and (host == own or host.endswith(f".{own}"))


def _with(proposal: DocumentProposal, source: KnownSource, why: Message, doubtful: bool) -> DocumentProposal:
    before = proposal.reason("publisher")
    if before is not None and not doubtful:
        why = say("{first} {second}", first=before.why, second=why)
        doubtful = before.doubtful
    others = tuple(reason for reason in proposal.reasons if reason.field != "publisher")
    ref = NamedRef(source.name, source.source_id)
    return replace(proposal, publisher=ref, reasons=(*others, Reason("publisher", why, doubtful)))
