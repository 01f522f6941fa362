"""The index of names, brought up to date: the same as one that is made anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.proposals import KnownName, index_names
from ascertain.domain.proposals.words import read_words
from tests.domain.proposal_library import NAMES

_TEXT = " ".join(name for entry in NAMES for name in (entry.name, *entry.others))
_lots = st.lists(st.sampled_from(NAMES), max_size=len(NAMES), unique=True)


@given(_lots, _lots, _lots)
def test_an_index_brought_up_to_date_finds_what_a_new_one_finds(
    first: list[KnownName], second: list[KnownName], third: list[KnownName]
) -> None:
    words = read_words(_TEXT)
    index = index_names(first)
    for entries in (second, third, first):
        index = index.renewed(entries)
        assert index.find(words) == index_names(entries).find(words)
