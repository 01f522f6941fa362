"""Commands about the code lists."""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.domain.vocabulary import Code


@dataclass(frozen=True, slots=True)
class KeepCode:
    """Add a code to a list, or rename, retire or bring back the one of its key. Codes of closed lists are renamed, no
    more."""

    vocabulary: str
    code: Code


@dataclass(frozen=True, slots=True)
class MoveCode:
    """Bring a code to another place in its list, counted from 0."""

    vocabulary: str
    key: str
    to: int


@dataclass(frozen=True, slots=True)
class RemoveCode:
    """Take away a code that was added by hand and that nothing uses; refused otherwise."""

    vocabulary: str
    key: str


@dataclass(frozen=True, slots=True)
class MergeCodes:
    """Make one code of several: what holds one of `others` holds `keep` then. Refused for closed lists."""

    vocabulary: str
    keep: str
    others: tuple[str, ...]


CodeCommand = KeepCode | MergeCodes | MoveCode | RemoveCode
