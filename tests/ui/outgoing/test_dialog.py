"""The export dialog, by keyboard and mouse, on a real log."""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import NoReturn, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ascertain.app.packing import unpack
from ascertain.app.session import LogSession
from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import say
from ascertain.exchange.outgoing import Choice, Exporter, Loss, Option, Outgoing
from ascertain.exchange.sheets import Shortened
from ascertain.ui.dialogs.columns import ColumnDialog
from ascertain.ui.outgoing.dialog import ExportDialog
from ascertain.ui.outgoing.formats import FormatList
from ascertain.ui.outgoing.loss_text import LossText
from ascertain.ui.outgoing.work import left_text
from ascertain.ui.shell.window import MainWindow
from ascertain.ui.wording import number_text

T = TypeVar("T", bound=QWidget)
_AT_MOST_MS = 20_000


class Plain:
    """A format that writes a reference a line, may be asked for a title, and loses what it is told to lose."""

    name, suffix, most_records, chooses_columns = "plain", ".lines", None, True
    label, purpose = say("Plain lines"), say("For tests.")
    options: tuple[Option, ...] = (
        Option("head", say("Heading"), (Choice("no", say("None")), Choice("yes", say("A title")))),
    )

    def __init__(self, losses: tuple[Loss, ...] = ()) -> None:
        self.lost = losses
        self.given: list[Outgoing] = []

    def losses(self, outgoing: Outgoing, conduct: Conduct) -> tuple[Loss, ...]:
        self.given.append(outgoing)
        assert sum(1 for _ in outgoing.walk(conduct)) == outgoing.total
        return self.lost

    def write(self, outgoing: Outgoing, out: Path, conduct: Conduct) -> tuple[Shortened, ...]:
        head = [outgoing.title] if outgoing.options.get("head") == "yes" else []
        lines = [*head, *(each.ref for each in outgoing.walk(conduct))]
        out.write_text("\n".join(lines), encoding="utf-8")
        return ()


class Endless(Plain):
    """A format that comes to no end by itself."""

    name, suffix, chooses_columns, label = "endless", ".endless", False, say("Endless")
    options = ()

    def __init__(self) -> None:
        super().__init__()
        self.looking, self.ended, self.writing = Event(), Event(), Event()

    def losses(self, outgoing: Outgoing, conduct: Conduct) -> tuple[Loss, ...]:
        self.looking.set()
        try:
            return self._go_on(conduct)
        finally:
            self.ended.set()

    def write(self, outgoing: Outgoing, out: Path, conduct: Conduct) -> tuple[Shortened, ...]:
        out.write_text("half", encoding="utf-8")
        self.writing.set()
        return self._go_on(conduct)

    def _go_on(self, conduct: Conduct) -> NoReturn:
        while True:
            conduct.tell(1, 2)
            Event().wait(0.005)


