"""The pages of the help: they are short, their keys are those of the program, and what they name is as it is called
in the log."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QKeySequence

from ascertain.app.codebook import shipped_vocabularies
from ascertain.domain.own_fields import NO_OWN, Fields, OwnField, OwnType
from ascertain.domain.vocabulary import Code, Vocabularies, Vocabulary
from ascertain.ui.form.entering.above import ABOVE_KEYS
from ascertain.ui.form.entering.templates import TEMPLATE_KEYS
from ascertain.ui.form.page import SAVE_KEYS, SAVE_NEW_KEYS
from ascertain.ui.help.finding import find
from ascertain.ui.help.markup import label_of, marks
from ascertain.ui.help.pages import Pages
from ascertain.ui.review.verdicts import FOLLOW_UP_KEY, KEEP_KEY, SUGGESTION_KEY
from ascertain.ui.shell.action_table import ACTIONS

LONGEST = 600
"""Letters of a paragraph that is still read, and not passed over."""


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages(NO_OWN, shipped_vocabularies())


def names(pages: Pages) -> list[str]:
    return [name for part in pages.parts for name in part.pages]


def keys_of(pages: Pages, name: str) -> set[str]:
    return {key for kind, key in marks(pages.source(name)) if kind == "key"}


def test_no_paragraph_is_a_wall_of_words(pages: Pages) -> None:
    for name in names(pages):
        told = [re.sub("<.*?>", "", each) for each in re.findall(r"<p>(.*?)</p>", pages.source(name))]
        assert [each for each in told if len(each) > LONGEST] == [], name


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        (
            "review-desk",
            {"1", "7", SUGGESTION_KEY, KEEP_KEY, FOLLOW_UP_KEY, "E", "L", "G", "O", "C", "Esc", "Ctrl+Enter"},
        ),
        ("accounts", {"Enter", "U", "F2", "0", "N", "D", "?", "Del", "+"}),
        ("reading-desk", {"I", "A", "L", "N", "S", "Tab"}),
        ("duplicates", {"S", "P", "1", "2", "O", "N", "→"}),
    ],
)
def test_the_keys_of_a_desk_stand_on_its_page(pages: Pages, name: str, keys: set[str]) -> None:
    assert keys <= keys_of(pages, name)


def test_a_key_of_a_page_is_one_that_the_program_has(pages: Pages) -> None:
    known = {QKeySequence(spec.shortcut).toString() for spec in ACTIONS if spec.shortcut}
    boxes = {*SAVE_KEYS, *SAVE_NEW_KEYS, *ABOVE_KEYS, TEMPLATE_KEYS, "Ctrl+Shift+P", "Ctrl+.", "Ctrl+Shift+."}
    chords = {key for name in names(pages) for key in keys_of(pages, name) if key.startswith("Ctrl+")}
    assert chords - known - boxes == set()


def test_an_action_stands_under_the_name_and_key_that_it_has_now(pages: Pages) -> None:
    shown = pages.html("undo")
    keys = QKeySequence("Ctrl+Z").toString(QKeySequence.SequenceFormat.NativeText)
    assert f"&nbsp;{keys}&nbsp;" in shown
    assert "<press>" not in shown
    assert label_of("theme_dark") in pages.html("settings")


def test_no_mark_is_left_on_a_page_that_is_shown(pages: Pages) -> None:
    for name in names(pages):
        left = set(re.findall(r"</?([a-z0-9]+)", pages.html(name)))
        assert left <= {"a", "b", "br", "code", "h1", "h2", "h3", "i", "img", "p", "pre", "span", "table", "td", "tr"}


def test_the_codebook_is_that_of_the_log_with_its_own_fields_and_renamed_codes() -> None:
    own = Fields((OwnField("Weather <b>", OwnType.CHOICE, key="weather", help="Seen from the ground."),))
    lists = [each for each in shipped_vocabularies() if each.name not in ("means", "status")]
    lists.append(Vocabulary("means", "Means", (Code("balloon", "Balloon & string", attributes={"note": "It flies."}),)))
    lists.append(Vocabulary("status", "Standing", (Code("claimed", "Said by them", retired=False),)))
    pages = Pages(own, Vocabularies(lists))
    page = pages.html("codebook")
    assert '<a name="field-weather"></a>Weather &lt;b&gt;' in page
    assert "Seen from the ground." in page
    assert "Balloon &amp; string" in page
    assert "It flies." in page
    assert "Said by them" in page
    assert "Said by them" in pages.html("review-desk")
    found = find(pages.sections, "weather ground")
    assert [hit.section.place for hit in found] == ["codebook#field-weather", "search#keys"]


def test_a_list_of_many_codes_is_told_in_short_and_never_whole(pages: Pages) -> None:
    many = Vocabulary("means", "Means", tuple(Code(f"c{n}", f"Word {n}") for n in range(20_000)))
    lists = [many, *(each for each in shipped_vocabularies() if each.name != "means")]
    assert len(Pages(NO_OWN, Vocabularies(lists)).html("codebook")) < len(pages.html("codebook")) + 20_000


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("merge", "duplicates#merge"),
        ("dark mode", "settings#look"),
        ("bulk", "many"),
        ("crash", "recovery#crash"),
        ("network", "documents#fetch"),
        ("time zone", "when#zone"),
        ("preset", "export#keep"),
        ("SALVAGE file", "recovery#salvage"),
        ("killed civilians", "codebook#field-killed_civilian"),
    ],
)
def test_plain_words_find_the_section_that_tells_of_them(pages: Pages, asked: str, place: str) -> None:
    hits = find(pages.sections, asked)
    assert place in [hit.section.place for hit in hits[:3]]


def test_all_words_are_asked_and_what_is_nowhere_finds_nothing(pages: Pages) -> None:
    assert find(pages.sections, "backup giraffe") == []
    assert find(pages.sections, "  ") == []
    for hit in find(pages.sections, "backup"):
        whole = " ".join((hit.section.heading, hit.section.title, hit.section.text, hit.section.hidden)).casefold()
        assert "backup" in whole
