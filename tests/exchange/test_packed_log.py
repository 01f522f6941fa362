"""A packed copy from anybody: taken only where it is what it says, and harmless where it is not."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ascertain.domain.conduct import Conduct
from ascertain.domain.problems import FileTrouble
from ascertain.exchange.packed_log import LOG, MANIFEST, Packed, Piece, open_pack, write_pack

Entries = list[tuple[zipfile.ZipInfo, bytes]]


def piece(content: bytes) -> Piece:
    return Piece(len(content), hashlib.sha256(content).hexdigest())


CONTENT, FILE = b"the log " * 1000, b"a map"
PACKED = Packed("incidents.ascertain", piece(CONTENT), (piece(FILE),))
NAME = f"attachments/{piece(FILE).sha256}"


def written(folder: Path, packed: Packed = PACKED, log: bytes = CONTENT) -> Path:
    (folder / "log").write_bytes(log)
    (folder / "file").write_bytes(FILE)
    out = folder / "copy.ascertain.zip"
    write_pack(out, packed, {LOG: folder / "log", NAME: folder / "file"}, Conduct())
    return out


def read(path: Path) -> dict[str, bytes]:
    found = {}
    with open_pack(path) as pack:
        for name in pack.packed.entries:
            out = io.BytesIO()
            pack.copy(name, out, Conduct())
            found[name] = out.getvalue()
    return found


def refused(path: Path) -> str:
    with pytest.raises(FileTrouble) as caught:
        read(path)
    return str(caught.value)


def entry(name: str, **given: Any) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    for key, value in given.items():
        setattr(made, key, value)
    return made


def manifest(**changed: Any) -> bytes:
    told = {"size": PACKED.log.size, "sha256": PACKED.log.sha256, "name": PACKED.name}
    files = [{"size": len(FILE), "sha256": piece(FILE).sha256}]
    whole = {"format": "ascertain packed log", "version": 1, "log": told, "attachments": files}
    return json.dumps(whole | changed).encode()


def good() -> Entries:
    return [(entry(MANIFEST), manifest()), (entry(LOG), CONTENT), (entry(NAME), FILE)]


def zipped(folder: Path, entries: Entries) -> Path:
    path = folder / "made.ascertain.zip"
    with zipfile.ZipFile(path, "w") as pack:
        for info, content in entries:
            pack.writestr(info, content)
    return path


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert read(path) == {LOG: CONTENT, NAME: FILE}
    with open_pack(path) as pack:
        assert pack.packed == PACKED
    assert path.stat().st_size < len(CONTENT), "the log is compressed"
    assert read(zipped(tmp_path, good())) == {LOG: CONTENT, NAME: FILE}


def test_a_log_that_is_all_but_empty_is_not_taken_for_a_bomb(tmp_path: Path) -> None:
    blank = bytes(40 << 20)
    path = written(tmp_path, Packed("x", piece(blank), PACKED.attachments), blank)
    assert read(path)[LOG] == blank


LINK = (stat.S_IFLNK | 0o777) << 16
ZOO: dict[str, Callable[[], Entries]] = {
    "a way out of the folder": lambda: [*good(), (entry("../../evil"), b"x")],
    "an absolute name": lambda: [*good(), (entry("/etc/passwd"), b"x")],
    "a drive": lambda: [*good(), (entry("C:\\evil"), b"x")],
    "a way out below attachments": lambda: [*good(), (entry(f"attachments/../{'a' * 64}"), b"x")],
    "a name in capitals": lambda: [*good(), (entry("LOG.ASCERTAIN"), b"x")],
    "a hash in capitals": lambda: [*good(), (entry(NAME.upper().replace("ATTACHMENTS", "attachments")), FILE)],
    "a folder": lambda: [*good(), (entry("attachments/"), b"")],
    "one file more": lambda: [*good(), (entry("README.txt"), b"x")],
    "an attachment that is not listed": lambda: [*good(), (entry(f"attachments/{'a' * 64}"), b"x")],
    "an attachment that is missing": lambda: good()[:2],
    "a link": lambda: [good()[0], (entry(LOG, external_attr=LINK), CONTENT), good()[2]],
    "a device": lambda: [good()[0], good()[1], (entry(NAME, external_attr=(stat.S_IFCHR | 0o600) << 16), FILE)],
    "another content": lambda: [*good()[:2], (entry(NAME), b"a mop")],
    "another size": lambda: [*good()[:2], (entry(NAME), b"a map and more")],
    "no manifest": lambda: good()[1:],
    "no log": lambda: [good()[0], good()[2]],
    "no list": lambda: [(entry(MANIFEST), b"{"), *good()[1:]],
    "a list of another kind": lambda: [(entry(MANIFEST), b"[]"), *good()[1:]],
    "a list nested without end": lambda: [(entry(MANIFEST), b"[" * 200_000), *good()[1:]],
    "a list that is no text": lambda: [(entry(MANIFEST), b"\xff\xfe\x00"), *good()[1:]],
    "another format": lambda: [(entry(MANIFEST), manifest(format="something")), *good()[1:]],
    "a newer format": lambda: [(entry(MANIFEST), manifest(version=2)), *good()[1:]],
    "a negative size": lambda: [
        (entry(MANIFEST), manifest(attachments=[{"size": -1, "sha256": "a" * 64}])), *good()[1:],
    ],
    "a size that is no number": lambda: [
        (entry(MANIFEST), manifest(log={"size": "9", "sha256": "", "name": "x"})), *good()[1:],
    ],
    "a hash that is a path": lambda: [
        (entry(MANIFEST), manifest(attachments=[{"size": 1, "sha256": "../../../etc/passwd"}])), *good()[1:],
    ],
    "a part that grows without end": lambda: [
        good()[0], (entry(LOG, compress_type=zipfile.ZIP_DEFLATED), bytes(64 << 20)), good()[2],
    ],
    "an unknown way of packing": lambda: [good()[0], (entry(LOG, compress_type=zipfile.ZIP_LZMA), CONTENT), good()[2]],
}  # fmt: skip


@pytest.mark.parametrize("kind", ZOO)
def test_what_is_not_as_it_was_saved_is_refused(kind: str, tmp_path: Path) -> None:
    assert refused(zipped(tmp_path, ZOO[kind]())).startswith("made.ascertain.zip ")


# Python warns of two entries of one name while the test writes them.
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    assert "two parts" in refused(zipped(tmp_path, [*good(), good()[1]]))


def test_a_name_with_an_end_within_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, [*good(), (entry("log.ascertain\1.txt"), b"x")])
    path.write_bytes(path.read_bytes().replace(b"log.ascertain\1", b"log.ascertain\0"))
    assert "does not belong" in refused(path)


def test_an_encrypted_part_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(content)
    assert "encrypted" in refused(path)


def test_parts_that_share_bytes_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, good())
    content = bytearray(path.read_bytes())
    places = [at for at in range(len(content)) if content.startswith(b"PK\x01\x02", at)]
    first = content[places[0] + 42 : places[0] + 46]
    content[places[1] + 42 : places[1] + 46] = first
    path.write_bytes(content)
    assert "overlap" in refused(path)


def test_a_list_without_end_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = written(tmp_path)
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x05\x06")
    content[at + 12 : at + 16] = struct.pack("<L", 3_000_000_000)
    path.write_bytes(content)
    assert "lists more" in refused(path)


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    for content in (b"", b"PK", b"SQLite format 3\0" + bytes(5000), b"PK\x05\x06" + bytes(18), bytes(100_000)):
        path.write_bytes(content)
        assert "no packed copy" in refused(path)
    assert "cannot be read" in refused(tmp_path / "none.zip")
    assert "no packed copy" in refused(tmp_path)
    assert "cannot be read" in refused(Path("a\0b"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_cut_or_altered_zip_is_refused_or_whole(tmp_path: Path, data: st.DataObject) -> None:
    path = written(tmp_path)
    content = bytearray(path.read_bytes())
    if data.draw(st.booleans()):
        content = content[: data.draw(st.integers(0, len(content) - 1))]
    else:
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    try:
        found = read(path)
    except FileTrouble:
        return
    assert found == {LOG: CONTENT, NAME: FILE}, "a date or a mark of no meaning was altered"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
def test_no_other_name_is_taken(tmp_path: Path, name: str) -> None:
    if name in (MANIFEST, LOG, NAME):
        return
    refused(zipped(tmp_path, [*good(), (entry(name), b"x")]))
