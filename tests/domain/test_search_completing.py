"""What of a search is being typed, and what the search is once something was taken in its place."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ascertain.domain.search import FieldTerm, Op, find_key, parse, walk
from ascertain.domain.search.completing import take_key, take_value, take_word, take_written, typing_at


def cut(marked: str) -> tuple[str, int]:
    """A text and the place of the `|` in it."""
    before, _, after = marked.partition("|")
    return before + after, len(before)


@pytest.mark.parametrize(
    ("marked", "key", "stem"),
    [
        ("|", None, ""),
        ("sta|", None, "sta"),
        ("drone |", None, ""),
        ("drone sta|", None, "sta"),
        ("-sta|", None, "sta"),
        ("(drone OR sta|)", None, "sta"),
        ("status:|", "status", ""),
        ("status:cla|", "status", "cla"),
        ("status:claimed,|", "status", ""),
        ("status:claimed،dis|", "status", "dis"),
        ('place:"ain al|', "place", "ain al"),
        ('place:"ain al|"', "place", "ain al"),
        ('place:"ain al"|', "place", "ain al"),
        ("place:«عين ال|", "place", "عين ال"),
        ('place:"he said \\"|', "place", 'he said "'),
        ("Status：cla|", "Status", "cla"),
        ("status:cla| drone", "status", "cla"),
        ("O|", None, "O"),
        ("drone OR|", None, "OR"),
    ],
)
def test_what_is_typed_is_known_by_what_stands_before_the_cursor(marked: str, key: str | None, stem: str) -> None:
    found = typing_at(*cut(marked))
    assert found is not None
    assert (found.key, found.stem) == (key, stem)


@pytest.mark.parametrize("marked", ["dr|one", "|drone", '"ain al|', "sta|tus:claimed", "status:cl|aimed", "http://x|y"])
def test_nothing_is_offered_within_a_word_or_a_phrase(marked: str) -> None:
    assert typing_at(*cut(marked)) is None


@pytest.mark.parametrize(
    ("marked", "rest", "alone"),
    [
        ("drone status:cla|", "drone ", True),
        ("status:claimed,dis| drone", " drone", True),
        ("drone -status:cla|", "drone -", False),
        ("drone NOT status:cla|", "drone NOT ", False),
        ("(drone status:cla|)", "(drone )", False),
        ("drone OR status:cla|", "drone OR ", False),
        ("status:cla| OR drone", " OR drone", False),
        ("(drone OR rocket) status:cla|", "(drone OR rocket) ", True),
        ('drone place:"ain al| rocket', "drone  rocket", True),
    ],
)
def test_a_value_is_counted_in_the_rest_only_where_it_narrows_it(marked: str, rest: str, alone: bool) -> None:
    found = typing_at(*cut(marked))
    assert found is not None
    assert (found.rest, found.alone) == (rest, alone)


@pytest.mark.parametrize(
    ("marked", "take", "put", "after"),
    [
        ("sta|", take_key, "status", "status:|"),
        ("drone -sta| rocket", take_key, "status", "drone -status:| rocket"),
        ("status:cla|", take_value, "claimed", "status:claimed |"),
        ("status:cla| drone", take_value, "claimed", "status:claimed |drone"),
        ("(status:cla|)", take_value, "claimed", "(status:claimed|)"),
        ("place:ain|", take_value, "Ain al-Asad", 'place:"Ain al-Asad" |'),
        ('place:"ain al|"', take_value, "Ain al-Asad", 'place:"Ain al-Asad" |'),
        ('place:"ain| drone', take_value, "Ain al-Asad", 'place:"Ain al-Asad" |drone'),
        ("place:no|", take_value, "None", 'place:"None" |'),
        ("place:no|", take_written, "none", "place:none |"),
        ("drone o|", take_word, "OR", "drone OR |"),
    ],
)
def test_what_is_taken_stands_as_the_language_writes_it(marked: str, take: object, put: str, after: str) -> None:
    text, at = cut(marked)
    found = typing_at(text, at)
    assert found is not None
    assert take(text, found, put) == cut(after)  # type: ignore[operator]  # one of the functions above


PIECES = st.sampled_from(
    [
        "drone",
        "status:",
        "place:",
        "actor:",
        '"',
        "“",
        "”",
        "\\",
        " ",
        ",",
        "،",
        "(",
        ")",
        "-",
        "OR ",
        "NOT ",
        "عين",
        "a",
    ]
)
NAMES = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn")), min_size=1, max_size=20
).filter(lambda text: any(each.isalnum() for each in text) and text == text.strip())


@given(st.lists(PIECES, max_size=8).map("".join), st.integers(0, 40), NAMES)
@example('place:"a', 8, "Ain al-Asad")
@example("-place:", 7, "none")
def test_a_value_that_is_taken_is_what_the_search_asks_then(text: str, at: int, name: str) -> None:
    found = typing_at(text, min(at, len(text)))
    key = find_key(found.key or "") if found is not None else None
    if found is None or key is None:
        return
    taken, cursor = take_value(text, found, name)
    terms = [term for term in walk(parse(taken).terms) if isinstance(term, FieldTerm)]
    assert any(term.field == key.key and term.op is Op.IS and name in term.values for term in terms), taken
    assert 0 <= cursor <= len(taken)
    assert taken.startswith(text[: found.start])


@given(st.text(max_size=40), st.integers(-1, 60))
def test_any_text_is_taken(text: str, at: int) -> None:
    found = typing_at(text, max(0, at))
    if found is not None:
        assert 0 <= found.start <= found.end <= len(text)
