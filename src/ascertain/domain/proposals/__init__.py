"""Proposals from a passage: rules that run offline and say why. Nothing is proposed that no words stand for."""

from __future__ import annotations

from ascertain.domain.proposals.cue_book import CueBook, UnreadableCues, read_book
from ascertain.domain.proposals.known_names import KnownName, NameIndex, NameKind, index_names
from ascertain.domain.proposals.proposal import (
    ORIGIN,
    SAID_ON,
    SOURCE,
    STANCE,
    STATEMENT_FIELDS,
    Certainty,
    PlaceMention,
    Proposal,
    ProposalContext,
    TimePhrase,
)
from ascertain.domain.proposals.proposing import propose

__all__ = [
    "ORIGIN",
    "SAID_ON",
    "SOURCE",
    "STANCE",
    "STATEMENT_FIELDS",
    "Certainty",
    "CueBook",
    "KnownName",
    "NameIndex",
    "NameKind",
    "PlaceMention",
    "Proposal",
    "ProposalContext",
    "TimePhrase",
    "UnreadableCues",
    "index_names",
    "propose",
    "read_book",
]
