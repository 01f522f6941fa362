"""The library: documents, sources, actors and places."""

from __future__ import annotations

from ascertain.ui.library.page import LibraryPage

__all__ = ["LibraryPage"]
