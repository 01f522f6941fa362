"""Ways to export that are kept under a name: taken up, kept, renamed and removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QWidget

from ascertain.app.settings import ExportPreset
from ascertain.ui.kit import KeyButton, LabeledField, button
from ascertain.ui.outgoing.name_preset import NamePresetDialog
from ascertain.ui.outgoing.scope import Habits
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import isolated


class PresetLine(QWidget):
    """The presets of this log. `now` gives the way that is chosen in the dialog; `taken` carries a preset that is to be
    chosen. What is removed can be brought back as long as the dialog is open."""

    taken = Signal(object)

    def __init__(
        self, habits: Habits, knows: Callable[[str], bool], now: Callable[[], ExportPreset], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export_preset_row")
        self._habits, self._knows, self._now = habits, knows, now
        self._removed: tuple[int, ExportPreset] | None = None
        self._box = QComboBox(self)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(16)
        self._field = LabeledField(self.tr("&Preset"), self._box, name="export_preset", parent=self)
        self._keep: KeyButton = button(self.tr("&Keep…"), name="export_keep_preset", parent=self)
        self._more: KeyButton = button(self.tr("Chan&ge"), name="export_change_preset", parent=self)
        self._menu = QMenu(self)
        self._menu.setObjectName("export_preset_menu")
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more.setMenu(self._menu)
        self._keep.clicked.connect(lambda: self._ask_name())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(8))
        row.addWidget(self._field, 1)
        for each in (self._keep, self._more):
            each.setAutoDefault(False)
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
        self._fill()
        self._box.activated.connect(lambda _: self._take())

    @property
    def preset(self) -> ExportPreset | None:
        """The one that was taken up."""
        at = self._box.currentIndex()
        return self._shown()[at - 1] if at > 0 else None

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the keyboard stops, in order."""
        return self._box, self._keep, self._more

    def compare(self) -> None:
        """Say whether something else is chosen by now than the preset holds."""
        preset = self.preset
        changed = preset is not None and replace(self._now(), name=preset.name) != preset
        self._field.set_hint(self.tr("changed") if changed else "")

    def _shown(self) -> list[ExportPreset]:
        """Those whose format there is."""
        return [each for each in self._habits.presets if self._knows(each.format)]

    def _fill(self, name: str = "") -> None:
        self._box.clear()
        self._box.addItem(self.tr("None"))
        for each in self._shown():
            self._box.addItem(each.name)
        names = [each.name for each in self._shown()]
        self._box.setCurrentIndex(names.index(name) + 1 if name in names else 0)
        self._tell()

    def _tell(self) -> None:
        self._more.setEnabled(self.preset is not None or self._removed is not None)
        self.compare()

    def _take(self) -> None:
        preset = self.preset
        if preset is not None:
            self.taken.emit(preset)
        self._tell()

    def _fill_menu(self) -> None:
        self._menu.clear()
        preset = self.preset
        if preset is not None:
            name = isolated(preset.name).replace("&", "&&")
            self._menu.addAction(self.tr("&Rename “{name}”…").replace("{name}", name), lambda: self._rename(preset))
            self._menu.addAction(self.tr("Re&move “{name}”").replace("{name}", name), lambda: self._remove(preset))
        if self._removed is not None:
            name = isolated(self._removed[1].name).replace("&", "&&")
            self._menu.addAction(self.tr("&Bring “{name}” back").replace("{name}", name), self._bring_back)

    def _ask_name(self) -> None:
        """Keep what is chosen; under the name of a preset that there is, instead of it."""
        preset = self.preset
        dialog = NamePresetDialog(
            self.tr("Keep this way to export"), preset.name if preset else "", self._names(), self.window(), over=True
        )
        dialog.accepted.connect(lambda: self._put(replace(self._now(), name=dialog.name)))
        self._open(dialog)

    def _rename(self, preset: ExportPreset) -> None:
        others = [each for each in self._names() if each != preset.name]
        dialog = NamePresetDialog(self.tr("Rename the preset"), preset.name, others, self.window())
        dialog.accepted.connect(lambda: self._put(replace(preset, name=dialog.name), preset.name))
        self._open(dialog)

    def _open(self, dialog: NamePresetDialog) -> None:
        dialog.finished.connect(lambda _: dialog.deleteLater())
        dialog.open()

    def _names(self) -> list[str]:
        return [each.name for each in self._habits.presets]

    def _put(self, preset: ExportPreset, instead: str | None = None) -> None:
        """Keep a preset at the place of the one that it replaces, else at the end."""
        old = (preset.name if instead is None else instead).casefold()
        kept = list(self._habits.presets)
        at = next((at for at, each in enumerate(kept) if each.name.casefold() == old), len(kept))
        kept[at : at + 1] = [preset]
        self._store(kept, preset.name)

    def _remove(self, preset: ExportPreset) -> None:
        kept = list(self._habits.presets)
        self._removed = kept.index(preset), preset
        self._store([each for each in kept if each != preset])

    def _bring_back(self) -> None:
        if self._removed is not None:
            at, preset = self._removed
            self._removed = None
            kept = [each for each in self._habits.presets if each.name.casefold() != preset.name.casefold()]
            self._store([*kept[:at], preset, *kept[at:]], preset.name)

    def _store(self, kept: Sequence[ExportPreset], name: str = "") -> None:
        self._habits.keep_presets(kept)
        self._fill(name)
