"""Fetching one address, because somebody asked for that very address. Nothing else of the program reaches a network.

What comes back is bytes: no script runs, and nothing that a page names (pictures, style sheets, frames) is fetched. No
cookies, no referrer, no name of the program.
"""

from __future__ import annotations

import http.client
import ipaddress
import queue
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
import zlib
from dataclasses import dataclass
from email.message import Message as Head
from pathlib import PurePosixPath
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from ascertain.domain.addresses import Address, NoAddress, read_address
from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.domain.problems import FileTrouble
from ascertain.domain.sizes import size_text

_LOOK_EVERY_S = 0.04
_BLOCK = 1 << 16
_AGENT = "Mozilla/5.0"
_ACCEPTED = "text/html,application/xhtml+xml,application/pdf,text/plain,message/rfc822;q=0.9,*/*;q=0.5"
_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt"}


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """`size` in bytes, `seconds` for all of it and `wait` for each answer."""

    size: int = 64 << 20
    seconds: float = 60.0
    wait: float = 15.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. `url` is where it came from in the end; `name` is that of a file for it."""

    content: bytes
    url: str
    name: str
    media_type: str = ""
    encoding: str = ""


def fetch(text: str, conduct: Conduct | None = None, limits: FetchLimits | None = None) -> Fetched:
    """Fetch what is at an address. Waits, but stops at once when it is cancelled. Raises NoAddress, FileTrouble with
    what is the matter, or Cancelled."""
    address = read_address(text)
    if address.user:
        raise NoAddress(
            say("This address holds a user name, so it is not fetched. Leave out what stands before the @.")
        )
    errand = _Fetching(address, limits or FetchLimits())
    threading.Thread(target=errand.run, name="ascertain-fetch", daemon=True).start()
    return errand.wait(conduct or Conduct())


class _Fetching:
    """One fetch on a thread of its own, which is left to itself when it is no longer wanted."""

    def __init__(self, address: Address, limits: FetchLimits) -> None:
        self._address, self._limits = address, limits
        self._until = time.monotonic() + limits.seconds
        self._stop = threading.Event()
        self._news: queue.Queue[tuple[int, int] | Fetched | Exception] = queue.Queue()

    def wait(self, conduct: Conduct) -> Fetched:
        """Wait for it, and tell how far it is."""
        try:
            while True:
                if conduct.cancelled():
                    conduct.tell(0, 0)
                if time.monotonic() > self._until + self._limits.wait:
                    raise FileTrouble(_too_long(self._address))
                try:
                    news = self._news.get(timeout=_LOOK_EVERY_S)
                except queue.Empty:
                    continue
                if isinstance(news, Fetched):
                    return news
                if isinstance(news, Exception):
                    raise news
                conduct.tell(*news)
        finally:
            self._stop.set()

    def run(self) -> None:
        """Fetch, and hand over what came of it."""
        try:
            self._news.put(self._fetch())
        except FileTrouble as trouble:
            self._news.put(trouble)
        except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError, zlib.error) as error:
            self._news.put(FileTrouble(_told(self._address, error)))

    def _fetch(self) -> Fetched:
        request = urllib.request.Request(
            self._address.url.partition("#")[0],
            headers={"User-Agent": _AGENT, "Accept": _ACCEPTED, "Accept-Encoding": "identity"},
        )
        with _opener(self._address).open(request, timeout=self._limits.wait) as answer:
            content = self._content(answer)
            head: Head = answer.headers
            url = answer.geturl().partition("#")[0]
        media_type = head.get_content_type() if head.get("content-type") else ""
        return Fetched(content, url, _name(url, media_type), media_type, head.get_content_charset("") or "")

    def _content(self, answer: Any) -> bytes:
        host, most = self._address.host_in_letters, self._limits.size
        told = answer.headers.get("content-length", "")
        total = int(told) if told.isascii() and told.isdigit() else 0
        unpack = _unpacker(answer.headers.get("content-encoding", ""), self._address)
        parts, size, read = [], 0, 0
        while block := answer.read1(_BLOCK):
            read += len(block)
            part = unpack(block, most - size + 1) if unpack else block
            parts.append(part)
            size += len(part)
            if max(size, total) > most:
                text = "What {host} sends is larger than what is read as a document ({most}). It was not fetched."
                raise FileTrouble(say(text, host=host, most=size_text(most)))
            if time.monotonic() > self._until or self._stop.is_set():
                raise FileTrouble(_too_long(self._address))
            self._news.put((read, total))
        if total and read < total:
            raise http.client.IncompleteRead(b"")
        return b"".join(parts)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows to other pages of the web, and nowhere else."""

    max_redirections = 5
    max_repeats = 2

    def __init__(self, first: Address) -> None:
        self._first = first

    def http_error_302(self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any) -> Any:
        """Go on to where it is sent, or let go of the connection."""
        try:
            return super().http_error_302(req, fp, code, msg, headers)
        except BaseException:
            fp.close()
            raise

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        """Look at where it is sent on to."""
        try:
            target = read_address(newurl)
        except NoAddress:
            raise FileTrouble(_astray(self._first)) from None
        downgraded = urlsplit(req.full_url).scheme == "https" and target.scheme != "https"
        inwards = target.host != self._first.host and _is_inside(target.host) and not _is_inside(self._first.host)
        if target.user or downgraded or inwards:
            raise FileTrouble(_astray(self._first))
        return super().redirect_request(req, fp, code, msg, headers, target.url)


