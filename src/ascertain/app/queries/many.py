"""Questions about what an edit of many incidents would make of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ascertain.domain.edit_preview import EditPreview
    from ascertain.domain.field_edits import FieldEdit
    from ascertain.domain.records import IncidentContent
    from ascertain.store.reading.contents import Reach


class ManyQueries(Protocol):
    """Questions about what an edit of many incidents would make of them."""

    def preview_edit(
        self,
        ids: Sequence[int],
        edit: Callable[[IncidentContent], IncidentContent],
        reach: Reach,
        fields: Sequence[str] = (),
        shown: int = 200,
        passes: Callable[[IncidentContent], int] | None = None,
        edits: Sequence[FieldEdit] = (),
    ) -> EditPreview:
        """What `edit` would make of these incidents (`app.many`): how many would change, stay or not be valid, the
        first `shown` before and after, and what they hold now in `fields`; `passes` tells how many texts of one the
        edit passes over. Of very many the first are looked at; where `edits` say in values what it does, all are
        counted."""
        ...
