"""Where something happened, on one line."""

from __future__ import annotations

from typing import Protocol

from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.wording.labels import code_label


class Placed(Protocol):
    """What has a place: an `IncidentRow`."""

    @property
    def place(self) -> str: ...
    @property
    def place_text(self) -> str: ...
    @property
    def country(self) -> str | None: ...


def where_text(row: Placed, vocabularies: Vocabularies | None = None) -> str:
    """The place with its country, else the place as reported, else the country; nothing when none is known."""
    country = code_label("country", row.country, vocabularies) if vocabularies is not None else ""
    name = row.place or row.place_text
    if not name or name.casefold() == country.casefold():
        return name or country
    return f"{name}, {country}" if country and row.place else name
