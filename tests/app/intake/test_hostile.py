"""Documents that nobody trusts: read in a process of its own, which ends; of the bad comes a sentence."""

from __future__ import annotations

import base64
import os
import socket
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ascertain.app.intake import DocumentProposal, Limits, Original, child, read_content, read_file
from ascertain.app.intake.child import command, read_in_child
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.problems import FileTrouble
from ascertain.exchange.documents.forms import Form, form_of
from ascertain.exchange.documents.reader_process import WORD, Order
from tests.app.intake.written import assembled, pdf
from tests.rules.source_tree import ROOT

WORDS = "Two boats were seen near the harbour, and the port authority said that nobody was hurt. "


def read(content: bytes, name: str, limits: Limits | None = None, conduct: Conduct | None = None) -> DocumentProposal:
    return read_content(content, Original(name, None, content), conduct, limits=limits)


def deep_page(depth: int) -> bytes:
    return b"<html><body>" + b"<div>" * depth + WORDS.encode() + b"</div>" * depth + b"</body></html>"


def cyclic_pdf() -> bytes:
    return assembled(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>"],
        "/Root 1 0 R",
    )


def bomb_pdf() -> bytes:
    packed = zlib.compress(b"(a) Tj " * 60_000_000, 9)
    content = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R /Resources << >> >>"
    pages = b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>"
    return assembled([b"<< /Type /Catalog /Pages 2 0 R >>", pages, content, page], "/Root 1 0 R")


HOSTILE: dict[str, Callable[[], bytes]] = {
    "deep.html": lambda: deep_page(200_000),
    "attributes.html": lambda: b"<html><body><p " + b"a=1 " * 400_000 + b">x</p>",
    "entities.html": lambda: (
        b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM '
        b'"file:///etc/passwd">]><html><body><p>&b;&f;' + WORDS.encode() * 3 + b"</p></body></html>"
    ),
    "data.html": lambda: b'<html><script type="application/ld+json">' + b"[" * 300_000 + b"</script><p>x</p></html>",
    "cut.html": lambda: b"<html><body><table><tr><td" + b"\xff\x00<" * 1_000,
    "cyclic.pdf": cyclic_pdf,
    "bomb.pdf": bomb_pdf,
    "cut.pdf": lambda: pdf([WORDS])[:300],
    "counts.pdf": lambda: pdf([WORDS]).replace(b"/Count 1", b"/Count 999999999"),
    "nested.eml": lambda: b"From: a@b\nDate: x\nMIME-Version: 1.0\n"
    + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (at, at) for at in range(3_000)),
    "parts.mht": lambda: b'From: a\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    + b"--b\nContent-Type: text/plain\n\nx\n" * 8_000,
    "no.mht": lambda: b"From: a\nSubject: b\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_ends_in_a_proposal_or_a_sentence(name: str) -> None:
    told, proposal = "", DocumentProposal()
    try:
        proposal = read(HOSTILE[name](), name, Limits(seconds=8.0, memory=700 << 20))
    except FileTrouble as trouble:
        told = str(trouble.message)
    assert "paste" in told or proposal.warnings or proposal.text
    assert "Traceback" not in told
    assert "root:" not in proposal.text


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "command", lambda: [sys.executable, "-c", "import time; time.sleep(600)"])
    with pytest.raises(FileTrouble, match="too long"):
        read(b"%PDF-1.4", "a.pdf", Limits(seconds=0.2))


def test_a_cancelled_reading_is_ended_at_once() -> None:
    asked = iter([False, True])
    with pytest.raises(Cancelled):
        read(pdf([WORDS], pages=1_500), "a.pdf", conduct=Conduct(cancelled=lambda: next(asked, True)))


@pytest.mark.parametrize(
    "script",
    [
        "pass",
        "print('no json')",
        "print('[]')",
        'print(\'{"facts": {"form": 3}}\')',
        'print(\'{"facts": {"form": "html", "text": "x", "clues": [{}], "lacks": []}}\')',
        "print('{\"failed\": \"' + 'x' * 90 + '\"}')",
        "while True: print('x' * 10_000_000)",
        "import os; os.kill(os.getpid(), 9)",
    ],
)
def test_nobody_trusts_what_the_process_says(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "command", lambda: [sys.executable, "-c", script])
    with pytest.raises(FileTrouble, match="paste"):
        read_in_child(Order(Form.PDF), b"%PDF" * 100_000, Conduct(), Limits(seconds=20.0, answer=1 << 20))


