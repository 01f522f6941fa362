"""The tables of words for time: each form has one meaning, and every month and day of the week has a name."""

from __future__ import annotations

import pytest

from ascertain.domain.folding import fold
from ascertain.domain.times.words_arabic import ARABIC
from ascertain.domain.times.words_english import ENGLISH
from ascertain.domain.times.words_hebrew import HEBREW
from ascertain.domain.times.words_persian import PERSIAN

TABLES = {"English": ENGLISH, "Arabic": ARABIC, "Persian": PERSIAN, "Hebrew": HEBREW}


def _forms(table: str) -> list[tuple[str, str]]:
    lines = (line.partition(": ") for line in table.strip().splitlines())
    return [(meaning, fold(form)) for meaning, _, forms in lines for form in forms.split(" | ")]


def test_a_form_means_the_same_in_every_table() -> None:
    seen: dict[str, tuple[str, str]] = {}
    for language, table in TABLES.items():
        for meaning, form in _forms(table):
            assert form, (language, meaning)
            assert seen.setdefault(form, (meaning, language))[0] == meaning, (form, language, seen[form])


@pytest.mark.parametrize("language", TABLES)
def test_every_month_and_day_of_the_week_has_a_name(language: str) -> None:
    named = {meaning for meaning, _ in _forms(TABLES[language])}
    assert {f"g{month}" for month in range(1, 13)} <= named
    assert {f"w{day}" for day in range(7)} <= named
    if language != "Hebrew":
        assert {f"h{month}" for month in range(1, 13)} <= named
    if language in ("English", "Persian"):
        assert {f"j{month}" for month in range(1, 13)} <= named
