"""The briefing: what stands in it and in which order; the same in Markdown and in Word, whatever the texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtWidgets import QApplication

from ascertain.domain.codes import Role, Status, TimePrecision
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.records import ActorInRole, Figure, IncidentContent, NamedRef, ReportedTime, Statement
from ascertain.domain.totals import Bounds, Totals
from ascertain.exchange.briefing.composing import ORDER, compose
from ascertain.exchange.briefing.direction import isolated, pieces
from ascertain.exchange.briefing.markdown import escaped
from ascertain.exchange.briefing.structure import Briefing, Entry, heard, told
from ascertain.exchange.briefing.words import bounds_words, figure_words, time_words
from ascertain.exchange.outgoing import Outgoing
from ascertain.exchange.sheets import ExportFailed
from tests.exchange.given import (
    ARMY,
    BARE,
    BULLETIN,
    DAY,
    FULL,
    GROUP,
    HOSTILE,
    ODD,
    exporter,
    incident,
    instant,
    lost,
    outgoing,
    ref,
    stopped,
    written,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40)
SIGNS = st.text("abW*_`[]()<>#|~=+-.:/@&;!\\^${}\"' 1w", max_size=30)
ARABIC = "هجوم على القاعدة"


def briefing(*contents: IncidentContent) -> Briefing:
    return compose(outgoing([incident(at, content) for at, content in enumerate(contents, start=1)]), Conduct())


def facts(entry: Entry) -> dict[str, str]:
    return {fact.label: fact.value for fact in entry.facts}


def test_incidents_stand_by_status_in_the_order_of_the_review_and_then_by_time() -> None:
    later = replace(FULL, when=replace(DAY, t_from=instant(2023, 10, 20), t_to=instant(2023, 10, 21)))
    contents = [replace(FULL, status=status) for status in Status]
    found = briefing(later, BARE, *contents)
    assert sorted(ORDER) == sorted(Status)
    assert [group.heading for group in found.groups] == [
        "Unconfirmed (2)", "Claimed (1)", "Partly confirmed (2)", "Disputed (1)", "Confirmed (1)", "Refuted (1)",
        "Unverifiable (1)",
    ]  # fmt: skip
    assert [entry.ref for entry in found.groups[2].entries] == ["2023-0005", "2023-0001"]
    assert [entry.ref for entry in found.groups[0].entries] == ["2023-0003", "2023-0002"]
    unsaid = [group.heading for group in found.groups if not group.about.startswith("Not confirmed.")]
    assert unsaid == ["Confirmed (1)", "Refuted (1)"]
    assert briefing(FULL).lead[0] == "1 incident, of 17 October 2023"
    assert found.caution == "1 of 9 are confirmed. All others are what sources say, and not established."
    assert found.lead[0] == "9 incidents, from 17 October 2023 to 20 October 2023"


def test_an_incident_is_told_with_its_precision_its_bounds_and_who_says_so() -> None:
    (entry,) = briefing(FULL).groups[0].entries
    assert facts(entry) == {
        "When": "17 October 2023, known to the day; reported as “yesterday”",
        "Where": "Ain al-Asad, Al Anbar, Iraq; Exact place; reported as “a base in the west”",
        "What": "Air/drone strike; Drone, one-way",
        "Claimed by": "Group of the River",
        "Attributed to": "Army of the State",
        "Target": "The coalition",
        "Killed": "4, between 3 and 5",
        "Munitions": "2",
        "Killed, target force": "3",
        "Killed, civilians": "1, between 0 and 2",
        "Injured, side unknown": "not known",
        "Why": "The command bears out a part",
    }
    assert [account.text for account in entry.accounts] == [
        "Channel One, going back to A spokesman: Reports",
        "Office of the Group: Claims responsibility",
    ]
    (bare,) = briefing(BARE).groups[0].entries
    assert facts(bare) == {"When": "not known", "Where": "not known", "Sources": "No source is named."}


def test_a_claim_and_a_blame_stay_apart() -> None:
    claimed = replace(FULL, actors=(ActorInRole(ref(GROUP), Role.CLAIMED_BY),))
    blamed = replace(FULL, actors=(ActorInRole(ref(GROUP), Role.ATTRIBUTED_TO), ActorInRole(ref(ARMY), Role.TARGET)))
    one, other = briefing(claimed, blamed).groups[0].entries
    assert facts(one)["Claimed by"] == facts(other)["Attributed to"] == "Group of the River"
    assert "Attributed to" not in facts(one)
    assert "Claimed by" not in facts(other)


def test_a_source_that_is_cited_again_keeps_its_footnote() -> None:
    again = replace(FULL, statements=(*FULL.statements, Statement(NamedRef("CNN"), said_on=date(2023, 10, 19))))
    found = briefing(FULL, again)
    assert [[account.note for account in entry.accounts] for entry in found.groups[0].entries] == [[1, 2], [1, 2, 3]]
    assert [(note.number, note.text, note.address) for note in found.notes] == [
        (1, "Channel One, “Evening bulletin; late”, 17 October 2023", BULLETIN.url),
        (2, "Office of the Group", ""),
        (3, "CNN, 19 October 2023", ""),
    ]


def test_totals_are_bounds_and_say_what_may_be_the_same() -> None:
    given_two = outgoing([incident(1), incident(2)])
    found, _ = given_two.counted()
    given_two = outgoing([incident(1), incident(2)])
    shared = replace(found, incidents=Bounds(1, 2), shared=((1, 2),))
    made = compose(replace(given_two, counted=lambda: (shared, {1: "2023-0001", 2: "2023-0002"})), Conduct())
    assert [(fact.label, fact.value) for fact in made.totals] == [
        ("Incidents", "between 1 and 2"),
        ("Munitions", "4, stated by 2 of 2"),
        ("Killed", "between 6 and 10, stated by 2 of 2"),
    ]
    assert made.totals_note.endswith("2023-0001 – 2023-0002.")


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (ReportedTime("at dawn"), "not known"),
        (DAY, "17 October 2023, known to the day"),
        (
            replace(DAY, t_to=instant(2023, 10, 24), precision=TimePrecision.WEEK),
            "between 17 October 2023 and 23 October 2023, known to a week",
        ),
        (
            replace(DAY, t_from=instant(2023, 10, 17, 15), precision=TimePrecision.MINUTE, zone="Asia/Baghdad"),
            "17 October 2023, 18:00 (Asia/Baghdad), known to the minute",
        ),
        (
            replace(DAY, t_to=instant(2023, 10, 17, 1), precision=TimePrecision.HOUR),
            "17 October 2023, between 00:00 and 01:00 (UTC), known to the hour",
        ),
        (
            replace(DAY, t_from=instant(2023, 10, 17, 21), precision=TimePrecision.PART_OF_DAY),
            "17 October 2023, between 21:00 and 00:00 of the next day (UTC), known to a part of the day",
        ),
    ],
)
def test_times_say_how_narrowly_they_are_known(when: ReportedTime, words: str) -> None:
    assert str(time_words(when)) == words


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(), None),
        (Figure(unknown=True), "not known"),
        (Figure.exactly(0), "0"),
        (Figure(2, None, 5), "between 2 and 5"),
        (Figure(2, 3, 5), "3, between 2 and 5"),
        (Figure(None, 3, None), "about 3"),
        (Figure(100, None, None), "at least 100"),
        (Figure(100, 120, None), "120, at least 100"),
        (Figure(None, None, 5), "at most 5"),
        (Figure(4, None, 4), "4"),
    ],
)
def test_counts_in_words(figure: Figure, words: str | None) -> None:
    found = figure_words(figure)
    assert (None if found is None else str(found)) == words
    assert str(bounds_words(Bounds(3, None))) == "at least 3"


def rendered(markdown: str) -> tuple[str, list[str]]:
    """What is read where Markdown is rendered (the dialect of GitHub, HTML and all), and where links lead."""
    page, font = QTextDocument(), QFont()
    font.setPointSize(10)
    page.setDefaultFont(font)
    page.setMarkdown(markdown)
    links, block = [], page.begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            form = at.fragment().charFormat()
            if form.isAnchor():
                links.append(form.anchorHref())
            at += 1
        block = block.next()
    return page.toPlainText(), links


def test_markdown_shows_hostile_text_as_it_is(qapp: QApplication, tmp_path: Path) -> None:
    names = ("javascript:alert(1)", '"x"', "- a", "1. b")
    loud = replace(ODD, statements=tuple(Statement(NamedRef(name)) for name in names))
    text, links = rendered(written("md", tmp_path / "a.md", FULL, ODD, loud).decode())
    shown = isolated(" ".join(HOSTILE.split()))
    assert f"2023-0002 · {isolated(' '.join(ODD.title.split()))}" in text
    assert f"Why: {shown}" in text
    assert [f"Source: {name}" in text for name in names] == [True] * 4
    assert set(links) == {BULLETIN.url}


@given(st.one_of(SIGNS, TEXTS))
@settings(max_examples=150, deadline=None)
def test_no_text_is_taken_for_markup(qapp: QApplication, text: str) -> None:
    plain = " ".join(text.split())
    for before in ("", "- ", "# ", "- **label:** ", "[^1]: Source: x "):
        found, links = rendered(before + escaped(text) + " end\n")
        assert " ".join(found.split()).endswith(f"{plain} end".strip())
        assert [link for link in links if not link.startswith("mailto:")] == []


def word(out: Path) -> Any:
    return Document(str(out))


def test_word_has_headings_notes_to_go_to_and_addresses_to_follow(tmp_path: Path) -> None:
    written("docx", tmp_path / "a.docx", FULL, BARE)
    document = word(tmp_path / "a.docx")
    assert document.core_properties.title == "All"
    assert document.core_properties.author == ""
    headings = [each.text for each in document.paragraphs if each.style.name.startswith(("Title", "Heading"))]
    assert headings == [
        "All", "Totals", "Unconfirmed (1)", "2023-0002 · Something is said to have happened", "Partly confirmed (1)",
        "2023-0001 · Two drones reach the base", "Sources",
    ]  # fmt: skip
    body = document.element.body
    marks = {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
    goals = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink")) if each.get(qn("w:anchor"))]
    assert goals == ["note1", "note2"]
    assert set(goals) <= marks
    outside = [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert outside == [BULLETIN.url]
    assert any(
        each.text == "When: 17 October 2023, known to the day; reported as “yesterday”" for each in document.paragraphs
    )


def right_runs(paragraph: Paragraph) -> list[str]:
    return [run.text for run in paragraph.runs if run._r.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None]


def test_word_is_told_what_runs_from_right_to_left(tmp_path: Path) -> None:
    mixed = replace(FULL, title=ARABIC, status_reason=ARABIC, tags=(), place_text=ARABIC)
    written("docx", tmp_path / "a.docx", mixed)
    document = word(tmp_path / "a.docx")
    reason = next(each for each in document.paragraphs if each.text == f"Why: {ARABIC}")
    assert reason._p.pPr.find(qn("w:bidi")) is not None
    assert right_runs(reason) == [": ", ARABIC], "the colon stands between the label and what it says"
    head = next(each for each in document.paragraphs if each.text.endswith(f"· {ARABIC}"))
    assert right_runs(head) == [" · ", ARABIC]
    where = next(each for each in document.paragraphs if each.text.startswith("Where: "))
    assert where.text == f"Where: Ain al-Asad, Al Anbar, Iraq; Exact place; reported as “{ARABIC}”"
    assert where._p.pPr.find(qn("w:bidi")) is None
    assert right_runs(where) == [ARABIC]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), min_size=3, max_size=3))
@settings(max_examples=25, deadline=None)
def test_any_text_makes_a_document(tmp_path_factory: pytest.TempPathFactory, texts: Sequence[str]) -> None:
    out = tmp_path_factory.mktemp("word", numbered=True) / "a.docx"
    content = replace(FULL, title=texts[0], status_reason=texts[1], statements=(Statement(NamedRef(texts[2])),))
    written("docx", out, content)
    assert word(out).paragraphs


@given(TEXTS)
def test_pieces_are_the_text_without_the_marks(text: str) -> None:
    bare = text.translate({0x2068: None, 0x2069: None})
    assert "".join(piece for piece, _ in pieces(f"a {isolated(bare)} b")) == f"a {bare} b"


@pytest.mark.parametrize("name", ["md", "docx", "pdf"])
def test_what_a_briefing_leaves_out_is_told_and_too_many_are_refused(name: str) -> None:
    assert {what: count for what, (count, _) in lost(name, FULL, BARE).items()} == {
        "The words of the sources, their grades, and what they assert field by field are left out.": 1,
        "Notes, tags, links, follow-up days and your own fields are left out.": 1,
    }
    assert exporter(name).most_records == 5_000


def test_an_empty_briefing_says_so_and_a_wish_to_stop_is_heeded(tmp_path: Path) -> None:
    made = briefing()
    assert made.lead[0] == "0 incidents"
    assert (made.groups, made.notes, made.caution) == ((), (), "")
    assert Totals() == outgoing([]).counted()[0]
    for name in ("md", "docx"):
        written(name, tmp_path / f"a.{name}")
        stopped(name, tmp_path / f"b.{name}")
    with pytest.raises(Cancelled):
        exporter("pdf").losses(outgoing([incident(1)]), Conduct(cancelled=lambda: True))


def test_a_briefing_goes_through_lines_of_json_whole() -> None:
    made = briefing(FULL, ODD, BARE)
    assert heard(told(made)) == made


def test_without_paper_a_pdf_is_refused_with_a_sentence(tmp_path: Path) -> None:
    given_one = outgoing([incident(1)])
    bare = Outgoing(given_one.incidents, 1, given_one.vocabularies, given_one.library, given_one.counted)
    with pytest.raises(ExportFailed, match="Choose Word or Markdown"):
        exporter("pdf").write(bare, tmp_path / "a.pdf", Conduct())
