"""The form of a library entry as a draft."""

from __future__ import annotations

from ascertain.domain.drafts import Draft
from ascertain.ui.form.entries.entry_fields import name_key
from ascertain.ui.form.entries.presenter import EntryPresenter
from ascertain.ui.form.unfinished.title import title_of
from ascertain.ui.form.unfinished.typed_json import mark_of, write_entry


def draft_of(presenter: EntryPresenter) -> Draft | None:
    """What stands in the form; None where nothing is typed that is not saved."""
    if not presenter.is_dirty():
        return None
    typed = presenter.typed()
    words = (typed[name_key(presenter.shelf)], typed["notes"])
    began = mark_of(presenter.started()) if presenter.entry_id is not None else ""
    return Draft("", presenter.shelf.value, title_of(map(str, words)), write_entry(typed, began), presenter.entry_id)
