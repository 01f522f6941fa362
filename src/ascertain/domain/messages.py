"""Sentences shown to people, kept apart from the language they are shown in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named places, in English as its source text.

    `text` is what translators see (`"Set status of {count} incidents"`); `values` fill its places. `singular`, where
    given, is the text used when the value `count` is 1. `str()` gives English, for the command line and for tests.
    """

    text: str
    values: tuple[tuple[str, object], ...] = ()
    singular: str | None = None

    @property
    def source(self) -> str:
        """The source text that fits the count: the key for a translation."""
        if self.singular is not None and dict(self.values).get("count") == 1:
            return self.singular
        return self.text

    def __str__(self) -> str:
        return fill(self.source, self.values)


def say(text: str, /, *, singular: str | None = None, **values: object) -> Message:
    """Make a `Message`; the keywords fill the places in braces."""
    return Message(text, tuple(sorted(values.items())), singular)


def fill(text: str, values: tuple[tuple[str, object], ...]) -> str:
    """Put `values` into the places of `text`; a value may be a message itself. Other braces stay as they are."""
    for name, value in values:
        text = text.replace("{" + name + "}", str(value))
    return text
