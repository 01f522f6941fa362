"""`ascertain import`, as scripts use it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from ascertain.__main__ import main

HEADINGS = "Title,Date,Place,Killed civilians,Means"


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ascertain.app.folders.settings_file", lambda: tmp_path / "settings.json")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "made.ascertain"
    assert main(["generate", str(path), "--incidents", "0"]) == 0
    return path


def table(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text("\n".join((HEADINGS, *rows)) + "\n", encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    capsys.readouterr()
    assert main(["import", *words, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_a_dry_run_says_what_would_come_and_an_import_brings_it(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(tmp_path, "Drone over the base,2024-03-05,North base,2,", "Rocket,2024-03-06,South base,0,")
    words = (str(log), str(file))
    would = {"profile": "plain", "new": 2, "changed": 0, "same": 0, "conflicting": 0, "refused": []}
    assert told(capsys, *words, "--dry-run") == would
    assert told(capsys, *words, "--dry-run") == told(capsys, *words) == would
    assert told(capsys, *words) == {**would, "new": 0, "same": 2}
    assert main(["list", str(log), "--json"]) == 0
    titles = {each["title"] for each in json.loads(capsys.readouterr().out)}
    assert titles == {"Drone over the base", "Rocket"}


def test_it_says_how_the_file_is_read(log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(tmp_path, "Drone over the base,2024-03-05,North base,2,")
    assert main(["import", str(log), str(file)]) == 0
    said = capsys.readouterr()
    assert "Read as: plain" in said.err
    assert said.out.strip() == f"{file}: 1 new, 0 changed, 0 same, 0 conflicting, 0 refused"


def test_refused_rows_are_told_and_can_be_corrected_and_imported_again(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(tmp_path, "Good,2024-03-05,North base,2,", "Bad,2024-03-05,North base,a good many,")
    out = tmp_path / "refused.csv"
    answer = told(capsys, str(log), str(file), "--refused", str(out))
    assert answer["new"] == 1
    (refused,) = answer["refused"]
    assert (refused["row"], refused["column"], refused["value"]) == (3, "Killed civilians", "a good many")
    assert refused["reason"]
    assert out.stat().st_mode & 0o077 == 0
    rows = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == [*HEADINGS.split(","), "Refused because"]
    assert rows[1][:4] == ["Bad", "2024-03-05", "North base", "a good many"]
    out.write_text(out.read_text(encoding="utf-8").replace("a good many", "7"), encoding="utf-8")
    assert told(capsys, str(log), str(out))["new"] == 1
    assert main(["list", str(log), "--json"]) == 0
    assert {each["status_reason"] for each in json.loads(capsys.readouterr().out)} == {""}


def test_with_stop_nothing_is_taken_where_a_row_is_refused(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(tmp_path, "Good,2024-03-05,North base,2,", "Bad,2024-03-05,North base,a good many,")
    answer = told(capsys, str(log), str(file), "--on-error", "stop", code=1)
    assert len(answer["refused"]) == 1
    assert main(["list", str(log), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_dates_that_can_be_read_both_ways_are_asked_about(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(tmp_path, "Drone,03/05/2024,North base,2,", "Rocket,04/06/2024,North base,2,")
    assert main(["import", str(log), str(file), "--json"]) == 2
    assert "“Date” can be read with the day or the month first" in capsys.readouterr().err
    mapping = tmp_path / "mapping.json"
    mapping.write_text('{"ascertain_mapping": 1, "day_first": true}', encoding="utf-8")
    assert told(capsys, str(log), str(file), "--mapping", str(mapping))["new"] == 2
    assert main(["list", str(log), "--json", "--sort", "t_from"]) == 0
    assert [each["t_from"]["from"][:10] for each in json.loads(capsys.readouterr().out)] == ["2024-05-03", "2024-06-04"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["rows.csv", "--profile", "nonsense"], 2, "no profile “nonsense”"),
        (["rows.csv", "--mapping", "rows.csv"], 2, "cannot be read"),
        (["nothing.csv"], 1, "nothing.csv"),
        (["rows.csv", "--on-error", "perhaps"], 2, "perhaps"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str],
    code: int, said: str,
) -> None:  # fmt: skip
    table(tmp_path, "Drone,2024-05-03,North base,2,")
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert main(["import", str(log), *words]) == code
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error


def test_another_log_comes_in_too(log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.ascertain"
    assert main(["example", str(other)]) == 0
    assert told(capsys, str(log), str(other), "--dry-run")["new"] == 8
    assert told(capsys, str(log), str(other))["new"] == 8
    assert told(capsys, str(log), str(other))["same"] == 8


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_the_sheets_of_a_log_make_the_same_of_another_and_change_nothing_at_home(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    home, sheets = tmp_path / "home.ascertain", tmp_path / f"sheets{suffix}"
    assert main(["example", str(home)]) == 0
    assert main(["export", str(home), str(sheets)]) == 0
    answer = told(capsys, str(home), str(sheets))
    assert (answer["profile"], answer["new"], answer["changed"], answer["refused"]) == ("own", 0, 0, [])
    assert told(capsys, str(log), str(sheets))["refused"] == []
    assert told(capsys, str(log), str(sheets))["new"] == 0
    found = []
    for path in (home, log):
        assert main(["list", str(path), "--json"]) == 0
        listed = json.loads(capsys.readouterr().out)
        for each in listed:
            for key in ("version", "created_at", "updated_at", "status_at", "links"):
                each.pop(key)
        found.append(sorted(listed, key=lambda each: str(each["uid"])))
    assert found[0] == found[1]


def test_a_field_that_the_log_lacks_is_made_and_told(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, sheets = tmp_path / "home.ascertain", tmp_path / "sheets.csv"
    assert main(["example", str(home)]) == 0
    assert main(["export", str(home), str(sheets)]) == 0
    text = sheets.read_text(encoding="utf-8-sig")
    sheets.write_text(
        text.replace("Notes,", "Our notes,", 1)
        .replace('""Notes""', '""Our notes""', 1)
        .replace('""notes""', '""our_notes""', 1),
        encoding="utf-8",
    )
    capsys.readouterr()
    assert main(["import", str(log), str(sheets), "--dry-run"]) == 0
    assert "Would be made: the field “Our notes” (text)" in capsys.readouterr().err
    assert main(["import", str(log), str(sheets)]) == 0
    assert "Made: the field “Our notes” (text)" in capsys.readouterr().err
    assert main(["list", str(log), "--json"]) == 0
    assert "our_notes" in json.loads(capsys.readouterr().out)[0]


def test_a_mapping_makes_fields_and_codes_and_what_is_not_taken_is_told(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("Title,Crew,Boat,Remark\nOne,3,Dhow,x\nTwo,,Raft,\n", encoding="utf-8")
    columns = [
        {"at": at, "heading": heading, "target": target}
        for at, (heading, target) in enumerate({"Title": "title", "Crew": "crew", "Boat": "boat", "Remark": ""}.items())
    ]
    mapping = tmp_path / "how.json"
    mapping.write_text(
        json.dumps(
            {
                "ascertain_mapping": 1,
                "sheets": [{"columns": columns}],
                "fields": [
                    {"key": "crew", "label": "Crew", "type": "number"},
                    {"key": "boat", "label": "Boat", "type": "choice"},
                ],
                "codes": {"boat": {"Dhow": "+Dhow", "Raft": "+Raft"}},
            }
        ),
        encoding="utf-8",
    )
    words = (str(log), str(file), "--mapping", str(mapping))
    would = told(capsys, *words, "--dry-run")
    assert would["fields"] == [
        {"key": "crew", "label": "Crew", "type": "number"}, {"key": "boat", "label": "Boat", "type": "choice"},
    ]  # fmt: skip
    assert would["codes"] == [{"list": "own:boat", "label": "Dhow"}, {"list": "own:boat", "label": "Raft"}]
    assert would["left_out"] == [{"column": "Remark", "filled": 1}]
    assert told(capsys, *words) == would
    assert told(capsys, *words)["same"] == 2
    assert main(["list", str(log), "--json"]) == 0
    own = {each["title"]: (each["crew"], each["boat"]) for each in json.loads(capsys.readouterr().out)}
    assert own == {"One": (3, "dhow"), "Two": (None, "raft")}


def test_a_mapping_with_a_field_that_cannot_be_made_is_told(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, mapping = tmp_path / "rows.csv", tmp_path / "how.json"
    file.write_text("Title,Crew\nOne,3\n", encoding="utf-8")
    columns = [{"at": 0, "heading": "Title", "target": "title"}, {"at": 1, "heading": "Crew", "target": "and"}]
    fields = [{"key": "and", "label": "Crew", "type": "number"}]
    mapping.write_text(
        json.dumps({"ascertain_mapping": 1, "sheets": [{"columns": columns}], "fields": fields}), encoding="utf-8"
    )
    assert main(["import", str(log), str(file), "--mapping", str(mapping)]) != 0
    assert "“and” cannot be the key of a field" in capsys.readouterr().err


def test_a_mapping_that_says_the_order_of_days_leaves_decimals_to_the_cells(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, how = tmp_path / "rows.csv", tmp_path / "how.json"
    rows = ("Title;Date;Killed civilians", "One;03/04/2023;1.200", "Two;03/04/2023;3,0")
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    how.write_text(json.dumps({"ascertain_mapping": 1, "day_first": True}), encoding="utf-8")
    assert told(capsys, str(log), str(file), "--mapping", str(how))["new"] == 2
    assert main(["list", str(log), "--json"]) == 0
    killed = {each["title"]: each["killed_civilian"]["best"] for each in json.loads(capsys.readouterr().out)}
    assert killed == {"One": 1200, "Two": 3}
