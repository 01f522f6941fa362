"""A briefing as Markdown (CommonMark 0.31, with the footnotes that GitHub, Pandoc and others know)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import say
from ascertain.exchange.briefing.structure import Briefing, Entry, Fact, Note

# Every sign of ASCII may have a backslash before it, and is then nothing but itself. Needed are the signs that mean
# something wherever they stand; those of addresses and of doubled signs; and those of lists, at the start of a line.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~&@^$]|:(?=\S)|(?<=www)\.|([-=+])(?=\1)|(?<=([-=+]))\2", re.IGNORECASE)
_FIRST = re.compile(r"^(?:(?=[-+=])|(\d{1,9})(?=[.)]))")
_SOURCE = say("Source:")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def markdown_lines(briefing: Briefing, conduct: Conduct) -> Iterator[str]:
    """The lines, without line breaks. Raises Cancelled."""
    yield from (f"# {escaped(briefing.title)}", "")
    yield from (f"{escaped(line)}  " for line in briefing.lead)
    if briefing.caution:
        yield from ("", f"**{escaped(briefing.caution)}**")
    yield from ("", f"## {escaped(briefing.totals_heading)}", "")
    yield from map(_fact, briefing.totals)
    if briefing.totals_note:
        yield from ("", escaped(briefing.totals_note))
    for group in briefing.groups:
        yield from ("", f"## {escaped(group.heading)}")
        if group.about:
            yield from ("", f"*{escaped(group.about)}*")
        for entry in group.entries:
            conduct.heed()
            yield from _entry(entry)
    if briefing.notes:
        yield from ("", f"## {escaped(briefing.notes_heading)}", "")
    for note in briefing.notes:
        conduct.heed()
        yield f"[^{note.number}]: {_SOURCE} {_note(note)}"


def _entry(entry: Entry) -> Iterator[str]:
    yield from ("", f"### {escaped(entry.ref)} · {escaped(entry.title)}", "")
    yield from map(_fact, entry.facts)
    for account in entry.accounts:
        yield f"- {escaped(account.text)}[^{account.note}]"


def _note(note: Note) -> str:
    """Where footnotes are not known, one word alone, or a word and a title in quotes, would be where a link leads."""
    text = escaped(note.text)
    address = f" <{note.address}>" if note.address else ""
    return ("\\" if text.startswith(('"', "'", "(")) else "") + text + address


def _fact(fact: Fact) -> str:
    return f"- **{escaped(fact.label)}:** {escaped(fact.value)}"


def escaped(text: str) -> str:
    """The text on one line, with nothing in it that Markdown or HTML would take for a sign of its own."""
    line = " ".join(_CONTROLS.sub(" ", text).split())
    return _FIRST.sub(r"\1\\", _SIGNS.sub(r"\\\g<0>", line))
