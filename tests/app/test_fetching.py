"""An address is fetched when it is asked for, from a server on this machine; what goes wrong is one sentence."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ascertain.app import fetching
from ascertain.app.fetching import FetchLimits, fetch
from ascertain.app.intake import Original, read_content
from ascertain.domain.addresses import NoAddress
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.problems import FileTrouble

PAGE = (
    "<html lang='en'><head><title>Ferry suspended</title><link rel='stylesheet' href='/style.css'></head><body>"
    f"<img src='/picture.png'><script src='/script.js'></script>{'<p>The ferry will not run until Friday.</p>' * 9}"
)


class Site(ThreadingHTTPServer):
    """A place on this machine. `heard` is what was asked for; `answers` what is given for a path."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.heard: list[tuple[str, dict[str, str]]] = []
        self.answers: dict[str, Callable[[Answering], None]] = {}
        self.ended = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Somebody went away in the middle."""


class Answering(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.heard.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        self.server.answers.get(self.path, _missing)(self)

    def give(self, content: bytes, status: int = 200, **heads: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": str(len(content)), **heads}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("no_proxy", "*")
    with Site() as made:
        thread = threading.Thread(target=made.serve_forever, args=(0.02,))
        thread.start()
        yield made
        made.ended.set()
        made.shutdown()
        thread.join()


def _missing(answering: Answering) -> None:
    answering.send_error(404)


def keeps_silent(answering: Answering) -> None:
    answering.server.ended.wait(20)


def sends_on(target: str) -> Callable[[Answering], None]:
    return lambda answering: answering.give(b"", 302, Location=target)


def test_one_address_is_fetched_and_nothing_that_it_names(site: Site) -> None:
    site.answers["/item"] = lambda answering: answering.give(
        PAGE.encode("utf-16"), Content_Type="text/html; charset=utf-16", Set_Cookie="who=1"
    )
    site.answers["/old"] = sends_on("/item?a=1#part")
    site.answers["/item?a=1"] = site.answers["/item"]
    got = fetch(f"{site.address}/old#there")
    assert (got.url, got.media_type, got.encoding, got.name) == (
        f"{site.address}/item?a=1", "text/html", "utf-16", "item.html",
    )  # fmt: skip
    proposal = read_content(
        got.content, Original(got.name, None, got.content), told=(got.media_type, got.encoding, got.url)
    )
    assert (proposal.title, proposal.url) == ("Ferry suspended", f"{site.address}/item?a=1")
    assert "until Friday" in proposal.text
    assert [path for path, _heads in site.heard] == ["/old", "/item?a=1"]
    for _path, heads in site.heard:
        assert heads["user-agent"] == "Mozilla/5.0"
        assert not {"cookie", "referer", "authorization"} & heads.keys()


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "data:text/html,x",
        "gopher://x/",
        "http://u:p@127.0.0.1/",
        "http://[x",
    ],
)
def test_it_is_sent_on_to_pages_of_the_web_alone(site: Site, target: str) -> None:
    site.answers["/a"] = sends_on(target)
    with pytest.raises(FileTrouble):
        fetch(f"{site.address}/a")


def test_it_does_not_go_round_in_circles(site: Site) -> None:
    site.answers["/a"], site.answers["/b"] = sends_on("/b"), sends_on("/a")
    with pytest.raises(FileTrouble, match="answers 302"):
        fetch(f"{site.address}/a")
    assert len(site.heard) < 12


def test_a_place_outside_does_not_send_into_the_own_network(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_is_inside", lambda host: host == "127.0.0.1")
    site.answers["/a"] = sends_on(f"{site.address}/b")
    site.answers["/b"] = lambda answering: answering.give(b"secret")
    with pytest.raises(FileTrouble, match="own network"):
        fetch(f"http://localhost:{site.server_port}/a")
    assert [path for path, _heads in site.heard] == ["/a"]


@pytest.mark.parametrize(
    "text", ["file:///etc/passwd", "ftp://x.example/", "words", "", "http://a b/", "https://u@x.example/"]
)
def test_what_is_no_address_of_the_web_is_not_fetched(text: str) -> None:
    with pytest.raises(NoAddress):
        fetch(text)


def test_failures_are_told_in_one_sentence(site: Site) -> None:
    limits = FetchLimits(size=10_000, seconds=5.0, wait=2.0)
    site.answers["/large"] = lambda answering: answering.give(b"x" * 20_000)
    site.answers["/bomb"] = lambda answering: answering.give(gzip.compress(bytes(9_000_000)), Content_Encoding="gzip")
    site.answers["/packed"] = lambda answering: answering.give(b"x", Content_Encoding="br")
    site.answers["/short"] = lambda answering: answering.give(b"abc", Content_Length="900")
    site.answers["/broken"] = lambda answering: answering.give(b"no gzip", Content_Encoding="gzip")
    told = {}
    for path in ("large", "bomb", "packed", "short", "broken", "missing"):
        with pytest.raises(FileTrouble) as trouble:
            fetch(f"{site.address}/{path}", limits=limits)
        told[path] = str(trouble.value.message)
    assert "larger" in told["large"]
    assert "larger" in told["bomb"]
    assert "packed" in told["packed"]
    assert "broke off" in told["short"]
    assert "404" in told["missing"]
    with pytest.raises(FileTrouble, match="could not be reached"):
        fetch("http://127.0.0.1:9/")
    with pytest.raises(FileTrouble, match="not found"):
        fetch("http://no-such-place.invalid/")


def test_what_is_packed_is_unpacked(site: Site) -> None:
    site.answers["/a"] = lambda answering: answering.give(gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    assert fetch(f"{site.address}/a").content == PAGE.encode()


def test_a_place_that_does_not_answer_is_left(site: Site) -> None:
    site.answers["/slow"] = keeps_silent
    with pytest.raises(FileTrouble, match="too long"):
        fetch(f"{site.address}/slow", limits=FetchLimits(wait=0.2))


def test_it_is_stopped_at_once(site: Site) -> None:
    site.answers["/slow"] = keeps_silent
    with pytest.raises(Cancelled):
        fetch(f"{site.address}/slow", Conduct(cancelled=lambda: bool(site.heard)))
