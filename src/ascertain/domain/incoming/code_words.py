"""The words that stand for the codes of a list: keys, labels, and the names that other codebooks have for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ascertain.domain.folding import fold
from ascertain.domain.incoming.country_words import country_words
from ascertain.domain.vocabulary import Code, Vocabulary

NEW = "+"
"""What stands before the label of a code that is to be made."""

_NAMES = ("alpha_3", "acled_sub_event_type", "acled_event_type")
"""Attributes that name a code elsewhere and cannot be mistaken for another code."""


def code_words(vocabulary: Vocabulary, given: Mapping[str, str | None] | None = None) -> dict[str, str | None]:
    """The key of a code by every folded word for it; `given` words go before all others. A code that was merged into
    another stands for that one."""
    found: dict[str, str | None] = {fold(word): meant for word, meant in (given or {}).items()}
    for rank in range(3):
        for code in vocabulary.codes:
            for word in _words_of(code, rank):
                found.setdefault(fold(word), _kept(vocabulary, code))
    if vocabulary.name == "country":
        for word, key in country_words().items():
            if vocabulary.find(key) is not None:
                found.setdefault(word, key)
    found.pop("", None)
    return found


def _words_of(code: Code, rank: int) -> Iterator[str]:
    """The keys of all codes go before their labels, and these before the names elsewhere."""
    if rank == 0:
        yield code.key
        yield code.key.replace("_", " ")
    elif rank == 1:
        yield code.label
        # `Usually reliable` of `B · Usually reliable`.
        yield code.label.partition(" · ")[2]
    else:
        for name in _NAMES:
            yield str(code.attributes.get(name) or "")
        number = str(code.attributes.get("numeric") or "")
        yield number
        yield number.lstrip("0")


def _kept(vocabulary: Vocabulary, code: Code) -> str:
    seen = {code.key}
    while code.merged_into and code.merged_into not in seen and (into := vocabulary.find(code.merged_into)):
        seen.add(into.key)
        code = into
    return code.key
