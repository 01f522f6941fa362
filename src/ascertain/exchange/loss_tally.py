"""Losses, gathered incident by incident."""

from __future__ import annotations

from ascertain.domain.messages import Message
from ascertain.exchange.outgoing import Loss

_EXAMPLES = 3


class LossTally:
    """How many incidents lose what, with a few of them. What was noted first stands first."""

    def __init__(self) -> None:
        self._records: dict[Message, int] = {}
        self._examples: dict[Message, list[str]] = {}

    def note(self, what: Message, ref: str) -> None:
        """One incident loses this."""
        self._records[what] = self._records.get(what, 0) + 1
        examples = self._examples.setdefault(what, [])
        if len(examples) < _EXAMPLES:
            examples.append(ref)

    def losses(self) -> tuple[Loss, ...]:
        """All of them."""
        return tuple(Loss(what, count, tuple(self._examples[what])) for what, count in self._records.items())
