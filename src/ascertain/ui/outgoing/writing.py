"""How a way to export is carried out on a lane. Nothing here belongs to a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.app.queries import Queries
from ascertain.app.settings import ExportPreset
from ascertain.domain.conduct import Conduct

if TYPE_CHECKING:
    from ascertain.app.exporting import ExportResult, Wanted
    from ascertain.app.session import LogSession
    from ascertain.exchange.outgoing import Loss


@dataclass(frozen=True, slots=True)
class Way:
    """Which incidents of a log, and how."""

    session: LogSession
    pick: Callable[[Queries], Sequence[int]]
    chosen: ExportPreset
    title: str
    right_to_left: bool

    def losses(self, queries: Queries, conduct: Conduct) -> Sequence[Loss]:
        """What would be lost. Raises ExportFailed and Cancelled."""
        from ascertain.app.exporting import losses
        from ascertain.app.handing_on import is_packed, left_behind

        if is_packed(self.chosen.format, Path()):
            return left_behind(queries, self.pick(queries), conduct)
        return losses(queries, self._wanted(queries), Path(), conduct)

    def write(self, queries: Queries, out: Path, conduct: Conduct) -> ExportResult:
        """Write the file. Raises ExportFailed, FileTrouble, LogUnavailable and Cancelled."""
        from ascertain.app.exporting import export
        from ascertain.app.handing_on import hand_on, is_packed

        if is_packed(self.chosen.format, out):
            return hand_on(self.session, self.pick(queries), out, conduct)
        return export(queries, self._wanted(queries), out, conduct)

    def _wanted(self, queries: Queries) -> Wanted:
        from ascertain.app.exporting import Wanted

        way, session = self.chosen, self.session
        return Wanted(
            self.pick(queries),
            session.vocabularies,
            way.keys,
            session.fields,
            way.format,
            way.options,
            self.title,
            session.clock.now(),
            self.right_to_left,
        )
