"""Going through a text by its sentences, and telling the characters of a text from the places on the screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from ascertain.domain.sentences import Sentence, sentences
from ascertain.ui.reading.shown_text import ShownText
from ascertain.ui.reading.steps import beside, next_open, stretched

KNOWN = (Sentence(0, 5), Sentence(6, 10), Sentence(12, 20))
TEXTS = st.text(alphabet=st.sampled_from("ab. \r\n😀\u2028\u2029سה\x85\t\ufdd0"), max_size=60)


@given(TEXTS)
def test_every_character_is_shown_at_a_place_of_its_own(text: str) -> None:
    shown = ShownText(text)
    document = QTextDocument()
    document.setPlainText(shown.shown)
    placed = [shown.place_of(at) for at in range(len(text) + 1)]
    assert placed == sorted(placed)
    assert placed[-1] == document.characterCount() - 1
    for at, letter in enumerate(text):
        if letter.isalnum() or letter == "😀":
            units = letter.encode("utf-16-le").decode("utf-16-le")
            there = "".join(
                document.characterAt(placed[at] + more) for more in range(len(units.encode("utf-16-le")) // 2)
            )
            assert there.encode("utf-16-le", "surrogatepass") == letter.encode("utf-16-le")
        inside_a_break = at and text[at - 1 : at + 1] == "\r\n"
        if not inside_a_break:
            assert shown.at_of(placed[at]) == at


def test_forth_and_back_by_sentences() -> None:
    assert beside(KNOWN, (0, 0), 1) == (0, 5)
    assert beside(KNOWN, (0, 5), 1) == (6, 10)
    assert beside(KNOWN, (6, 10), -1) == (0, 5)
    assert beside(KNOWN, (12, 20), 1) is None
    assert beside(KNOWN, (0, 5), -1) is None
    assert beside(KNOWN, (11, 11), 1) == (12, 20)
    assert beside(KNOWN, (11, 11), -1) == (6, 10)
    assert beside((), (0, 0), 1) is None


def test_stretching_and_taking_back() -> None:
    assert stretched(KNOWN, (0, 5), 1) == (0, 10)
    assert stretched(KNOWN, (0, 10), 1) == (0, 20)
    assert stretched(KNOWN, (0, 20), 1) is None
    assert stretched(KNOWN, (0, 20), -1) == (0, 10)
    assert stretched(KNOWN, (2, 4), 1) == (2, 5)
    assert stretched(KNOWN, (6, 10), -1) == (10, 0)
    assert stretched(KNOWN, (10, 0), 1) == (10, 6)
    assert stretched(KNOWN, (3, 3), 1) == (0, 5)


def test_the_next_sentence_that_is_open() -> None:
    assert next_open(KNOWN, (0, 2), (0, 0)) == (0, 5)
    assert next_open(KNOWN, (0, 2), (0, 5)) == (12, 20)
    assert next_open(KNOWN, (0,), (0, 5)) is None
    assert next_open(KNOWN, (0,), (12, 20), around=True) == (0, 5)
    assert next_open(KNOWN, (0, 2), (12, 20), -1) == (0, 5)
    assert next_open(KNOWN, (), (0, 0), around=True) is None
    assert next_open(KNOWN, (1,), (7, 9)) is None


@given(st.lists(st.sampled_from(["One.", "Two more.", "And a third."]), min_size=1, max_size=12), st.data())
def test_steps_go_over_every_sentence_once_and_back(words: list[str], data: st.DataObject) -> None:
    known = sentences(" ".join(words))
    met, at = [], (0, 0)
    while (following := beside(known, at, 1)) is not None:
        met.append(following)
        at = following
    assert met == [(each.start, each.end) for each in known]
    back = [at]
    while (before := beside(known, at, -1)) is not None:
        back.append(before)
        at = before
    assert back == met[::-1]
    open_ = tuple(sorted(data.draw(st.sets(st.integers(0, len(known) - 1)))))
    met, at = [], (0, 0)
    while (following := next_open(known, open_, at)) is not None:
        met.append(following)
        at = following
    assert met == [(known[each].start, known[each].end) for each in open_]


@given(st.integers(0, 20), st.integers(0, 20), st.sampled_from([1, -1]))
def test_stretching_never_loses_the_anchor_side(anchor: int, head: int, step: int) -> None:
    found = stretched(KNOWN, (anchor, head), step)
    if found is not None and anchor != head:
        assert found[0] in (anchor, max(anchor, head))
        assert (found[1] - head) * step >= 0 or found[0] != anchor