@contextmanager
def listening() -> Iterator[tuple[int, list[bytes]]]:
    """A place on this machine that notes whoever comes."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        ended = threading.Event()

        def listen() -> None:
            while not ended.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    heard.append(connection.recv(1_000))

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], heard
        ended.set()
        thread.join()


def test_nothing_that_a_page_names_is_fetched() -> None:
    with listening() as (port, heard):
        there = f"http://127.0.0.1:{port}/"
        html = (
            f'<!DOCTYPE html PUBLIC "x" "{there}x.dtd"><html><head><base href="{there}"><title>Harbour closed</title>'
            f'<link rel="stylesheet" href="{there}s.css"><link rel="canonical" href="{there}a">'
            f'<meta http-equiv="refresh" content="0;url={there}r"><script src="{there}j.js"></script></head><body>'
            f'<img src="{there}p.png"><iframe src="{there}f"></iframe><p>{WORDS * 5}</p></body></html>'
        )
        assert "boats" in read(html.encode(), "a.html").text
    assert heard == []


PROBE = """
import json, sys
from ascertain.exchange.documents import reader_process
from ascertain.exchange.documents.facts import Facts
tried = []
def attempt(name, act):
    try:
        act()
    except PermissionError as error:
        tried.append(f"{name}: refused")
    else:
        tried.append(f"{name}: DONE")
def read(content):
    import os, socket, subprocess, urllib.request
    attempt("socket", lambda: socket.create_connection(("127.0.0.1", 9)))
    attempt("name", lambda: socket.getaddrinfo("localhost", 80))
    attempt("start", lambda: subprocess.run(["true"]))
    attempt("system", lambda: os.system("true"))
    attempt("write", lambda: open("written", "w"))
    attempt("remove", lambda: os.remove("written"))
    return Facts("text", " ".join([*tried, "qt" if any(n.startswith("PySide") for n in sys.modules) else "no qt"]))
reader_process._reader = lambda order, tell: read
sys.exit(reader_process.serve())
"""


def test_the_process_reaches_no_network_starts_nothing_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(child, "command", lambda: [sys.executable, "-P", "-c", PROBE])
    facts = read_in_child(Order(Form.TEXT), b"", Conduct(), Limits())
    assert facts.text.count("refused") == 6
    assert "DONE" not in facts.text
    assert list(tmp_path.iterdir()) == []


NO_QT = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6", "qt_material", "sqlalchemy", "sqlmodel", "sqlite3"):
            raise ImportError(name)
sys.meta_path.insert(0, Missing())
from ascertain.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("form", [Form.HTML, Form.PDF, Form.MAIL, Form.TEXT])
def test_the_program_reads_without_qt_and_without_the_store(form: Form) -> None:
    content = pdf([WORDS]) if form is Form.PDF else b"From: a@b.example\nDate: x\n\n" + WORDS.encode() * 4
    ran = subprocess.run(
        [sys.executable, "-P", "-W", "error::ImportWarning", "-c", NO_QT, WORD],
        input=Order(form).to_line() + content,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert ran.returncode == 0, ran.stderr
    assert b"boats" in ran.stdout


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command() == [sys.executable, WORD]


@pytest.mark.parametrize(
    ("content", "name", "form"),
    [
        (b"plain words", "a.html", Form.TEXT),
        (b"plain words", "a", Form.TEXT),
        (b"<p>a < b</p>", "a.htm", Form.HTML),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", "a.txt", Form.HTML),
        ("<html>x".encode("utf-16"), "a", Form.HTML),
        (b"junk\n%PDF-1.7", "a.txt", Form.PDF),
        (b"From: a@b\r\nDate: x\r\n\r\nwords", "a", Form.MAIL),
        (b"Subject: x\r\n\r\nwords", "a.eml", Form.MAIL),
        (b"From: the harbour came two boats", "a", Form.TEXT),
        (b"Date: 3 May 2021\nThe text.", "a", Form.TEXT),
        (b"PK\x03\x04", "a.docx", Form.OTHER),
        (bytes(500), "a.txt", Form.OTHER),
        (b"", "a.txt", Form.TEXT),
    ],
)
def test_a_file_is_what_it_begins_with(content: bytes, name: str, form: Form) -> None:
    assert form_of(content, name) is form


def test_what_is_no_file_or_not_there_is_told(tmp_path: Path) -> None:
    locked = tmp_path / "locked.txt"
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "gone.txt", tmp_path, tmp_path / "pipe.txt", locked / "a\x00b"):
        with pytest.raises(FileTrouble) as told:
            read_file(path)
        assert str(told.value.message).endswith(".")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(65 << 20)
    with pytest.raises(FileTrouble, match="larger"):
        read_file(large)


def test_a_locked_pdf_says_so() -> None:
    # 40-bit RC4 under a password that nobody knows.
    owner = base64.b16encode(bytes(range(32)))
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + owner + b"> /U <" + owner[::-1] + b"> >>"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>", lock]
    with pytest.raises(FileTrouble, match="password"):
        read(assembled(objects, "/Root 1 0 R /Encrypt 3 0 R /ID [<00> <00>]"), "a.pdf")
