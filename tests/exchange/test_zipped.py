"""Archives whose parts grow at the same time are archives like any other."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.exchange import zipped
from ascertain.exchange.zipped import Archive, Piece, Spool, joined_checksum


def piece(path: Path, content: bytes, *, last: bool = True) -> Piece:
    spool = Spool(path)
    spool.write(content)
    return spool.finish(last=last)


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_the_checksum_of_two_is_made_of_both(first: bytes, second: bytes) -> None:
    assert joined_checksum(zlib.crc32(first), zlib.crc32(second), len(second)) == zlib.crc32(first + second)


@pytest.mark.parametrize("limit", [zipped._MOST, 100])  # with the second, every field is written as in large archives
@settings(max_examples=20)
@given(contents=st.lists(st.binary(max_size=3000), min_size=1, max_size=4))
def test_what_goes_in_comes_out(limit: int, contents: list[bytes]) -> None:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(zipped, "_MOST", limit)
        folder, last = Path(name), len(contents) - 1
        pieces = [piece(folder / str(at), content, last=at == last) for at, content in enumerate(contents)]
        with Archive(folder / "a.zip", Conduct()) as archive:
            archive.add("mimetype", b"plain", packed=False)
            archive.add_pieces("whole.xml", pieces)
            archive.add("folder/small.xml", contents[0])
        assert [path.name for path in folder.iterdir()] == ["a.zip"]
        with zipfile.ZipFile(folder / "a.zip") as found:
            assert found.testzip() is None
            assert found.namelist() == ["mimetype", "whole.xml", "folder/small.xml"]
            assert found.read("whole.xml") == b"".join(contents)
            assert found.read("folder/small.xml") == contents[0]
            assert found.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert (folder / "a.zip").read_bytes()[30:43] == b"mimetypeplain"


def test_packing_stops_when_asked(tmp_path: Path) -> None:
    found = piece(tmp_path / "part", bytes(10))
    with pytest.raises(Cancelled), Archive(tmp_path / "a.zip", Conduct(cancelled=lambda: True)) as archive:
        archive.add_pieces("part.xml", [found])
