"""Tables in the columns of other people's codebooks: what both have in common."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from ascertain.domain.codes import Role, TimePrecision
from ascertain.domain.conduct import Conduct
from ascertain.domain.figures import add_figures
from ascertain.domain.incoming.time_parts import local_end, local_start
from ascertain.domain.messages import say
from ascertain.domain.records import Figure, Incident, NamedRef, ReportedTime
from ascertain.domain.vocabulary import Code, Vocabularies
from ascertain.exchange.csv_file import as_text
from ascertain.exchange.outgoing import Choice, Option, Outgoing
from ascertain.exchange.sheets import Cell

ENCODING = Option(
    "encoding",
    say("Text is"),
    (Choice("plain", say("UTF-8")), Choice("mark", say("UTF-8 with a byte order mark, as Excel wants it"))),
)
ACTOR = Option(
    "attacker",
    say("Who did it is"),
    (
        Choice("attributed", say("Who is blamed")),
        Choice("claimed_too", say("Who is blamed, else who claims it")),
    ),
)
"""A claim stands for an attribution only where that was chosen."""

_SIDES = ("attacker", "target_force", "civilian", "unknown")


@dataclass
class Codes:
    """The codes of a log by their keys, for lists that are asked for each incident."""

    vocabularies: Vocabularies

    @cached_property
    def kinds(self) -> Mapping[str, Code]:
        """The types of events."""
        return _by_key(self.vocabularies, "kind")

    @cached_property
    def countries(self) -> Mapping[str, Code]:
        """The countries."""
        return _by_key(self.vocabularies, "country")

    @cached_property
    def times(self) -> Mapping[str, Code]:
        """How narrowly times are known."""
        return _by_key(self.vocabularies, "time_precision")


def _by_key(vocabularies: Vocabularies, name: str) -> Mapping[str, Code]:
    return {code.key: code for code in vocabularies[name]}


def write_table(
    outgoing: Outgoing,
    out: Path,
    conduct: Conduct,
    columns: Sequence[str],
    row: Callable[[Incident], Sequence[Cell]],
) -> None:
    """Write a line for each incident (RFC 4180). Texts that start like a formula are protected."""
    encoding = "utf-8-sig" if outgoing.options.get("encoding") == "mark" else "utf-8"
    with out.open("w", encoding=encoding, newline="") as target:
        writer = csv.writer(target, lineterminator="\r\n")
        writer.writerow(columns)
        for incident in outgoing.walk(conduct):
            writer.writerow([as_text(cell) for cell in row(incident)])


def days_of(when: ReportedTime) -> tuple[date | None, date | None]:
    """The first and the last day, where it happened; both None where no time is known."""
    first = local_start(when.t_from, when.zone, TimePrecision.DAY)
    last = local_end(when.t_to, when.zone, TimePrecision.DAY)
    if not isinstance(first, date):
        return None, None
    return first, max(first, last) if isinstance(last, date) else first


def number_of(code: Code | None, attribute: str) -> int | None:
    """What another codebook calls a code, as a number; None where it has no counterpart."""
    number = None if code is None else code.attributes.get(attribute)
    return number if isinstance(number, int) else None


def attackers(incident: Incident, outgoing: Outgoing) -> tuple[NamedRef, ...]:
    """Who did it, as far as the table is to say so."""
    blamed = with_role(incident, Role.ATTRIBUTED_TO)
    if blamed or outgoing.options.get("attacker") != "claimed_too":
        return blamed
    return with_role(incident, Role.CLAIMED_BY)


def with_role(incident: Incident, role: Role) -> tuple[NamedRef, ...]:
    """The actors that have a part in the incident, in their order."""
    return tuple(placed.actor for placed in incident.content.actors if placed.role is role)


def killed(incident: Incident) -> Figure:
    """All that were killed."""
    return add_figures([getattr(incident.content, f"killed_{side}") for side in _SIDES])


def injured_stated(incident: Incident) -> bool:
    """Whether anything is stated of the injured."""
    figures: Iterable[Figure] = (getattr(incident.content, f"injured_{side}") for side in _SIDES)
    return any(figure.stated or figure.unknown for figure in figures)


def joined(names: Iterable[str]) -> str:
    """Names in one cell, each once."""
    return "; ".join(dict.fromkeys(name for name in names if name))


def told(title: str, notes: str) -> str:
    """What happened, and the notes below it."""
    return "\n\n".join(part for part in (title, notes) if part)
