"""What must be right before a code list is changed, and the key that a new code gets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ascertain.domain.folding import fold
from ascertain.domain.messages import say
from ascertain.domain.problems import Problem
from ascertain.domain.texts import Findings
from ascertain.domain.vocabulary import Code, Vocabulary

LABEL_LIMIT = 120
"""Characters of the name of a code: it has to fit into a cell and a button."""
NOTE_LIMIT = 2_000
"""Characters of the codebook note of a code."""
KEY_LIMIT = 60

_KEY = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_NOT_OF_A_KEY = re.compile(r"[^a-z0-9]+")


def check_code(vocabulary: Vocabulary, code: Code) -> tuple[Problem, ...]:
    """Every fault in a code that is to be added to a list, or to replace the one of its key; none where it can be."""
    found = Findings()
    present = vocabulary.find(code.key)
    if present is None and vocabulary.closed:
        text = say(
            "The program's rules depend on the list “{list}”: nothing can be added to it.", list=vocabulary.label
        )
        found.add("key", "closed", text)
    elif present is not None and vocabulary.closed and (code.retired or code.parent != present.parent):
        text = say(
            "The program's rules depend on the list “{list}”: its codes can be renamed and moved, no more.",
            list=vocabulary.label,
        )
        found.add("retired", "closed", text)
    if present is None and (len(code.key) > KEY_LIMIT or not _KEY.fullmatch(code.key)):
        found.add("key", "form", say("A key holds small letters a to z, digits and single low lines between them."))
    found.line("label", code.label, needed=say("Give the code a name."), limit=LABEL_LIMIT)
    key = fold(code.label).strip()
    if any(key and fold(each.label).strip() == key for each in vocabulary if each.key != code.key):
        found.add("label", "twice", say("There is already a code named {name} in this list.", name=code.label.strip()))
    found.text("note", code.note, limit=NOTE_LIMIT)
    _check_parent(found, vocabulary, code)
    return tuple(found.problems)


def check_code_merge(vocabulary: Vocabulary, keep: str, others: Sequence[str]) -> tuple[Problem, ...]:
    """Why codes cannot become one; nothing where they can."""
    found = Findings()
    if vocabulary.closed:
        text = say(
            "The program's rules depend on the list “{list}”: its codes can be renamed and moved, no more.",
            list=vocabulary.label,
        )
        found.add("keep", "closed", text)
    kept = vocabulary.find(keep)
    if kept is None or any(vocabulary.find(key) is None for key in others):
        found.add("keep", "gone", say("A code to merge is no longer in its list. Choose again."))
    elif not others or keep in others:
        found.add("keep", "needed", say("Choose another code to merge into."))
    elif kept.parent is not None and any(each.parent in others for each in vocabulary):
        text = say(
            "Other codes stand under the one that would go. Move them first, or keep a code under which they can stand."
        )
        found.add("keep", "parent", text)
    elif kept.parent in others:
        found.add(
            "keep", "parent", say("{name} stands under the code that would go. Keep that one instead.", name=kept.label)
        )
    return tuple(found.problems)


def _check_parent(found: Findings, vocabulary: Vocabulary, code: Code) -> None:
    if code.parent is None:
        return
    parent = vocabulary.find(code.parent)
    if parent is None or code.parent == code.key or parent.parent is not None:
        found.add("parent", "parent", say("A code can stand only under one that stands under none."))
    elif any(each.parent == code.key for each in vocabulary):
        found.add("parent", "parent", say("Other codes stand under this one, so it cannot stand under another."))


def new_key(vocabulary: Vocabulary, label: str) -> str:
    """A key for a new code of this name that the list does not have yet: `loitering_munition`, else `code_2`."""
    plain = _NOT_OF_A_KEY.sub("_", fold(label).lower()).strip("_")[: KEY_LIMIT - 4].strip("_") or "code"
    taken = {each.key for each in vocabulary}
    numbered = (f"{plain}_{number}" for number in range(2, len(taken) + 3))
    return plain if plain not in taken else next(key for key in numbered if key not in taken)
