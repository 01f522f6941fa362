"""The import window says which calendar days are of whose year is none of ours, and takes a person's word for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from ascertain.ui.incoming.state import Step
from ascertain.ui.shell.window import MainWindow
from tests.ui.incoming.conftest import Driver


def shown_days(driver: Driver) -> list[str]:
    """The days of the first rows, as they are understood."""
    model = driver.wizard.columns_page.preview.model()
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    at = heads.index("When, from")
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def test_the_calendar_is_shown_and_can_be_overruled(
    begin: Callable[[MainWindow], Driver], window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "days.csv"
    path.write_text("عنوان,تاریخ\nیک,۱۴۰۲/۰۷/۲۵\nدو,1402/08/01\n", encoding="utf-8")
    driver = begin(window)
    driver.open(path)
    page = driver.wizard.file_page
    driver.wait(lambda: not page.calendar.isHidden())
    box = page.calendar.editor
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Persian (found)"
    driver.on_to(Step.COLUMNS)
    assert shown_days(driver) == ["2023-10-17", "2023-10-23"]
    QTest.keyClick(driver.wizard.back, Qt.Key.Key_Return)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    driver.wait(lambda: box.currentText() == "Islamic (Lunar Hijri)")
    box.activated.emit(box.currentIndex())
    driver.on_to(Step.COLUMNS)
    assert shown_days(driver) == ["1982-05-18", "1982-05-24"]
