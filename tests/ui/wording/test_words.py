from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from ascertain.domain.fields import FIELDS
from ascertain.domain.messages import say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import NOT_STATED, Figure
from ascertain.domain.vocabulary import Code, Vocabularies, Vocabulary
from ascertain.ui.wording import (
    code_label,
    fault_text,
    field_label,
    figure_text,
    figure_words,
    origins_text,
    status_word,
    tr_message,
    where_text,
)

LISTS = Vocabularies(
    [
        Vocabulary("country", "Country", (Code("IQ", "Iraq"),)),
        Vocabulary("status", "Status", (Code("claimed", "Somebody says so"),), closed=True),
    ]
)


@pytest.fixture(autouse=True)
def english(qapp: QCoreApplication) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("figure", "short", "full"),
    [
        (NOT_STATED, "–", "not stated"),
        (Figure(unknown=True), "?", "not known"),
        (Figure.exactly(0), "0", "0"),
        (Figure(2, 3, 5), "2–5", "3, between 2 and 5"),
        (Figure(low=300), "300+", "300+"),
        (Figure(high=5), "≤ 5", "≤ 5"),
        (Figure(best=1200), "1,200", "1,200"),
    ],
)
def test_zero_not_stated_and_not_known_are_told_apart(figure: Figure, short: str, full: str) -> None:
    assert (figure_text(figure), figure_words(figure)) == (short, full)


def test_origins_are_told_of_all_statements() -> None:
    assert origins_text(2, 3) == "2 of 3"
    assert origins_text(0, 0) == "–"


class Arabic(QTranslator):
    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        known = {
            ("messages", "Logged {name}"): "سُجِّل {name}",
            ("codes", "Iraq"): "العراق",
            ("fields", "Status"): "الحالة",
        }
        return known.get((context, source), "")


def test_a_message_is_translated_by_its_source_text_and_then_filled(qapp: QCoreApplication) -> None:
    assert tr_message(say("Logged {a}", a="{z} b", z=7)) == "Logged {z} b"
    translator = Arabic(qapp)
    qapp.installTranslator(translator)
    try:
        assert tr_message(say("Logged {name}", name="x")) == "سُجِّل x"
        assert code_label("country", "IQ", LISTS) == "العراق"
        assert field_label("status") == "الحالة"
    finally:
        qapp.removeTranslator(translator)


def test_counts_days_and_messages_inside_a_message() -> None:
    assert tr_message(say("{count} incidents", singular="{count} incident", count=1200)) == "1,200 incidents"
    assert tr_message(say("{count} incidents", singular="{count} incident", count=1)) == "1 incident"
    assert tr_message(say("On {day}: {what}", day=date(2023, 10, 17), what=say("moved"))) == "On 17 Oct 2023: moved"


def test_a_name_in_another_script_is_kept_whole_in_a_sentence() -> None:
    assert tr_message(say("Logged {name}", name="قاعدة")) == "Logged \u2068قاعدة\u2069"


def test_a_refusal_is_told_in_its_own_words() -> None:
    refused = Refused(Problem("title", "empty", say("Type a title.")), Problem("t_from", "x", say("Give a time.")))
    assert fault_text(refused) == "Type a title.\nGive a time."
    assert "Nothing was changed" in fault_text(RuntimeError("secret path"))
    assert "secret" not in fault_text(RuntimeError("secret path"))


def test_every_field_has_a_label() -> None:
    assert all(field_label(field.key) for field in FIELDS)


def test_a_renamed_status_is_shown_as_the_log_names_it() -> None:
    assert status_word("claimed") == "Claimed"
    assert status_word("claimed", LISTS) == "Somebody says so"


@dataclass
class Spot:
    place: str = ""
    place_text: str = ""
    country: str | None = None


@pytest.mark.parametrize(
    ("spot", "text"),
    [
        (Spot("Al-Harir air base", "", "IQ"), "Al-Harir air base, Iraq"),
        (Spot("Iraq", "", "IQ"), "Iraq"),
        (Spot("", "near the border", None), "near the border"),
        (Spot("", "", "IQ"), "Iraq"),
        (Spot(), ""),
    ],
)
def test_a_place_reads_with_its_country_once(spot: Spot, text: str) -> None:
    assert where_text(spot, LISTS) == text
