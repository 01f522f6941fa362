"""Ways to export under a name: kept, taken up, renamed, removed and brought back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from ascertain.app.settings import ExportPreset, SettingsFile
from ascertain.ui.outgoing.dialog import ExportDialog
from ascertain.ui.outgoing.formats import FormatList
from ascertain.ui.outgoing.name_preset import NamePresetDialog
from ascertain.ui.shell.window import MainWindow
from tests.ui.outgoing.test_dialog import child, export, opened

LEFT = Qt.MouseButton.LeftButton


def keep(dialog: ExportDialog, name: str) -> NamePresetDialog:
    QTest.mouseClick(child(dialog, QPushButton, "export_keep_preset"), LEFT)
    naming = opened(NamePresetDialog)
    line = child(naming, QLineEdit, "preset_name_editor")
    line.selectAll()
    QTest.keyClicks(line, name)
    QTest.keyClick(line, Qt.Key.Key_Return)
    return naming


def change(dialog: ExportDialog, entry: str) -> None:
    menu = child(dialog, QMenu, "export_preset_menu")
    menu.aboutToShow.emit()
    (action,) = [each for each in menu.actions() if each.text().replace("&", "").startswith(entry)]
    action.trigger()


def take(dialog: ExportDialog, at: int) -> None:
    box = child(dialog, QComboBox, "export_preset_editor")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(at):
        QTest.keyClick(box, Qt.Key.Key_Down)


def kept(window: MainWindow) -> list[str]:
    return [each.name for each in window.remembered.value.presets(window.session.uid)]


def hint(dialog: ExportDialog) -> str:
    found = dialog.findChild(QLabel, "export_preset_hint")
    return found.text() if found is not None else ""


def test_a_way_to_export_is_kept_and_taken_up_again(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.table.show_columns(("ref", "title"))
    dialog = export(window)
    choice = child(dialog, FormatList, "export_format_editor")
    choice.choose("csv")
    child(dialog, QComboBox, "export_columns_editor").setCurrentIndex(1)
    way = dialog.way
    assert not keep(dialog, "  Weekly   table ").isVisible()
    assert hint(dialog) == ""
    choice.choose("xlsx")
    assert hint(dialog) == "changed"
    dialog.reject()

    window.table.show_columns(("status", "killed"))
    dialog = export(window)
    take(dialog, 1)
    assert (dialog.way.format, dialog.way.keys, dialog.way.options) == (way.format, ("ref", "title"), way.options)
    assert child(dialog, QLineEdit, "export_path_editor").text().endswith(".csv")
    assert hint(dialog) == ""
    dialog.reject()
    window.remembered.keep()
    (stored,) = SettingsFile(tmp_path / "settings.json").read().presets(window.session.uid)
    assert stored == ExportPreset("Weekly table", "csv", way.options, ("ref", "title"), "all")


def test_a_name_that_is_taken_replaces_only_when_asked_twice(window: MainWindow) -> None:
    dialog = export(window)
    keep(dialog, "One")
    keep(dialog, "Two")
    naming = keep(dialog, "ONE")
    assert naming.isVisible()
    assert "Keep again to replace it" in child(naming, QLineEdit, "preset_name_editor").accessibleDescription()
    naming.submit()
    assert not naming.isVisible()
    assert kept(window) == ["One", "Two"] or kept(window) == ["ONE", "Two"]
    naming = keep(dialog, " ")
    assert "Give the preset a name" in child(naming, QLineEdit, "preset_name_editor").accessibleDescription()
    naming.reject()
    dialog.reject()


def test_a_preset_is_renamed_removed_and_brought_back(window: MainWindow) -> None:
    dialog = export(window)
    keep(dialog, "One & only")
    keep(dialog, "Two")
    take(dialog, 1)
    change(dialog, "Rename")
    naming = opened(NamePresetDialog)
    line = child(naming, QLineEdit, "preset_name_editor")
    line.setText("two")
    naming.submit()
    assert "Another preset has this name" in line.accessibleDescription()
    line.setText("Three")
    naming.submit()
    assert kept(window) == ["Three", "Two"]
    change(dialog, "Remove")
    assert kept(window) == ["Two"]
    assert child(dialog, QComboBox, "export_preset_editor").currentText() == "None"
    change(dialog, "Bring")
    assert kept(window) == ["Three", "Two"]
    dialog.reject()


def test_a_preset_of_what_there_is_no_more_of_works_as_far_as_it_can(window: MainWindow) -> None:
    presets = (
        ExportPreset("Of old", "a format that went"),
        ExportPreset("Wide", "csv", {"gone": "yes"}, ("a_field_that_went", "title"), "filtered"),
    )
    window.remembered.put(window.remembered.value.with_presets(window.session.uid, presets))
    dialog = export(window)
    box = child(dialog, QComboBox, "export_preset_editor")
    assert [box.itemText(at) for at in range(box.count())] == ["None", "Wide"]
    take(dialog, 1)
    assert (dialog.way.format, dialog.way.keys, dialog.way.scope) == ("csv", ("title",), "all")
    assert "gone" not in dialog.way.options
    dialog.reject()
    assert kept(window) == ["Of old", "Wide"], "what is not understood now is kept"
