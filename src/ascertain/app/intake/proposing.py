"""From what was read to a proposal: the best clue for each field, checked, with where it came from in words."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from ascertain.domain.addresses import NoAddress, read_address
from ascertain.domain.document_proposals import DocumentProposal, Original, Reason
from ascertain.domain.document_text import fitted, normalised, one_line, text_hash
from ascertain.domain.languages import language_of
from ascertain.domain.messages import Message, say
from ascertain.domain.records import NamedRef
from ascertain.domain.texts import DOCUMENT_LIMIT
from ascertain.exchange.documents.facts import Clue, Doubt, Facts, Lack, Where

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}")

_PLACES = {
    Where.META: say("The page says so in its head ({what})."),
    Where.PAGE: say("Read from the page."),
    Where.ADDRESS: say("Read from the address."),
    Where.PROPERTIES: say("From the properties of the PDF ({what})."),
    Where.MAIL: say("From the head of the message ({what})."),
    Where.TEXT: say("Read from the text."),
    Where.FILE: say("From the kind of the file ({what})."),
}
_OF_PAGE = {
    "h1": say("The heading of the page."),
    "time": say("The time that stands on the page."),
    "address": say("The address that it was fetched from."),
    "html": say("It is a web page."),
}
_OF_TEXT = {
    "title": say("The first line of the text."),
    "published_on": say("The head of the text says “{what}”."),
    "language": say("Its letters and words look like it."),
}
_DOUBTS = {
    Doubt.TWO_WAYS: say("Day and month may be the other way round."),
    Doubt.OTHER_DAY: say("Other days are told beside it: it may be the day of what is reported."),
    Doubt.UTC: say("The time is told in UTC, near midnight: where it was published the day may be another."),
    Doubt.DISAGREE: say("Another place in it says otherwise."),
    Doubt.FILE_MADE: say("That is when the file was made."),
    Doubt.GUESSED: say("Nothing says outright that this is it."),
}
_LACKS = {
    Lack.NO_TEXT: say("No text was found in it. Copy the text where you see it and paste it here."),
    Lack.NO_TEXT_LAYER: say(
        "The PDF has no text layer: its pages are pictures. The file can be kept, but its text has to be pasted."
    ),
    Lack.CUT: say("The text was cut: it has more than the {limit} characters that a document holds."),
    Lack.PAGES_CUT: say("Only the first {count} pages were read."),
    Lack.PAGES_UNREAD: say("{count} pages could not be read.", singular="One page could not be read."),
    Lack.RIGHT_TO_LEFT_PDF: say(
        "Text from right to left often comes out of a PDF in a wrong order. Compare it with the page."
    ),
    Lack.WHOLE_PAGE: say("No article could be told from the rest of the page, so all of its text was taken."),
    Lack.PICTURES: say("Pictures and what else it names were left out; nothing was fetched."),
}


def propose(
    facts: Facts, original: Original | None = None, *, kinds: Collection[str] | None = None
) -> DocumentProposal:
    """Make a proposal of what was read. `kinds` are the kinds of document that the log offers; None: all that there
    are."""
    text = fitted(normalised(facts.text))
    found: dict[str, tuple[Any, Reason]] = {}
    for clue in facts.clues:
        if clue.field not in found and (value := _value(clue, kinds)) is not None:
            found[clue.field] = value, Reason(clue.field, _why(clue), bool(clue.doubt))
    _read_language(text, found)
    if text and facts.encoding:
        found["text"] = text, _encoding(facts)
    values: dict[str, Any] = {field: value for field, (value, _reason) in found.items()}
    values["text"] = text
    return DocumentProposal(
        **values,
        sha256=text_hash(text),
        reasons=tuple(reason for _value, reason in found.values()),
        original=original,
        warnings=tuple(_warning(lack, count) for lack, count in facts.lacks),
    )


def _value(clue: Clue, kinds: Collection[str] | None) -> object:
    """The value of a clue as its field holds it; None where it is unfit."""
    line = one_line(clue.value)
    match clue.field:
        case "title":
            return line or None
        case "publisher":
            return NamedRef(line) if line else None
        case "published_on":
            return _day(line)
        case "language":
            return line if _LANGUAGE.fullmatch(line) else None
        case "url":
            return _address(clue.value)
        case "kind":
            return line if line and (kinds is None or line in kinds) else None
    return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _address(text: str) -> str | None:
    try:
        return one_line(read_address(text).url) if len(text) <= 500 else None
    except NoAddress:
        return None


def _why(clue: Clue) -> Message:
    where = _PLACES[clue.where]
    if clue.where is Where.TEXT:
        where = _OF_TEXT.get(clue.field, where)
    elif clue.where is Where.PAGE:
        where = _OF_PAGE.get(clue.what, where)
    first = say(where.text, what=one_line(clue.what, 80))
    if not clue.doubt:
        return first
    return say("{first} {second}", first=first, second=_DOUBTS[clue.doubt])


def _read_language(text: str, found: dict[str, tuple[Any, Reason]]) -> None:
    """Hold what the document says of its language against its text; the text wins where it is clear."""
    guess = language_of(text)
    told = found.get("language")
    said = str(told[0]).partition("-")[0].lower() if told else ""
    if not guess.code or (said and (said == guess.code or not guess.certain)):
        return
    why = _OF_TEXT["language"]
    if said:
        why = say("{first} {second}", first=why, second=say("The page says {told}.", told=str(told[0] if told else "")))
    elif not guess.certain:
        why = say("{first} {second}", first=why, second=say("It is not certain."))
    found["language"] = guess.code, Reason("language", why, bool(said) or not guess.certain)


def _encoding(facts: Facts) -> Reason:
    if facts.encoding_certain:
        return Reason("text", say("Read as {encoding}.", encoding=facts.encoding))
    text = "Nothing says in which encoding it is; it was read as {encoding}, which makes the most sense."
    return Reason("text", say(text, encoding=facts.encoding), True)


def _warning(lack: Lack, count: int) -> Message:
    told = _LACKS[lack]
    return say(told.text, singular=told.singular, count=count, limit=f"{DOCUMENT_LIMIT:,}")
