"""The drawing of cost against size holds every figure, told apart without color."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from tests.bench import plotting
from tests.bench.measuring import against_limit, at_most

SVG = "{http://www.w3.org/2000/svg}"


def test_each_figure_has_a_panel_with_its_limit_and_its_aim(tmp_path: Path) -> None:
    files = []
    for size in (10_000, 100_000, 1_000_000):
        made = [
            at_most("first <rows>", size, size / 10_000, size / 20_000, "SQLite alone", 200),
            against_limit("whole order", size, size / 3_000, size / 5_000, "SQLite alone", 4),
        ]
        files.append(tmp_path / f"{size}.json")
        files[-1].write_text(json.dumps([figure.as_json() for figure in made]))
    assert plotting.main([*map(str, files), "--svg", str(tmp_path / "cost.svg")]) == 0
    drawn = ElementTree.parse(tmp_path / "cost.svg").getroot()
    titles = [title.text for title in drawn.iter(f"{SVG}title")]
    assert titles == ["Cost against size", "first <rows>", "whole order"]
    # Three sizes and the two marks of the legend: measured as dots, limits as squares, one aim dotted.
    assert len(list(drawn.iter(f"{SVG}circle"))) == 2 * 3 + 2
    assert len([each for each in drawn.iter(f"{SVG}rect") if each.get("stroke")]) == 2 * 3 + 2
    assert [each.get("stroke-dasharray") for each in drawn.iter(f"{SVG}path")].count("1 3") == 1 + 1


def test_a_cost_that_grows_with_the_size_is_a_line_that_rises() -> None:
    across, up = (4, 6), (0, 3)
    places = [plotting._place((10.0**power, 10.0 ** (power - 4)), across, up) for power in (4, 5, 6)]
    assert [x for x, _ in places] == sorted(x for x, _ in places)
    steps = [round(lower[1] - higher[1], 6) for lower, higher in pairwise(places)]
    assert steps[0] == steps[1] > 0
