"""The library of a generated log: places, actors, a few sources for each region, tags."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from ascertain.app.generation.recipe import Recipe
from ascertain.store.loading import TableRows

Row = tuple[Any, ...]


def new_uid(chance: Random) -> str:
    """A UUID of version 4 (RFC 9562) from the generator's own chance, so that the same seed makes the same log."""
    bits = chance.getrandbits(128) & ~(0xF << 76) & ~(0b11 << 62) | 4 << 76 | 0b10 << 62
    digits = f"{bits:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


@dataclass
class Shelves:
    """The ids of the library, as incidents refer to them."""

    recipe: Recipe
    chance: Random
    sources_of: dict[str, list[int]] = field(default_factory=dict)
    """Sources by region."""
    claimants_of: dict[str, list[int]] = field(default_factory=dict)
    """Sources of armed groups by region."""

    @property
    def attackers(self) -> range:
        """Ids of the actors that attack."""
        return range(1, len(self.recipe.attackers) + 1)

    @property
    def targets(self) -> range:
        """Ids of the actors that are attacked."""
        return range(len(self.recipe.attackers) + 1, len(self.recipe.attackers) + len(self.recipe.targets) + 1)

    def parts(self) -> Iterator[TableRows]:
        """The rows of the library, each table before those that point to it."""
        yield TableRows(
            "place",
            ("id", "uid", "name", "kind", "country", "admin1", "admin2", "latitude", "longitude", "notes"),
            list(self._places()),
        )
        yield TableRows("place_name", ("id", "place_id", "name", "language"), list(self._place_names()))
        yield TableRows("actor", ("id", "uid", "name", "kind", "country", "notes"), list(self._actors()))
        yield TableRows(
            "source",
            (
                "id", "uid", "name", "kind", "reliability", "reliability_basis", "is_official", "actor_id",
                "affiliation",
                "country", "language", "url", "notes",
            ),
            list(self._sources()),
        )  # fmt: skip
        yield TableRows("tag", ("id", "name"), list(enumerate(self.recipe.tags, start=1)))

    def _places(self) -> Iterator[Row]:
        for number, place in enumerate(self.recipe.places, start=1):
            kind = "base" if "base" in place.name else "town"
            yield (
                number, new_uid(self.chance), place.name, kind, place.country, place.admin1, "",
                place.latitude, place.longitude, "",
            )  # fmt: skip

    def _place_names(self) -> Iterator[Row]:
        number = 0
        for place_id, place in enumerate(self.recipe.places, start=1):
            for language, name in place.other.items():
                number += 1
                yield number, place_id, name, language

    def _actors(self) -> Iterator[Row]:
        for number, name in enumerate((*self.recipe.attackers, *self.recipe.targets), start=1):
            kind = "armed_group" if number <= len(self.recipe.attackers) else "state_force"
            yield number, new_uid(self.chance), name, kind, None, ""

    def _sources(self) -> Iterator[Row]:
        number = 0
        for region, country in dict.fromkeys((place.admin1, place.country) for place in self.recipe.places):
            for seed in self.recipe.sources:
                number += 1
                self.sources_of.setdefault(region, []).append(number)
                claims = seed.kind == "armed_group"
                if claims:
                    self.claimants_of.setdefault(region, []).append(number)
                actor = (
                    self.chance.choice(self.attackers if claims else self.targets) if claims or seed.official else None
                )
                yield (
                    number, new_uid(self.chance), seed.name.format(region=region), seed.kind,
                    self.chance.choice(seed.reliability),
                    "Generated.", seed.official, actor, "speaks_for" if actor else None, country, "", "", "",
                )  # fmt: skip
