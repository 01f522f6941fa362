"""What the program remembers for its user, apart from any log: one typed, versioned value in one file."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from ascertain.app.folders import make_private

VERSION = 1
"""The version of the file's form. A file of a later version is read as far as it is understood."""

MOST_RECENT = 8
THEME_MODES = ("system", "light", "dark")
DENSITIES = ("comfortable", "compact")
DIRECTIONS = ("language", "ltr", "rtl")
TEXT_SCALES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Percent of the system's text size."""

REVIEW_ORDERS = ("waiting", "due", "weight", "changed", "newest")
REVIEW_SAMPLES = (10, 20, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Sizes are in pixels, `text_scale` in percent; `language` is BCP 47, empty for the system's.

    `columns` are field keys in their order, `widths` pixels by field key, `sort` field keys with `-` for descending,
    `splitters` sizes by the splitter's name; `window` is x, y, width, height, or empty; `hidden` the parts of the
    window that are not shown; `recent_logs` newest first. `direction`: the window is laid out as the language is
    written, or always one way. `backup_folder`: where backups are made, empty for beside each log. `review_order`: how
    the review queue stands (`domain.review.ReviewOrder`); `review_sample`: how many are drawn for a second look.
    """

    theme_mode: str = "system"
    text_scale: int = 100
    density: str = "comfortable"
    language: str = ""
    direction: str = "language"
    author: str = ""
    columns: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)
    sort: tuple[str, ...] = ()
    splitters: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    window: tuple[int, ...] = ()
    window_maximized: bool = False
    hidden: tuple[str, ...] = ()
    last_log: str = ""
    recent_logs: tuple[str, ...] = ()
    backup_folder: str = ""
    review_order: str = "waiting"
    review_sample: int = 20

    @property
    def backup_root(self) -> Path | None:
        """The folder for the backups of all logs, None for beside each log."""
        return Path(self.backup_folder) if self.backup_folder else None

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
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return list(value) if isinstance(value, tuple) else value


def _understood(stored: dict[str, Any]) -> Settings:
    default = Settings()
    values: dict[str, Any] = {}
    for name, read in _READERS.items():
        if name in stored:
            found = read(stored[name])
            values[name] = getattr(default, name) if found is None else found
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


def _widths(value: Any) -> dict[str, int] | None:
    if not isinstance(value, dict):
        return None
    return {key: width for key, width in value.items() if type(width) is int and width > 0}


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
    "columns": _texts,
    "widths": _widths,
    "sort": _texts,
    "splitters": _splitters,
    "window": _window,
    "window_maximized": _flag,
    "hidden": _texts,
    "last_log": _text,
    "recent_logs": _texts,
    "backup_folder": _text,
    "review_order": _one_of(*REVIEW_ORDERS),
    "review_sample": _one_of(*REVIEW_SAMPLES),
}
