from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.app.settings import DENSITIES, MOST_RECENT, TEXT_SCALES, THEME_MODES, Settings, SettingsFile

ALL_SET = Settings(
    theme_mode="dark",
    text_scale=150,
    density="comfortable",
    language="fa",
    author="س",
    columns=("ref", "title"),
    widths={"ref": 90},
    sort=("-t_from", "ref"),
    splitters={"main": (200, 800, 400)},
    window=(10, 20, 1440, 900),
    window_maximized=True,
    last_log="/logs/a.ascertain",
    recent_logs=("/logs/a.ascertain", "/logs/b.ascertain"),
)


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "config" / "settings.json")


def test_what_is_written_is_read_again(file: SettingsFile) -> None:
    assert file.read() == Settings()
    assert file.write(ALL_SET)
    assert file.read() == ALL_SET


def test_the_file_and_its_folder_are_for_the_owner_only(file: SettingsFile) -> None:
    file.write(ALL_SET)
    file.write(Settings())
    assert file.path.stat().st_mode & 0o777 == 0o600
    assert file.path.parent.stat().st_mode & 0o777 == 0o700
    assert [each.name for each in file.path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "\x00", '{"version": 1'])
def test_a_broken_file_is_kept_aside(file: SettingsFile, text: str) -> None:
    file.path.parent.mkdir()
    file.path.write_text(text)
    assert file.read() == Settings()
    assert not file.path.exists()
    assert file.path.with_name("settings.json.broken").read_text() == text
    assert file.write(ALL_SET)
    assert file.read() == ALL_SET


def test_a_part_that_is_not_as_it_should_be_gets_its_default(file: SettingsFile) -> None:
    file.write(ALL_SET)
    stored = json.loads(file.path.read_text())
    stored |= {
        "version": 99,
        "theme_mode": "pink",
        "text_scale": "large",
        "window": [1, 2],
        "widths": {"ref": "wide"},
        "new": 1,
    }
    file.path.write_text(json.dumps(stored))
    read = file.read()
    assert (read.theme_mode, read.text_scale, read.window, read.widths) == ("system", 100, (), {})
    assert (read.language, read.columns, read.splitters) == ("fa", ("ref", "title"), {"main": (200, 800, 400)})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = tuple(ALL_SET.__dataclass_fields__)


@given(st.dictionaries(st.sampled_from(KEYS), JSON))
def test_any_file_gives_settings_that_can_be_used_and_kept(tmp_path_factory: Any, stored: dict[str, Any]) -> None:
    file = SettingsFile(tmp_path_factory.mktemp("any") / "settings.json")
    file.path.write_text(json.dumps(stored))
    read = file.read()
    assert read.theme_mode in THEME_MODES
    assert read.text_scale in TEXT_SCALES
    assert read.density in DENSITIES
    assert len(read.window) in (0, 4)
    assert file.write(read)
    assert file.read() == read


def test_a_disk_that_refuses_leaves_the_file_as_it_was(file: SettingsFile, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write(ALL_SET)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ascertain.app.settings.os.fsync", full)
    assert not file.write(Settings())
    assert file.read() == ALL_SET
    assert len(list(file.path.parent.iterdir())) == 1


def test_recent_logs_are_newest_first_without_repetition() -> None:
    settings = Settings()
    for number in (*range(12), 7):
        settings = settings.with_log(Path(f"/logs/{number}.ascertain"))
    assert len(settings.recent_logs) == MOST_RECENT
    assert settings.recent_logs[:3] == ("/logs/7.ascertain", "/logs/11.ascertain", "/logs/10.ascertain")
    assert settings.last_log == "/logs/7.ascertain"
    gone = settings.without_log(Path("/logs/7.ascertain"))
    assert (gone.last_log, gone.recent_logs[0]) == ("", "/logs/11.ascertain")
