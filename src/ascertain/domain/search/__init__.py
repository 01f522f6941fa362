"""The search language: what stands in the search box and what a saved view keeps.

    search   = part { "OR" part }                     any of the parts; AND binds closer
    part     = term { ["AND"] term }                  all of the terms
    term     = ["-" | "NOT "] ( word | quote | key ":" values | "(" search ")" )
    values   = value { "," value }                    any of the values
    value    = word | quote | range | "none" | "any"  none: nothing is stated; any: something is
    range    = N | N ".." N | N ".." | ".." N | (">" | ">=" | "<" | "<=") N
               | "unknown"                        of a count: it was looked for and is not known; 0 is a number
               | "today" | "last-7-days" | …    of a day: told from today, and told anew each time it is asked
    N        = a number, or a year, month or day: 2023, 2023-10, 2023-10-17; of own numbers also -2.5

Days told from today are those of `domain.search.relative`. What accounts say of a field is asked by `says:`,
`declined:` and `silent:` (`domain.search.accounts`).
A word is found where a word begins with it, one with a hyphen where its parts stand side by side or as one word; a
quote ("…", “…”, „…“, «…») finds its words side by side. Keys are those
of `search_keys(fields)`, for the fields of the log. Incidents in the trash are left out unless `is:trash` is asked. Any
text is a search: what is not understood is searched as words, and told in `Search.problems`. `parse(show(search))` asks
the same.
"""

from __future__ import annotations

from ascertain.domain.search.chips import (
    Asked,
    asked_of,
    is_chip,
    join_chips,
    joined_with_next,
    parted,
    split_chips,
    turned,
    with_term,
    without,
)
from ascertain.domain.search.keys import FLAGS, SearchKey, find_key, matching_codes, search_keys, taken_names
from ascertain.domain.search.reading import parse
from ascertain.domain.search.showing import show, show_term
from ascertain.domain.search.terms import And, FieldTerm, Not, Op, Or, Phrase, Range, Search, Term, Value, Words, walk
from ascertain.domain.search.values import show_range

__all__ = [
    "FLAGS", "And", "Asked", "FieldTerm", "Not", "Op", "Or", "Phrase", "Range", "Search", "SearchKey", "Term", "Value",
    "Words", "asked_of", "find_key", "is_chip", "join_chips", "joined_with_next", "matching_codes", "parse", "parted",
    "search_keys", "show", "show_range", "show_term", "split_chips", "taken_names", "turned", "walk", "with_term",
    "without",
]  # fmt: skip
