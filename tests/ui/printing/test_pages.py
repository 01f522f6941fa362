"""Pages read back: the PDF's own text against the rows it was made from."""

from __future__ import annotations

import re
import stat
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from pytestqt.qtbot import QtBot

from ascertain.domain.own_fields import NO_OWN
from ascertain.domain.rows import IncidentRow
from ascertain.ui.printing.composing import Column, Composer
from ascertain.ui.printing.fitting import fitted
from ascertain.ui.printing.paper import BODY, POINT, Page, Paper, paper
from ascertain.ui.printing.reports import Letterhead, TableReport
from ascertain.ui.printing.running import PdfSink, Unprintable
from ascertain.ui.table.cells import cell_text
from tests.ui.table.builders import make_row, vocabularies

COLUMNS = ("ref", "t_from", "place", "title", "status", "origins", "killed", "notes")
WORDS = Letterhead("US bases, Iraq & Syria", "status:claimed", "october", "24 Oct 2023")
ARABIC = "هجوم بطائرة مسيرة على القاعدة"


def seen(text: str) -> str:
    """A text as a PDF gives it back: no spaces and marks, and the letters of Arabic in their plain forms."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u2066-\u2069\u200e\u200f]+", "", plain)


def written(out: Path, rows: list[IncidentRow], columns: tuple[str, ...] = COLUMNS) -> PdfReader:
    on = paper(landscape=True)
    report = TableReport(WORDS, columns, vocabularies(), NO_OWN)
    sink = PdfSink(out, on, WORDS.title)
    composer = Composer(on, WORDS.running, WORDS.day, sink.put)
    report.begin(composer, rows[:50], len(rows), len(rows))
    report.add(composer, rows)
    composer.finish()
    sink.finish()
    return PdfReader(out)


@pytest.mark.parametrize("count", [0, 1, 1_000])
def test_every_row_stands_in_the_pdf_and_every_page_has_headings_and_a_number(
    qtbot: QtBot, tmp_path: Path, count: int
) -> None:
    rows = [make_row(at, notes="a word or two " * (at % 4)) for at in range(1, count + 1)]
    read = written(tmp_path / "view.pdf", rows, ("ref", "title", "notes"))
    pages = [seen(page.extract_text()) for page in read.pages]
    whole = "".join(pages)
    for row in rows:
        for key in ("ref", "title"):
            assert seen(cell_text(row, key, vocabularies())) in whole
    assert whole.count("awordortwo") == sum(at % 4 for at in range(1, count + 1))
    assert read.metadata is not None
    assert read.metadata.title == WORDS.title
    assert seen("Search: status:claimed") in pages[0]
    assert f"{count}incident" in pages[0].replace(",", "")
    for at, page in enumerate(pages, start=1):
        assert (seen("What happened") in page) is (count > 0)
        assert seen(WORDS.title) in page
        assert seen(f"Page {at}") in page
    assert seen(f"Page {len(pages)} of {len(pages)}") in pages[-1]
    assert (len(pages) > 10) is (count == 1_000)


def test_only_the_owner_can_read_the_file(qtbot: QtBot, tmp_path: Path) -> None:
    written(tmp_path / "view.pdf", [make_row(1)])
    assert stat.S_IMODE((tmp_path / "view.pdf").stat().st_mode) == 0o600


def test_a_row_that_no_page_can_hold_goes_on_and_nothing_is_cut(qtbot: QtBot, tmp_path: Path) -> None:
    words = [f"w{at:05}" for at in range(2_500)]
    rows = [make_row(1), make_row(2, notes=" ".join(words)), make_row(3, title="L" + "o" * 400 + "ng")]
    read = written(tmp_path / "view.pdf", rows)
    pages = [seen(page.extract_text()) for page in read.pages]
    assert len(pages) > 2
    whole = "".join(pages)
    assert [word for word in words if word not in whole] == []
    assert "L" + "o" * 400 + "ng" in whole
    assert all("Notes" in page for page in pages)


def test_right_to_left_text_is_written_right_and_columns_are_mirrored(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [make_row(1, title=f"{ARABIC} 12 Ain al-Asad")]
    left = written(tmp_path / "left.pdf", rows)
    # The text of a PDF stands as it is seen, from left to right.
    assert seen(ARABIC)[::-1] in seen(left.pages[0].extract_text())
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        right = written(tmp_path / "right.pdf", rows)
    finally:
        QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert place_of(left, "Ref") < place_of(left, "Notes")
    assert place_of(right, "Ref") > place_of(right, "Notes")


def place_of(read: PdfReader, word: str) -> float:
    found: list[float] = []

    def look(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if text.strip() == word:
            found.append(tm[4] * cm[0] + cm[4])

    read.pages[0].extract_text(visitor_text=look)
    return found[0]


def test_nothing_is_drawn_beyond_the_margins_and_ink_is_dark(qtbot: QtBot) -> None:
    on = paper(landscape=False)
    pages: list[Page] = []
    report = TableReport(WORDS, COLUMNS, vocabularies(), NO_OWN)
    composer = Composer(on, WORDS.running, WORDS.day, pages.append)
    rows = [make_row(at, title="A long title with many words " * 3) for at in range(40)]
    report.begin(composer, rows, len(rows), len(rows))
    report.add(composer, rows)
    composer.finish()
    assert len(pages) > 1
    for page in pages:
        image = picture(page, on)
        margin = round(on.area.left() / on.size.width() * image.width()) - 2
        for x in (*range(margin), *range(image.width() - margin, image.width())):
            assert all(image.pixelColor(x, y) == QColor("white") for y in range(0, image.height(), 3))
        darkest = min(image.pixelColor(x, y).lightness() for x in range(0, 600, 2) for y in range(0, 400, 2))
        assert darkest < 90


def picture(page: Page, on: Paper) -> QImage:
    image = QImage(620, 877, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(image.width() / on.size.width(), image.height() / on.size.height())
    page.draw(painter)
    painter.end()
    return image


def test_a_file_that_cannot_be_written_is_told_and_an_older_one_stays(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(Unprintable):
        PdfSink(tmp_path / "nowhere" / "view.pdf", paper(landscape=True), "x")
    older = tmp_path / "view.pdf"
    older.write_text("older")
    sink = PdfSink(older, paper(landscape=True), "x")
    sink.put(Page(1))
    sink.abort()
    assert older.read_text() == "older"
    assert list(tmp_path.iterdir()) == [older]


def test_a_heading_of_two_lines_is_whole_on_every_page(qtbot: QtBot) -> None:
    pages: list[Page] = []
    on = paper(landscape=False)
    composer = Composer(on, "Title", "day", pages.append)
    composer.begin_table([Column("Two words", 30 * POINT), Column("Other", 200 * POINT)])
    for at in range(200):
        composer.row([str(at), "text"], BODY)
    composer.finish()
    assert composer.pages == len(pages)
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))


_WIDTHS = st.lists(st.tuples(st.floats(1, 5_000), st.floats(1, 600)), min_size=1, max_size=30)


@given(_WIDTHS, st.floats(500, 20_000))
def test_columns_fill_the_page_and_none_is_below_its_least_where_that_can_be(
    columns: list[tuple[float, float]], room: float
) -> None:
    natural = [max(wide, low) for wide, low in columns]
    least = [low for _, low in columns]
    widths = fitted(natural, least, room)
    assert sum(widths) == pytest.approx(room)
    if sum(least) <= room:
        assert all(width >= low - 1e-6 for width, low in zip(widths, least, strict=True))
    assert all(width > 0 for width in widths)
