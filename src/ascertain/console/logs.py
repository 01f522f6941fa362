"""How the command line comes by logs, what it finds in them, and how it prints an answer for scripts."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ascertain.app.session import LogSession
    from ascertain.app.settings import ExportPreset
    from ascertain.domain.rows import SortKey

Open = Callable[[Path], "LogSession"]


class Openers:
    """How the command line comes by logs: `open` for reading only, `create` for a new one, `write` to change one.
    `backups`: the folder for backups that the settings name; `presets`: the ways to export that are kept for the log of
    a uid."""

    def __init__(
        self,
        open_log: Open,
        create_log: Open,
        backups: Callable[[], Path | None] = lambda: None,
        presets: Callable[[str], Sequence[ExportPreset]] = lambda _: (),
        write_log: Open | None = None,
    ) -> None:
        self.open = open_log
        self.create = create_log
        self.write = write_log or open_log
        self.backups = backups
        self.presets = presets


class Unusable(Exception):
    """What was asked for makes no sense in this log; the text says why."""


def find(session: LogSession, text: str, sort: tuple[SortKey, ...]) -> Sequence[int]:
    """The incidents that a search finds; what of it is not understood is told on standard error."""
    from ascertain.domain.search import parse

    search = parse(text, session.fields)
    for problem in search.problems:
        print(problem.text, file=sys.stderr)
    return session.reader().ask(lambda queries: queries.order(search, sort)).result()


def print_json(value: object) -> None:
    """Print one value, laid out for people, too."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
