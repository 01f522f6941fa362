"""What the image of a row that was made need not say: columns that are blank in most rows. An import writes hundreds of
thousands of images, and two thirds of their text would say that nothing is stated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ascertain.domain.fields import HARM_FIELDS

Image = Mapping[str, Any]

_COUNTS: Image = {
    f"{key}_{part}": 0 if part == "unknown" else None
    for key in ("munitions", *HARM_FIELDS)
    for part in ("low", "best", "high", "unknown")
}
_BLANKS: Mapping[str, Image] = {
    "incident": _COUNTS,
    "incident_text": {"phrase": "", "anchor_on": None, "anchor_id": None, "place_text": "", "status_reason": ""},
    "statement": {
        "document_id": None, "origin_id": None, "credibility": None, "quote": "", "quote_start": None,
        "quote_end": None, "quote_before": "", "quote_after": "", "said_on": None, "note": "",
    },
}  # fmt: skip
"""They stand in logs: a column is never taken out, and none is ever blank by another value."""


def without_blanks(name: str, values: Image) -> Image:
    """The part of the image of a new row that has to be told."""
    blank = _BLANKS.get(name)
    if blank is None:
        return values
    return {column: value for column, value in values.items() if column not in blank or value != blank[column]}


def whole(name: str, made: Image) -> Image:
    """The image of a row that was made, with what was left out of it."""
    blank = _BLANKS.get(name)
    return made if blank is None else {**blank, **made}
