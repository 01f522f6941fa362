"""The code lists that come with the program: what a new log starts from. A log that is there has its own, and is
asked instead."""

from __future__ import annotations

import tomllib
from typing import Any

from ascertain import resources
from ascertain.domain.vocabulary import Code, Vocabularies, Vocabulary

ORDER = (
    "status", "stance", "kind", "means", "outcome", "where_precision", "time_precision", "reliability", "credibility",
    "assertion_state", "role", "link_type", "source_kind", "actor_kind", "place_kind", "document_kind", "affiliation",
    "anchor_kind", "review_reason", "country",
)  # fmt: skip
"""The names of the code lists, in the order in which they are shown."""

_OWN = ("key", "label", "parent", "retired")


class UnreadableCodes(ValueError):
    """A code list that came with the program is not as it should be: its name and what is wrong."""

    def __init__(self, name: str, wrong: str) -> None:
        remedy = "Install the program again to repair it."
        super().__init__(f"The code list {name} of the program cannot be used: {wrong}. {remedy}")


def shipped_vocabularies() -> Vocabularies:
    """Every code list under `resources/vocabularies/`. Raises `UnreadableCodes` or `resources.MissingResource`."""
    return Vocabularies(read_vocabulary(name, resources.text("vocabularies", f"{name}.toml")) for name in ORDER)


def read_vocabulary(name: str, text: str) -> Vocabulary:
    """The code list that a TOML text describes. Raises `UnreadableCodes`.

    The text has `label`, `closed` and a `[[code]]` for each entry, in order, with `key`, `label` and where they
    apply `parent` and `retired`; all else that an entry holds becomes an attribute.
    """
    try:
        table = tomllib.loads(text)
        codes = tuple(_code(entry) for entry in table["code"])
        vocabulary = Vocabulary(name, str(table["label"]), codes, bool(table.get("closed", False)))
    except tomllib.TOMLDecodeError as fault:
        raise UnreadableCodes(name, str(fault)) from fault
    except (KeyError, TypeError) as fault:
        raise UnreadableCodes(name, f"it lacks {fault}") from fault
    keys = [code.key for code in codes]
    if len(set(keys)) < len(keys):
        raise UnreadableCodes(name, "a key stands there twice")
    strays = {code.parent for code in codes if code.parent} - set(keys)
    if strays:
        raise UnreadableCodes(name, f"{', '.join(sorted(strays))} is named as a parent and is no code")
    return vocabulary


def _code(entry: dict[str, Any]) -> Code:
    attributes = {name: value for name, value in entry.items() if name not in _OWN}
    retired = bool(entry.get("retired", False))
    return Code(str(entry["key"]), str(entry["label"]), entry.get("parent"), retired, attributes)
