"""`ascertain backup` and `ascertain restore`, as scripts use them."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from ascertain.__main__ import main
from ascertain.app.commands import LogIncident
from ascertain.app.session import LogSession
from ascertain.app.settings import Settings, SettingsFile
from ascertain.domain.records import IncidentContent


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "settings.json"
    monkeypatch.setattr("ascertain.app.folders.settings_file", lambda: file)
    return file


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "example.ascertain"
    assert main(["example", str(path)]) == 0
    return path


def log_one(path: Path) -> None:
    with closing(LogSession.open(path)) as session:
        session.ledger.run(LogIncident(IncidentContent(title="One more"))).result()


def listed(log: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["backup", str(log), "--list", "--json"]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_there_and_back(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(log)]) == 0
    out = capsys.readouterr().out
    assert ": 8 incidents, " in out
    (backup,) = listed(log, capsys)
    assert backup["state"] == "verified"
    assert str(backup["backup"]) in out
    log_one(log)
    assert main(["restore", str(backup["backup"]), str(log)]) == 0
    told = capsys.readouterr().out
    aside = log.with_name("example.before-restore-1.ascertain")
    assert f"{log}: 8 incidents, as of 2" in told
    assert f"The log as it was: {aside}" in told
    assert main(["list", str(log), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 8
    assert main(["list", str(aside), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 9
    assert [each["why"] for each in listed(log, capsys)].count("restore") == 1


def test_another_folder_is_named_or_set(log: Path, tmp_path: Path, settings: Path) -> None:
    named, set_ = tmp_path / "named", tmp_path / "set"
    assert main(["backup", str(log), "--to", str(named)]) == 0
    SettingsFile(settings).write(Settings(backup_folder=str(set_)))
    assert main(["backup", str(log)]) == 0
    assert [len(list(folder.glob("example-*/*.ascertain"))) for folder in (named, set_)] == [1, 1]
    assert not log.with_name("example.backups").exists()


def test_a_list_for_people_tells_what_is_broken(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(log), "--json"]) == 0
    made = Path(json.loads(capsys.readouterr().out)["backup"])
    made.write_bytes(made.read_bytes()[:-1])
    assert main(["backup", str(log), "--list"]) == 0
    line = capsys.readouterr().out
    assert "by-hand" in line
    assert "broken" in line
    assert main(["restore", str(made), str(log)]) == 1
    assert "was cut or altered" in capsys.readouterr().err


def test_what_is_no_log_is_told_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "wrong.ascertain"
    wrong.write_text("not a log")
    assert main(["backup", str(wrong)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["wrong.ascertain"]


def test_a_log_in_use_is_backed_up_and_not_restored(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(LogSession.open(log)) as session:
        session.ledger.run(LogIncident(IncidentContent(title="One more"))).result()
        assert main(["backup", str(log), "--json"]) == 0
        made = json.loads(capsys.readouterr().out)
        assert made["incidents"] == 9
        assert main(["restore", made["backup"], str(log)]) == 1
        assert "open" in capsys.readouterr().err
        assert session.pages.count() == 9
