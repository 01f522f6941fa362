from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.time_finding import find_times


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("The base was hit on Tuesday night, the command said on Wednesday.", ["Tuesday night", "Wednesday"]),
        ("Three drones fell over the past 24 hours.", ["past 24 hours"]),
        ("It has been calm since the summer of 2022.", ["since the summer of 2022"]),
        ("Attacks took place on 17–18 Oct and in early November 2023.", ["17–18 Oct", "early November 2023"]),
        ("Rockets landed between 2 and 4 a.m. Friday.", ["between 2 and 4 a.m. Friday"]),
        ("Yesterday's strike came two days after the first.", ["Yesterday"]),
        ("The raid on Oct. 7 was followed on Tuesday, 17 October.", ["Oct. 7", "Tuesday, 17 October"]),
        ("They met on Monday, Tuesday and Friday.", ["Monday", "Tuesday", "Friday"]),
        ("On 05/03/2026 the depot burned.", ["05/03/2026"]),
        ("On 2 Rabi' al-Thani 1445 a convoy was hit.", ["2 Rabi' al-Thani 1445"]),
        (
            "وقع الهجوم فجر اليوم الأربعاء بعد هجوم مساء الثلاثاء الماضي.",
            ["فجر اليوم الأربعاء", "مساء الثلاثاء الماضي"],
        ),
        ("خلال الـ24 ساعة الماضية سقطت مسيرة.", ["24 ساعة الماضية"]),
        ("في 17 تشرين الأول/أكتوبر 2023 قصفت القاعدة.", ["17 تشرين الأول/أكتوبر 2023"]),
        ("این حمله سه‌شنبه شب رخ داد.", ["سه‌شنبه شب"]),
        ("در ۲۵ مهر ۱۴۰۲ پهپادی سقوط کرد و دو نفر زخمی شدند.", ["۲۵ مهر ۱۴۰۲"]),
        ("ההתקפה אירעה ביום שלישי בלילה.", ["ביום שלישי בלילה"]),
    ],
)
def test_times_are_found_longest_first(text: str, phrases: list[str]) -> None:
    assert [each.phrase for each in find_times(text)] == phrases


@pytest.mark.parametrize(
    "text",
    [
        "The sun sat low; they may march on the second try, and more may fall.",
        "About 2,500 troops and 1,000 others are stationed at three bases.",
        "Twelve of 24 rockets were seen, 3 of them in the second of two places.",
        "The autumn of the regime was the spring of the town.",
        "Al-Asad base, section 12.4, version 2.0",
        "می‌گویند پهپادها به پایگاه رسیدند",
        "قال المتحدث إن عين الأسد لم تصب",
        "",
    ],
)
def test_words_that_only_look_like_times_are_left(text: str) -> None:
    assert find_times(text) == ()


_WORDS = ["on", "Tuesday", "may", "17", "Oct", "–", ",", ".", "past", "24", "hours", "أمس", "شب", "و"]


@given(st.text(max_size=80) | st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join))
def test_what_is_found_stands_in_the_text_in_order(text: str) -> None:
    end = 0
    for each in find_times(text):
        assert each.start >= end
        assert each.phrase == text[each.start : each.end]
        assert each.phrase.strip()
        end = each.end
