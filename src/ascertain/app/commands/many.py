"""Commands that change fields and texts of many incidents at once."""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.domain.field_edits import FieldEdit
from ascertain.domain.text_replacing import TextSearch


@dataclass(frozen=True, slots=True)
class EditFields:
    """Change fields of incidents. `reason`: why, needed where the status is among them, and kept beside it. Refused
    where one of the incidents would not be valid: each is named, and nothing is saved. `despite`: said that a claim or
    blame was made of each of these events (`domain.firewall`)."""

    incident_ids: tuple[int, ...]
    edits: tuple[FieldEdit, ...]
    reason: str = ""
    despite: bool = False
    leave_out_unfit: bool = False
    """Those that would not be valid stay as they are, and the others are changed."""


@dataclass(frozen=True, slots=True)
class ReplaceText:
    """Find and replace in texts of incidents: `texts` are keys of `domain.text_replacing.replaceable`. Refused as
    `EditFields`."""

    incident_ids: tuple[int, ...]
    search: TextSearch
    texts: tuple[str, ...]
    leave_out_unfit: bool = False


ManyCommand = EditFields | ReplaceText
