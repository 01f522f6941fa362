"""The proofs in small, and the list of them held against the folder."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

from tests.prove import written
from tests.prove.__main__ import line_of, main
from tests.prove.figure import CannotRun, Figure, exactly, figure_of
from tests.prove.proofs import PROOFS, figures_of

_FOLDER = Path(__file__).parent


@pytest.mark.parametrize("name", PROOFS)
def test_it_holds_in_small(name: str, tmp_path: Path) -> None:
    try:
        figures = list(figures_of(name, tmp_path, short=True))
    except CannotRun as reason:
        pytest.skip(str(reason))
    assert figures
    assert not [line_of(figure) for figure in figures if not (figure.met or PROOFS[name].timed)]


def test_every_harness_is_listed_and_every_one_listed_is_there() -> None:
    harnesses = {path.stem for path in _FOLDER.glob("*.py") if _has_run(path)}
    assert harnesses == set(PROOFS)


def test_the_figures_that_are_kept_are_of_proofs_that_are_there() -> None:
    text = written.FIGURES.read_text(encoding="utf-8")
    assert text == written.renewed(text, {}, written.Occasion(date(2023, 10, 17), "", ""))


def test_figures_are_renewed_proof_by_proof() -> None:
    first, second = next(iter(PROOFS)), next(reversed(PROOFS))
    early = written.Occasion(date(2023, 10, 17), "abc", "ground")
    late = written.Occasion(date(2023, 10, 18), "def", "ground")
    text = written.renewed("", {second: [exactly("lost", 0, 0)], first: [exactly("a | b", 1, 0)]}, early)
    assert "2023-10-17, commit abc, ground." in text
    assert "| a \\| b | 1 | 0 | **no** |  |" in text
    text = written.renewed(text, {first: [exactly("lost", 0, 0)]}, late)
    assert "2023-10-18, commit def" in text
    assert "**no**" not in text


def test_a_figure_may_come_as_its_parts() -> None:
    assert figure_of({"name": "lost", "value": 0, "target": 0, "met": True}) == Figure("lost", "0", "0", True)
    with pytest.raises(KeyError):
        figure_of({"name": "lost", "value": 0})


@pytest.mark.parametrize("words", [["nothing-of-that-name"], ["--short", "--write"]])
def test_what_is_asked_wrongly_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(words)
    assert "run.py prove: error:" in capsys.readouterr().err


def _has_run(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == "run" for node in tree.body)
