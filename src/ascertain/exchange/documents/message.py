"""A message (RFC 5322) and a page saved as one file (MHTML, RFC 2557). Only for the process that reads documents."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from ascertain.domain.document_text import fitted, normalised, one_line
from ascertain.exchange.documents.decoding import decode
from ascertain.exchange.documents.facts import Clue, Facts, Lack, Where
from ascertain.exchange.documents.forms import Form
from ascertain.exchange.documents.page import read_page
from ascertain.exchange.documents.plain import clues_of_text
from ascertain.exchange.documents.reader_process import Failure, Unreadable

_MOST_PARTS = 2_000


def read_message(content: bytes, form: Form) -> Facts:
    """Read a message or a saved page. Raises Unreadable where there is neither text nor page in it."""
    message = message_from_bytes(content, policy=policy.default)
    parts = _parts(message)
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    texts = [part for part in parts if part.get_content_type() == "text/plain"]
    if form is Form.MHTML and pages:
        return _saved_page(message, _wanted(pages, message), len(parts))
    if texts and (text := _text(texts[0])):
        return _mail(message, text, [])
    if pages:
        facts = read_page(_payload(pages[0]), pages[0].get_content_charset("") or "")
        return _mail(message, facts.text, list(facts.lacks))
    raise Unreadable(Failure.UNREADABLE)


def _parts(message: EmailMessage) -> list[EmailMessage]:
    """The parts that hold something, without those of a message within the message."""
    found: list[EmailMessage] = []
    waiting = [message]
    while waiting and len(found) < _MOST_PARTS:
        part = waiting.pop(0)
        if part.get_content_maintype() == "multipart":
            within = part.get_payload()
            waiting[:0] = (
                [each for each in within if isinstance(each, EmailMessage)] if isinstance(within, list) else []
            )
        elif part.get_content_disposition() != "attachment":
            found.append(part)
    return found


def _wanted(pages: list[EmailMessage], message: EmailMessage) -> EmailMessage:
    """The page itself, not a frame of it: the one that stands under the address of the whole, else the first."""
    address = _address(message)
    return next((page for page in pages if address and _address(page) == address), pages[0])


def _saved_page(message: EmailMessage, page: EmailMessage, parts: int) -> Facts:
    address = _address(message) or _address(page)
    facts = read_page(_payload(page), page.get_content_charset("") or "", address)
    subject = one_line(_head(message, "subject"))
    clues = (*facts.clues, Clue("title", subject, Where.MAIL, "Subject")) if subject else facts.clues
    lacks = (*facts.lacks, (Lack.PICTURES, parts - 1)) if parts > 1 else facts.lacks
    return Facts("mhtml", facts.text, clues, lacks, facts.encoding, facts.encoding_certain)


def _mail(message: EmailMessage, text: str, lacks: list[tuple[Lack, int]]) -> Facts:
    whole = normalised(text)
    kept = fitted(whole)
    clues = []
    if subject := one_line(_head(message, "subject")):
        clues.append(Clue("title", subject, Where.MAIL, "Subject"))
    if sender := _sender(message):
        clues.append(Clue("publisher", sender, Where.MAIL, "From"))
    try:
        at = parsedate_to_datetime(_head(message, "date"))
        clues.append(Clue("published_on", at.date().isoformat(), Where.MAIL, "Date"))
    except (ValueError, TypeError, OverflowError):
        clues += [clue for clue in clues_of_text(kept) if clue.field == "published_on"]
    clues += [clue for clue in clues_of_text(kept) if clue.field == "title"]
    clues.append(Clue("kind", "message", Where.MAIL, "From"))
    cut = [(Lack.CUT, len(whole))] if kept != whole else []
    nothing = [] if kept else [(Lack.NO_TEXT, 0)]
    return Facts("mail", kept, tuple(clues), tuple(dict.fromkeys(lacks + cut + nothing)))


def _sender(message: EmailMessage) -> str:
    """The name of whoever sent it, else the address."""
    head = message["from"]
    addresses = getattr(head, "addresses", ())
    return one_line(addresses[0].display_name or addresses[0].addr_spec) if addresses else ""


def _head(message: EmailMessage, name: str) -> str:
    return str(message.get(name) or "")


def _address(part: EmailMessage) -> str:
    found = _head(part, "snapshot-content-location") or _head(part, "content-location")
    return "".join(found.split())[:2_000]


def _payload(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(part: EmailMessage) -> str:
    return decode(_payload(part), part.get_content_charset("") or "").text.strip()
