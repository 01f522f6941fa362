from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.app.settings import (
    ALL_INCIDENTS,
    ALL_LOGS,
    DENSITIES,
    MOST_LOGS,
    MOST_RECENT,
    MOST_STOPS,
    TEXT_SCALES,
    THEME_MODES,
    ExportPreset,
    Settings,
    SettingsFile,
)
from ascertain.domain.table_rows import WIDEST, Layout, Measures

ALL_SET = Settings(
    theme_mode="dark",
    text_scale=150,
    density="comfortable",
    language="fa",
    author="س",
    layouts={
        ALL_LOGS: {ALL_INCIDENTS: Layout(("ref", "title"), ("-t_from", "ref"), Measures({"ref": 90}, "compact"))},
        "a-log": {"view:3": Layout(("title", "wind"))},
    },
    splitters={"main": (200, 800, 400)},
    window=(10, 20, 1440, 900),
    window_maximized=True,
    last_log="/logs/a.ascertain",
    recent_logs=("/logs/a.ascertain", "/logs/b.ascertain"),
    export_presets={
        "a-log": (
            ExportPreset("Weekly", "csv", {"bom": "no"}, ("ref", "wind"), "filtered"),
            ExportPreset("الكل", "xlsx"),
        )
    },
    export_format="csv",
    export_folder="/out",
    import_mappings={"Weekly": {"version": 1, "profile": "plain", "sheets": []}},
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
        "new": 1,
    }
    stored["layouts"]["a-log"]["view:3"] |= {"widths": {"ref": "wide", "title": 70}, "sort": [1], "density": "pink"}
    stored["layouts"]["another"] = []
    file.path.write_text(json.dumps(stored))
    read = file.read()
    assert (read.theme_mode, read.text_scale, read.window) == ("system", 100, ())
    assert (read.language, read.splitters) == ("fa", {"main": (200, 800, 400)})
    assert read.layouts["a-log"] == {"view:3": Layout(("title", "wind"), (), Measures({"title": 70}))}
    assert read.layouts[ALL_LOGS] == ALL_SET.layouts[ALL_LOGS]
    assert read.layouts.keys() == {"a-log", ALL_LOGS}


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


KEY = st.sampled_from(("ref", "title", "t_from", "killed", "wind", "نص"))
MEASURES = st.builds(
    Measures, st.dictionaries(KEY, st.integers(1, WIDEST), max_size=4), st.sampled_from(("", *DENSITIES))
)
SORT = st.lists(st.one_of(KEY, KEY.map("-{}".format)), max_size=3).map(tuple)
LAYOUT = st.builds(Layout, st.lists(KEY, unique=True, max_size=5).map(tuple), SORT, MEASURES)
STOP = st.sampled_from((ALL_INCIDENTS, "search:is:trash", "view:1", "view:22"))
LOG = st.sampled_from((ALL_LOGS, "a-log", "another"))


@given(st.lists(st.tuples(LOG, STOP, LAYOUT | st.none()), max_size=12))
def test_each_stop_keeps_the_layout_that_it_was_given_last(tmp_path_factory: Any, given_: list[Any]) -> None:
    settings, expected = Settings(), {}
    for log, stop, layout in given_:
        settings = settings.with_layout(log, stop, layout)
        expected[log, stop] = layout
    file = SettingsFile(tmp_path_factory.mktemp("stops") / "settings.json")
    assert file.write(settings)
    assert file.read() == settings
    for log in ("a-log", "another"):
        for stop in (ALL_INCIDENTS, "view:1"):
            own = expected.get((log, stop))
            assert settings.layout(log, stop) == (own if own is not None else expected.get((ALL_LOGS, stop)))


@given(st.lists(KEY, unique=True, max_size=6), st.dictionaries(KEY, st.integers(1, WIDEST), max_size=4), SORT)
def test_the_one_layout_of_version_1_becomes_that_of_all_incidents(
    tmp_path_factory: Any, columns: list[str], widths: dict[str, int], sort: tuple[str, ...]
) -> None:
    file = SettingsFile(tmp_path_factory.mktemp("old") / "settings.json")
    old = {"version": 1, "density": "compact", "columns": columns, "widths": widths, "sort": list(sort)}
    file.path.write_text(json.dumps(old))
    read = file.read()
    found = read.layout("any-log", ALL_INCIDENTS) or Layout()
    assert found == Layout(tuple(columns), sort, Measures(widths))
    assert read.density == "compact"
    file.write(read)
    assert file.read() == read


def test_layouts_of_many_logs_and_stops_are_bounded_and_the_newest_stay() -> None:
    settings = Settings().with_layout(ALL_LOGS, ALL_INCIDENTS, Layout(("ref",)))
    for number in range(MOST_LOGS + 5):
        settings = settings.with_layout(f"log {number}", "view:1", Layout(("title",)))
    for number in range(MOST_STOPS + 5):
        settings = settings.with_layout("log 30", f"view:{number}", Layout(("title",)))
    assert settings.layout("log 0", "view:1") is None
    assert settings.layout("log 30", "view:2") is None
    assert settings.layout("log 30", f"view:{MOST_STOPS}") == Layout(("title",))
    assert settings.layout("log 64", "view:1") == Layout(("title",))
    assert settings.layout("log 64", ALL_INCIDENTS) == Layout(("ref",))


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
