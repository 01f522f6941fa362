"""The command line, as scripts use it: answers, exit codes, one sentence on standard error, and never Qt."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ascertain import __version__
from ascertain.__main__ import main
from ascertain.domain.fields import FIELDS


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    log = tmp_path_factory.mktemp("console") / "example.ascertain"
    assert main(["example", str(log)]) == 0
    return log


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    log = tmp_path_factory.mktemp("console") / "generated.ascertain"
    assert main(["generate", str(log), "--incidents", "300", "--seed", "7"]) == 0
    return log


def answered(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    capsys.readouterr()
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_example_is_listed_with_every_field_by_its_key(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    incidents = answered(capsys, "list", str(example))
    assert len(incidents) == 8
    assert {field.key for field in FIELDS} <= set(incidents[0])
    by_title = {incident["title"]: incident for incident in incidents}
    three = next(incident for title, incident in by_title.items() if title.startswith("Three drones"))
    assert three["munitions"] == {"low": 3, "best": 3, "high": 3, "unknown": False}
    assert three["status"] == "confirmed"
    assert {link["type"] for link in three["links"]} == {"overlaps"}
    assert [(link["shared_low"], link["shared_high"]) for link in three["links"]] == [(0, 1), (0, 1)]
    assert three["attributed_to"] == []


def test_the_example_keeps_claim_attribution_and_silence_apart(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    incidents = answered(capsys, "list", str(example), "--search", "harir")
    (harir,) = [incident for incident in incidents if incident["status"] == "partly_confirmed"]
    assert harir["claimed_by"] == ["Iraqi armed groups close to Iran"]
    assert harir["attributed_to"] == []
    assert harir["injured_unknown"] == {"low": 0, "best": 0, "high": 0, "unknown": False}
    assert harir["killed_unknown"] is None
    states = {(each["field"], each["state"]) for said in harir["statements"] for each in said["assertions"]}
    assert ("injured_unknown", "explicit_zero") in states
    assert ("injured_unknown", "not_stated") in states


def test_one_incident_is_shown_whole(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (first, *_) = answered(capsys, "list", str(example), "--search", "status:claimed")
    shown = answered(capsys, "show", str(example), first["ref"])
    assert shown == first
    assert main(["show", str(example), first["ref"]]) == 0
    text = capsys.readouterr().out
    assert first["title"] in text
    assert "Armed-group channels on social networks" in text


def test_lists_are_sorted_searched_and_limited(generated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    titles = [each["title"] for each in answered(capsys, "list", str(generated), "--sort", "ref", "--limit", "5")]
    assert len(titles) == 5
    up = [each["ref"] for each in answered(capsys, "list", str(generated), "--sort", "t_from")]
    down = [each["ref"] for each in answered(capsys, "list", str(generated), "--sort", "-t_from")]
    assert len(up) == len(down) > 290
    times = {each["ref"]: each["t_from"]["from"] for each in answered(capsys, "list", str(generated))}
    assert [times[ref] for ref in up] == sorted(times.values())
    assert [times[ref] for ref in down] == sorted(times.values(), reverse=True)
    claimed = answered(capsys, "list", str(generated), "--search", "status:claimed country:IQ")
    assert claimed
    assert {(each["status"], each["country"]) for each in claimed} == {("claimed", "IQ")}


def test_the_same_seed_makes_the_same_log(generated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again, other = tmp_path / "again.ascertain", tmp_path / "other.ascertain"
    assert main(["generate", str(again), "--incidents", "300", "--seed", "7"]) == 0
    assert main(["generate", str(other), "--incidents", "300", "--seed", "8"]) == 0
    first = answered(capsys, "list", str(generated), "--sort", "ref")
    assert answered(capsys, "list", str(again), "--sort", "ref") == first
    assert answered(capsys, "list", str(other), "--sort", "ref") != first


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_search_is_exported_by_suffix(
    suffix: str, generated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"out{suffix}"
    found = answered(capsys, "list", str(generated), "--search", "status:disputed")
    told = answered(capsys, "export", str(generated), str(out), "--search", "status:disputed")
    assert (told["out"], told["incidents"], told["bytes"]) == (str(out), len(found), out.stat().st_size)
    assert told["profile"] == suffix.removeprefix(".")
    assert out.stat().st_mode & 0o077 == 0 or sys.platform == "win32"
    if suffix == ".xlsx":
        rows = [[cell.value for cell in line] for line in openpyxl.load_workbook(out)["Incidents"].iter_rows()]
    else:
        with out.open(encoding="utf-8-sig", newline="") as source:
            rows = [list(line) for line in csv.reader(source)]
    assert rows[0][0] == "Ref"
    assert [row[0] for row in rows[1:]] == [each["ref"] for each in found]


def test_a_sound_log_is_called_sound_and_a_cut_one_is_not(
    generated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    findings = answered(capsys, "check", str(generated))
    assert findings["sound"] is True
    assert findings["rows"]["incident"] == 300
    cut = tmp_path / "cut.ascertain"
    whole = generated.read_bytes()
    cut.write_bytes(whole[: len(whole) // 2])
    assert main(["check", str(cut)]) == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["list"], 2),
        (["list", "{log}", "--sort", "nonsense"], 2),
        (["list", "{log}", "--limit", "many"], 2),
        (["--nonsense"], 2),
        (["list", "{folder}/none.ascertain"], 1),
        (["show", "{log}", "1900-0001"], 1),
        (["example", "{log}"], 1),
        (["export", "{log}", "{folder}/out.doc"], 1),
        (["export", "{log}", "{folder}/nowhere/out.xlsx"], 1),
        (["check", "{folder}/text.ascertain"], 1),
    ],
)
def test_what_goes_wrong_is_one_sentence(
    words: list[str], code: int, generated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.ascertain").write_text("not a log", encoding="utf-8")
    before = generated.read_bytes()
    assert main([word.format(log=generated, folder=tmp_path) for word in words]) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.strip().splitlines()) == 1
    assert "Traceback" not in told.err
    assert generated.read_bytes() == before
    assert not (tmp_path / "out.doc").exists()


def test_a_search_that_is_not_understood_is_told_and_searched_as_words(
    generated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", str(generated), "--search", "nonsense:x"]) == 0
    assert "nonsense" in capsys.readouterr().err


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--version"], ["--help"], ["list", "--help"]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 0
    told = capsys.readouterr().out
    assert f"Ascertain {__version__}" in told
    assert "ascertain generate FILE --incidents N" in told


def test_the_command_line_never_imports_qt(generated: Path) -> None:
    script = (
        "import sys; from ascertain.__main__ import main; code = main(sys.argv[1:]); "
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6', 'qt_material'))]; "
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "list", str(generated), "--limit", "1"],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": "src", "PATH": "", "SYSTEMROOT": "", "HOME": str(generated.parent)},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_without_a_screen_the_program_says_so(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("other systems always have a screen")
    done = subprocess.run(
        [sys.executable, "-m", "ascertain"],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": "src", "HOME": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "--help" in done.stderr


def test_totals_of_the_example_have_a_minimum_and_a_maximum(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = answered(capsys, "list", str(example), "--totals")
    assert told["records"] == 8
    assert told["munitions"] == {"low": 3, "high": None, "stated_by": 3}
    assert told["incidents"] == {"low": 6, "high": 7}
    assert len(told["may_be_the_same"]) == 3
    capsys.readouterr()
    assert main(["list", str(example), "--totals"]) == 0
    assert "Munitions: at least 3 (stated by 3 of 8)" in capsys.readouterr().out.splitlines()
