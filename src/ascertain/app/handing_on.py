"""Incidents for another analyst, as one of the forms that incidents are exported in: a packed log of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.app.exporting import ExportResult
from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.exchange.loss_tally import LossTally
from ascertain.exchange.outgoing import Loss, Option

if TYPE_CHECKING:
    from ascertain.app.queries import Queries
    from ascertain.app.session import LogSession

_LABEL = say("Packed log")
_PURPOSE = say("For another analyst, whose log takes it in.")
_LEFT_BEHIND = say("The history, saved views and everything that these incidents do not need stay behind.")
_LINKS = say("Links to incidents that do not go along are left out.")
_CHECK_EVERY = 200


@dataclass(frozen=True, slots=True)
class PackedLog:
    """See `Form`."""

    name: str = "packed"
    suffix: str = ".ascertain.zip"
    label: Message = _LABEL
    purpose: Message = _PURPOSE
    chooses_columns: bool = False
    options: tuple[Option, ...] = ()


PACKED_LOG = PackedLog()


def is_packed(form: str, out: Path) -> bool:
    """Whether a packed log is asked for, by the name of the form or, where there is none, by that of the file."""
    return form == PACKED_LOG.name or (not form and out.name.lower().endswith(PACKED_LOG.suffix))


def left_behind(queries: Queries, ids: Sequence[int], conduct: Conduct) -> tuple[Loss, ...]:
    """What does not go along with these incidents. Raises Cancelled."""
    tally, along = LossTally(), frozenset(ids)
    for done, incident in enumerate(queries.incidents(ids)):
        if done % _CHECK_EVERY == 0:
            conduct.tell(done, len(ids))
        if any(link.other_id not in along for link in incident.links):
            tally.note(_LINKS, incident.ref)
    return (Loss(_LEFT_BEHIND, 0), *tally.losses())


def hand_on(session: LogSession, ids: Sequence[int], out: Path, conduct: Conduct) -> ExportResult:
    """Write a packed log of these incidents. Not on the thread of a screen. Raises FileTrouble, LogUnavailable and
    Cancelled; then a file that was there before is as it was."""
    from ascertain.app.sharing import share

    packed = share(session, ids, out, conduct)
    return ExportResult(packed.out, len(ids), packed.size, (), packed.left_out)
