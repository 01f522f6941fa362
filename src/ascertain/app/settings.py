"""What the program remembers for its user, apart from any log: one typed, versioned value in one file."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from ascertain.app.folders import make_private
from ascertain.domain.table_rows import DENSITIES as DENSITIES
from ascertain.domain.table_rows import Layout, Measures

VERSION = 2
"""The version of the file's form. A file of a later version is read as far as it is understood.
Version 1 kept one layout of the table for all views and logs."""

MOST_RECENT = 8
THEME_MODES = ("system", "light", "dark")
DIRECTIONS = ("language", "ltr", "rtl")
TEXT_SCALES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Percent of the system's text size."""

ALL_INCIDENTS = "search:"
"""The stop of the sidebar whose layout those follow that have none of their own."""
ALL_LOGS = ""
"""Where in `Settings.layouts` stands what holds for every log."""
MOST_LOGS, MOST_STOPS = 60, 400
"""So many logs, and stops of each, are remembered; the ones changed last."""

REVIEW_ORDERS = ("waiting", "due", "weight", "changed", "newest")
REVIEW_SAMPLES = (10, 20, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class ExportPreset:
    """A way to export under a name. `keys` are the fields that become columns, in order, None for all; `scope` names
    which incidents (`all`, `filtered`, `chosen`), empty for whatever is likely."""

    name: str
    format: str
    options: Mapping[str, str] = field(default_factory=dict)
    keys: tuple[str, ...] | None = None
    scope: str = ""

    def plain(self) -> dict[str, Any]:
        """As it stands in the file."""
        keys = None if self.keys is None else list(self.keys)
        return {
            "name": self.name, "format": self.format, "options": dict(self.options), "keys": keys, "scope": self.scope,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Sizes are in pixels, `text_scale` in percent; `language` is BCP 47, empty for the system's.

    `layouts` say how the table is laid out, by the uid of a log (empty: for all logs) and by the stop of the sidebar;
    `splitters` are sizes by the splitter's name; `window` is x, y, width, height, or empty; `hidden` the parts of the
    window that are not shown; `recent_logs` newest first. `direction`: the window is laid out as the language is
    written, or always one way. `backup_folder`: where backups are made, empty for beside each log. `review_order`: how
    the review queue stands (`domain.review.ReviewOrder`); `review_sample`: how many are drawn for a second look.
    `export_presets`: ways to export by the uid of a log, whose own fields they may name; `export_format` and
    `export_folder`: what was exported to last, empty before the first time. `import_mappings`: ways to read files, by
    the name under which they are kept, as `domain.incoming.kept_mappings` writes them.
    """

    theme_mode: str = "system"
    text_scale: int = 100
    density: str = "comfortable"
    language: str = ""
    direction: str = "language"
    author: str = ""
    layouts: Mapping[str, Mapping[str, Layout]] = field(default_factory=dict)
    splitters: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    window: tuple[int, ...] = ()
    window_maximized: bool = False
    hidden: tuple[str, ...] = ()
    last_log: str = ""
    recent_logs: tuple[str, ...] = ()
    backup_folder: str = ""
    review_order: str = "waiting"
    review_sample: int = 20
    export_presets: Mapping[str, tuple[ExportPreset, ...]] = field(default_factory=dict)
    export_format: str = ""
    export_folder: str = ""
    import_mappings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def backup_root(self) -> Path | None:
        """The folder for the backups of all logs, None for beside each log."""
        return Path(self.backup_folder) if self.backup_folder else None

    def layout(self, log: str, stop: str) -> Layout | None:
        """How the table is laid out at a stop of a log; None where nobody has laid it out."""
        return next((each[stop] for each in map(self.layouts.get, (log, ALL_LOGS)) if each and stop in each), None)

    def with_layout(self, log: str, stop: str, layout: Layout | None) -> Settings:
        """The same settings with another layout at a stop of a log (`ALL_LOGS`: of every log); None for none."""
        stops = {name: each for name, each in self.layouts.get(log, {}).items() if name != stop}
        if layout is not None:
            stops[stop] = layout
        others = {name: each for name, each in self.layouts.items() if name != log}
        if stops:
            others[log] = dict(list(stops.items())[-MOST_STOPS:])
        # What holds for all logs is no log that could be forgotten.
        logs = [name for name in others if name != ALL_LOGS]
        for name in logs[: max(0, len(logs) - MOST_LOGS)]:
            del others[name]
        return replace(self, layouts=others)

    def presets(self, log: str) -> tuple[ExportPreset, ...]:
        """The ways to export that are kept for a log."""
        return self.export_presets.get(log, ())

    def with_presets(self, log: str, presets: Sequence[ExportPreset]) -> Settings:
        """The same settings with other ways to export a log."""
        others = {name: each for name, each in self.export_presets.items() if name != log}
        return replace(self, export_presets=others | ({log: tuple(presets)} if presets else {}))

    def with_log(self, path: Path) -> Settings:
        """The same settings after `path` was opened: it is the last log and the newest of the recent ones."""
        name = str(path)
        recent = (name, *(other for other in self.recent_logs if other != name))
        return replace(self, last_log=name, recent_logs=recent[:MOST_RECENT])

    def without_log(self, path: Path) -> Settings:
        """The same settings without `path`, which is no longer there."""
        name = str(path)
        recent = tuple(other for other in self.recent_logs if other != name)
        return replace(self, last_log="" if self.last_log == name else self.last_log, recent_logs=recent)


class SettingsFile:
    """The file of the settings. Reading never fails; writing is all or nothing, and the file is its owner's alone."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Settings:
        """The settings; the defaults where there is no file, or for any part that is not as it should be.

        A file that cannot be understood at all is kept beside as `settings.json.broken`, so that nothing is lost.
        """
        try:
            stored = json.loads(self.path.read_text(encoding="utf-8"))
            if not isinstance(stored, dict):
                raise ValueError("not an object")
        except OSError:
            return Settings()
        except ValueError:
            with contextlib.suppress(OSError):
                self.path.replace(self.path.with_name(self.path.name + ".broken"))
            return Settings()
        return _understood(stored)

    def write(self, settings: Settings) -> bool:
        """Keep the settings; False where the disk refuses, and then the file is as it was."""
        import tempfile  # late: a start only reads

        values = {each.name: _plain(getattr(settings, each.name)) for each in fields(Settings)}
        text = json.dumps({"version": VERSION, **values}, ensure_ascii=False, indent=1)
        try:
            make_private(self.path.parent)
            # mkstemp makes it readable by its owner only.
            handle, unfinished = tempfile.mkstemp(prefix=".settings-", dir=self.path.parent)
        except OSError:
            return False
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as target:
                target.write(text)
                target.flush()
                os.fsync(target.fileno())
            Path(unfinished).replace(self.path)
        except OSError:
            Path(unfinished).unlink(missing_ok=True)
            return False
        return True


def _plain(value: Any) -> Any:
    if isinstance(value, Layout | ExportPreset):
        return value.plain()
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _understood(stored: dict[str, Any]) -> Settings:
    default = Settings()
    values: dict[str, Any] = {}
    for name, read in _READERS.items():
        if name in stored:
            found = read(stored[name])
            values[name] = getattr(default, name) if found is None else found
    if "layouts" not in stored and (old := _one_layout(stored)) != Layout():
        values["layouts"] = {ALL_LOGS: {ALL_INCIDENTS: old}}
    return replace(default, **values)


def _one_of(*choices: Any) -> Any:
    return lambda value: value if type(value) is type(choices[0]) and value in choices else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _texts(value: Any) -> tuple[str, ...] | None:
    return tuple(value) if isinstance(value, list) and all(isinstance(each, str) for each in value) else None


def _whole_numbers(value: Any) -> tuple[int, ...] | None:
    return tuple(value) if isinstance(value, list) and all(type(each) is int for each in value) else None


def _window(value: Any) -> tuple[int, ...] | None:
    numbers = _whole_numbers(value)
    return numbers if numbers is not None and len(numbers) in (0, 4) else None


def _one_layout(stored: dict[str, Any]) -> Layout:
    """The one layout that version 1 had. Its columns may be of a log's own fields: they stay until that log shows."""
    columns, sort = _texts(stored.get("columns")) or (), _texts(stored.get("sort")) or ()
    return Layout(columns, sort, Measures(Measures.understood(stored).widths))


def _layouts(value: Any) -> dict[str, dict[str, Layout]] | None:
    if not isinstance(value, dict):
        return None
    read = {log: stops for log, stops in value.items() if isinstance(stops, dict) and stops}
    return {log: {stop: Layout.understood(each) for stop, each in stops.items()} for log, stops in read.items()}


def _presets(value: Any) -> dict[str, tuple[ExportPreset, ...]] | None:
    if not isinstance(value, dict):
        return None
    read = {log: tuple(filter(None, map(_preset, kept))) for log, kept in value.items() if isinstance(kept, list)}
    return {log: kept for log, kept in read.items() if kept}


def _mappings(value: Any) -> dict[str, dict[str, Any]] | None:
    """What each of them tells is looked at when it is used."""
    if not isinstance(value, dict):
        return None
    return {name: each for name, each in value.items() if isinstance(each, dict)}


def _preset(value: Any) -> ExportPreset | None:
    if not isinstance(value, dict):
        return None
    name, form = _text(value.get("name")), _text(value.get("format"))
    if not name or not form:
        return None
    options = value.get("options")
    chosen = {key: each for key, each in options.items() if isinstance(each, str)} if isinstance(options, dict) else {}
    return ExportPreset(name, form, chosen, _texts(value.get("keys")), _text(value.get("scope")) or "")


def _splitters(value: Any) -> dict[str, tuple[int, ...]] | None:
    if not isinstance(value, dict):
        return None
    read = {key: _whole_numbers(sizes) for key, sizes in value.items()}
    return {key: sizes for key, sizes in read.items() if sizes is not None}


_READERS = {
    "theme_mode": _one_of(*THEME_MODES),
    "text_scale": _one_of(*TEXT_SCALES),
    "density": _one_of(*DENSITIES),
    "language": _text,
    "direction": _one_of(*DIRECTIONS),
    "author": _text,
    "layouts": _layouts,
    "splitters": _splitters,
    "window": _window,
    "window_maximized": _flag,
    "hidden": _texts,
    "last_log": _text,
    "recent_logs": _texts,
    "backup_folder": _text,
    "review_order": _one_of(*REVIEW_ORDERS),
    "review_sample": _one_of(*REVIEW_SAMPLES),
    "export_presets": _presets,
    "export_format": _text,
    "export_folder": _text,
    "import_mappings": _mappings,
}
