"""A real log to read documents into."""

from __future__ import annotations

from tests.ui.review.conftest import bridge, session

__all__ = ["bridge", "session"]
