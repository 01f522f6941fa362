"""Answers about saved views, unfinished forms, templates, code lists and own fields."""

from __future__ import annotations

from collections.abc import Sequence

from ascertain.domain.drafts import UnfinishedForm
from ascertain.domain.records import SavedView
from ascertain.domain.rows import FacetValue, HistoryEntry
from ascertain.domain.templates import Template
from ascertain.store.queries.asking import Asking
from ascertain.store.reading import entering, entries, own_fields, unfinished
from ascertain.store.reading.code_uses import code_uses


class KeepingQueries(Asking):
    """Answers about saved views, unfinished forms, templates, code lists and own fields."""

    def saved_views(self) -> list[SavedView]:
        """The saved views in their order."""
        return entries.saved_views(self._line)

    def drafts(self) -> list[UnfinishedForm]:
        """The unfinished forms, the one that was typed in last first."""
        with self._line.one_state():
            return unfinished.drafts(self._line)

    def templates(self) -> list[Template]:
        """The templates of the form in their order."""
        with self._line.one_state():
            return entering.templates(self._line)

    def code_uses(self, vocabulary: str) -> dict[str, int]:
        """How many records hold each code of a list; a code that none holds is left out."""
        with self._line.one_state():
            return code_uses(self._line, vocabulary)

    def code_history(self, vocabulary: str, key: str) -> list[HistoryEntry]:
        """The operations that changed a code, newest first; none where it is as it came with the log."""
        with self._line.one_state():
            return self._line.code_history(vocabulary, key)

    def own_field_uses(self) -> dict[str, int]:
        """How many incidents hold something in each of the user's own fields, by its key; also those in the trash."""
        return own_fields.uses(self._line)

    def own_values_held(self, key: str, incident_ids: Sequence[int]) -> list[FacetValue]:
        """What these incidents hold in one of the user's own fields, the most frequent first."""
        return own_fields.held(self._line, key, incident_ids)
