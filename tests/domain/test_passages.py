"""Passages: taken from a text, and found again when it has changed."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from ascertain.domain.marks import Mark, MarkKind, coverage, touched
from ascertain.domain.passages import CONTEXT, Found, find_again, passage_at
from ascertain.domain.records import Passage
from ascertain.domain.sentences import sentences

TEXT = (
    "A channel reported two strikes on Monday. The first hit the depot. The second missed.\n\n"
    "The army said that one drone was shot down. It did not say whose it was.\n\n"
    "The first hit the depot, a witness said; the second was seen from the river."
)
WORDS = st.lists(
    st.sampled_from(["drone", "base", "fell", "near", "سقطت", "קרוב", "😀", "3", "the", "a"]), min_size=3, max_size=40
)


def taken(text: str, words: str) -> tuple[str, Passage]:
    start = text.index(words)
    return passage_at(text, start, start + len(words))


@given(WORDS, st.data())
def test_a_passage_of_an_unchanged_text_is_where_it_was(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote, passage = passage_at(text, start, end)
    found = find_again(text, quote, passage)
    assert found == (Found(passage.start or 0, passage.end or 0) if quote else None)


@given(WORDS, WORDS, WORDS, st.data())
def test_it_is_found_again_when_text_comes_before_and_after(
    words: list[str], before: list[str], after: list[str], data: st.DataObject
) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text)))
    quote, passage = passage_at(text, start, data.draw(st.integers(start, len(text))))
    assume(quote)
    lead = " ".join(before) + " "
    changed = lead + text + " " + " ".join(after)
    found = find_again(changed, quote, passage)
    assert found is not None
    assert changed[found.start : found.end] == quote
    if changed.count(quote) == 1:
        assert found.start == (passage.start or 0) + len(lead)


@given(st.text(max_size=60), st.text(max_size=20), st.integers(0, 80), st.text(max_size=50), st.text(max_size=50))
def test_anything_may_be_looked_for_in_anything(text: str, quote: str, start: int, before: str, after: str) -> None:
    found = find_again(text, quote, Passage(start, start + len(quote), before, after))
    assert found is None or 0 <= found.start < found.end <= len(text)


def test_of_two_places_with_the_same_words_the_context_tells() -> None:
    again = TEXT.rindex("The first hit the depot")
    quote, passage = passage_at(TEXT, again, again + len("The first hit the depot"))
    changed = "It was updated.\n\n" + TEXT.replace("The second missed.", "The second one missed its target by far.")
    found = find_again(changed, quote, passage)
    assert found is not None
    assert found.start == changed.rindex("The first hit the depot")


def test_other_blanks_and_marks_between_the_same_words() -> None:
    quote, passage = taken(TEXT, "The army said that one drone was shot down.")
    changed = "News. " + TEXT.replace("said that one drone", "said, that\none  drone")
    found = find_again(changed, quote, passage)
    assert found is not None
    assert not found.exact
    assert changed[found.start : found.end] == "The army said, that\none  drone was shot down"


def test_a_word_that_was_corrected() -> None:
    quote, passage = taken(TEXT, "The army said that one drone was shot down.")
    changed = TEXT.replace("one drone was", "two drones were")
    found = find_again(changed, quote, passage)
    assert found is not None
    assert not found.exact
    assert changed[found.start : found.end] == "The army said that two drones were shot down."


def test_what_is_gone_is_not_found() -> None:
    quote, passage = taken(TEXT, "The army said that one drone was shot down.")
    assert find_again(TEXT.replace(quote, ""), quote, passage) is None
    assert find_again("", quote, passage) is None


def test_a_passage_is_taken_without_blanks_around_it_and_with_its_context() -> None:
    start = TEXT.index(" The second missed.")
    quote, passage = passage_at(TEXT, start, start + len(" The second missed.\n\n"))
    assert quote == "The second missed."
    assert passage.before == TEXT[start + 1 - CONTEXT : start + 1]
    assert passage.after == TEXT[start + 19 : start + 19 + CONTEXT]
    assert passage_at(TEXT, 9_000, -4)[0] == TEXT


def test_each_sentence_is_open_until_something_came_of_a_part_of_it() -> None:
    part = Mark(MarkKind.NOTHING, 1, *taken(TEXT, "two strikes"))
    long = Mark(MarkKind.STATEMENT, 2, *taken(TEXT, "The second missed.\n\nThe army said"))
    gone = Mark(MarkKind.ENTRY, 3, "Nobody ever wrote this sentence.", Passage(3, 9))
    bare = Mark(MarkKind.STATEMENT, 4, "")
    found = coverage(TEXT, (long, part, gone, bare))
    assert len(found.sentences) == 6
    assert found.open_ == (1, 4, 5)
    assert [each.mark.id for each in found.placed] == [1, 2]
    assert (found.lost, found.unplaced) == ((gone,), (bare,))


@given(WORDS, st.data())
def test_the_sentences_that_a_span_touches(words: list[str], data: st.DataObject) -> None:
    known = sentences(". ".join(word.capitalize() for word in words))
    start = data.draw(st.integers(0, 300))
    end = start + data.draw(st.integers(1, 60))
    meant = [at for at, each in enumerate(known) if each.start < end and start < each.end]
    assert list(touched(known, start, end)) == meant
