"""The same real log as at the review desk."""

from __future__ import annotations

from tests.ui.review.conftest import bridge, filled, session

__all__ = ["bridge", "filled", "session"]
