"""Title, publisher, day and language of documents that the tests write, in four languages and five kinds of file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ascertain.app.intake import DocumentProposal, Limits, Original, read_content, read_file, read_pasted
from ascertain.app.intake.proposing import propose
from ascertain.domain.document_text import normalised, text_hash
from ascertain.domain.texts import DOCUMENT_LIMIT
from ascertain.exchange.documents.facts import Clue, Doubt, Facts, Where
from ascertain.exchange.documents.forms import Form
from ascertain.exchange.documents.message import read_message
from ascertain.exchange.documents.page import read_page
from ascertain.exchange.documents.pdf import read_pdf
from tests.app.intake.items import ENGLISH, ITEMS
from tests.app.intake.written import Item, mail, page, pdf, saved_page, text

ADDRESS = "https://news.example/2023/item.html"


def _nothing(_done: int, _total: int) -> None:
    """Hear how far it is, and do nothing."""


def documents() -> Iterator[tuple[str, Item, DocumentProposal, frozenset[str]]]:
    """Each document with what it is of, what was read, and the fields that it tells."""
    all_of_it = frozenset({"title", "publisher", "published_on", "language"})
    for item in ITEMS:
        for style in ("tags", "data"):
            yield f"{style} page", item, propose(read_page(page(item, style).encode())), all_of_it
        for style in ("time", "plain"):
            yield f"{style} page", item, propose(read_page(page(item, style).encode())), all_of_it
        yield "pasted text", item, read_pasted(text(item)), all_of_it - {"publisher"}
        packed = saved_page(page(item, "time"), ADDRESS, item.title)
        yield "saved page", item, propose(read_message(packed, Form.MHTML)), all_of_it
        yield "message", item, propose(read_message(mail(item), Form.MAIL)), all_of_it - {"published_on"}
    for item in ENGLISH:
        lines = [item.title, item.shown_day, *(line for part in item.paragraphs for line in wrapped(part))]
        yield "pdf", item, propose(read_pdf(pdf(lines, item.title), _nothing)), all_of_it - {"publisher"}
        yield "pdf without properties", item, propose(read_pdf(pdf(lines), _nothing)), all_of_it - {"publisher"}


def wrapped(part: str) -> list[str]:
    lines, line = [], ""
    for word in part.split():
        if len(line) + len(word) > 70:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


def test_what_documents_say_of_themselves_is_read() -> None:
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    wrong = []
    count = 0
    for kind, item, proposal, fields in documents():
        count += 1
        read = {
            "title": proposal.title,
            "publisher": proposal.publisher.name if proposal.publisher else "",
            "published_on": proposal.published_on.isoformat() if proposal.published_on else "",
            "language": proposal.language,
        }
        told = {"title": item.title, "publisher": item.publisher, "published_on": item.day, "language": item.language}
        for field in sorted(fields):
            asked[field] += 1
            right[field] += read[field] == told[field]
            if read[field] != told[field]:
                wrong.append(f"{kind} ({item.language}) {field}: {read[field]!r} for {told[field]!r}")
            assert proposal.reason(field) is not None or not read[field]
        for part in item.paragraphs:
            if part not in proposal.text:
                wrong.append(f"{kind} ({item.language}): a paragraph is missing")
    score = ", ".join(f"{field} {right[field]}/{asked[field]}" for field in sorted(asked))
    print(f"\n{count} documents: {score}", *wrong, sep="\n  ")
    assert count >= 25
    assert not [each for each in wrong if "paragraph" in each]
    for field in asked:
        assert right[field] >= 0.9 * asked[field], score


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("documents")


@pytest.mark.parametrize("kind", ["page.html", "page.mhtml", "report.pdf", "message.eml", "text.txt"])
def test_every_kind_of_file_comes_through_the_process(kind: str, folder: Path) -> None:
    item = ITEMS[0] if kind == "report.pdf" else ITEMS[2]
    path = folder / kind
    path.write_bytes(
        {
            "page.html": page(item, "tags").encode(),
            "page.mhtml": saved_page(page(item, "tags"), ADDRESS, item.title),
            "report.pdf": pdf([item.title, *item.paragraphs], item.title),
            "message.eml": mail(item),
            "text.txt": text(item).encode("cp1256"),
        }[kind]
    )
    proposal = read_file(path)
    assert proposal.title == item.title
    assert proposal.language == item.language
    assert item.paragraphs[0] in proposal.text
    assert proposal.original == Original(kind, path)
    assert proposal.sha256 == text_hash(normalised(proposal.text))
    told = {reason.field: str(reason.why) for reason in proposal.reasons}
    assert set(told) >= {"title", "language"}
    if kind == "text.txt":
        assert "Windows-1256" in told["text"]
    if kind == "page.mhtml":
        assert proposal.url == ADDRESS
        assert any("nothing was fetched" in str(each) for each in proposal.warnings)


def test_a_page_in_another_encoding_is_read_as_it_says() -> None:
    item = ITEMS[2]
    html = page(item, "tags").replace('charset="utf-8"', 'charset="windows-1256"')
    proposal = propose(read_page(html.encode("cp1256")))
    assert proposal.title == item.title
    assert item.paragraphs[1] in proposal.text
    utf_16 = propose(read_page(page(item, "tags").encode("utf-16")))
    assert utf_16.title == item.title


DAYS = [
    ("2023-10-18T23:30:00+03:00", date(2023, 10, 18), False),
    ("2023-10-18T23:30:00-05:00", date(2023, 10, 18), False),
    ("2023-10-18T12:00:00Z", date(2023, 10, 18), False),
    ("2023-10-18T23:30:00Z", date(2023, 10, 18), True),
    ("2023-10-18T03:30:00+00:00", date(2023, 10, 18), True),
    ("2023-10-18T00:00:00Z", date(2023, 10, 18), False),
    ("2023-10-18", date(2023, 10, 18), False),
    ("18 Oct 2023 12:00", date(2023, 10, 18), False),
    ("yesterday", None, False),
    ("0001-01-01T00:00:00", None, False),
]


@pytest.mark.parametrize(("told", "day", "doubtful"), DAYS)
def test_the_day_is_the_one_where_it_was_published_or_doubtful(told: str, day: date | None, doubtful: bool) -> None:
    words = "<p>The ferry will not run until the engine has been looked at by the yard.</p>" * 4
    html = f'<html><head><meta property="article:published_time" content="{told}"></head><body>{words}</body></html>'
    proposal = propose(read_page(html.encode()))
    assert proposal.published_on == day
    reason = proposal.reason("published_on")
    assert (reason is not None and reason.doubtful) == doubtful


def test_days_that_disagree_are_doubtful() -> None:
    html = page(ITEMS[0], "tags").replace("<h1>", '<time datetime="2021-01-02">then</time><h1>')
    reason = propose(read_page(html.encode())).reason("published_on")
    assert reason is not None
    assert reason.doubtful
    assert "otherwise" in str(reason.why)


def test_a_page_that_says_another_language_than_its_text() -> None:
    html = page(ITEMS[4], "tags").replace('lang="fa"', 'lang="en-US"')
    proposal = propose(read_page(html.encode()))
    reason = proposal.reason("language")
    assert proposal.language == "fa"
    assert reason is not None
    assert reason.doubtful
    assert "The page says en." in str(reason.why)


def test_a_pdf_of_pictures_says_that_it_has_no_text() -> None:
    proposal = propose(read_pdf(pdf([], "Scanned report"), _nothing))
    assert (proposal.title, proposal.text, proposal.sha256) == ("Scanned report", "", "")
    assert any("no text layer" in str(each) for each in proposal.warnings)


def test_a_pdf_tells_when_it_was_made_as_doubtful() -> None:
    proposal = propose(read_pdf(pdf(["Two boats"], "Microsoft Word - x.doc", "D:20231018120000+03'00'"), _nothing))
    assert proposal.published_on == date(2023, 10, 18)
    reason = proposal.reason("published_on")
    assert reason is not None
    assert reason.doubtful
    assert proposal.title == "Two boats"


def test_lines_of_a_pdf_become_paragraphs() -> None:
    item = ITEMS[0]
    proposal = propose(read_pdf(pdf([line for part in item.paragraphs for line in wrapped(part)]), _nothing))
    assert proposal.text.split("\n\n") == list(item.paragraphs)


def test_a_text_that_is_too_long_is_cut_and_says_so() -> None:
    proposal = read_pasted("word " * (DOCUMENT_LIMIT // 5 + 10))
    assert len(proposal.text) <= DOCUMENT_LIMIT
    assert any("5,000,000" in str(each) for each in proposal.warnings)


def test_only_what_the_log_offers_is_proposed() -> None:
    content = page(ENGLISH[0], "data").encode()
    assert read_content(content, Original("a.html"), kinds={"article"}).kind == "article"
    assert read_content(content, Original("a.html"), kinds={"other"}, limits=Limits()).kind is None


def test_what_the_reader_says_is_looked_at_again() -> None:
    clues = (
        Clue("title", "a\nb\u202e" + "x" * 900, Where.META, "og:title"),
        Clue("published_on", "2023-13-99", Where.META, "date"),
        Clue("published_on", "2023-10-18", Where.PAGE, "time", Doubt.GUESSED),
        Clue("url", "javascript:alert(1)", Where.META, "canonical"),
        Clue("language", "<b>", Where.META, "lang"),
        Clue("no_such_field", "x", Where.META, "x"),
    )
    proposal = propose(Facts("html", "Words\u202e\x00 here", clues))
    assert proposal.title.startswith("a bxxx")
    assert len(proposal.title) == 500
    assert proposal.published_on == date(2023, 10, 18)
    assert (proposal.url, proposal.text) == ("", "Words here")
    assert proposal.language in ("", "en")
