"""What is chosen and typed in the dialog for the status, as JSON and back."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ascertain.domain.codes import Status


@dataclass(frozen=True, slots=True)
class TypedStatus:
    """The incidents, the status that is chosen, the reason, and the day to look again as ISO text, empty where none is
    wanted."""

    incident_ids: tuple[int, ...]
    status: Status
    reason: str
    again_on: str = ""


def write_status(typed: TypedStatus) -> str:
    """The dialog as text."""
    whole = {
        "incidents": list(typed.incident_ids),
        "status": typed.status.value,
        "reason": typed.reason,
        "again_on": typed.again_on,
    }
    # Half a character, which a box can hold while it is typed, and UTF-8 cannot, is written by its number.
    return json.dumps(whole, separators=(",", ":"))


def read_status(text: str) -> TypedStatus | None:
    """The dialog from its text; None where it is of another form, or not understood."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(whole, dict) or not isinstance(whole.get("incidents"), list):
        return None
    ids = tuple(each for each in whole["incidents"] if isinstance(each, int) and not isinstance(each, bool))
    status, reason, on = (whole.get(key) for key in ("status", "reason", "again_on"))
    if not ids or status not in set(Status):
        return None
    return TypedStatus(
        ids, Status(status), reason if isinstance(reason, str) else "", on if isinstance(on, str) else ""
    )
