"""How a way to export is carried out on a lane. Nothing here belongs to a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.app.queries import Queries
from ascertain.app.settings import ExportPreset
from ascertain.domain.conduct import Conduct
from ascertain.domain.own_fields import Fields
from ascertain.domain.vocabulary import Vocabularies

if TYPE_CHECKING:
    from ascertain.app.exporting import ExportResult, Wanted
    from ascertain.exchange.outgoing import Loss


@dataclass(frozen=True, slots=True)
class Way:
    """Which incidents, and how."""

    pick: Callable[[Queries], Sequence[int]]
    vocabularies: Vocabularies
    fields: Fields
    chosen: ExportPreset
    title: str
    at: int

    def losses(self, queries: Queries, conduct: Conduct) -> Sequence[Loss]:
        """What would be lost. Raises ExportFailed and Cancelled."""
        from ascertain.app.exporting import losses

        return losses(queries, self._wanted(queries), Path(), conduct)

    def write(self, queries: Queries, out: Path, conduct: Conduct) -> ExportResult:
        """Write the file. Raises ExportFailed and Cancelled."""
        from ascertain.app.exporting import export

        return export(queries, self._wanted(queries), out, conduct)

    def _wanted(self, queries: Queries) -> Wanted:
        from ascertain.app.exporting import Wanted

        way = self.chosen
        return Wanted(
            self.pick(queries),
            self.vocabularies,
            way.keys,
            self.fields,
            way.format,
            way.options,
            self.title,
            self.at,
        )
