"""Exporting from the command line: formats, options, columns, presets, and what is lost."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from ascertain.__main__ import main
from ascertain.app.session import LogSession
from ascertain.app.settings import ExportPreset, Settings, SettingsFile
from ascertain.exchange.exporters import exporters


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("console") / "example.ascertain"
    assert main(["example", str(path)]) == 0
    return path


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SettingsFile:
    path = tmp_path / "settings.json"
    monkeypatch.setattr("ascertain.app.folders.settings_file", lambda: path)
    return SettingsFile(path)


def uid_of(log: Path) -> str:
    session = LogSession.open(log, read_only=True)
    session.close()
    return session.uid


def heads(out: Path) -> list[str]:
    with out.open(encoding="utf-8-sig", newline="") as source:
        return next(iter(csv.reader(source)))


def test_the_help_tells_every_format_there_is_with_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    told = capsys.readouterr().out
    for exporter in exporters():
        assert f"\n  {exporter.name} " in told
        assert str(exporter.purpose) in told
        for option in exporter.options:
            assert f"--option {option.key}={option.choices[0].key}" in told


def test_a_format_is_named_where_the_suffix_does_not_tell(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.txt"
    assert main(["export", str(log), str(out), "--profile", "csv", "--columns", "title, status"]) == 0
    assert capsys.readouterr().out == f"{out}: 8 incidents\n"
    assert heads(out)[:3] == ["Ref", "What happened", "Status"]


def test_what_is_lost_is_told_before_and_in_the_answer(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(log), str(tmp_path / "out.csv"), "--json"]) == 0
    told = capsys.readouterr()
    losses: list[dict[str, Any]] = json.loads(told.out)["losses"]
    assert losses
    for loss in losses:
        assert loss["what"] in told.err
        assert all(ref in told.err for ref in loss["examples"])
    assert any(loss["records"] for loss in losses)


def test_a_packed_log_for_another_analyst_is_written_by_its_suffix(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "some.ascertain.zip"
    assert main(["export", str(log), str(out), "--search", "status:unconfirmed", "--json"]) == 0
    told = capsys.readouterr()
    answer = json.loads(told.out)
    assert (answer["profile"], answer["incidents"], answer["bytes"]) == ("packed", 3, out.stat().st_size)
    assert "stay behind" in told.err
    assert main(["unpack", str(out), str(tmp_path / "there")]) == 0
    (unpacked,) = (tmp_path / "there").glob("*.ascertain")
    capsys.readouterr()
    assert main(["list", str(unpacked), "--json"]) == 0
    assert {each["status"] for each in json.loads(capsys.readouterr().out)} == {"unconfirmed"}


@pytest.mark.parametrize("name", ["weekly", "WEEKLY"])
def test_a_preset_of_the_window_is_used(
    log: Path, tmp_path: Path, file: SettingsFile, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    kept = ExportPreset("Weekly", "csv", {"gone": "yes"}, ("status", "a_field_that_went", "title"), "filtered")
    file.write(Settings().with_presets(uid_of(log), (kept,)))
    out = tmp_path / "out"
    assert main(["export", str(log), str(out), "--preset", name, "--search", "status:claimed"]) == 0
    assert heads(out)[:3] == ["Ref", "Status", "What happened"]
    assert main(["export", str(log), str(out), "--preset", name, "--columns", "killed"]) == 0
    assert heads(out)[1].startswith("Killed")
    capsys.readouterr()
    assert main(["export", str(log), str(out), "--preset", "monthly"]) == 2
    assert capsys.readouterr().err.endswith("It has these: Weekly.\n")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--profile", "docx2"], 1, "There is no format docx2"),
        (["--option", "colour=red"], 2, "no option 'colour'"),
        (["--option", "colour"], 2, "no option 'colour'"),
        (["--columns", "ref,nonsense"], 2, "'nonsense' is not a field"),
        (["--columns", " , "], 2, "Name at least one column"),
        (["--preset", "weekly"], 2, "It has none: keep one"),
    ],
)
def test_what_makes_no_sense_is_one_sentence_and_writes_nothing(
    log: Path,
    tmp_path: Path,
    file: SettingsFile,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: int,
    told: str,
) -> None:
    assert not file.path.exists()
    out = tmp_path / "out.xlsx"
    assert main(["export", str(log), str(out), *words]) == code
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1
    assert not out.exists()
