"""Reading what was given: text as it is, everything else in a process of its own."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from pathlib import Path

from ascertain.app.intake.child import Limits, read_in_child
from ascertain.app.intake.proposing import propose
from ascertain.domain.conduct import Conduct
from ascertain.domain.document_proposals import DocumentProposal, Original
from ascertain.domain.file_names import shown_name
from ascertain.domain.messages import Message, say
from ascertain.domain.problems import FileTrouble
from ascertain.domain.sizes import size_text
from ascertain.exchange.documents.forms import Form, form_of
from ascertain.exchange.documents.reader_process import Order

MOST_BYTES = 64 << 20
"""The largest file that is read as a document."""


def read_pasted(text: str, *, kinds: Collection[str] | None = None) -> DocumentProposal:
    """A proposal from text that was pasted or typed."""
    from ascertain.exchange.documents.plain import read_text

    return propose(read_text(text), kinds=kinds)


def read_file(
    path: Path,
    conduct: Conduct | None = None,
    *,
    kinds: Collection[str] | None = None,
    limits: Limits | None = None,
) -> DocumentProposal:
    """A proposal from a file of this machine; the file itself is only read. Raises FileTrouble or Cancelled.

    `kinds` are the kinds of document that the log offers; None: all that there are.
    """
    content = _content_of(path)
    original = Original(path.name, path)
    return read_content(content, original, conduct, kinds=kinds, limits=limits)


def read_content(
    content: bytes,
    original: Original,
    conduct: Conduct | None = None,
    *,
    kinds: Collection[str] | None = None,
    limits: Limits | None = None,
    told: tuple[str, str, str] = ("", "", ""),
) -> DocumentProposal:
    """A proposal from bytes. `told`: the media type, the encoding and the address that whoever sent them named. Raises
    FileTrouble or Cancelled."""
    media_type, encoding, address = told
    form = form_of(content, original.name, media_type)
    if form is Form.OTHER:
        text = (
            "{name} is neither text, nor a page, a PDF or a message. Open it with its own program, copy the text, and "
            "paste it here; the file can be attached to the document afterwards."
        )
        raise FileTrouble(say(text, name=shown_name(original.name)))
    order = Order(form, encoding, address)
    return propose(read_in_child(order, content, conduct or Conduct(), limits or Limits()), original, kinds=kinds)


def _content_of(path: Path) -> bytes:
    """The whole file. Raises FileTrouble: not there, no file, too large, not permitted."""
    name = shown_name(path.name)
    try:
        # Never wait at a pipe or a device that somebody gave the name of a document.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:  # noqa: PTH123 - the descriptor decides what it is
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise FileTrouble(say("{name} is no file that can be read as a document.", name=name))
            if state.st_size > MOST_BYTES:
                raise FileTrouble(_too_large(name, state.st_size))
            return file.read(MOST_BYTES)
    except (OSError, ValueError) as error:
        why = (error.strerror or "") if isinstance(error, OSError) else ""
        text = "{name} cannot be read ({why}). See whether it is still there and whether you may read it."
        raise FileTrouble(say(text, name=name, why=why)) from error


def _too_large(name: str, size: int) -> Message:
    text = (
        "{name} is larger ({size}) than what is read as a document ({most}). Copy the part that you need, and paste it "
        "here."
    )
    return say(text, name=name, size=size_text(size), most=size_text(MOST_BYTES))
