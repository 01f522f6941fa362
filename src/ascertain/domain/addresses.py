"""Addresses of pages, looked at before anybody follows one: where does it really lead?

Only `http` and `https` are addresses here. A host is told in both its forms, as letters and as the ASCII that is asked
for (Punycode, RFC 3492), since letters of several scripts look alike; a name before an `@` is told as what it is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from ascertain.domain.messages import Message, say

_SCHEMES = ("http", "https")
_UNFIT = re.compile(r"[\s\\\x00-\x1f\x7f-\x9f]")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?|\[[0-9a-f:.]+\]")
_UNSEEN = ("Cf", "Cc", "Co", "Cs", "Cn", "Zl", "Zp")
_KEPT = "%/?#[]@!$&'()*+,;=:-._~"
_MOST = 4_000


@dataclass(frozen=True, slots=True)
class Address:
    """An address that can be followed. `url` is all ASCII; `host` is asked for, and reads as `host_in_letters`."""

    url: str
    scheme: str
    host: str
    host_in_letters: str
    port: int | None
    user: str

    @property
    def cautions(self) -> tuple[Message, ...]:
        """What a person should know before following it."""
        found = []
        if self.user:
            text = "What stands before the @ is no place but a user name: {user}. The address leads to {host}."
            found.append(say(text, user=self.user, host=self.host))
        if self.host != self.host_in_letters:
            text = (
                "The host reads {letters}, in letters that can look like others: it may not be the place that it seems."
            )
            found.append(say(text, letters=self.host_in_letters))
        if self.scheme == "http":
            found.append(say("The way there is not encrypted: others can read along, and change what comes back."))
        if self.port is not None:
            found.append(say("It asks for port {port}, which is unusual.", port=str(self.port)))
        return tuple(found)


class NoAddress(Exception):
    """A text is no address that is followed; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def read_address(text: str) -> Address:
    """Look at an address as it was typed. Raises NoAddress."""
    given = text.strip()
    if not given:
        raise NoAddress(say("There is no address."))
    if _UNFIT.search(given) or any(unicodedata.category(letter) in _UNSEEN for letter in given) or len(given) > _MOST:
        raise NoAddress(say("This address holds signs that no address has, so it is not opened."))
    scheme, colon, rest = given.partition("://")
    if not colon or scheme.lower() not in _SCHEMES:
        raise NoAddress(say("Only addresses that begin with http:// or https:// are opened."))
    try:
        parts = urlsplit(f"{scheme.lower()}://{rest}")
        port, host = parts.port, _ascii_host(parts.hostname or "")
    except ValueError as error:  # UnicodeError is one
        raise NoAddress(say("The host of this address cannot be read, so it is not opened.")) from error
    user = parts.netloc.rpartition("@")[0]
    place = f"{quote(user, safe=_KEPT)}@" * bool(user) + host + (f":{port}" if port is not None else "")
    tail = "".join(
        f"{sign}{quote(part, safe=_KEPT)}" for sign, part in (("?", parts.query), ("#", parts.fragment)) if part
    )
    url = f"{parts.scheme}://{place}{quote(parts.path, safe=_KEPT)}{tail}"
    return Address(url, parts.scheme, host, _in_letters(host), port, user)


def _ascii_host(host: str) -> str:
    """The host as it is asked for. Raises ValueError."""
    asked = host if ":" in host else host.encode("idna").decode("ascii").lower()
    asked = f"[{asked}]" if ":" in asked else asked
    if not _HOST.fullmatch(asked) or ".." in asked:
        raise ValueError(host)
    return asked


def _in_letters(host: str) -> str:
    """The host as it would be read; a label that is no proper Punycode stays as it is."""
    labels = []
    for label in host.split("."):
        try:
            letters = label.encode("ascii").decode("idna")
        except UnicodeError:
            letters = label
        labels.append(label if any(unicodedata.category(each) in _UNSEEN for each in letters) else letters)
    return ".".join(labels)
