"""CSV files: how the values are parted, what guards against formulas, and what stands at the end for the way back."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascertain.domain.conduct import Conduct
from ascertain.exchange.csv_file import Dialect, as_text, protect, unprotect, write_csv
from ascertain.exchange.sheets import Cell, Column, SheetPlan, Workload
from tests.exchange.given import FULL, written

COLUMNS = (Column("a", "Ref"), Column("b", "=What"), Column("uid", "uid", hidden=True))
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30) | st.sampled_from(
    ["=1", "'=1", "''", "'a", "-", "a;b", "a\tb", 'a"b', "a,b", "a\r\nb", " a", "ملاحظة"]
)
DIALECTS = st.builds(
    Dialect, st.sampled_from([",", ";", "\t"]), mark=st.booleans(), guarded=st.booleans(), hidden=st.booleans()
)


def read(rows: list[tuple[Cell, ...]], dialect: Dialect) -> list[list[str]]:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "a.csv"
        work = Workload((SheetPlan("Incidents", COLUMNS),), [((row,),) for row in rows], len(rows))
        write_csv(work, out, Conduct(), dialect)
        assert out.read_bytes().startswith(b"\xef\xbb\xbf") is dialect.mark
        encoding = "utf-8-sig" if dialect.mark else "utf-8"
        with out.open(encoding=encoding, newline="") as source:
            return list(csv.reader(source, delimiter=dialect.separator, strict=True))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=4), DIALECTS)
def test_every_text_comes_back_in_every_dialect(rows: list[tuple[Cell, ...]], dialect: Dialect) -> None:
    head, *lines = read(rows, dialect)
    width = 3 if dialect.hidden else 2
    assert [unprotect(cell) for cell in head] == ["Ref", "=What", "uid"][:width]
    assert [[unprotect(cell) for cell in line] for line in lines] == [list(row[:width]) for row in rows]
    if dialect.guarded:
        assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_where_formulas_stay_a_text_is_as_it_was_typed() -> None:
    (_, line) = read([("=1+1", "-5 dead", "x")], Dialect(guarded=False))
    assert line == ["=1+1", "-5 dead", "x"]


def test_numbers_days_and_times_are_plain() -> None:
    (_, *lines) = read([(1, 2.5, None), (date(2023, 1, 2), datetime(2023, 1, 2, 3, 4), -7)], Dialect())
    assert lines == [["1", "2.5", ""], ["2023-01-02", "2023-01-02 03:04", "-7"]]
    assert as_text(datetime(2023, 1, 2, 3, 4, 5)) == "2023-01-02 03:04:05"


def test_half_a_pair_of_surrogates_breaks_no_file() -> None:
    assert read([("\ud800x", "b", "c")], Dialect())[1][0] == "�x"


@given(TEXTS)
def test_what_protects_can_be_taken_off(text: str) -> None:
    assert unprotect(protect(text)) == text


@pytest.mark.parametrize(("separator", "sign"), [("comma", b","), ("semicolon", b";"), ("tab", b"\t")])
def test_the_exporter_takes_its_options(separator: str, sign: bytes, tmp_path: Path) -> None:
    chosen = {"separator": separator, "encoding": "utf-8", "formulas": "as_is", "way_back": "without"}
    head = written("csv", tmp_path / "a.csv", FULL, **chosen).splitlines()[0]
    assert head.startswith(b"Ref" + sign)
    assert b"uid" not in head
