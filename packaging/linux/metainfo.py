"""The AppStream description, with the releases that CHANGELOG.md tells of."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

HERE = Path(__file__).resolve().parent
ID = "app.ascertain.Ascertain"
SITE = os.environ.get("ASCERTAIN_SITE", "https://ascertain.example")
"""Where the pictures of a catalogue of programs lie; whoever publishes the program names the place."""
_MOST = 12
_HEADING = re.compile(r"^## \[(?P<name>[^\]]+)\](?: - (?P<day>\d{4}-\d\d-\d\d))?\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Release:
    """One part of the changelog: its version, its day (None: not out yet), and its points in short."""

    version: str
    day: str | None
    points: tuple[str, ...]


def releases(changelog: str) -> list[Release]:
    """The parts of a changelog, newest first as they stand in it."""
    heads = list(_HEADING.finditer(changelog))
    ends = [each.start() for each in heads[1:]] + [len(changelog)]
    return [
        Release(head["name"], head["day"], _points(changelog[head.end() : end]))
        for head, end in zip(heads, ends, strict=True)
    ]


def metainfo(changelog: str, version: str, epoch: int) -> str:
    """The file, in which the newest release is `version`: what is not out yet goes out with it, on the day `epoch`."""
    day = time.strftime("%Y-%m-%d", time.gmtime(epoch))
    told = releases(changelog)
    out = [each for each in told if each.day is not None]
    if version not in [each.version for each in out]:
        waiting = next((each.points for each in told if each.day is None), ())
        out.insert(0, Release(version, day, waiting))
    text = (HERE / f"{ID}.metainfo.xml.in").read_text(encoding="utf-8")
    return text.replace("@SITE@", SITE).replace("@RELEASES@", "".join(_lines(out)))


def _lines(told: list[Release]) -> Iterator[str]:
    for each in told:
        yield f'\n    <release version="{escape(each.version)}" date="{each.day}">'
        if each.points:
            yield "\n      <description>\n        <ul>"
            yield from (f"\n          <li>{escape(point)}</li>" for point in each.points)
            yield "\n        </ul>\n      </description>"
        yield "\n    </release>"
    yield "\n  "


def _points(text: str) -> tuple[str, ...]:
    """The first sentence of each point, without its marks."""
    found = []
    for point in re.split(r"^- ", text, flags=re.MULTILINE)[1:]:
        plain = " ".join(re.sub(r"[`*]", "", point.partition("\n#")[0]).split())
        found.append(re.split(r"(?<=[^.])\. ", f"{plain} ", maxsplit=1)[0].rstrip(" .") + ".")
    return tuple(found[:_MOST])
