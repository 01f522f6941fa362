"""The sentences of a text: that they hold all of it, and that they are those a reader would count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.sentences import Sentence, says_something, sentences

TEXTS = st.text(alphabet=st.sampled_from("aB .!?…؟۔\n\r\t\"'“”()سה1٣。\u2029😀Dr.St"), max_size=200) | st.text(
    max_size=80
)


def cut(text: str) -> list[str]:
    return [text[each.start : each.end] for each in sentences(text)]


@given(TEXTS)
def test_sentences_hold_every_character_that_is_no_blank_once(text: str) -> None:
    found = sentences(text)
    held = [at for each in found for at in range(each.start, each.end)]
    assert held == sorted(set(held))
    assert {at for at, each in enumerate(text) if not each.isspace()} <= set(held)
    for each in found:
        assert each.start < each.end
        assert not text[each.start].isspace()
        assert not text[each.end - 1].isspace()


@given(TEXTS, TEXTS)
def test_a_text_behind_an_empty_line_changes_nothing_before_it(first: str, second: str) -> None:
    alone = cut(first + "\n\n" + "x" * 120)[:-1]
    assert cut(first + "\n\n" + "x" * 120 + "\n\n" + second)[: len(alone)] == alone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell. Nobody was hurt.", ["It fell.", "Nobody was hurt."]),
        ("Dr. Ali and Lt. Col. Reed of the U.S. Army spoke.", ["Dr. Ali and Lt. Col. Reed of the U.S. Army spoke."]),
        ("They left the U.S. The rest stayed.", ["They left the U.S.", "The rest stayed."]),
        ("About 3.5 km away, i.e. in No. 4, one fell.", ["About 3.5 km away, i.e. in No. 4, one fell."]),
        ("It came at 5 p.m. Nobody saw it.", ["It came at 5 p.m.", "Nobody saw it."]),
        ("On 17 Oct. 2023 it began. J. Smith left.", ["On 17 Oct. 2023 it began.", "J. Smith left."]),
        ("“Leave!” he said. “Now.” She left.", ["“Leave!” he said.", "“Now.”", "She left."]),
        ("They waited... and left. Who? Nobody knows.", ["They waited... and left.", "Who?", "Nobody knows."]),
        ("1. The first point. 2. The second.", ["1. The first point.", "2. The second."]),
        ("A heading\nThe text. More of it.", ["A heading", "The text.", "More of it."]),
        ("قال د. سالم إنها سقطت. هل أصيب أحد؟ لا!", ["قال د. سالم إنها سقطت.", "هل أصيب أحد؟", "لا!"]),
        ("پهپاد سقوط کرد. آیا کسی زخمی شد؟ خیر۔ پایان", ["پهپاد سقوط کرد.", "آیا کسی زخمی شد؟", "خیر۔", "پایان"]),
        ('צה"ל הודיע כי א. כהן נפצע. מתי? אתמול.', ['צה"ל הודיע כי א. כהן נפצע.', "מתי?", "אתמול."]),
        ("無人機が落ちた。負傷者はいない。", ["無人機が落ちた。", "負傷者はいない。"]),
        ("", []),
        (" \n ", []),
    ],
)  # fmt: skip
def test_what_a_reader_would_count(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_lines_broken_to_a_width_are_put_together() -> None:
    text = (
        "Two armed drones came down in the night\nnear the base. According to Mr.\nRashid nobody was hurt. A third\n"
        "one was shot down.\n\nOther news\nThe road is closed again."
    )
    assert [" ".join(each.split()) for each in cut(text)] == [
        "Two armed drones came down in the night near the base.",
        "According to Mr. Rashid nobody was hurt.",
        "A third one was shot down.",
        "Other news",
        "The road is closed again.",
    ]


def test_a_line_of_stars_says_nothing() -> None:
    text = "One.\n\n* * *\n\n٣\n\nה"
    assert [says_something(text, each) for each in sentences(text)] == [True, False, True, True]


def test_no_text_takes_long() -> None:
    """What would take minutes if a pattern went over the text again and again."""
    for text in ("." * 200_000 + "x", "dr. " * 50_000, "\n" * 200_000, "a\n" * 50_000, '."' * 100_000, " " * 200_000):
        assert sentences(text) == tuple(sorted(sentences(text)))
    assert sentences("x" * 100_000) == (Sentence(0, 100_000),)
