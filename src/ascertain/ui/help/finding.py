"""Searching the help: plain words, all of them in one section, those in headings first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ascertain.domain.folding import tokens

_AROUND = 60
"""Letters that are shown before and behind what was found."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a page with what stands under it; `hidden`: other words for it, found and not shown."""

    page: str
    anchor: str
    title: str
    heading: str
    text: str
    hidden: str = ""

    @property
    def place(self) -> str:
        """Where it is: the page, and the section of it."""
        return f"{self.page}#{self.anchor}" if self.anchor else self.page


@dataclass(frozen=True, slots=True)
class Hit:
    """A section in which the words are, and some of it around them."""

    section: Section
    around: str


def find(sections: Iterable[Section], asked: str) -> list[Hit]:
    """The sections in which a word begins with each of the words; those that have them in their heading first."""
    words = tokens(asked)
    if not words:
        return []
    ranked = []
    for at, section in enumerate(sections):
        heading, page = _folded(section.heading), _folded(section.title)
        whole = heading + page + _folded(section.hidden) + _folded(section.text)
        if all(f" {word}" in whole for word in words):
            missed = sum(f" {word}" not in heading for word in words)
            beside = sum(f" {word}" not in page + heading for word in words)
            ranked.append((missed, beside, at, Hit(section, _around(section.text, words))))
    return [hit for *_, hit in sorted(ranked, key=lambda each: each[:3])]


def _folded(text: str) -> str:
    return " " + " ".join(tokens(text))


def _around(text: str, words: list[str]) -> str:
    """What stands around the first of the words in a text; its beginning where none is in it."""
    spoken = text.split(" ")
    first = next((at for at, each in enumerate(spoken) if any(t.startswith(tuple(words)) for t in tokens(each))), 0)
    begin = first
    while begin and len(" ".join(spoken[begin - 1 : first])) <= _AROUND:
        begin -= 1
    told = " ".join(spoken[begin:])[: 3 * _AROUND]
    return f"… {told}" if begin else told
