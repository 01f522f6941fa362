"""Files of rows that nobody trusts: read in a process of its own, which ends; of the bad comes one sentence."""

from __future__ import annotations

import io
import os
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ascertain.app.incoming import Limits, Opening, stage, staging
from ascertain.app.incoming.staged import Spool
from ascertain.domain.problems import FileTrouble
from tests.app.incoming.books import ods, ods_cell, ods_of, packed, repacked, written, xlsx

TABLE = [("name", "place"), ("Al-Asad", "عين الأسد")]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


def with_doctype(content: bytes, part: str) -> bytes:
    """A workbook one part of which defines entities."""

    def change(name: str, held: bytes) -> bytes:
        return held.replace(b"?>", b"?>" + LAUGHS, 1) if name == part else held

    return repacked(content, change)


def with_sheet(change: Callable[[bytes], bytes]) -> bytes:
    """An XLSX whose sheet was changed by hand."""
    return repacked(xlsx(TABLE), lambda name, held: change(held) if name.endswith("sheet1.xml") else held)


def locked_zip() -> bytes:
    """A zip whose parts say that they are under a password."""
    content = bytearray(ods(TABLE))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(mark)
        while start >= 0:
            content[start + at] |= 1
            start = content.find(mark, start + 4)
    return bytes(content)


def lying_zip() -> bytes:
    """A zip that holds more than it says."""
    content = xlsx([("x" * 3_000,)] * 4_000)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    return content.replace(size.to_bytes(4, "little"), (900).to_bytes(4, "little"))


