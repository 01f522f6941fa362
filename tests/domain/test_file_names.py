"""Names from outside: shown as what they are, and harmless where a file is written."""

from __future__ import annotations

import ntpath
import unicodedata
from collections.abc import Callable
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ascertain.domain.file_names import is_page, is_program, kept_name, media_type, safe_name, shown_name
from ascertain.domain.sizes import size_text

ANY = st.text(alphabet=st.characters(), max_size=400)

# Python 3.13 has it as a function; the method of a path, which is older, warns there.
reserved_on_windows: Callable[[str], bool] = getattr(
    ntpath, "isreserved", lambda name: PureWindowsPath(name).is_reserved()
)


@given(ANY)
@example("../../x")
@example("..")
@example("invoice\u202efdp.exe")
@example("CON")
@example("nul.txt")
@example("a\x00b\x1b[31m")
@example("x" * 300 + ".pdf")
@example("\udcff\udcfe")
@example("/etc/passwd")
@example("C:\\Windows\\x.exe")
@example(". . .")
def test_a_safe_name_is_one_plain_part_on_every_system(name: str) -> None:
    safe = safe_name(name)
    assert safe == PurePosixPath(safe).name == PureWindowsPath(safe).name
    assert 0 < len(safe.encode()) <= 200
    assert not reserved_on_windows(safe)
    assert not safe.startswith(".")
    assert not safe.endswith((".", " "))
    assert not set(safe) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in safe)
    assert safe_name(safe) == safe


@given(ANY)
@example("\udd00")
def test_a_shown_name_hides_nothing_and_turns_nothing_round(name: str) -> None:
    shown = shown_name(kept_name(name))
    assert "\u202e" not in shown
    assert not any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for letter in shown)
    shown.encode()


def test_the_true_order_of_a_deceiving_name_is_seen() -> None:
    assert shown_name("invoice\u202efdp.exe") == "invoice⟨U+202E⟩fdp.exe"
    assert is_program("invoice\u202efdp.exe")
    assert safe_name("invoice\u202efdp.exe") == "invoicefdp.exe"


@pytest.mark.parametrize("name", ["می‌خواهم.pdf", "خريطة القاعدة.jpg", "מפה.png", "report (final).pdf", "👩‍🚀.png"])
def test_names_of_every_script_are_left_as_they_are(name: str) -> None:
    assert shown_name(name) == name
    assert safe_name(name) == unicodedata.normalize("NFC", name)


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_name("ا" * 300 + ".pdf").endswith("ا.pdf")
    assert safe_name("x" + "." * 10 + "y" * 300).encode()


def test_what_a_file_may_do_is_told_by_its_ending() -> None:
    assert all(is_program(name) for name in ("a.exe", "A.EXE", "b.desktop", "c.docm", "run.sh", "x.exe. . "))
    assert not any(is_program(name) for name in ("a.pdf", "exe", "b.jpg", ""))
    assert is_page("Saved.HTML")
    assert not is_page("a.pdf")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.pdf", "application/pdf"),
        ("B.JPG", "image/jpeg"),
        ("page.html", "text/html"),
        ("x", "application/octet-stream"),
    ],
)
def test_the_type_is_guessed_by_the_ending(name: str, kind: str) -> None:
    assert media_type(name) == kind


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (9_960, "10 kB"), (999_499, "999 kB"),
        (999_500, "1.0 MB"), (1_230_000, "1.2 MB"), (5 * 10**9, "5.0 GB"), (10**18, "1000 PB"),
    ],
)  # fmt: skip
def test_sizes_are_said_in_words(size: int, text: str) -> None:
    assert size_text(size) == text
