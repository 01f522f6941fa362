"""The form of a source, an actor, a place or a document: used by the library, and inside the form of an incident."""

from __future__ import annotations

from ascertain.ui.form.entries.entry_form import EntryForm

__all__ = ["EntryForm"]
