"""What a person can do with the code lists, drawn by chance from the codes that there are."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from ascertain.app import commands as c
from ascertain.domain.code_lists import new_key
from ascertain.domain.vocabulary import Code
from tests.prove.any_records import TITLES

if TYPE_CHECKING:
    from tests.prove.any_deeds import Ground

_LISTS = ("means", "outcome", "kind", "place_kind", "country", "status")


def keep_code(ground: Ground, draw: random.Random) -> c.Command | None:
    """A code added, renamed, retired or brought back."""
    vocabulary = ground.vocabularies[draw.choice(_LISTS)]
    label = f"{draw.choice(TITLES)} {draw.randint(1, 99)}"
    if draw.random() < 0.4:
        return c.KeepCode(vocabulary.name, Code(new_key(vocabulary, label), label))
    present = draw.choice(vocabulary.codes)
    retired = present.retired if draw.random() < 0.5 else not present.retired
    return c.KeepCode(vocabulary.name, replace(present, label=draw.choice((label, present.label)), retired=retired))


def move_code(ground: Ground, draw: random.Random) -> c.Command | None:
    """A code moved within a short list."""
    vocabulary = ground.vocabularies[draw.choice(("means", "outcome", "status"))]
    return c.MoveCode(vocabulary.name, draw.choice(vocabulary.codes).key, draw.randrange(len(vocabulary.codes)))


def remove_code(ground: Ground, draw: random.Random) -> c.Command | None:
    """A code less; refused for most."""
    vocabulary = ground.vocabularies[draw.choice(_LISTS)]
    return c.RemoveCode(vocabulary.name, vocabulary.codes[-1].key)


def merge_codes(ground: Ground, draw: random.Random) -> c.Command | None:
    """Two codes become one; refused for a closed list."""
    vocabulary = ground.vocabularies[draw.choice(("means", "outcome", "kind", "status"))]
    keep, other = draw.sample(vocabulary.codes, 2)
    return c.MergeCodes(vocabulary.name, keep.key, (other.key,))


CODE_DEEDS = (keep_code, move_code, remove_code, merge_codes)
