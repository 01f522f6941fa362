"""The first page of a window comes in the order of an index, however large the log."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from ascertain.app.generation import generate
from ascertain.app.session import create_session
from ascertain.store.connection import open_reader
from ascertain.store.pages import FIRST_PAGE


def test_the_first_page_is_read_in_the_order_of_the_time_index_with_statistics_too(tmp_path: Path) -> None:
    log = tmp_path / "log.ascertain"
    create_session(log).close()
    generate(log, 300)
    with closing(open_reader(log)) as reader:
        plan = " ".join(str(line[3]) for line in reader.execute(f"EXPLAIN QUERY PLAN {FIRST_PAGE}", (100,)))
    assert "ix_incident_time" in plan
    assert "TEMP B-TREE" not in plan
