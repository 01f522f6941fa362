"""The same document is noticed: by its text, its words, its address, and where it is nearly the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ascertain.app.commands import KeepEntry, Undo
from ascertain.app.intake import DocumentProposal, Likeness, Original, attach_original, matched, read_pasted, twins
from ascertain.app.intake.proposing import propose
from ascertain.app.intake.twins import share_of_words
from ascertain.domain.document_text import text_hash
from ascertain.domain.folding import tokens
from ascertain.domain.records import AlternateName, Document, NamedRef, Source
from ascertain.exchange.documents.facts import Clue, Facts, Where
from tests.app.intake.items import ITEMS
from tests.app.intake.written import text

ITEM = ITEMS[0]
TEXT = text(ITEM)


def kept(log: Any, **changed: Any) -> int:
    document = Document(ITEM.title, text=read_pasted(TEXT).text, published_on=date(2023, 10, 18))
    return int(log.run(KeepEntry(replace(document, **changed))).made[0])


def found(log: Any, proposal: DocumentProposal) -> list[tuple[int, Likeness]]:
    told = log.ask(lambda queries: twins(queries, proposal))
    assert all(str(each.why).endswith(".") for each in told)
    return [(each.document_id, each.likeness) for each in told]


def test_the_very_same_text_whatever_its_line_ends(log: Any) -> None:
    number = kept(log, title="Another title", published_on=None)
    assert found(log, read_pasted(TEXT.replace("\n", "\r\n") + "\r\n")) == [(number, Likeness.SAME_TEXT)]


def test_the_same_words(log: Any) -> None:
    number = kept(log, text=TEXT.upper().replace("\n\n", "\n").replace(".", " ."))
    assert found(log, read_pasted(TEXT)) == [(number, Likeness.SAME_WORDS)]


def test_the_same_address(log: Any) -> None:
    number = kept(log, title="Another", text="Other words.", url="https://www.shore.example/a?utm_source=x")
    proposal = replace(read_pasted("New words altogether."), url="http://shore.example/a/")
    assert found(log, proposal) == [(number, Likeness.SAME_ADDRESS)]
    assert found(log, replace(proposal, url="http://shore.example/a/b")) == []


def test_the_same_address_at_a_publisher(log: Any) -> None:
    source = log.run(KeepEntry(Source("Shore", url="https://shore.example"))).made[0]
    number = kept(log, title="Another", text="", publisher=NamedRef("Shore", source), url="https://shore.example/a")
    proposal = replace(read_pasted("New words."), url="http://shore.example/a")
    proposal = log.ask(lambda queries: matched(queries, proposal))
    assert proposal.publisher == NamedRef("Shore", source)
    assert found(log, proposal) == [(number, Likeness.SAME_ADDRESS)]


def test_nearly_the_same_text_of_the_same_publisher(log: Any) -> None:
    source = log.run(KeepEntry(Source("Shore"))).made[0]
    shore = NamedRef("Shore", source)
    number = kept(log, title="Earlier", publisher=shore)
    kept(log, title="Of another year", publisher=shore, published_on=date(2021, 1, 1), text=TEXT + " x")
    kept(log, title="Something else", publisher=shore, text=text(ITEMS[1]))
    changed = replace(read_pasted(f"Update: {TEXT}\n\nMore is to follow."), title="Later", publisher=shore)
    assert found(log, changed) == [(number, Likeness.NEARLY_THE_SAME)]
    assert found(log, replace(changed, published_on=date(2023, 10, 20))) == [(number, Likeness.NEARLY_THE_SAME)]
    assert found(log, replace(changed, published_on=date(2023, 11, 20))) == []


def test_another_document_is_no_twin(log: Any) -> None:
    kept(log, text=text(ITEMS[1]))
    assert found(log, read_pasted(TEXT)) == []
    assert found(log, DocumentProposal()) == []


def test_the_surest_comes_first(log: Any) -> None:
    near = kept(log, text=f"{TEXT} More follows here.")
    words = kept(log, text=TEXT.lower())
    same = kept(log)
    assert found(log, read_pasted(TEXT)) == [
        (same, Likeness.SAME_TEXT), (words, Likeness.SAME_WORDS), (near, Likeness.NEARLY_THE_SAME),
    ]  # fmt: skip


def test_long_texts_that_begin_alike_are_not_the_same(log: Any) -> None:
    beginning = "The ferry will not run. " * 4_000
    number = kept(log, title="Ferry", text=read_pasted(f"{beginning}One end.").text)
    proposal = replace(read_pasted(f"{beginning}Another end altogether."), title="Ferry")
    assert found(log, proposal) == [(number, Likeness.NEARLY_THE_SAME)]


def test_how_alike_two_texts_are_does_not_depend_on_their_order() -> None:
    one, other = tokens(text(ITEMS[0])), tokens(text(ITEMS[0]).replace("Friday", "Monday"))
    assert share_of_words(one, other) == share_of_words(other, one) > 0.8
    assert share_of_words(one, tokens(text(ITEMS[1]))) < 0.1
    assert share_of_words(tokens("a short note"), tokens("a short notes")) > 0.9
    assert share_of_words(tokens("a short note"), tokens("something else")) == 0


NAMED = [
    ("The Shore", "", "by name"),
    ("the  SHORE", "", "by name"),
    ("Shore Daily", "", "by name"),
    ("", "https://news.shore.example/1", "by host"),
    ("Somebody", "https://shore.example/1", "by host"),
    ("Somebody", "https://notshore.example/1", ""),
    ("Somebody", "", ""),
    ("", "", ""),
]


@pytest.mark.parametrize(("name", "url", "how"), NAMED)
def test_the_publisher_is_found_among_the_sources(log: Any, name: str, url: str, how: str) -> None:
    source = Source("The Shore", url="http://www.shore.example/about", names=(AlternateName("Shore Daily", "en"),))
    number = log.run(KeepEntry(source)).made[0]
    clues = [Clue("publisher", name, Where.META, "og:site_name")] if name else []
    clues += [Clue("url", url, Where.META, "canonical")] if url else []
    proposal = log.ask(lambda queries: matched(queries, propose(Facts("html", "Words", tuple(clues)))))
    if how:
        assert proposal.publisher == NamedRef("The Shore", number)
        why = str(proposal.reason("publisher").why)
        assert "The log has this source." in why if how == "by name" else "The Shore" in why
    else:
        assert proposal.publisher == (NamedRef(name) if name else None)


def test_the_hash_is_the_one_that_the_log_computes(log: Any) -> None:
    proposal = read_pasted(TEXT)
    log.run(KeepEntry(proposal.document()))
    assert log.values("SELECT sha256 FROM document") == [(proposal.sha256,)]
    assert proposal.sha256 == text_hash(proposal.text)


def test_what_was_fetched_is_attached_and_can_be_undone(log: Any) -> None:
    number = kept(log)
    attach_original(log.session, number, Original("a.html", None, b"<p>fetched</p>"))
    (one,) = log.ask(lambda queries: queries.attachments((number,)))
    assert (one.file.name, one.file.size, one.file.media_type) == ("a.html", 14, "text/html")
    log.run(Undo())
    assert log.ask(lambda queries: queries.attachments((number,))) == []
