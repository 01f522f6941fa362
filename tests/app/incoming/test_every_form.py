"""What holds of every form of file that rows are read from."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ascertain.app.incoming import Limits, Staged, stage
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.incoming.rows import FoundCell
from ascertain.domain.problems import FileTrouble
from tests.app.incoming.books import BOOKS, FORMS, long_ago, written

TEXTS = (
    "قصف على حقل كونيكو",
    "נמל \u200f(abc)\u202e txt.exe",
    "=1+1",
    "@cmd",
    "<b>&amp;</b>]]>",
    'two "quotes", and; more',
    "first line\nsecond line",
    "{count} %s \\n",
    "_x0041_ and _x000D_",
    "\U0001f6f0 é é",
    "00123",
    "2023-05-04",
)


def rows_of(staged: Staged) -> list[dict[str, FoundCell]]:
    """The rows below the headings, by heading."""
    sheet = staged.sheets[0]
    return [
        {str(heading): cell for heading, cell in zip(sheet.headings, row, strict=True) if heading is not None}
        for number, row in sheet.read()
        if number > sheet.heading_row
    ]


@pytest.mark.parametrize("name", FORMS)
def test_texts_come_back_as_they_were(tmp_path: Path, name: str) -> None:
    # openpyxl does not escape what looks like an escaped character.
    texts = [text for text in TEXTS if "_x00" not in text or name != "shared.xlsx"]
    table = [("text", "other"), *((text, "x") for text in texts)]
    with stage(written(tmp_path, name, table)) as staged:
        assert [row["text"] for row in rows_of(staged)] == texts
        assert {type(row["text"]) for row in rows_of(staged)} == {str}


@pytest.mark.parametrize("name", FORMS)
def test_a_table_of_headings_alone(tmp_path: Path, name: str) -> None:
    with stage(written(tmp_path, name, [("text", "other")])) as staged:
        assert [rows_of(staged) for _sheet in staged.sheets] in ([], [[]])


@pytest.mark.parametrize("name", FORMS)
def test_a_table_of_nothing(tmp_path: Path, name: str) -> None:
    with stage(written(tmp_path, name, [])) as staged:
        assert sum(sheet.rows for sheet in staged.sheets) == 0
        assert [list(sheet.read()) for sheet in staged.sheets] in ([], [[]])


@pytest.mark.parametrize("name", FORMS)
def test_a_file_of_nothing_ends_in_a_sentence_or_no_rows(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"")
    with stage(path) as staged:
        assert staged.form == "csv"
        assert staged.sheets[0].rows == 0


@pytest.mark.parametrize("name", FORMS)
def test_what_a_file_is_counts_and_not_its_name(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, [("a", "b"), ("x", "y")])
    for other in ("t.xls", "t"):
        with stage(path.rename(tmp_path / other)) as staged:
            assert staged.form == name.rpartition(".")[2]
            assert rows_of(staged)[0]["a"] == "x"
        path = tmp_path / other


@pytest.mark.parametrize("name", [name for name in FORMS if name != "rows.csv"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.97])
def test_a_cut_file_ends_in_a_sentence(tmp_path: Path, name: str, share: float) -> None:
    path = written(tmp_path, name, [("a", "b"), *(("x" * at, "y") for at in range(60))])
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(FileTrouble) as told:
        stage(path)
    assert str(told.value.message).endswith(".")
    assert name in str(told.value.message)


@pytest.mark.parametrize("name", FORMS)
def test_a_cancelled_reading_leaves_nothing(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, [("a", "b"), *((f"text {at}", at) for at in range(8_000))])
    told: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        stage(path, conduct=Conduct(lambda done, total: told.append((done, total)), lambda: bool(told)))
    assert len(told) == 1
    assert 0 < told[0][0] <= told[0][1]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", FORMS)
def test_too_many_cells_are_told(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, [("a", "b"), *((f"text {at}", at) for at in range(600))])
    with pytest.raises(FileTrouble, match="more cells"):
        stage(path, limits=Limits(cells=1_000))


@pytest.mark.parametrize("name", FORMS)
def test_a_cell_that_is_too_long_is_told_with_its_row(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, [("a", "b"), ("x", "y"), ("z" * 9_000, "y")])
    with pytest.raises(FileTrouble, match=r"row [123] of"):
        stage(path, limits=Limits(letters=2_000))


@pytest.mark.parametrize("name", FORMS)
def test_a_file_that_takes_too_long_is_left(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileTrouble, match="too long"):
        stage(written(tmp_path, name, [("a", "b"), ("x", "y")]), limits=Limits(seconds=0.0))


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(-1e300, 1e300).map(lambda number: float(f"{number:.12g}")),
    st.dates(date(1900, 3, 1)),
    st.integers(0, 60_000).map(long_ago),
    # What XML can hold; a return is made a line feed by it, and white space at the ends differs from form to form.
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff\u2028\u2029"), max_size=9
    ).map(lambda text: text.strip()),
)


@pytest.mark.parametrize("name", BOOKS)
@given(table=st.lists(st.lists(CELLS, max_size=5), max_size=12))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_typed_cells_come_back_as_they_were(tmp_path: Path, name: str, table: list[list[FoundCell]]) -> None:
    with stage(written(tmp_path, name, table)) as staged:
        found = {number: row for sheet in staged.sheets for number, row in sheet.read()}
        for number, row in enumerate(table, start=1):
            expected = [plain(cell) for cell in row]
            cells = [plain(cell) for cell in found.get(number, ())]
            assert cells + [None] * len(row) == expected + [None] * len(cells)


def plain(cell: FoundCell) -> FoundCell:
    """A cell as a workbook can tell it: nothing for an empty text, a day for its first second, 14 digits."""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float):
        return float(f"{cell:.14g}")
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date()
    return cell or None