def repeated(rows: int, columns: int) -> bytes:
    cell = ods_cell("x").replace("<table:table-cell", f'<table:table-cell table:number-columns-repeated="{columns}"')
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    return ods_of(f'<table:table table:name="t">{row}</table:table>')


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.xlsx": (lambda: with_sheet(lambda held: held + b" " * (20 << 20)), "very large"),
    "bomb.ods": (lambda: ods_of(" " * (20 << 20)), "very large"),
    "parts.xlsx": (lambda: packed({f"{at}": b"" for at in range(20_001)}), "very large"),
    "lying.xlsx": (lying_zip, "cut off or damaged"),
    "workbook.xlsx": (lambda: with_doctype(xlsx(TABLE), "xl/workbook.xml"), "document type"),
    "sheet.xlsx": (lambda: with_doctype(xlsx(TABLE), "xl/worksheets/sheet1.xml"), "document type"),
    "styles.xlsx": (lambda: with_doctype(xlsx(TABLE), "xl/styles.xml"), "document type"),
    "links.xlsx": (lambda: with_doctype(xlsx(TABLE), "_rels/.rels"), "document type"),
    "entities.ods": (lambda: with_doctype(ods(TABLE), "content.xml"), "document type"),
    "undeclared.xlsx": (lambda: with_sheet(lambda held: held.replace(b"Al-Asad", b"&lol;")), "damaged"),
    "surrogate.xlsx": (lambda: with_sheet(lambda held: held.replace(b"Al-Asad", b"&#xD800;")), "damaged"),
    "nul.xlsx": (lambda: with_sheet(lambda held: held.replace(b"Al-Asad", b"&#0;")), "damaged"),
    "rows.xlsx": (lambda: with_sheet(lambda held: held.replace(b'row r="2"', b'row r="1"')), "damaged"),
    "far_row.xlsx": (lambda: with_sheet(lambda held: held.replace(b'row r="2"', b'row r="99999999999"')), "damaged"),
    "place.xlsx": (lambda: with_sheet(lambda held: held.replace(b'r="B2"', b'r="?2"')), "damaged"),
    "wide.xlsx": (lambda: with_sheet(lambda held: held.replace(b'r="B2"', b'r="XFE2"')), "Row 2"),
    "endless.xlsx": (lambda: with_sheet(lambda held: held.replace(b'r="B2"', b'r="%s2"' % (b"A" * 9_000))), "damaged"),
    "text.xlsx": (lambda: with_sheet(lambda held: held.replace(b"</row>", b'<c t="s"><v>9</v></c></row>')), "damaged"),
    "rows.ods": (lambda: repeated(900_000_000, 1), "more cells"),
    "box.ods": (lambda: repeated(1_048_576, 16_384), "more cells"),
    "wide.ods": (lambda: repeated(1, 100_000), "Row 1"),
    "locked.xlsx": (lambda: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(99), "password"),
    "locked.zip.xlsx": (locked_zip, "password"),
    "locked.ods": (lambda: ods_of("", **{"META-INF_manifest.xml": "<m><f><encryption-data/></f></m>"}), "password"),
    "other.doc": (lambda: OLE + "WordDocument".encode("utf-16-le"), "no rows"),
    "broken.xls": (lambda: OLE + "Workbook".encode("utf-16-le") + b"\xff" * 5_000, "damaged"),
    "letter.docx": (lambda: repacked(xlsx(TABLE), lambda _name, held: held.replace(b"spreadsheetml", b"wordml")),
                    "no rows"),
    "binary.xlsb": (lambda: repacked(xlsx(TABLE), lambda _name, held: held.replace(b"workbook.xml", b"workbook.bin")),
                    "of a kind"),
    "text.odt": (lambda: packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "of a kind"),
    "any.zip": (lambda: packed({"a.txt": "x"}), "no rows"),
    "page.xls": (lambda: b"<html><table><tr><td>x</td></tr></table></html>", "web page"),
    "old.xls": (lambda: b'<?xml version="1.0"?><Workbook/>', "web page"),
    "paper.csv": (lambda: b"%PDF-1.7 ...", "no rows"),
    "log.csv": (lambda: b"SQLite format 3\x00" + bytes(84), "no rows"),
    "noise.csv": (lambda: bytes(range(256)) * 8 + bytes(99), "no rows"),
    "deep.geojson": (lambda: b'{"type": "FeatureCollection", "features": [' + b"[" * 200_000, "file"),
    "feature.geojson": (lambda: b'{"type": "Feature", "geometry": null}', "GeoJSON"),
    "list.geojson": (lambda: b'[{"a": 1}]', "damaged"),
    "nan.geojson": (lambda: b'{"type": "FeatureCollection", "features": [NaN]}', "cut off or damaged"),
    "kind.jsonl": (lambda: b'{"record": "Ships", "uid": "1"}\n', "Line 1"),
    "no_json.jsonl": (lambda: b'{"record": "Incidents", "uid": "1", "values": {}}\n{"record"\n', "Line 2"),
    "list.jsonl": (lambda: b'{"record": "Incidents", "uid": "1", "values": []}\n', "Line 1"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_one_sentence(tmp_path: Path, name: str) -> None:
    make, told = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(make())
    with pytest.raises(FileTrouble, match=told) as trouble:
        stage(path, limits=Limits(seconds=30.0))
    assert str(trouble.value.message).endswith(".")
    assert "Traceback" not in str(trouble.value.message)


def test_a_file_that_wants_too_much_memory_is_told(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"record": "Incidents", "uid": "' + b"x" * (90 << 20) + b'"}')
    # Whichever limit is met first.
    with pytest.raises(FileTrouble, match=r"too large|longer than anything"):
        stage(path, limits=Limits(memory=200 << 20))


def test_two_cells_in_opposite_corners_are_two_cells(tmp_path: Path) -> None:
    """Some readers make room for the 17 thousand million between them, and end the program."""
    path = tmp_path / "corners.xlsx"
    path.write_bytes(
        with_sheet(lambda held: held.replace(b'row r="2"', b'row r="1048576"').replace(b'r="B2"', b'r="XFD1048576"'))
    )
    with stage(path) as staged:
        assert [number for number, _row in staged.sheets[0].read()] == [1, 1_048_576]
        assert next(staged.sheets[0].read(1))[1][-1] == "عين الأسد"


@pytest.mark.parametrize(
    "script",
    [
        "pass",
        "print('no json')",
        "print('7')",
        "print('{}')",
        'print(\'{"end": {"facts": [], "remarks": []}}\')',
        'print(\'{"found": {"form": "exe"}}\')',
        'print(\'{"found": {"form": "csv", "encoding": 3}}\')',
        'print(\'{"found": {"form": "csv"}}\\n[0, 1, [["x"]]]\')',
        "import os; os.kill(os.getpid(), 9)",
        "import os; os.abort()",
        "while True: print('x' * 10_000_000)",
        *(
            f"print('{{\"sheet\": \"a\"}}'); print('''{block}''')"
            for block in (
                '[1, 1, [["x"]]]',
                '[-1, 1, [["x"]]]',
                "[0, 1, []]",
                '[0, 1, ["x"]]',
                '[0, 0, [["x"]]]',
                '[0, true, [["x"]]]',
                '[0, [2, 1], [["x"], ["y"]]]',
                '[0, [1], [["x"], ["y"]]]',
                "[0, 1, [[{}]]]",
                '[0, 1, [[["no day"]]]]',
                "[0, 1, [[[]]]]",
                "[0, 1, [[NaN]]]",
                "[0, 1, [[1e999]]]",
                "[0, 1, [[123456789012345678901]]]",
                '[0, 1, [["x"]], 1]',
                '{"end": {"facts": [[7, {}]], "remarks": []}}',
                '{"end": {"facts": [], "remarks": [["merged", -1]]}}',
                '{"end": {"facts": [[0, {"headings": [3]}]], "remarks": []}}',
            )
        ),
    ],
)
def test_nobody_trusts_what_the_process_says(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "command", lambda: [sys.executable, "-S", "-c", script])
    with pytest.raises(FileTrouble, match=r"rows\.csv .*(damaged|too large)"):
        stage(written(tmp_path, "rows.csv", TABLE), limits=Limits(seconds=20.0))


PROBE = """
import os, sys
from ascertain.exchange.incoming import table_process
def attempt(act):
    try:
        act()
    except PermissionError:
        return "refused"
    return "DONE"
def read(source, outlet, order):
    import socket, subprocess
    from ascertain.exchange.incoming.outlet import Rows
    outlet.found("csv")
    rows = Rows(outlet, outlet.sheet(""))
    rows.add(1, [attempt(act) for act in (
        lambda: socket.create_connection(("127.0.0.1", 9)),
        lambda: subprocess.run(["true"]),
        lambda: open("written", "w"),
        lambda: os.remove("written"),
    )] + [any(name.startswith(("PySide", "sqlalchemy", "sqlite3")) for name in sys.modules)])
    rows.flush()
    outlet.end()
table_process._read = read
sys.exit(table_process.serve())
"""


def test_the_process_reaches_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "command", lambda: [sys.executable, "-P", "-c", PROBE])
    with stage(written(tmp_path, "rows.csv", TABLE)) as staged:
        assert next(staged.sheets[0].read())[1] == (*["refused"] * 4, False)


