"""Every proof by name. A module of this folder that has a `run` and stands not here fails a test."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.prove.figure import Figure, figure_of


@dataclass(frozen=True, slots=True)
class Proof:
    """A harness: `tests/prove/NAME.py` with `run(folder, **amounts)`, which gives figures; `folder` is empty and its
    own. `whole` are the amounts of the long run, `short` those of the tests. The figures of a `timed` one depend on
    the machine: the tests run it, and hold it to nothing."""

    about: str
    whole: Mapping[str, int] = field(default_factory=dict)
    short: Mapping[str, int] = field(default_factory=dict)
    timed: bool = False


PROOFS: dict[str, Proof] = {
    "kills": Proof(
        "kill -9 while the program saves", whole={"kills": 500, "shared": 100}, short={"kills": 6, "shared": 2}
    ),
    "checkpoints": Proof(
        "kill -9 within a checkpoint and while closing, step by step", whole={"kills": 100}, short={"kills": 4}
    ),
    "power_loss": Proof(
        "Power loss while the program saves, brings an older log up to date, and puts a log back from a backup",
        whole={"points": 3_000, "workers": 2},
        short={"points": 12, "workers": 0},
    ),
    "unfinished": Proof("kill -9 while somebody types and does not save", whole={"kills": 100}, short={"kills": 2}),
    "disk_full": Proof("A disk that fills up while work is done on it", whole={"points": 50}, short={"points": 7}),
    "racing": Proof("Two programs edit the same incidents of one log", whole={"edits": 1_000}, short={"edits": 14}),
    "any_order": Proof(
        "Commands, undo, redo and restarts in any order; all undone, and the journal replayed",
        whole={"operations": 10_000},
        short={"operations": 150, "whole": 25},
    ),
    "backups": Proof(
        "Backups while another process writes, and cut copies of them",
        whole={"count": 100, "cut": 20},
        short={"count": 4, "cut": 6},
    ),
    "interrupted": Proof(
        "Bringing up to date, putting back and backing up, killed at any step",
        whole={"migrations": 150, "others": 250},
        short={"migrations": 32, "others": 8},
    ),
    "opens": Proof("A live log is opened by SQLite alone", whole={"whole": 1}, short={"whole": 0}),
    "saving": Proof(
        "Saving one incident, durable, in a large log",
        whole={"incidents": 240_000, "saves": 1_000},
        short={"incidents": 40, "saves": 5},
        timed=True,
    ),
    "bit_flips": Proof("Single bits gone bad in a closed log", whole={"flips": 300}, short={"flips": 8}),
    "plain_text": Proof(
        "Hostile HTML and Markdown on every screen reads nothing",
        whole={"texts": 7, "traced": 1},
        short={"texts": 2, "traced": 0},
    ),
    "hostile": Proof(
        "Hostile and broken files are refused or opened, and nothing in them is run",
        whole={"heavy": 1},
        short={"heavy": 0},
    ),
    "desk_keys": Proof(
        "Keys for the example item at the reading desk, and in the cells of a spreadsheet",
        whole={"whole": 1},
        short={"whole": 0},
    ),
    "duplicates": Proof(
        "Incidents told twice, and what the look for duplicates finds",
        whole={"incidents": 1_000, "twice": 200},
        short={"incidents": 60, "twice": 12},
    ),
    "round_trip": Proof(
        "Any log goes out into XLSX, ODS, JSON Lines and CSV, and comes back as the same log",
        whole={"logs": 200},
        short={"logs": 4},
    ),
    "browse_million": Proof(
        "Frames of a large log, grabbed from a screen while it is opened, sorted, filtered, scrolled and edited",
        whole={"incidents": 1_000_000},
        short={"incidents": 20_000},
    ),
}


def figures_of(name: str, folder: Path, *, short: bool) -> Iterator[Figure]:
    """Run a proof and give its figures as they come. Raises KeyError for a name that is no proof."""
    proof = PROOFS[name]
    run = importlib.import_module(f"tests.prove.{name}").run
    for told in run(folder, **(proof.short if short else proof.whole)):
        yield figure_of(told)
