"""Making a large log in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from ascertain.app.generation.events import Events
from ascertain.app.generation.recipe import Recipe, read_recipe
from ascertain.app.generation.shelves import Shelves, new_uid
from ascertain.domain.messages import say
from ascertain.store.loading import TableRows, load_rows

_AT_ONCE = 5_000


class _EndOfSpan:
    """A clock that stands at the end of the generated time, so that the same seed makes the same log on any day."""

    def __init__(self, recipe: Recipe) -> None:
        self._at = recipe.last

    def now(self) -> int:
        return self._at

    def today(self) -> date:
        return datetime.fromtimestamp(self._at, UTC).date()


class _DrawnIds:
    """Ids from the generator's own chance."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance

    def new(self) -> str:
        return new_uid(self._chance)


def generate(path: Path, incidents: int, seed: int = 1, progress: Callable[[int], None] | None = None) -> int:
    """Fill the empty log at `path` with so many incidents, about three statements each; the same seed makes the same
    ones.

    `progress` is told how many incidents are finished. Returns how many there are. Raises Refused where the log has
    incidents already, LogUnavailable where it cannot be written.
    """
    recipe = read_recipe()
    chance = Random(seed)
    return load_rows(
        path,
        _parts(recipe, chance, incidents),
        clock=_EndOfSpan(recipe),
        ids=_DrawnIds(Random(seed + 1)),
        label=say("Generate {count} incidents", count=incidents),
        progress=progress,
    )


def _parts(recipe: Recipe, chance: Random, incidents: int) -> Iterator[TableRows]:
    shelves = Shelves(recipe, chance)
    yield from shelves.parts()
    yield from Events(recipe, shelves, chance, incidents).parts(_AT_ONCE)
