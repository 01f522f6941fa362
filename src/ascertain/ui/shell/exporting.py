"""Exporting from the window: what may be exported, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QStandardPaths

from ascertain.app.settings import ExportPreset
from ascertain.domain.search import parse
from ascertain.ui.outgoing.dialog import ExportDialog
from ascertain.ui.outgoing.scope import Choices, Occasion, Scope
from ascertain.ui.shell.remembered import Remembered
from ascertain.ui.shell.side_feed import view_key
from ascertain.ui.table.columns import known_columns, sort_from_text
from ascertain.ui.wording import isolated

if TYPE_CHECKING:
    from ascertain.domain.records import SavedView
    from ascertain.ui.shell.window import MainWindow

_translate = QCoreApplication.translate


class RememberedHabits:
    """The last format and folder, and the presets of one log, in the settings of the user."""

    def __init__(self, remembered: Remembered, log: str) -> None:
        self._remembered, self._log = remembered, log

    @property
    def format(self) -> str:
        """See `Habits.format`."""
        return self._remembered.value.export_format

    @property
    def presets(self) -> tuple[ExportPreset, ...]:
        """See `Habits.presets`."""
        return self._remembered.value.presets(self._log)

    def keep_presets(self, presets: Sequence[ExportPreset]) -> None:
        """See `Habits.keep_presets`."""
        self._remembered.put(self._remembered.value.with_presets(self._log, presets))

    def exported(self, form: str, folder: Path) -> None:
        """See `Habits.exported`."""
        self._remembered.change(export_format=form, export_folder=str(folder))


def export_dialog(window: MainWindow, before: Choices | None = None) -> ExportDialog:
    """Ask what to export of all, those shown and those chosen; `before`: go on where the last dialog was left."""
    chosen, ids = window.table.selection(), window.browse.model.ids
    everything = window.session.pages.count()
    search, sort = window.state.search, window.state.sort
    scopes = [Scope("all", _translate("ExportDialog", "&All incidents"), everything, lambda log: log.order(None, sort))]
    if window.state.filtered:
        # The table says how many only once it holds what is asked for now.
        here = len(ids) if window.browse.feed.settled else None
        text = _translate("ExportDialog", "As &filtered and sorted")
        scopes.append(Scope("filtered", text, here, lambda log: log.order(search, sort), lambda log: log.count(search)))
    if len(chosen) > 1 or (len(chosen) == 1 and window.center.browsing):
        text = _translate("ExportDialog", "&Selected")
        scopes.append(Scope("chosen", text, len(chosen), lambda _: chosen.ids))
    if before is not None and before.scope.name in ("chosen", "former"):
        # Whoever went to look at an incident has chosen that one alone by now.
        former = replace(before.scope, name="former", text=_translate("ExportDialog", "Selected &before"))
        scopes.append(former)
        before = replace(before, way=replace(before.way, scope=former.name), scope=former)
    columns = (
        (_translate("ExportDialog", "All fields"), None),
        (_translate("ExportDialog", "Columns of the table"), window.table.columns_in_order()),
    )
    stem = window.session.path.stem
    occasion = Occasion(tuple(scopes), columns, _folder(window), stem, stem, _habits(window))
    dialog = ExportDialog(window.bridge, occasion, window)
    if before is not None:
        dialog.take_up(before)
    return dialog


def view_dialog(window: MainWindow, view: SavedView, count: int) -> ExportDialog:
    """Ask how to export all that a saved view finds, `count` incidents, in its sort; the view need not be shown."""
    from ascertain.domain.file_names import safe_name

    fields, layout = window.session.fields, window.layouts.layout_of(view_key(view.id))
    search, sort = parse(view.search, fields), sort_from_text(view.sort or layout.sort, fields)
    columns = (
        (_translate("ExportDialog", "All fields"), None),
        (_translate("ExportDialog", "Columns of the view"), known_columns(view.columns or layout.columns, fields)),
    )
    scope = Scope("view", _translate("ExportDialog", "&All of the view"), count, lambda log: log.order(search, sort))
    occasion = Occasion((scope,), columns, _folder(window), safe_name(view.name), view.name, _habits(window), at=1)
    dialog = ExportDialog(window.bridge, occasion, window)
    text = _translate("ExportDialog", "What the view “{view}” finds, in its order.")
    dialog.set_sentence(text.replace("{view}", isolated(view.name)))
    return dialog


def _habits(window: MainWindow) -> RememberedHabits:
    return RememberedHabits(window.remembered, window.session.uid)


def _folder(window: MainWindow) -> Path:
    """The folder that was exported to last, while it is there; else the user's documents, else beside the log."""
    last = window.remembered.value.export_folder
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    found = (Path(each) for each in (last, documents) if each)
    return next((folder for folder in found if folder.is_dir()), window.session.path.parent)