@pytest.fixture
def formats(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the program have these formats."""

    def have(*exporters: Exporter) -> None:
        for place in ("ascertain.exchange.exporters.exporters", "ascertain.ui.outgoing.dialog.exporters"):
            monkeypatch.setattr(place, lambda: exporters)

    return have


def child(parent: QWidget, kind: type[T], name: str) -> T:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def opened(kind: type[T]) -> T:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


def export(window: MainWindow) -> ExportDialog:
    window.actions_set["export"].trigger()
    return opened(ExportDialog)


def told(dialog: ExportDialog) -> str:
    return child(dialog, QLabel, "export_said").text()


def lost(dialog: ExportDialog) -> str:
    return child(dialog, LossText, "export_losses_editor").toPlainText()


def path_of(dialog: ExportDialog) -> QLineEdit:
    return child(dialog, QLineEdit, "export_path_editor")


def keys(dialog: ExportDialog) -> tuple[str, ...] | None:
    return dialog.way.keys


def wait_until_written(qtbot: QtBot, dialog: ExportDialog) -> None:
    qtbot.waitUntil(lambda: "written" in told(dialog), timeout=_AT_MOST_MS)


def test_an_export_needs_no_mouse_and_is_remembered(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, formats: Callable[..., None]
) -> None:
    plain = Plain()
    formats(Endless(), plain)
    dialog = export(window)
    assert dialog.focusWidget() is child(dialog, FormatList, "export_format_editor")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    assert path_of(dialog).text().endswith("october.lines"), "the file follows the format"
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    assert child(dialog, QRadioButton, "export_all").isChecked()
    heading = child(dialog, QComboBox, "export_option_head_editor")
    heading.setFocus()
    QTest.keyClick(heading, Qt.Key.Key_Down)
    out = tmp_path / "v1.2 of October"
    path_of(dialog).setText(f"{out}.lines")
    path_of(dialog).setFocus()
    QTest.keyClick(path_of(dialog), Qt.Key.Key_Return)
    wait_until_written(qtbot, dialog)
    refs = [f"2023-{at:04}" for at in range(1, 7)]
    lines = out.with_name("v1.2 of October.lines").read_text(encoding="utf-8").splitlines()
    assert (lines[0], sorted(lines[1:])) == ("october", refs)
    said = told(dialog)
    assert "6 incidents written to v1.2 of October.lines, 67 B" in said.replace("bytes", "B")
    assert str(tmp_path) in said
    assert not child(dialog, QPushButton, "export_dialog_accept").isVisible()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert not dialog.isVisible()

    again = export(window)
    assert path_of(again).text() == str(tmp_path / "october.lines")
    again.reject()
    window.remembered.keep()
    assert (window.remembered.value.export_format, window.remembered.value.export_folder) == ("plain", str(tmp_path))


def test_the_keyboard_goes_as_the_eye_does(window: MainWindow, formats: Callable[..., None]) -> None:
    formats(Endless(), Plain())
    dialog = export(window)
    child(dialog, FormatList, "export_format_editor").choose("plain")
    met: list[str] = []
    while (name := dialog.focusWidget().objectName()) not in met:
        met.append(name)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert met == [
        "export_format_editor", "export_all", "export_chosen", "export_option_head_editor", "export_columns_editor",
        "export_choose_columns", "export_losses_editor", "export_path_editor", "export_browse", "export_dialog_cancel",
        "export_dialog_accept", "export_preset_editor", "export_keep_preset",
    ]  # fmt: skip
    dialog.reject()


def test_what_is_lost_is_told_before_anything_is_written(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, formats: Callable[..., None]
) -> None:
    plain = Plain()
    plain.lost = (
        Loss(say("Notes are left out."), 1, ("2023-0003",)),
        Loss(say("Places are cut to {most} letters.", most="5"), 1_200, ("2023-0001", "2023-0002")),
        Loss(say("There are no pictures."), 0),
    )
    formats(plain, Endless())
    dialog = export(window)
    qtbot.waitUntil(lambda: lost(dialog) != "", timeout=_AT_MOST_MS)
    assert lost(dialog).split("\n\n") == [
        "Notes are left out. 1 incident: 2023-0003",
        f"Places are cut to 5 letters. {number_text(1_200)} incidents: 2023-0001, 2023-0002, …",
        "There are no pictures.",
    ]
    assert list(tmp_path.glob("*.lines")) == []
    plain.lost = ()
    looked = len(plain.given)
    child(dialog, QComboBox, "export_option_head_editor").setCurrentIndex(1)
    qtbot.waitUntil(lambda: lost(dialog).startswith("Nothing."), timeout=_AT_MOST_MS)
    assert plain.given[-1].options == {"head": "yes"}
    assert len(plain.given) > looked
    dialog.reject()


def test_looking_for_losses_ends_with_another_format_and_with_the_dialog(
    qtbot: QtBot, window: MainWindow, formats: Callable[..., None]
) -> None:
    endless = Endless()
    formats(endless, Plain())
    dialog = export(window)
    choice = child(dialog, FormatList, "export_format_editor")
    for leave in (lambda: choice.choose("plain"), dialog.reject):
        choice.choose("endless")
        qtbot.waitUntil(endless.looking.is_set, timeout=_AT_MOST_MS)
        said = child(dialog, QLabel, "export_looking_said")
        qtbot.waitUntil(lambda said=said: "1 of 2 incidents" in said.text(), timeout=_AT_MOST_MS)  # type: ignore[misc]
        leave()
        qtbot.waitUntil(endless.ended.is_set, timeout=1_000)
        endless.looking.clear()
        endless.ended.clear()


def test_an_export_that_is_stopped_leaves_the_old_file_and_can_begin_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, formats: Callable[..., None]
) -> None:
    endless = Endless()
    formats(endless, Plain())
    dialog = export(window)
    out = tmp_path / "out.endless"
    out.write_text("old", encoding="utf-8")
    path_of(dialog).setText(str(out))
    dialog.submit()
    assert "there already" in path_of(dialog).accessibleDescription()
    dialog.submit()
    qtbot.waitUntil(endless.writing.is_set, timeout=_AT_MOST_MS)
    qtbot.waitUntil(lambda: "1 of 2 incidents" in told(dialog), timeout=_AT_MOST_MS)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: told(dialog).startswith("Stopped."), timeout=1_000)
    assert out.read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.glob("*out*")] == ["out.endless"]
    child(dialog, FormatList, "export_format_editor").choose("plain")
    dialog.submit()
    wait_until_written(qtbot, dialog)
    assert (tmp_path / "out.lines").exists()
    dialog.reject()


def test_columns_are_those_of_the_table_or_chosen_by_hand_in_an_order(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.table.show_columns(("status", "ref", "title"))
    dialog = export(window)
    choice = child(dialog, FormatList, "export_format_editor")
    assert choice.choose("csv")
    columns = child(dialog, QComboBox, "export_columns_editor")
    columns.setCurrentIndex(1)
    assert keys(dialog) == window.table.columns_in_order()
    QTest.mouseClick(child(dialog, QPushButton, "export_choose_columns"), Qt.MouseButton.LeftButton)
    picking = opened(ColumnDialog)
    assert picking.columns == ("status", "ref", "title")
    listed = child(picking, QWidget, "column_list")
    QTest.keyClick(listed, Qt.Key.Key_Space)
    picking.submit()
    assert keys(dialog) == ("ref", "title")
    assert columns.currentText() == "Chosen by hand (2)"
    assert choice.choose("acled")
    assert keys(dialog) is None
    assert not columns.isVisible()
    assert choice.choose("csv")
    out = tmp_path / "out.csv"
    path_of(dialog).setText(str(out))
    dialog.submit()
    wait_until_written(qtbot, dialog)
    with out.open(encoding="utf-8-sig", newline="") as source:
        heads = next(iter(csv.reader(source)))
    assert heads[:2] == ["Ref", "What happened"]
    assert "Status" not in heads
    dialog.reject()


def test_some_incidents_are_packed_for_another_analyst(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.state.ask("status:unconfirmed")
    dialog = export(window)
    qtbot.waitUntil(lambda: dialog.accept_button.text() == "Export 2 incidents", timeout=_AT_MOST_MS)
    path_of(dialog).setText(str(tmp_path / "v1.2.xlsx"))
    assert child(dialog, FormatList, "export_format_editor").choose("packed")
    out = tmp_path / "v1.2.ascertain.zip"
    assert path_of(dialog).text() == str(out)
    qtbot.waitUntil(lambda: "stay behind" in lost(dialog), timeout=_AT_MOST_MS)
    dialog.submit()
    wait_until_written(qtbot, dialog)
    assert told(dialog).startswith("2 incidents written to v1.2.ascertain.zip")
    with closing(LogSession.open(unpack(out, tmp_path / "there"), read_only=True)) as there:
        assert there.pages.count() == 2
    dialog.reject()


def test_an_empty_log_has_nothing_to_export(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], empty_log: Path
) -> None:
    window = open_window(empty_log)
    window.actions_set["export"].trigger()
    dialog = opened(ExportDialog)
    assert not dialog.accept_button.isEnabled()
    assert lost(dialog) == "There is nothing to export."
    dialog.submit()
    assert "Writing" not in told(dialog)
    dialog.reject()


def test_a_file_that_cannot_be_is_told_at_its_line(
    window: MainWindow, tmp_path: Path, formats: Callable[..., None]
) -> None:
    (tmp_path / "folder.lines").mkdir()
    formats(Plain())
    dialog = export(window)
    for typed, problem in (
        ("", "Name the file to write."),
        ("out.lines", "Give the whole path"),
        (f"{tmp_path}/out.csv", "must end in .lines"),
        (f"{tmp_path}/nowhere/out.lines", "This folder does not exist"),
        (f"{tmp_path}/folder.lines", "This is a folder"),
    ):
        path_of(dialog).setText(typed)
        dialog.accept_button.setFocus()
        dialog.submit()
        assert problem in path_of(dialog).accessibleDescription()
        assert dialog.focusWidget() is path_of(dialog)
        assert path_of(dialog).text() == typed, "nothing typed is lost"
    dialog.reject()


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "about 1 s left"), (42.4, "about 42 s left"), (200, "about 3 min left"), (7_000, "about 2 h left")],
)
def test_what_is_left_is_told_in_round_numbers(seconds: float, text: str) -> None:
    assert left_text(seconds) == text
