"""Letters that lead to fields with Alt: each label gets one of its own, as far as there are enough."""

from __future__ import annotations

from collections.abc import Sequence

MENU_LETTERS = frozenset("feivlrh")
"""Letters by which the menus of the window open."""


def with_mnemonics(labels: Sequence[str], taken: frozenset[str] = MENU_LETTERS) -> list[str]:
    """The labels with `&` before the letter of each.

    Letters in `taken` are used for none. The first labels come first; one for which no letter is left shares the one
    that fewest have.
    """
    wanted = [_letters(label, taken) for label in labels]
    owner: dict[str, int] = {}
    for at in range(len(labels)):
        _find(at, wanted, owner, set())
    letters = {at: letter for letter, at in owner.items()}
    shared: dict[str, int] = {}
    for at, own in enumerate(wanted):
        if at not in letters and own:
            letters[at] = min(own, key=lambda letter: (shared.get(letter, 0), own.index(letter)))
            shared[letters[at]] = shared.get(letters[at], 0) + 1
    return [_marked(label, letters.get(at)) for at, label in enumerate(labels)]


def _letters(label: str, taken: frozenset[str]) -> list[str]:
    """The letters of a label that Alt can go with, those that begin a word first."""
    low = _lowered(label)
    usable = [at for at, letter in enumerate(low) if letter.isalnum() and letter.isascii() and letter not in taken]
    starts = [at for at in usable if at == 0 or not low[at - 1].isalnum()]
    return list(dict.fromkeys(low[at] for at in (*starts, *usable)))


def _find(at: int, wanted: list[list[str]], owner: dict[str, int], seen: set[str]) -> bool:
    """Give label `at` a letter, moving the owners of letters to others of theirs where that helps."""
    for letter in wanted[at]:
        if letter not in owner:
            owner[letter] = at
            return True
    for letter in wanted[at]:
        if letter in seen:
            continue
        seen.add(letter)
        if _find(owner[letter], wanted, owner, seen):
            owner[letter] = at
            return True
    return False


def _marked(label: str, letter: str | None) -> str:
    if letter is None:
        return label.replace("&", "&&")
    low = _lowered(label)
    starts = [at for at, each in enumerate(low) if each == letter and (at == 0 or not low[at - 1].isalnum())]
    at = starts[0] if starts else low.index(letter)
    before, after = (part.replace("&", "&&") for part in (label[:at], label[at:]))
    return f"{before}&{after}"


def _lowered(label: str) -> list[str]:
    """Letter by letter: a few letters become two in lower case, and places would shift."""
    return [letter.lower() for letter in label]
