"""What a row of a sheet is about where it is no record by itself: what a source says of an incident, of one field of
it, and how one incident stands to another."""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.domain.codes import LinkType
from ascertain.domain.records import Assertion, Link, NamedRef, Statement


@dataclass(frozen=True, slots=True)
class ToldStatement:
    """A statement, and the incident on which it bears: by its ref, and by its uid where it is known."""

    statement: Statement
    ref: str = ""
    incident: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class ToldAssertion:
    """What a statement says of one field of an incident; the statement by its uid, and as people tell it."""

    assertion: Assertion
    statement: Statement
    ref: str = ""
    incident: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class ToldLink:
    """A link from the incident of this ref and uid to the one whose ref stands in the link, and its uid."""

    link: Link
    ref: str = ""
    incident: str = ""
    other: str = ""


NO_STATEMENT = Statement(NamedRef(""))
BLANK_STATEMENT = ToldStatement(NO_STATEMENT)
BLANK_ASSERTION = ToldAssertion(Assertion(""), NO_STATEMENT)
BLANK_LINK = ToldLink(Link(LinkType.POSSIBLY_SAME, 0))
"""Rows that say nothing yet, for `targets.with_values` to fill."""