def _opener(address: Address) -> urllib.request.OpenerDirector:
    """Speaks http and https alone: no files, no FTP, no data in the address, no cookies, no passwords."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(context=ssl.create_default_context()),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Redirects(address),
    ):
        opener.add_handler(handler)
    return opener


def _is_inside(host: str) -> bool:
    """Whether a host is this machine or one of the network that it stands in."""
    try:
        found = {each[4][0] for each in socket.getaddrinfo(host.strip("[]"), None)}
    except (OSError, UnicodeError):
        return False
    return any(not ipaddress.ip_address(str(each).partition("%")[0]).is_global for each in found)


def _unpacker(named: str, address: Address) -> Any:
    """What unpacks a content that was packed although nobody asked for that; None where it was not."""
    packing = named.strip().lower()
    if packing in ("", "identity"):
        return None
    if packing not in ("gzip", "x-gzip", "deflate"):
        text = "{host} sends the page packed in a way that is not known. Open it in a browser, and paste its text."
        raise FileTrouble(say(text, host=address.host_in_letters))
    return zlib.decompressobj(wbits=47 if packing != "deflate" else 15).decompress


def _name(url: str, media_type: str) -> str:
    """The name of a file for what an address gave."""
    parts = urlsplit(url)
    name = PurePosixPath(unquote(parts.path, errors="replace")).name or parts.hostname or "page"
    ending = _ENDINGS.get(media_type, "")
    return name if not ending or name.lower().endswith((ending, ".htm", ".xhtml")) else f"{name}{ending}"


def _too_long(address: Address) -> Message:
    text = "{host} took too long to answer. Try again later, or open it in a browser and paste its text."
    return say(text, host=address.host_in_letters)


def _astray(address: Address) -> Message:
    text = (
        "{host} sends on to somewhere that is not followed: to no page of the web, to one that is not encrypted, or "
        "into your own network. Open it in a browser, and paste its text."
    )
    return say(text, host=address.host_in_letters)


def _told(address: Address, error: Exception) -> Message:
    """What a person is told of a failure."""
    host = address.host_in_letters
    if isinstance(error, urllib.error.HTTPError):
        error.close()
        text = "{host} does not give the page: it answers {status}. Open it in a browser, and paste its text."
        return say(text, host=host, status=str(error.code))
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, TimeoutError):
        return _too_long(address)
    if isinstance(reason, ssl.SSLCertVerificationError):
        text = "{host} cannot prove that it is that place (its certificate is not valid), so nothing was fetched."
        return say(text, host=host)
    if isinstance(reason, socket.gaierror):
        return say("{host} was not found. See whether the address is right and whether there is a network.", host=host)
    if isinstance(error, http.client.IncompleteRead):
        return say("The connection to {host} broke off before the page was whole. Try again.", host=host)
    return say("{host} could not be reached. See whether there is a network, and try again.", host=host)
