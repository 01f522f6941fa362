"""Whether a text can be kept: its length, and characters that no field may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ascertain.domain.messages import Message, say
from ascertain.domain.problems import Problem

LINE_LIMIT = 500
"""Characters of a title, a name or another single line."""
TEXT_LIMIT = 100_000
"""Characters of notes, a reason or a quote."""
DOCUMENT_LIMIT = 5_000_000
"""Characters of the text of a document."""

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAK = re.compile("[\n\r\x85\u2028\u2029]")


@dataclass(slots=True)
class Findings:
    """The problems found so far, in order."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, path: str, code: str, text: Message) -> None:
        """Note a problem."""
        self.problems.append(Problem(path, code, text))

    def line(self, path: str, text: str, *, needed: Message | None = None, limit: int = LINE_LIMIT) -> None:
        """Check a single line; where it is `needed`, an empty one is answered with that sentence."""
        if needed is not None and not text.strip():
            self.add(path, "needed", needed)
        elif len(text) <= limit and text.isprintable():
            return
        elif _LINE_BREAK.search(text):
            self.add(path, "line_break", say("This must be a single line. Take the line break out."))
        self.text(path, text, limit=limit)

    def text(self, path: str, text: str, *, limit: int = TEXT_LIMIT) -> None:
        """Check a text of several lines."""
        if len(text) <= limit and text.isprintable():
            return
        if len(text) > limit:
            self.add(
                path,
                "too_long",
                say(
                    "This is too long: {count} characters, and {limit} fit. Shorten it.",
                    count=f"{len(text):,}",
                    limit=f"{limit:,}",
                ),
            )
        if found := _REFUSED.search(text):
            code = f"U+{ord(found[0]):04X}"
            self.add(
                path,
                "character",
                say(
                    "Character {at} cannot be kept: it is a control code ({code}). Delete it.",
                    at=found.start() + 1,
                    code=code,
                ),
            )
