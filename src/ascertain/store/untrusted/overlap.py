"""Of the records of another log those of the incidents that this one has too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from ascertain.store.connection import open_reader
from ascertain.store.failures import sorting_failures
from ascertain.store.untrusted.records import OtherLog, standing_of
from ascertain.store.untrusted.sieve import Row


def common_rows(log: Path, other: OtherLog) -> Iterator[tuple[str, Row]]:
    """The rows of `other` without the incidents that the log at `log` lacks, and without views. Raises
    `LogUnavailable`."""
    with sorting_failures(log), closing(open_reader(log, changing=True)) as own:
        for name, row in other.rows():
            if name != "saved_view" and (name != "incident" or standing_of(own, row) == "there"):
                yield name, row
