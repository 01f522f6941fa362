"""What is typed in the forms of the library is kept as well."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ascertain.app.session import LogSession
from ascertain.domain.records import Source
from ascertain.domain.rows import Shelf
from ascertain.store.queries import Queries
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.entries import EntryForm
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.form.unfinished import keeper as timing
from ascertain.ui.kit import NoticeBar
from tests.ui.form.drafts_kept import drafts, keeper_of, kept, line
from tests.ui.form.form_keys import choose, go_to
from tests.ui.form.key_presses import type_text


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typing has rested at once."""
    monkeypatch.setattr(timing, "REST_MS", 0)


# ---- entries of the library


@pytest.mark.parametrize("shelf", list(Shelf))
def test_the_form_of_an_entry_is_kept_and_comes_back(
    qtbot: QtBot, bridge: Bridge, session: LogSession, shelf: Shelf
) -> None:
    form = EntryForm(bridge, shelf)
    qtbot.addWidget(form)
    form.start_new()
    form.show()
    with qtbot.waitActive(form):
        form.activateWindow()
    form.focus_first()
    with qtbot.waitSignal(keeper_of(form).kept):
        type_text(form, "Karmel ")
    if shelf is Shelf.PLACES:
        latitude = form.findChild(QLineEdit, "place_latitude")
        assert latitude is not None
        latitude.setFocus()
        type_text(form, "36.5 or so")
    found = kept(qtbot, form, session)
    again = EntryForm(bridge, shelf)
    qtbot.addWidget(again)
    again.resume(found.draft, None)
    mine, theirs = keeper_of(form).unfinished(), keeper_of(again).unfinished()
    assert mine is not None
    assert theirs is not None
    assert theirs == mine
    if shelf is Shelf.PLACES:
        assert line(again, "place_latitude") == "36.5 or so"
    else:
        with qtbot.waitSignal(again.saved):
            again.save()
        assert drafts(session) == []


def test_an_entry_that_was_changed_since_says_so(qtbot: QtBot, bridge: Bridge, session: LogSession) -> None:
    queries = Queries(session.path)
    entry = queries.entry(Shelf.SOURCES, 1)
    queries.close()
    assert isinstance(entry, Source)
    form = EntryForm(bridge, Shelf.SOURCES)
    qtbot.addWidget(form)
    form.start_edit(entry)
    form.show()
    with qtbot.waitActive(form):
        form.activateWindow()
    name = form.findChild(QLineEdit, "source_name")
    assert name is not None
    name.setFocus()
    type_text(form, "x")
    found = kept(qtbot, form, session)
    notice = form.findChild(NoticeBar, "source_form_notice")
    assert isinstance(notice, NoticeBar)
    form.resume(found.draft, entry)
    assert notice.isHidden()
    form.resume(found.draft, Source("Another", id=1))
    assert "changed since" in notice.text


def test_an_entry_made_within_the_form_is_kept_too(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    go_to(form, "target_line")
    choose(qtbot, form, "Third force", "Make actor")
    qtbot.waitUntil(lambda: form.findChild(EntryForm, "actor_form") is not None)
    qtbot.waitUntil(lambda: [each.draft.form for each in drafts(session)] == [Shelf.ACTORS.value])
    assert drafts(session)[0].draft.title == "Third force"
    inner = form.findChild(EntryForm, "actor_form")
    assert isinstance(inner, EntryForm)
    with qtbot.waitSignal(inner.saved):
        inner.save()
    assert [each.draft.form for each in drafts(session)] in ([], ["incident"])
