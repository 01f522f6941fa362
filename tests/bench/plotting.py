"""Cost against size, drawn from the figures of several runs: `python3 run.py bench plot FILES… --svg FILE`.

A panel for each figure, both axes by powers of ten. What is told apart is told by the kind of line and its mark, not by
color: measured full with dots, the limit of the same run dashed with squares, an aim in milliseconds dotted.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

_WIDE, _HIGH, _ACROSS = 330, 190, 4
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 30, 38, 30
_AIM = re.compile(r"value <= ([\d.]+) ms")
_MOST_LETTERS = 46
Points = list[tuple[float, float]]


def main(words: Sequence[str]) -> int:
    """Draw the figures of the named JSON files."""
    parser = argparse.ArgumentParser(prog="run.py bench plot", description="Draw cost against size.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="figures that --json wrote")
    parser.add_argument("--svg", type=Path, required=True, metavar="FILE", help="where the drawing goes")
    arguments = parser.parse_args(words)
    figures = [figure for file in arguments.files for figure in json.loads(file.read_text(encoding="utf-8"))]
    arguments.svg.write_text(drawing(figures), encoding="utf-8")
    return 0


def drawing(figures: Iterable[dict[str, Any]]) -> str:
    """The drawing as SVG: one panel for each name of a figure in milliseconds, in the order in which they come."""
    named: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for figure in figures:
        if figure["unit"] == "ms":
            named[figure["name"]].append(figure)
    down = math.ceil(len(named) / _ACROSS)
    width, height = _WIDE * _ACROSS, _HIGH * down + 34
    panels = "".join(
        f'<g transform="translate({at % _ACROSS * _WIDE},{at // _ACROSS * _HIGH + 34})">{_panel(name, of)}</g>'
        for at, (name, of) in enumerate(named.items())
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="sans-serif" font-size="10">'
        f'<title>Cost against size</title><rect width="{width}" height="{height}" fill="#fff"/>{_legend()}{panels}'
        "</svg>\n"
    )


def _legend() -> str:
    parts = (
        ("measured", "", "dot"),
        ("SQLite alone, or the peer of the same run", "6 3", "square"),
        ("aim", "1 3", ""),
    )
    drawn, at = [], 16.0
    for label, dashes, mark in parts:
        drawn.append(_line([(at, 18), (at + 36, 18)], dashes, mark))
        drawn.append(f'<text x="{at + 44}" y="22">{label}</text>')
        at += 70 + 6 * len(label)
    note = "milliseconds (up) against incidents in the log (across), both by powers of ten"
    return "".join(drawn) + f'<text x="{at + 20}" y="22">{note}</text>'


def _panel(name: str, of: Sequence[dict[str, Any]]) -> str:
    of = sorted(of, key=lambda figure: figure["incidents"])
    measured = [(float(each["incidents"]), float(each["value"])) for each in of]
    limits = [(float(each["incidents"]), float(each["limit"])) for each in of if each["limit"]]
    aim = _AIM.search(of[-1]["aim"])
    aims = [(size, float(aim[1])) for size, _ in measured] if aim else []
    across = _decades([size for size, _ in measured])
    up = _decades([cost for _, cost in (*measured, *limits, *aims)])

    def placed(points: Points) -> Points:
        return [_place(point, across, up) for point in points]

    short = name if len(name) <= _MOST_LETTERS else f"{name[: _MOST_LETTERS - 1]}…"
    title = f'<text x="{_LEFT}" y="24" font-weight="bold">{escape(short)}</text>'
    lines = _line(placed(limits), "6 3", "square") + _line(placed(aims), "1 3", "") + _line(placed(measured), "", "dot")
    return f"<g><title>{escape(name)}</title>{title}{_frame(across, up)}{lines}</g>"


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten between which all values lie."""
    logs = [math.log10(max(value, 1e-3)) for value in values]
    low, high = math.floor(min(logs)), math.ceil(max(logs))
    return low, max(high, low + 1)


def _place(point: tuple[float, float], across: tuple[int, int], up: tuple[int, int]) -> tuple[float, float]:
    x = (math.log10(max(point[0], 1e-3)) - across[0]) / (across[1] - across[0])
    y = (math.log10(max(point[1], 1e-3)) - up[0]) / (up[1] - up[0])
    return _LEFT + x * (_WIDE - _LEFT - _RIGHT), _HIGH - _BOTTOM - y * (_HIGH - _TOP - _BOTTOM)


def _frame(across: tuple[int, int], up: tuple[int, int]) -> str:
    drawn = []
    for power in range(across[0], across[1] + 1):
        x, y = _place((10.0**power, 10.0 ** up[0]), across, up)
        drawn.append(
            _rule((x, _TOP), (x, y)) + f'<text x="{x:.1f}" y="{y + 14:.1f}" text-anchor="middle">{_told(power)}</text>'
        )
    for power in range(up[0], up[1] + 1):
        x, y = _place((10.0 ** across[0], 10.0**power), across, up)
        drawn.append(
            _rule((x, y), (_WIDE - _RIGHT, y))
            + f'<text x="{x - 5:.1f}" y="{y + 3:.1f}" text-anchor="end">{_told(power)}</text>'
        )
    return "".join(drawn)


def _told(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"


def _rule(start: tuple[float, float], end: tuple[float, float]) -> str:
    return f'<path d="M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}" stroke="#ccc" fill="none"/>'


def _line(points: Points, dashes: str, mark: str) -> str:
    if not points:
        return ""
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    marks = "".join(_mark(x, y, mark) for x, y in points)
    return f'<path d="M{path}" stroke="#111" stroke-width="1.5" fill="none"{dashed}/>{marks}'


def _mark(x: float, y: float, mark: str) -> str:
    if mark == "dot":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="#111"/>'
    if mark == "square":
        return f'<rect x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6" fill="#fff" stroke="#111"/>'
    return ""
