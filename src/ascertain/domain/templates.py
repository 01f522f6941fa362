"""Templates: forms filled in beforehand, for what comes again and again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Template:
    """A form of an incident under a name. `content` is what stands in its boxes, as text that only the form
    understands."""

    name: str
    content: str
    id: int | None = None
