"""Questions about saved views, unfinished forms, templates, code lists and own fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ascertain.domain.drafts import UnfinishedForm
    from ascertain.domain.records import SavedView
    from ascertain.domain.rows import FacetValue, HistoryEntry
    from ascertain.domain.templates import Template


class KeepingQueries(Protocol):
    """Questions about saved views, unfinished forms, templates, code lists and own fields."""

    def saved_views(self) -> list[SavedView]:
        """The saved views in their order."""
        ...

    def drafts(self) -> list[UnfinishedForm]:
        """The unfinished forms, the one that was typed in last first."""
        ...

    def templates(self) -> list[Template]:
        """The templates of the form in their order."""
        ...

    def code_uses(self, vocabulary: str) -> dict[str, int]:
        """How many records hold each code of a list; a code that none holds is left out."""
        ...

    def code_history(self, vocabulary: str, key: str) -> list[HistoryEntry]:
        """The operations that changed a code, newest first; none where it is as it came with the log."""
        ...

    def own_field_uses(self) -> dict[str, int]:
        """How many incidents hold something in each of the user's own fields, by its key; also those in the trash."""
        ...

    def own_values_held(self, key: str, incident_ids: Sequence[int]) -> list[FacetValue]:
        """What these incidents hold in one of the user's own fields, the most frequent first."""
        ...
