"""Chips read as a person would say them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ascertain.app.codebook import shipped_vocabularies
from ascertain.domain.own_fields import NO_OWN
from ascertain.domain.search import parse
from ascertain.ui.shell.chip_words import chip_shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("status:claimed,disputed", "Status Claimed, Disputed"),
        ("-status:refuted", "Status is not Refuted"),
        ("killed:none", "Killed not stated"),
        ("-killed:none", "Killed stated or unknown"),
        ("-country:none", "Country any"),
        ("-country:any", "Country not stated"),
        ("killed:unknown,0", "Killed unknown, 0"),
        ("killed:none OR killed:>0", "Killed not stated, ≥ 1"),
        ("grade:A,B", "Source grade A, B"),
        ("credibility:2", "Credibility 2"),
        ("is:draft,overlapping", "Only drafts, overlapping"),
        ("-is:single-source", "Only is not single source"),
        ("draft:no", "Draft No"),
        ("notes:heard", "Notes contains heard"),
        ("-title:drone", "What happened does not contain drone"),
        ("follow_up_on:until-today", "Follow up on until today"),
        ("logged:last-7-days", "Logged last 7 days"),
        ("when:this-month", "When this month"),
        ("statements:>=3", "Statements ≥ 3"),
        ("status:claimed OR country:IQ", "Any of Status Claimed or Country Iraq"),
        ("-(status:claimed OR country:IQ)", "None of Status Claimed or Country Iraq"),
        ("-(status:claimed country:IQ)", "Not all of Status Claimed and Country Iraq"),
        ("(status:claimed country:IQ) OR killed:0", "Any of (All of Status Claimed and Country Iraq) or Killed 0"),
    ],
)
def test_a_chip_in_words(qtbot: QtBot, text: str, shown: str) -> None:
    (term,) = parse(text).terms
    chip = chip_shown(term, shipped_vocabularies(), NO_OWN)
    assert chip.text == shown


def test_a_chip_opens_a_page_only_where_there_is_one(qtbot: QtBot) -> None:
    codes = shipped_vocabularies()
    for text in ("says:killed=0", "id:12", "declined:target", "status:claimed OR country:IQ"):
        assert chip_shown(parse(text).terms[0], codes, NO_OWN).field == ""
    assert chip_shown(parse("statements:1").terms[0], codes, NO_OWN).field == "statements"
