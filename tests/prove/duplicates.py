"""Incidents told twice in a generated log: which of them the look for duplicates finds, and what else it finds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from ascertain.app.commands import LogIncident
from ascertain.app.generation import generate
from ascertain.app.generation.recipe import read_recipe
from ascertain.app.queries import Queries
from ascertain.app.session import LogSession, create_session
from ascertain.domain.duplicates import LIKELY, Pair
from ascertain.domain.records import Incident
from tests.prove.figure import Figure
from tests.prove.retelling import told_again

_SEED = 8_093
"""Of the test set alone. The weights are judgments (`domain.duplicates.weights`) and were not fitted to it."""
_RECALL = 0.8


def run(folder: Path, *, incidents: int, twice: int) -> Iterator[Figure]:
    """Precision and recall at both thresholds, in a quiet log and in one in which ten times as much happens."""
    for crowd, amount in (("a quiet log", incidents), ("a crowded one", incidents * 10)):
        yield from _measured(folder / f"{amount}.ascertain", amount, twice, crowd)


def _measured(path: Path, incidents: int, twice: int, crowd: str) -> Iterator[Figure]:
    create_session(path).close()
    generate(path, incidents, seed=_SEED)
    with closing(LogSession.open(path)) as session:
        reader = session.reader()
        draw, recipe = random.Random(_SEED), read_recipe()
        places = [(each.name, each.admin1) for each in recipe.places]
        same: set[tuple[int, int]] = set()
        for number in draw.sample(range(1, incidents + 1), twice):
            told = reader.ask(partial(_told, number=number)).result()
            again = told_again(told.content, recipe, places, draw)
            made = session.ledger.run(LogIncident(again)).result().made[0]
            if told.trashed_at is None:
                same.add((number, made))
        found = reader.ask(_found).result()
    yield from _figures(found, same, f"{incidents:,} incidents, {len(same)} of them told twice", crowd)


def _told(queries: Queries, number: int) -> Incident:
    told = queries.incident(number)
    assert told is not None
    return told


def _found(queries: Queries) -> list[Pair]:
    return [pair for stretch in queries.duplicates_found(None) for pair in stretch.pairs]


def _figures(found: list[Pair], same: set[tuple[int, int]], detail: str, crowd: str) -> Iterator[Figure]:
    likely = [pair for pair in found if pair.comparison.score >= LIKELY]
    known, known_likely = (sum(pair.ids in same for pair in pairs) for pairs in (found, likely))
    recall, precision = known / len(same), known / max(1, len(found))
    yield _share(f"told twice and found, in {crowd}", recall, _RECALL, detail)
    yield _share(f"told twice and found as likely, in {crowd}", known_likely / len(same), None, detail)
    yield _share(f"of what is shown, told twice, in {crowd}", precision, None, f"{known} of {len(found)} pairs")
    yield _share(
        f"of what is called likely, told twice, in {crowd}",
        known_likely / max(1, len(likely)),
        None,
        f"{known_likely} of {len(likely)} pairs",
    )


def _share(name: str, share: float, least: float | None, detail: str) -> Figure:
    target = "told" if least is None else f"≥ {least:.0%}"
    return Figure(name, f"{share:.0%}", target, least is None or share >= least, detail)
