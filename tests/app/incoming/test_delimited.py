"""Comma-separated values from anywhere: encoding, signs, headings, and every cell as it was."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ascertain.app.incoming import Limits, Opening, Staged, stage
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.incoming.rows import FoundCell
from ascertain.domain.problems import FileTrouble
from ascertain.exchange.csv_file import protect

TABLE = "name;place;killed\r\nAl-Asad;عين الأسد;3\r\nحقل;كونيكو;\r\n"


def staged(folder: Path, content: bytes, opening: Opening | None = None) -> Staged:
    path = folder / "table.csv"
    path.write_bytes(content)
    return stage(path, opening)


def cells(staged: Staged) -> list[tuple[FoundCell, ...]]:
    return [row for _number, row in staged.sheets[0].read()]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TABLE.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + TABLE.encode(), "UTF-8"),
        (TABLE.encode("utf-16"), "UTF-16"),
        (TABLE.encode("utf-16-be"), "UTF-16"),
        (TABLE.encode("cp1256"), "Windows-1256"),
    ],
)
def test_the_encoding_is_found_out(tmp_path: Path, content: bytes, encoding: str) -> None:
    with staged(tmp_path, content) as found:
        assert (found.form, found.opening) == ("csv", Opening(encoding, ";", '"'))
        assert cells(found)[1] == ("Al-Asad", "عين الأسد", "3")
        assert found.sheets[0].headings == ("name", "place", "killed")
        assert found.sheets[0].heading_row == 1


def test_letters_that_are_no_utf8_far_down_are_noticed(tmp_path: Path) -> None:
    rows = "a,b\r\n" + "plain,words\r\n" * 300_000
    with staged(tmp_path, rows.encode() + "حقل,وصلت القوات إلى المدينة\r\n".encode("cp1256")) as found:
        assert found.opening.encoding == "Windows-1256"
        assert next(found.sheets[0].read(300_001))[1] == ("حقل", "وصلت القوات إلى المدينة")


def test_what_a_person_says_overrules_what_was_found(tmp_path: Path) -> None:
    with staged(tmp_path, "a;b\xe9,c\n1;2,3\n".encode("latin-1"), Opening("iso8859-1", ",")) as found:
        assert found.opening == Opening("iso8859-1", ",", '"')
        assert cells(found) == [("a;bé", "c"), ("1;2", "3")]


def test_letters_that_are_none_in_the_encoding_are_told(tmp_path: Path) -> None:
    with staged(tmp_path, b"a,b\n\xff,\xfe\n", Opening("utf-8")) as found:
        assert cells(found)[1] == ("\ufffd", "\ufffd")
        assert str(found.remarks[0]).startswith("2 characters")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_the_sign_between_the_cells_is_found_out(tmp_path: Path, delimiter: str, ends: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=ends)
    rows = [("when", "lat", "note"), ("3 May", "33,1", 'one, two; "three"\nfour | five'), ("4 May", "34,2", "")]
    writer.writerows(rows)
    with staged(tmp_path, out.getvalue().encode()) as found:
        assert found.opening.delimiter == delimiter
        assert cells(found) == [tuple(cell or None for cell in row) for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\ufeff", []),
        ("\n\n", []),
        ("a", [("a",)]),
        ("a,b", [("a", "b")]),
        ("a,b\n", [("a", "b")]),
        ("sep=;\na;b,c\n", [("a", "b,c")]),
        ("a,b,c\n1\n\n2,3,\n", [("a", "b", "c"), ("1", None, None), ("2", "3", None)]),
        ("a,b\n'x','y, z'\n", [("a", "b"), ("x", "y, z")]),
    ],
)
def test_small_and_ragged_tables(tmp_path: Path, text: str, expected: list[tuple[FoundCell, ...]]) -> None:
    with staged(tmp_path, text.encode()) as found:
        assert cells(found) == expected
        assert found.sheets[0].rows == len(expected)


def test_rows_are_counted_as_people_do(tmp_path: Path) -> None:
    with staged(tmp_path, b"Report of May,,\n\nname,place,n\n\nx,y,1\n") as found:
        sheet = found.sheets[0]
        assert [number for number, _row in sheet.read()] == [1, 3, 5]
        assert (sheet.heading_row, sheet.headings) == (3, ("name", "place", "n"))


def test_a_table_without_headings_has_none(tmp_path: Path) -> None:
    with staged(tmp_path, b"2023-05-01,Erbil,3\n2023-05-02,Basra,4\n") as found:
        assert (found.sheets[0].heading_row, found.sheets[0].headings) == (0, ())


def test_rows_are_read_from_anywhere_any_number_of_times(tmp_path: Path) -> None:
    content = "".join(f"{at},x,y,z\n" for at in range(9_000)).encode()
    with staged(tmp_path, content) as found:
        sheet = found.sheets[0]
        for start, stop in ((0, 3), (1_999, 2_003), (8_998, None), (9_000, None), (5, 5), (7, 3), (-4, 2)):
            expected = range(max(start, 0), 9_000 if stop is None else stop)
            assert [row[0] for _number, row in sheet.read(start, stop)] == [str(at) for at in expected]
        one, other = sheet.read(), sheet.read(4_000)
        assert (next(one)[0], next(other)[0], next(one)[0]) == (1, 4_001, 2)
    with pytest.raises(ValueError, match="closed"):
        next(sheet.read())


@pytest.mark.parametrize(
    ("texts", "as_they_are"),
    [
        (["=1+1", "-x", "'quoted'", "plain", "\tx"], False),
        (["-5", "+3.5 %", "'=1+1"], False),
        (["=1+1", "'=2"], True),
        (["'a", "'=2"], True),
        (["'a"], True),
    ],
)
def test_an_apostrophe_before_formulas_is_taken_off_where_all_have_it(
    tmp_path: Path, texts: list[str], as_they_are: bool
) -> None:
    ours = not as_they_are and "-5" not in texts
    written = [protect(text) for text in texts] if ours else texts
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["heading"], *([text] for text in written)])
    with staged(tmp_path, out.getvalue().encode()) as found:
        expected = texts if ours or as_they_are else ["-5", "+3.5 %", "=1+1"]
        assert [row[0] for row in cells(found)[1:]] == expected


def test_an_apostrophe_is_taken_off_in_our_own_table_whatever_was_typed_since(tmp_path: Path) -> None:
    content = b'title,uid,"base {""title"": ""Title""}"\n\'=1+1,1,abcd\n-typed since,2,abcd\n'
    with staged(tmp_path, content) as found:
        assert [row[0] for row in cells(found)] == ["title", "=1+1", "-typed since"]
        assert found.sheets[0].heading_row == 1


def test_the_headings_of_our_own_table_are_known_though_one_is_long(tmp_path: Path) -> None:
    keys = ", ".join(f'""key_{at}"": ""Heading {at}""' for at in range(80))
    content = f'uid,Heading 1,"base {{{keys}}}"\n1,x,abcd\n'
    with staged(tmp_path, content.encode()) as found:
        assert found.sheets[0].heading_row == 1
        assert found.sheets[0].headings[:2] == ("uid", "Heading 1")


@pytest.mark.parametrize("content", [b'a,b\n1,"cut off', b'a,b\n"x,y\n1,2\n', b'a\n"'])
def test_an_open_quotation_mark_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(FileTrouble, match="never closed"):
        staged(tmp_path, content)


def test_a_cell_that_is_too_long_is_told_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b\n1,2\n" + "x" * 2_000 + ",2\n", encoding="utf-8")
    with pytest.raises(FileTrouble, match="row 3 "):
        stage(path, limits=Limits(letters=1_500))


def test_a_cancelled_reading_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"a,b,c\n" * 400_000)
    told: list[tuple[int, int]] = []
    conduct = Conduct(lambda done, total: told.append((done, total)), lambda: len(told) > 3)
    with pytest.raises(Cancelled):
        stage(path, conduct=conduct)
    assert told[-1][0] < told[-1][1] == path.stat().st_size
    assert list(tmp_path.iterdir()) == [path]


# Text as a file of UTF-8 holds it; a lone surrogate is none.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(
    rows=st.lists(st.lists(TEXTS, min_size=1, max_size=5), min_size=1, max_size=6),
    delimiter=st.sampled_from(",;\t|"),
    quote=st.sampled_from("\"'"),
    ends=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_csv_writes_is_read_back(
    tmp_path: Path, rows: list[list[str]], delimiter: str, quote: str, ends: str, quoting: Literal[0, 1, 2]
) -> None:
    if quoting == csv.QUOTE_MINIMAL:
        # It leaves a line break of another kind than that of its lines without quotation marks.
        ends = "\r\n"
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quotechar=quote, lineterminator=ends, quoting=quoting).writerows(
        [protect(cell) for cell in row] for row in rows
    )
    with staged(tmp_path, codecs.BOM_UTF8 + out.getvalue().encode(), Opening(None, delimiter, quote)) as found:
        assert trimmed(cells(found)) == trimmed(rows)


def trimmed(rows: Sequence[Sequence[FoundCell]]) -> list[list[FoundCell]]:
    """Without what is empty at the end of rows, and without empty rows."""
    kept = []
    for row in rows:
        full = max((at for at, cell in enumerate(row, 1) if cell), default=0)
        if full:
            kept.append([cell or None for cell in row[:full]])
    return kept