def test_rows_are_kept_in_a_file_without_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(kept))
    with stage(written(tmp_path, "rows.csv", TABLE)) as staged:
        assert next(staged.sheets[0].read())[1] == TABLE[0]
        if sys.platform == "linux":
            assert list(kept.iterdir()) == []
    assert list(kept.iterdir()) == []


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_spool: Spool, _line: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Spool, "write", refuse)
    with pytest.raises(FileTrouble, match="No space left"):
        stage(written(tmp_path, "rows.csv", TABLE))


def test_what_is_no_file_or_not_there_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path / "gone.csv", tmp_path, tmp_path / "pipe.csv", tmp_path / "a\x00b"):
        with pytest.raises(FileTrouble) as told:
            stage(path)
        assert str(told.value.message).endswith(".")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="larger"):
        stage(written(tmp_path, "rows.csv", TABLE), limits=Limits(size=10))


@pytest.mark.parametrize(
    "opening", [Opening(delimiter="ab"), Opening(delimiter="\n"), Opening(delimiter="'", quote="'")]
)
def test_signs_that_cannot_be_are_told(tmp_path: Path, opening: Opening) -> None:
    with pytest.raises(FileTrouble, match="one sign"):
        stage(written(tmp_path, "rows.csv", TABLE), opening)


@pytest.mark.parametrize("encoding", ["no such", "hex", "utf-7"])
def test_an_encoding_that_makes_no_text_is_told(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(FileTrouble, match="encoding"):
        stage(written(tmp_path, "rows.csv", TABLE), Opening(encoding=encoding))
