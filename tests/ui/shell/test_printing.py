"""Printing from a window: the dialog, its preview, and what comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QLabel, QPushButton, QRadioButton, QSpinBox
from pytestqt.qtbot import QtBot

from ascertain.app.commands import LinkIncidents, SetStatus
from ascertain.domain.codes import LinkType, Status
from ascertain.domain.records import Link
from ascertain.ui.printing import dialog as dialogs
from ascertain.ui.printing.dialog import PrintDialog
from ascertain.ui.printing.printer import sink_of
from ascertain.ui.printing.running import Unprintable
from ascertain.ui.shell.window import MainWindow

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def opened(qtbot: QtBot, window: MainWindow, held: Qt.KeyboardModifier = CTRL) -> PrintDialog:
    QTest.keyClick(window.table, Qt.Key.Key_P, held)
    (dialog,) = window.findChildren(PrintDialog)
    qtbot.waitUntil(lambda: label(dialog, "print_page_number").startswith("Page 1"))
    return dialog


def label(dialog: QDialog, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    assert found is not None
    return found.text()


def text_of(path: Path) -> str:
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in PdfReader(path).pages))


def saved(qtbot: QtBot, dialog: PrintDialog, out: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Save as PDF by the button; the text of the file."""
    proposed: list[str] = []

    def choose(_parent: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        proposed.append(start)
        return str(out), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    button = dialog.findChild(QPushButton, "print_pdf")
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: label(dialog, "print_said").startswith("Written to"), timeout=10_000)
    assert Path(proposed[0]).name in (
        "All incidents 2023-10-25.pdf",
        "2023-0004 Explosion at hospital 2023-10-25.pdf",
        "out.pdf",
    )
    return text_of(out)


def test_the_table_as_it_is_shown_is_written_with_its_search_and_order(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(qtbot, window)
    text = saved(qtbot, dialog, tmp_path / "out.pdf", monkeypatch)
    assert "6incidents·october·25Oct2023" in text
    assert "Page1of1" in text
    for row in range(6):
        shown = window.browse.model.row(row)
        assert shown is not None
        assert shown.ref in text
    refs = [match.group() for match in re.finditer(r"2023-\d{4}", text)]
    ordered = [each.ref for at in range(6) if (each := window.browse.model.row(at))]
    assert refs == ordered
    assert label(dialog, "print_said") == "Written to out.pdf: 1 page."


def test_rows_that_are_chosen_are_proposed_and_printed_alone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.table.go_to(window.browse.model.ids[0])
    QTest.keyClick(window.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    dialog = opened(qtbot, window)
    chosen = dialog.findChild(QRadioButton, "print_chosen")
    assert chosen is not None
    assert chosen.isChecked()
    text = saved(qtbot, dialog, tmp_path / "out.pdf", monkeypatch)
    assert "2incidents" in text
    assert len(re.findall(r"2023-\d{4}", text)) == 2


def test_an_incident_is_printed_in_full_with_its_history_where_wanted(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = next(at for at in range(6) if (each := window.browse.model.row(at)) and each.title.startswith("Explosion"))
    number = window.browse.model.ids[row]
    with qtbot.waitSignals([window.bridge.changed] * 2):
        window.bridge.run(LinkIncidents(number, Link(LinkType.FOLLOWS, 1)))
        window.bridge.run(SetStatus((number,), Status.REFUTED, "seen by nobody"))
    assert window.table.go_to(number)
    dialog = opened(qtbot, window, CTRL | ALT)
    upright, history = dialog.findChild(QRadioButton, "print_upright"), dialog.findChild(QCheckBox, "print_history")
    assert upright is not None
    assert history is not None
    assert upright.isChecked()
    text = saved(qtbot, dialog, tmp_path / "out.pdf", monkeypatch)
    for words in ("Explosionathospital", "Refuted", "seenbynobody", "FACTS", "Achannel", "Killed", "2023-0001"):
        assert words.lower() in text.lower()
    assert "Setstatus" not in text
    history.setChecked(True)
    assert "Setstatus" in saved(qtbot, dialog, tmp_path / "with.pdf", monkeypatch)


def test_over_some_thousand_it_asks_how_many(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ASKED_FROM", 3)
    dialog = opened(qtbot, window)
    most = dialog.findChild(QSpinBox)
    assert most is not None
    assert most.isVisible()
    assert (most.value(), most.maximum()) == (3, 6)
    most.setValue(4)
    text = saved(qtbot, dialog, tmp_path / "out.pdf", monkeypatch)
    assert "Thefirst4of6incidents" in text
    assert len(re.findall(r"2023-\d{4}", text)) == 4


def test_an_empty_view_is_printed_as_such(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(window.browse.shown):
        window.state.ask("nothing of that kind")
    window.actions_set["print"].trigger()
    (dialog,) = window.findChildren(PrintDialog)
    out = tmp_path / "out.pdf"
    dialog.write_pdf(out)
    qtbot.waitUntil(lambda: label(dialog, "print_said").startswith("Written to"), timeout=10_000)
    text = text_of(out)
    assert "0incidents" in text
    assert "Noincidents." in text
    assert "Search:nothingofthatkind" in text


def test_a_printer_of_the_system_gets_the_same_pages(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(qtbot, window)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageLayout(dialog.paper.layout)
    dialog.print_to(*sink_of(printer))
    qtbot.waitUntil(lambda: label(dialog, "print_said").startswith("Sent to the printer: 1 page"), timeout=10_000)
    assert len(re.findall(r"2023-\d{4}", text_of(tmp_path / "printed.pdf"))) == 6


def test_escape_stops_a_print_and_leaves_nothing(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(qtbot, window)
    dialog.write_pdf(tmp_path / "out.pdf")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert label(dialog, "print_said").startswith("Stopped.")
    assert not list(tmp_path.glob("out.pdf*"))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_cannot_be_written_is_told_and_the_dialog_stays(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(qtbot, window)
    dialog.write_pdf(tmp_path / "nowhere" / "out.pdf")
    assert "out.pdf could not be written" in dialog.problem.text

    class Broken:
        def put(self, _page: object) -> None:
            raise Unprintable

        def finish(self) -> None:
            """Never reached."""

        def abort(self) -> None:
            """Nothing to leave behind."""

    dialog.print_to(Broken(), dialog.paper)
    qtbot.waitUntil(lambda: "printer did not take the pages" in dialog.problem.text)
    assert dialog.accept_button.isEnabled()


def test_while_rows_are_looked_for_it_waits_until_it_knows_how_many(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.browse.model, "complete", False)
    window.actions_set["print"].trigger()
    assert not window.findChildren(PrintDialog)
    monkeypatch.setattr(window.browse.model, "complete", True)
    window.browse.shown.emit()
    window.browse.shown.emit()
    (dialog,) = window.findChildren(PrintDialog)
    assert dialog.isVisible()
