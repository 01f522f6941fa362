"""Messages as JSON, as the journal keeps the names of operations."""

from __future__ import annotations

import json
from typing import Any

from ascertain.domain.messages import Message


def write_message(message: Message) -> str:
    """The JSON text of a message; values are numbers, texts or messages."""
    return json.dumps(_plain(message), ensure_ascii=False, separators=(",", ":"))


def read_message(text: str) -> Message:
    """The message of a JSON text made by `write_message`. Raises ValueError or KeyError for anything else."""
    return _message(json.loads(text))


def _plain(message: Message) -> dict[str, Any]:
    values = {name: _plain(value) if isinstance(value, Message) else value for name, value in message.values}
    return {"text": message.text, "values": values, "singular": message.singular}


def _message(plain: dict[str, Any]) -> Message:
    values = ((name, _message(value) if isinstance(value, dict) else value) for name, value in plain["values"].items())
    return Message(plain["text"], tuple(sorted(values)), plain["singular"])
